"""Whether the kernel's own counters confirm what expected.json says ended the packet's way."""

from __future__ import annotations

import json
import re
from typing import Any

from .host import Host
from .lab import Lab

COMMANDS = {"iptables-legacy": "legacy", "iptables-nft": "nft"}


def confirmed(lab: Lab, decided: dict[str, str]) -> bool:
    """True when a counter or a neighbour shows the decision, or when nothing counts such a one."""
    kind = decided.get("kind")
    if kind in ("rule", "policy"):
        host = lab.hosts[decided["host"]]
        if decided.get("backend") == "nftables":
            return nft_counted(host, decided)
        return iptables_counted(host, decided)
    if kind == "neighbour":
        return (
            re.search("FAILED|INCOMPLETE|PERMANENT", lab.hosts[decided["host"]].ip("neigh show")) is not None
        )
    return True


def iptables_counted(host: Host, decided: dict[str, str]) -> bool:
    """A rule that drops or rejects in the named chain (or the chain's policy) has seen a packet."""
    backend = COMMANDS.get(decided.get("backend", ""), host.backend)
    program = "ip6tables" if decided.get("family") == "ipv6" else "iptables"
    saved = host.run([f"{program}-{backend}-save", "-c", "-t", decided["table"]])
    chain = re.escape(decided["chain"])
    pattern = rf"^\[[1-9]\d*:\d+\] -A {chain}\S* .*-j (DROP|REJECT)"
    if decided["kind"] == "policy":
        pattern = rf"^:{chain} DROP \[[1-9]"
    return re.search(pattern, saved, re.MULTILINE) is not None


def nft_counted(host: Host, decided: dict[str, str]) -> bool:
    listing = json.loads(host.run(["nft", "-j", "list", "ruleset"]))["nftables"]
    rules = [item["rule"] for item in listing if "rule" in item]
    return any(
        rule["table"] == decided["table"] and rule["chain"] == decided["chain"] and ended(rule)
        for rule in rules
    )


def ended(rule: dict[str, Any]) -> bool:
    packets = [part["counter"]["packets"] for part in rule["expr"] if "counter" in part]
    return sum(packets) > 0 and any("drop" in part or "reject" in part for part in rule["expr"])
