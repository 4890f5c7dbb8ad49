"""The filter rules of Calico's Felix for workloads of one node: policies that drop."""

from __future__ import annotations

from typing import Any

from .names import calico_chain, calico_interface, calico_rule
from .objects import Cluster, Pod, Policy
from .ruleset import Ruleset, comment
from .selection import policy_targets

ACCEPT, PASS = "0x10000/0x10000", "0x20000/0x20000"
GLOBAL = "globalnetworkpolicies"


def write(rules: Ruleset, cluster: Cluster, node: str) -> None:
    """Adds what Felix on `node` writes for NetworkPolicies and GlobalNetworkPolicies."""
    write_frame(rules)
    for item in cluster.others.get(GLOBAL, []):
        write_global(rules, item)
    for policy in cluster.policies:
        write_policy(rules, policy)
    for pod in cluster.pods:
        if pod.node == node and pod.address and not pod.host_network:
            write_workload(rules, cluster, pod)
    add(rules, "cali-to-wl-dispatch", "-j DROP", "Unknown interface")


def add(rules: Ruleset, chain: str, rule: str, text: str = "") -> None:
    said = f" {comment(text)}" if text else ""
    rules.add("filter", chain, f"{comment(calico_rule(chain, rule))}{said} {rule}")


def write_frame(rules: Ruleset) -> None:
    rules.chain("filter", "cali-FORWARD")
    old = rules.chain("filter", "FORWARD").copy()
    rules.chain("filter", "FORWARD").clear()
    add(rules, "FORWARD", "-j cali-FORWARD")
    rules.chain("filter", "FORWARD").extend(old)
    explicit = "Policy explicitly accepted packet."
    add(rules, "FORWARD", f"-m mark --mark {ACCEPT} -j ACCEPT", explicit)
    add(rules, "cali-FORWARD", "-j MARK --set-xmark 0x0/0xe0000")
    add(rules, "cali-FORWARD", "-o cali+ -j cali-to-wl-dispatch")
    rules.chain("filter", "cali-to-wl-dispatch")


def knp_name(policy: Policy) -> str:
    return f"{policy.namespace}/knp.default.{policy.name}"


def write_policy(rules: Ruleset, policy: Policy) -> None:
    chain = calico_chain("cali-pi-", knp_name(policy))
    rules.chain("filter", chain)
    text = f"Policy {knp_name(policy)} ingress"
    for rule in policy.spec.get("ingress") or []:
        for peer in rule.get("from", []):
            for port in rule.get("ports", []):
                match = f"-s {peer['ipBlock']['cidr']} -p tcp -m multiport --dports {port['port']}"
                add(rules, chain, f"{match} -j MARK --set-xmark {ACCEPT}", text)
                add(rules, chain, f"-m mark --mark {ACCEPT} -j RETURN", text)


def write_global(rules: Ruleset, item: dict[str, Any]) -> None:
    name = item["metadata"]["name"]
    chain = calico_chain("cali-pi-", name)
    text = f"Policy {name} ingress"
    for rule in item["spec"]["ingress"]:
        for net in rule.get("source", {}).get("nets", ["0.0.0.0/0"]):
            if rule["action"] == "Deny":
                add(rules, chain, f"-s {net} -j DROP", text)
            else:
                add(rules, chain, f"-s {net} -j MARK --set-xmark {PASS}", text)
                add(rules, chain, f"-m mark --mark {PASS} -j RETURN", text)


def write_workload(rules: Ruleset, cluster: Cluster, pod: Pod) -> None:
    interface = calico_interface(pod.namespace, pod.name)
    chain = f"cali-tw-{interface}"
    add(rules, "cali-to-wl-dispatch", f"-o {interface} -g {chain}")
    add(rules, chain, "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT")
    add(rules, chain, "-m conntrack --ctstate INVALID -j DROP")
    add(rules, chain, f"-j MARK --set-xmark 0x0/{ACCEPT.split('/')[0]}")
    own = [
        calico_chain("cali-pi-", item["metadata"]["name"])
        for item in cluster.others.get(GLOBAL, [])
    ]
    own += [
        calico_chain("cali-pi-", knp_name(policy))
        for policy in cluster.policies
        if pod in policy_targets(cluster, policy)
    ]
    if own:
        write_tier(rules, chain, own)
    profile = f"cali-pri-kns.{pod.namespace}"
    if profile not in rules.tables["filter"]:
        text = f"Profile kns.{pod.namespace} ingress"
        add(rules, profile, f"-j MARK --set-xmark {ACCEPT}", text)
        add(rules, profile, f"-m mark --mark {ACCEPT} -j RETURN", text)
    add(rules, chain, f"-j {profile}")
    add(rules, chain, f"-m mark --mark {ACCEPT} -j RETURN", "Return if profile accepted")
    add(rules, chain, "-j DROP", "Drop if no profiles matched")


def write_tier(rules: Ruleset, chain: str, policies: list[str]) -> None:
    add(rules, chain, "-j MARK --set-xmark 0x0/0x20000", "Start of tier default")
    for policy in policies:
        add(rules, chain, f"-m mark --mark 0x0/0x20000 -j {policy}")
        add(rules, chain, f"-m mark --mark {ACCEPT} -j RETURN", "Return if policy accepted")
    end = "End of tier default. Drop if no policies passed packet"
    add(rules, chain, "-m mark --mark 0x0/0x20000 -j DROP", end)
