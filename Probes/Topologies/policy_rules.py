"""What kube-router makes of a policy's rules: ipsets, and the matches that use them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from .names import policy_set
from .objects import Cluster, Policy
from .selection import peer_pods, policy_targets

ORDER = {"INPUT": "4IA2OSFRMVNDXBVV", "FORWARD": "TEMCG2JMHZYE7H7T", "OUTPUT": "VEAAIY32XVBHCSCY"}
Match = tuple[str, str]


class PolicySets:
    """ipsets by name, printed for `ipset restore`."""

    def __init__(self, family: str = "inet") -> None:
        self.family = family
        self.members: dict[str, tuple[str, str, list[str]]] = {}

    @property
    def names(self) -> set[str]:
        return set(self.members)

    def put(self, name: str, kind: str, members: list[str]) -> str:
        full = f"inet6:{name}" if self.family == "inet6" else name
        self.members[full] = (kind, self.family, members)
        return full

    def __str__(self) -> str:
        lines = []
        for name, (kind, family, members) in self.members.items():
            seed = f"0x{zlib.crc32(name.encode()):08x}"
            lines.append(f"create {name} {kind} family {family} timeout 0 initval {seed}")
            lines += [f"add {name} {member}" for member in members]
        return "\n".join([*lines, ""])


def rule_matches(
    sets: PolicySets, cluster: Cluster, policy: Policy, family: str
) -> Iterator[Match]:
    """Each rule of the policy as a match and its comment, in kube-router's order."""
    kinds = policy.spec.get("policyTypes") or ["Ingress"]
    for kind in ("Ingress", "Egress"):
        if kind not in kinds:
            continue
        side = "DST" if kind == "Ingress" else "SRC"
        targets = [address for pod in policy_targets(cluster, policy)
                   if (address := pod.address6 if family == "IPv6" else pod.address)]
        own = sets.put(policy_set(side, policy.namespace, policy.name, family), "hash:ip", targets)
        for index, rule in enumerate(policy.spec.get(kind.lower()) or []):
            yield from one_rule(sets, cluster, policy, kind, own, index, rule, family)


def one_rule(
    sets: PolicySets, cluster: Cluster, policy: Policy, kind: str, own: str, index: int,
    rule: dict[str, Any], family: str,
) -> Iterator[Match]:
    ingress = kind == "Ingress"
    peers = rule.get("from" if ingress else "to") or []
    label, peer_side = (("ingressrule", "SRC") if ingress else ("egressrule", "DST"))
    own_match = f"-m set --match-set {own} {'dst' if ingress else 'src'}"
    key = (policy.namespace, policy.name, label, str(index), *([family] if family else []))
    found: list[tuple[str, str]] = []
    if not peers:
        found.append(("", everyone(policy, ingress)))
    pods = [address for pod in peer_pods(cluster, policy.namespace, peers)
            if (address := pod.address6 if family == "IPv6" else pod.address)]
    if pods:
        name = sets.put(policy_set(peer_side, *key, "pod"), "hash:ip", pods)
        text = f"rule to ACCEPT traffic from source pods to dest pods selected by policy name {policy.name} namespace {policy.namespace}"
        found.append((name, text))
    blocks = address_blocks(peers, family)
    if blocks:
        name = sets.put(policy_set(peer_side, *key, "ipblock"), "hash:net", blocks)
        found.append((name, block_comment(policy, ingress)))
    for name, text in found:
        side = "src" if ingress else "dst"
        peer = f"-m set --match-set {name} {side} " if name else ""
        both = f"{peer}{own_match}" if ingress else f"{own_match} {peer}".strip()
        for port in ports(sets, cluster, policy, rule, key, ingress):
            yield (f"{both}{port}", text)


def everyone(policy: Policy, ingress: bool) -> str:
    ends = "from all sources to dest pods" if ingress else "from source pods to all destinations"
    gap = "namespace" if ingress else "namespace:"
    return f"rule to ACCEPT traffic {ends} selected by policy name: {policy.name} {gap} {policy.namespace}"


def block_comment(policy: Policy, ingress: bool) -> str:
    ends = "from specified ipBlocks to dest pods" if ingress else "from source pods to specified ipBlocks"
    return f"rule to ACCEPT traffic {ends} selected by policy name: {policy.name} namespace {policy.namespace}"


def address_blocks(peers: list[dict[str, Any]], family: str) -> list[str]:
    blocks: list[str] = []
    for peer in peers:
        block = peer.get("ipBlock")
        if block and (":" in block["cidr"]) == (family == "IPv6"):
            blocks.append(block["cidr"])
            blocks += [f"{net} nomatch" for net in block.get("except", [])]
    return blocks


def ports(
    sets: PolicySets, cluster: Cluster, policy: Policy, rule: dict[str, Any],
    key: tuple[str, ...], ingress: bool,
) -> Iterator[str]:
    """The port part of each match; a named port is looked up in the selected pods."""
    if not rule.get("ports"):
        yield ""
        return
    for position, port in enumerate(rule["ports"]):
        protocol = port.get("protocol", "TCP").lower()
        number = port.get("port")
        if number is None:
            yield f" -p {protocol}"
        elif isinstance(number, int):
            yield f" -p {protocol} -m {protocol} --dport {number}"
        elif ingress:
            yield from named(sets, cluster, policy, number, protocol, (*key, str(position)))


def named(
    sets: PolicySets, cluster: Cluster, policy: Policy, name: str, protocol: str,
    key: tuple[str, ...],
) -> Iterator[str]:
    found: dict[int, list[str]] = {}
    for pod in policy_targets(cluster, policy):
        for port in pod.ports:
            if port.name == name and port.protocol.lower() == protocol:
                found.setdefault(port.number, []).append(pod.address)
    for number, members in found.items():
        chosen = sets.put(policy_set("DST", *key, "namedport"), "hash:ip", members)
        yield f" -m set --match-set {chosen} dst -p {protocol} -m {protocol} --dport {number}"
