"""The rules and sets of kube-router 1.2 as a NetworkPolicy controller (also inside K3s)."""

from __future__ import annotations

from .names import pod_chain, policy_chain
from .objects import Cluster, Pod, Policy
from .policy_rules import ORDER, PolicyReader, PolicySets
from .ruleset import Ruleset, comment
from .selection import policy_targets, policy_types

VERSION = "1793433600000000000"  # the sync's UnixNano
MARK = "0x10000/0x10000"
LOCAL_NODE = "rule to permit the traffic traffic to pods when source is the pod's local node"


def write(rules: Ruleset, sets: PolicySets, cluster: Cluster, node: str) -> None:
    """Adds what kube-router on `node` writes for the cluster's policies."""
    write_frame(rules, cluster.service_cidr)
    for policy in cluster.policies:
        write_policy(rules, sets, cluster, policy)
    for pod in cluster.pods:
        if pod.node == node and not pod.host_network:
            write_pod(rules, cluster, pod)


def write_frame(rules: Ruleset, service_cidr: str) -> None:
    for chain, identifier in ORDER.items():
        rules.chain("filter", f"KUBE-ROUTER-{chain}")
        jump = f"{comment(f'kube-router netpol - {identifier}')} -j KUBE-ROUTER-{chain}"
        rules.chain("filter", chain).insert(0, jump)
    cluster_ip = comment("allow traffic to cluster IP - M66LPN4N3KB5HTJR")
    rules.add("filter", "KUBE-ROUTER-INPUT", f"-d {service_cidr} {cluster_ip} -j RETURN")
    for protocol, identifier in (("tcp", "LR7XO7NXDBGQJD2M"), ("udp", "76UCBPIZNGJNWNUZ")):
        text = comment(f"allow LOCAL {protocol.upper()} traffic to node ports - {identifier}")
        match = "-m addrtype --dst-type LOCAL -m multiport --dports 30000:32767"
        rules.add("filter", "KUBE-ROUTER-INPUT", f"-p {protocol} {text} {match} -j RETURN")


def write_policy(rules: Ruleset, sets: PolicySets, cluster: Cluster, policy: Policy) -> None:
    chain = policy_chain(policy.namespace, policy.name, VERSION)
    rules.chain("filter", chain)
    for match, text in PolicyReader(sets, cluster, policy, family="").matches():
        rules.add("filter", chain, f"{comment(text)} {match} -j MARK --set-xmark {MARK}")
        rules.add("filter", chain, f"{comment(text)} {match} -m mark --mark {MARK} -j RETURN")


def write_pod(rules: Ruleset, cluster: Cluster, pod: Pod) -> None:
    own = [policy for policy in cluster.policies if pod in policy_targets(cluster, policy)]
    types = {kind for policy in own for kind in policy_types(policy.spec)}
    if not types:
        return
    chain = pod_chain(pod.namespace, pod.name, VERSION)
    stateful = comment("rule for stateful firewall for pod")
    rules.add("filter", chain, f"{stateful} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT")
    if "Ingress" in types:
        match = f"-d {pod.address} -m addrtype --src-type LOCAL"
        rules.add("filter", chain, f"{comment(LOCAL_NODE)} {match} -j ACCEPT")
    for policy in own:
        text = comment(f"run through nw policy {policy.name}")
        target = policy_chain(policy.namespace, policy.name, VERSION)
        rules.add("filter", chain, f"{text} -j {target}")
    write_verdict(rules, chain, pod)
    if "Ingress" in types:
        write_jumps(rules, chain, pod, "destined to", f"-d {pod.address}/32", ["FORWARD", "OUTPUT"])
    if "Egress" in types:
        chains = ["INPUT", "FORWARD", "OUTPUT"]
        write_jumps(rules, chain, pod, "from", f"-s {pod.address}/32", chains)


def write_verdict(rules: Ruleset, chain: str, pod: Pod) -> None:
    who = f"POD name:{pod.name} namespace: {pod.namespace}"
    unmarked = f"-m mark ! --mark {MARK}"
    log = comment(f"rule to log dropped traffic {who}")
    limit = "-m limit --limit 10/minute --limit-burst 10 -j NFLOG --nflog-group 100"
    rules.add("filter", chain, f"{log} {unmarked} {limit}")
    reject = comment(f"rule to REJECT traffic destined for {who}")
    rules.add("filter", chain, f"{reject} {unmarked} -j REJECT")
    rules.add("filter", chain, "-j MARK --set-mark 0/0x10000")


def write_jumps(
    rules: Ruleset, chain: str, pod: Pod, way: str, match: str, hooks: list[str]
) -> None:
    who = f"POD name:{pod.name} namespace: {pod.namespace}"
    jump = f"{comment(f'rule to jump traffic {way} {who} to chain {chain}')} -j {chain}"
    for hook in hooks:
        top = f"KUBE-ROUTER-{hook}"
        if hook == "FORWARD":
            rules.add("filter", top, f"{match} -m physdev --physdev-is-bridged {jump}")
        rules.add("filter", top, f"{match} {jump}")
