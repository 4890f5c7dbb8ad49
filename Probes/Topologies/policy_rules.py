"""What kube-router makes of a policy's rules: ipsets, and the matches that use them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from .names import policy_set
from .objects import Cluster, Pod, Policy
from .selection import peer_pods, policy_targets, policy_types

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


class PolicyReader:
    """One policy for one family: empty for kube-router 1, else `IPv4` or `IPv6`."""

    def __init__(self, sets: PolicySets, cluster: Cluster, policy: Policy, family: str) -> None:
        self.sets, self.cluster, self.policy, self.family = sets, cluster, policy, family

    def matches(self) -> Iterator[Match]:
        """Each rule as a match and its comment, in kube-router's order."""
        for kind in policy_types(self.policy.spec):
            ingress = kind == "Ingress"
            own = self.put("DST" if ingress else "SRC", "hash:ip", self.targets(), self.family)
            for index, rule in enumerate(self.policy.spec.get(kind.lower()) or []):
                for name, text in self.peers(rule, ingress, index):
                    for port in self.ports(rule, ingress, index):
                        yield self.both_ends(own, name, ingress) + port, text

    def put(self, side: str, kind: str, members: list[str], *parts: str) -> str:
        name = policy_set(side, self.policy.namespace, self.policy.name, *parts)
        return self.sets.put(name, kind, members)

    def rule_parts(self, ingress: bool, index: int) -> list[str]:
        label = "ingressrule" if ingress else "egressrule"
        return [label, str(index), *([self.family] if self.family else [])]

    def address(self, pod: Pod) -> str:
        return pod.address6 if self.family == "IPv6" else pod.address

    def addresses(self, pods: list[Pod]) -> list[str]:
        return [address for pod in pods if (address := self.address(pod))]

    def targets(self) -> list[str]:
        return self.addresses(policy_targets(self.cluster, self.policy))

    def both_ends(self, own: str, peer: str, ingress: bool) -> str:
        target = f"-m set --match-set {own} {'dst' if ingress else 'src'}"
        if not peer:
            return target
        other = f"-m set --match-set {peer} {'src' if ingress else 'dst'}"
        return f"{other} {target}" if ingress else f"{target} {other}"

    def peers(self, rule: dict[str, Any], ingress: bool, index: int) -> list[Match]:
        """The set and the comment of each kind of peer; no set when everybody is one."""
        given = rule.get("from" if ingress else "to") or []
        if not given:
            return [("", everyone(self.policy, ingress))]
        side, parts = "SRC" if ingress else "DST", self.rule_parts(ingress, index)
        found: list[Match] = []
        pods = self.addresses(peer_pods(self.cluster, self.policy.namespace, given))
        if pods:
            name = self.put(side, "hash:ip", pods, *parts, "pod")
            ends = "from source pods to dest pods"
            found.append((name, accept_comment(ends, f"name {self.policy.name}", self.policy)))
        blocks = address_blocks(given, self.family)
        if blocks:
            name = self.put(side, "hash:net", blocks, *parts, "ipblock")
            found.append((name, block_comment(self.policy, ingress)))
        return found

    def ports(self, rule: dict[str, Any], ingress: bool, index: int) -> Iterator[str]:
        """The port part of each match."""
        if not rule.get("ports"):
            yield ""
        for position, port in enumerate(rule.get("ports") or []):
            protocol, number = port.get("protocol", "TCP").lower(), port.get("port")
            if number is None:
                yield f" -p {protocol}"
            elif isinstance(number, int):
                yield f" -p {protocol} -m {protocol} --dport {number}"
            elif ingress:
                parts = [*self.rule_parts(ingress, index), str(position), "namedport"]
                yield from self.named(number, protocol, parts)

    def named(self, name: str, protocol: str, parts: list[str]) -> Iterator[str]:
        """A named port, looked up in each selected pod."""
        found: dict[int, list[str]] = {}
        for pod in policy_targets(self.cluster, self.policy):
            for port in pod.ports:
                if port.name == name and port.protocol.lower() == protocol:
                    found.setdefault(port.number, []).append(self.address(pod))
        for number, members in found.items():
            chosen = self.put("DST", "hash:ip", members, *parts)
            yield f" -m set --match-set {chosen} dst -p {protocol} -m {protocol} --dport {number}"


def everyone(policy: Policy, ingress: bool) -> str:
    if ingress:
        return accept_comment("from all sources to dest pods", f"name: {policy.name}", policy)
    ends = "from source pods to all destinations"
    selected = f"selected by policy name: {policy.name} namespace: {policy.namespace}"
    return f"rule to ACCEPT traffic {ends} {selected}"


def block_comment(policy: Policy, ingress: bool) -> str:
    ends = "from source pods to specified ipBlocks"
    if ingress:
        ends = "from specified ipBlocks to dest pods"
    return accept_comment(ends, f"name: {policy.name}", policy)


def accept_comment(ends: str, name: str, policy: Policy) -> str:
    """The comment of a rule; kube-router writes `name` with and without a colon."""
    return f"rule to ACCEPT traffic {ends} selected by policy {name} namespace {policy.namespace}"


def address_blocks(peers: list[dict[str, Any]], family: str) -> list[str]:
    blocks: list[str] = []
    for peer in peers:
        block = peer.get("ipBlock")
        if block and (":" in block["cidr"]) == (family == "IPv6"):
            blocks.append(block["cidr"])
            blocks += [f"{net} nomatch" for net in block.get("except", [])]
    return blocks
