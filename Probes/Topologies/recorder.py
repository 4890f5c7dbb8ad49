"""Writes a snapshot folder: the verbatim output of commands an operator can type on each host."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import time
from pathlib import Path

from .host import Host
from .lab import Lab
from .manifests import lists

COMMANDS = {
    "ip-addr.json": "ip -j -d addr show",
    "ip-link.json": "ip -j -d link show",
    "ip-neigh.json": "ip -j -d neigh show",
    "ip-route.json": "ip -j -d route show table all",
    "ip6-route.json": "ip -j -d -6 route show table all",
    "ip-rule.json": "ip -j -d rule show",
    "iptables-save.legacy.txt": "iptables-legacy-save -c",
    "iptables-save.nft.txt": "iptables-nft-save -c",
    "ip6tables-save.legacy.txt": "ip6tables-legacy-save -c",
    "ip6tables-save.nft.txt": "ip6tables-nft-save -c",
    "nft-ruleset.json": "nft -j list ruleset",
    "ipset-save.txt": "ipset save",
    "conntrack.txt": "conntrack -L",
    "ss-tln.txt": "ss -H -tlnp",
    "ss-uln.txt": "ss -H -ulnp",
}
SYSCTLS = re.compile(
    r"net\.(bridge\.bridge-nf-call-ip6?tables"
    r"|ipv4\.ip_forward"
    r"|ipv4\.icmp_rate(limit|mask)"
    r"|ipv4\.conf\.[^.]+\.(accept_local|forwarding|proxy_arp|route_localnet|rp_filter|send_redirects)"
    r"|ipv6\.conf\.[^.]+\.(disable_ipv6|forwarding)"
    r"|netfilter\.nf_conntrack_(max|tcp_be_liberal)) ="
)


def settle(lab: Lab) -> None:
    """Waits until no neighbour is being asked for any more: it is FAILED or has answered."""
    for _ in range(40):
        if not any("INCOMPLETE" in host.ip("neigh show") for host in lab.hosts.values()):
            return
        time.sleep(0.2)


def record(lab: Lab, folder: Path) -> None:
    """Replaces `folder` with the present state of every recorded host and of the objects."""
    shutil.rmtree(folder, ignore_errors=True)
    hosts = [host for host in lab.hosts.values() if host.recorded]
    for host in hosts:
        record_host(host, folder / "hosts" / host.name)
    (folder / "cluster").mkdir()
    for kind, manifest in lists(lab.cluster).items():
        write_json(folder / "cluster" / f"{kind}.json", manifest)
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    described = [{"name": host.name, "role": host.role, **host.labels} for host in hosts]
    about = {"kind": "Snapshot", "version": 1, "capturedAt": now, "hosts": described}
    write_json(folder / "snapshot.json", about)


def record_host(host: Host, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, command in COMMANDS.items():
        output = host.run(command.split())
        if name.startswith("ss-"):
            output = re.sub(r",pid=\d+,fd=\d+", "", output)
        (folder / name).write_text(output)
    keys = host.run(["sysctl", "-a"], check=False).splitlines(keepends=True)
    (folder / "sysctl.txt").write_text("".join(key for key in keys if SYSCTLS.match(key)))


def write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n")
