"""The rules of kube-proxy 1.20 in iptables mode."""

from __future__ import annotations

from .names import endpoint_chain, service_chain
from .objects import Cluster, Service, ServicePort
from .ruleset import Ruleset, comment
from .selection import Endpoint, ready_endpoints

PORTALS = comment("kubernetes service portals")
EXTERNAL = comment("kubernetes externally-visible service portals")
FORWARDING = comment("kubernetes forwarding rules")


def write(rules: Ruleset, cluster: Cluster) -> None:
    """Adds what kube-proxy of any node writes for the cluster's Services."""
    write_filter_frame(rules)
    write_nat_frame(rules)
    for service in cluster.services:
        if service.cluster_ip != "None":
            for port in service.ports:
                write_service_port(rules, cluster, service, port)
    last = comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain")
    rules.add("nat", "KUBE-SERVICES", f"{last} -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS")


def write_filter_frame(rules: Ruleset) -> None:
    for chain in ("KUBE-EXTERNAL-SERVICES", "KUBE-FORWARD", "KUBE-SERVICES"):
        rules.chain("filter", chain)
    new = "-m conntrack --ctstate NEW"
    rules.add("filter", "INPUT", f"{new} {EXTERNAL} -j KUBE-EXTERNAL-SERVICES")
    rules.add("filter", "FORWARD", f"{FORWARDING} -j KUBE-FORWARD")
    rules.add("filter", "FORWARD", f"{new} {PORTALS} -j KUBE-SERVICES")
    rules.add("filter", "FORWARD", f"{new} {EXTERNAL} -j KUBE-EXTERNAL-SERVICES")
    rules.add("filter", "OUTPUT", f"{new} {PORTALS} -j KUBE-SERVICES")
    write_forward_chain(rules)


def write_forward_chain(rules: Ruleset) -> None:
    rules.add("filter", "KUBE-FORWARD", "-m conntrack --ctstate INVALID -j DROP")
    rules.add("filter", "KUBE-FORWARD", f"{FORWARDING} -m mark --mark 0x4000/0x4000 -j ACCEPT")
    for end in ("source", "destination"):
        text = comment(f"kubernetes forwarding conntrack pod {end} rule")
        related = "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"
        rules.add("filter", "KUBE-FORWARD", f"{text} {related}")


def write_nat_frame(rules: Ruleset) -> None:
    for chain in ("KUBE-MARK-MASQ", "KUBE-NODEPORTS", "KUBE-POSTROUTING", "KUBE-SERVICES"):
        rules.chain("nat", chain)
    rules.add("nat", "PREROUTING", f"{PORTALS} -j KUBE-SERVICES")
    rules.add("nat", "OUTPUT", f"{PORTALS} -j KUBE-SERVICES")
    postrouting = comment("kubernetes postrouting rules")
    rules.add("nat", "POSTROUTING", f"{postrouting} -j KUBE-POSTROUTING")
    rules.add("nat", "KUBE-MARK-MASQ", "-j MARK --set-xmark 0x4000/0x4000")
    rules.add("nat", "KUBE-POSTROUTING", "-m mark ! --mark 0x4000/0x4000 -j RETURN")
    rules.add("nat", "KUBE-POSTROUTING", "-j MARK --set-xmark 0x4000/0x0")
    snat = comment("kubernetes service traffic requiring SNAT")
    rules.add("nat", "KUBE-POSTROUTING", f"{snat} -j MASQUERADE --random-fully")


def write_service_port(
    rules: Ruleset, cluster: Cluster, service: Service, port: ServicePort
) -> None:
    name, protocol = service.port_name(port), port.protocol.lower()
    endpoints = ready_endpoints(cluster, service, port)
    if not endpoints:
        write_rejects(rules, service, port)
        return
    chain = service_chain("KUBE-SVC", name, protocol)
    to_cluster_ip = cluster_ip_match(service, port, "cluster IP")
    if cluster.cluster_cidr:
        rules.add(
            "nat", "KUBE-SERVICES", f"! -s {cluster.cluster_cidr} {to_cluster_ip} -j KUBE-MARK-MASQ"
        )
    rules.add("nat", "KUBE-SERVICES", f"{to_cluster_ip} -j {chain}")
    if port.node_port:
        match = f"-p {protocol} {comment(name)} -m {protocol} --dport {port.node_port}"
        rules.add("nat", "KUBE-NODEPORTS", f"{match} -j KUBE-MARK-MASQ")
        rules.add("nat", "KUBE-NODEPORTS", f"{match} -j {chain}")
    for index, endpoint in enumerate(endpoints):
        jump = endpoint_jump(name, protocol, endpoint, len(endpoints) - index)
        rules.add("nat", chain, f"{comment(name)} {jump}")
    for endpoint in endpoints:
        write_endpoint(rules, name, protocol, endpoint)


def write_rejects(rules: Ruleset, service: Service, port: ServicePort) -> None:
    to_cluster_ip = cluster_ip_match(service, port, "has no endpoints")
    reject = "-j REJECT --reject-with icmp-port-unreachable"
    rules.add("filter", "KUBE-SERVICES", f"{to_cluster_ip} {reject}")
    if port.node_port:
        protocol = port.protocol.lower()
        text = comment(f"{service.port_name(port)} has no endpoints")
        match = f"-p {protocol} {text} -m addrtype --dst-type LOCAL"
        dport = f"-m {protocol} --dport {port.node_port}"
        rules.add("filter", "KUBE-EXTERNAL-SERVICES", f"{match} {dport} {reject}")


def cluster_ip_match(service: Service, port: ServicePort, text: str, address: str = "") -> str:
    protocol = port.protocol.lower()
    return (
        f"-d {address or service.cluster_ip}/32 -p {protocol} "
        f"{comment(service.port_name(port) + ' ' + text)} -m {protocol} --dport {port.port}"
    )


def endpoint_jump(name: str, protocol: str, endpoint: Endpoint, left: int) -> str:
    """The jump to one of `left` remaining endpoints, taken with probability 1/left."""
    pod, number = endpoint
    chance = f"-m statistic --mode random --probability {1 / left:.10f} " if left > 1 else ""
    return f"{chance}-j {endpoint_chain(name, protocol, f'{pod.address}:{number}')}"


def write_endpoint(rules: Ruleset, name: str, protocol: str, endpoint: Endpoint) -> None:
    pod, number = endpoint
    address = f"{pod.address}:{number}"
    chain = endpoint_chain(name, protocol, address)
    rules.chain("nat", chain).clear()
    rules.add("nat", chain, f"-s {pod.address}/32 {comment(name)} -j KUBE-MARK-MASQ")
    dnat = f"-p {protocol} {comment(name)} -m {protocol} -j DNAT --to-destination {address}"
    rules.add("nat", chain, dnat)
