"""The rules and sets of kube-router 2 (K3s 1.26 and later), for either address family."""

from __future__ import annotations

from .kube_router import LOCAL_NODE, MARK, VERSION
from .names import pod_chain, policy_chain, rule_identifier
from .objects import Cluster, Pod
from .policy_rules import ORDER, PolicyReader, PolicySets
from .ruleset import Ruleset, comment
from .selection import policy_targets, policy_types

DEFAULT = "KUBE-NWPLCY-DEFAULT"
ACCEPTED = "0x20000/0x20000"
ICMP = {
    "IPv4": [
        ("echo requests", "8"),
        ("destination unreachable messages", "3"),
        ("time exceeded messages", "11"),
    ],
    "IPv6": [
        ("echo requests", "128"),
        ("destination unreachable messages", "1"),
        ("time exceeded messages", "3"),
        ("neighbor solicitations", "135"),
        ("neighbor advertisements", "136"),
    ],
}


def write(rules: Ruleset, sets: PolicySets, cluster: Cluster, node: str, family: str) -> None:
    """Adds what kube-router on `node` writes for `family` (`IPv4` or `IPv6`)."""
    write_frame(rules, cluster, family)
    for policy in cluster.policies:
        chain = policy_chain(policy.namespace, policy.name, VERSION, family)
        rules.chain("filter", chain)
        for match, text in PolicyReader(sets, cluster, policy, family).matches():
            rules.add("filter", chain, f"{comment(text)} {match} -j MARK --set-xmark {MARK}")
            rules.add("filter", chain, f"{comment(text)} {match} -m mark --mark {MARK} -j RETURN")
    for pod in cluster.pods:
        address = pod.address6 if family == "IPv6" else pod.address
        if pod.node == node and address and not pod.host_network and not pod.finished:
            PodWriter(rules, cluster, pod, address, family).write()
    accept = comment("rule to explicitly ACCEPT traffic that comply to network policies")
    for hook in ORDER:
        rules.add("filter", f"KUBE-ROUTER-{hook}", f"{accept} -m mark --mark {ACCEPTED} -j ACCEPT")


def write_frame(rules: Ruleset, cluster: Cluster, family: str) -> None:
    for hook, identifier in ORDER.items():
        rules.chain("filter", f"KUBE-ROUTER-{hook}")
        jump = f"{comment(f'kube-router netpol - {identifier}')} -j KUBE-ROUTER-{hook}"
        rules.chain("filter", hook).insert(0, jump)
    if family == "IPv4":
        write_input_rule(
            rules,
            "allow traffic to primary/secondary cluster IP range",
            f"-d {cluster.service_cidr} -j RETURN",
        )
    for protocol in ("tcp", "udp"):
        text = f"allow LOCAL {protocol.upper()} traffic to node ports"
        match = "-m addrtype --dst-type LOCAL -m multiport --dports 30000:32767 -j RETURN"
        write_input_rule(rules, text, match, f"-p {protocol} ")
    protocol, option = ("icmpv6", "icmp6") if family == "IPv6" else ("icmp", "icmp")
    for what, number in ICMP[family]:
        match = f"-p {protocol} {comment(f'allow icmp {what}')} -m {option}"
        rules.add("filter", DEFAULT, f"{match} --{protocol}-type {number} -j ACCEPT")
    text = comment("rule to mark traffic matching a network policy")
    rules.add("filter", DEFAULT, f"{text} -j MARK --set-xmark {MARK}")


def write_input_rule(rules: Ruleset, text: str, rest: str, before: str = "") -> None:
    chain = "KUBE-ROUTER-INPUT"
    words = [*before.split(), "-m", "comment", "--comment", text, *rest.split()]
    named = f"{before}{comment(f'{text} - {rule_identifier(chain, words)}')} {rest}"
    rules.add("filter", chain, named)


class PodWriter:
    """The firewall chain of one pod and the jumps to it."""

    def __init__(
        self, rules: Ruleset, cluster: Cluster, pod: Pod, address: str, family: str
    ) -> None:
        self.rules, self.cluster, self.pod, self.family = rules, cluster, pod, family
        self.address = f"{address}/{128 if family == 'IPv6' else 32}"
        self.chain = pod_chain(pod.namespace, pod.name, VERSION)
        self.who = f"POD name:{pod.name} namespace: {pod.namespace}"

    def add(self, text: str, rest: str) -> None:
        self.rules.add("filter", self.chain, f"{comment(text)} {rest}")

    def write(self) -> None:
        self.add(
            "rule for stateful firewall for pod",
            "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        )
        self.add("rule to drop invalid state for pod", "-m conntrack --ctstate INVALID -j DROP")
        self.add(LOCAL_NODE, f"-d {self.address} -m addrtype --src-type LOCAL -j ACCEPT")
        self.write_policies()
        unmarked = f"-m mark ! --mark {MARK}"
        limited = "-m limit --limit 10/minute --limit-burst 10 -j NFLOG --nflog-group 100"
        self.add(f"rule to log dropped traffic {self.who}", f"{unmarked} {limited}")
        self.add(f"rule to REJECT traffic destined for {self.who}", f"{unmarked} -j REJECT")
        self.rules.add("filter", self.chain, "-j MARK --set-mark 0/0x10000")
        self.add(
            "set mark to ACCEPT traffic that comply to network policies",
            f"-j MARK --set-xmark {ACCEPTED}",
        )
        self.write_jumps()

    def write_policies(self) -> None:
        own = [
            item for item in self.cluster.policies if self.pod in policy_targets(self.cluster, item)
        ]
        types = {kind for policy in own for kind in policy_types(policy.spec)}
        for kind, side in (("Egress", "s"), ("Ingress", "d")):
            if kind not in types:
                self.add(
                    f"run through default {kind.lower()} network policy chain",
                    f"-{side} {self.address} -j {DEFAULT}",
                )
        for policy in own:
            target = policy_chain(policy.namespace, policy.name, VERSION, self.family)
            kinds = policy_types(policy.spec)
            match = ""
            if len(kinds) == 1:
                match = f"-{'d' if kinds == ['Ingress'] else 's'} {self.address} "
            self.add(f"run through nw policy {policy.name}", f"{match}-j {target}")

    def write_jumps(self) -> None:
        jump = f"{self.who} to chain {self.chain}"
        to_pod = f"-d {self.address} {comment(f'rule to jump traffic destined to {jump}')}"
        from_pod = f"-s {self.address} {comment(f'rule to jump traffic from {jump}')}"
        bridged = "-m physdev --physdev-is-bridged"
        for match in (to_pod, from_pod):
            self.rules.add("filter", "KUBE-ROUTER-FORWARD", f"{match} {bridged} -j {self.chain}")
        self.rules.add("filter", "KUBE-ROUTER-FORWARD", f"{to_pod} -j {self.chain}")
        self.rules.add("filter", "KUBE-ROUTER-OUTPUT", f"{to_pod} -j {self.chain}")
        for hook in ORDER:
            self.rules.add("filter", f"KUBE-ROUTER-{hook}", f"{from_pod} -j {self.chain}")
