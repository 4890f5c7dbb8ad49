"""The rules of kube-proxy 1.26 and later in iptables mode: KUBE-EXT, KUBE-SVL, KUBE-FW."""

from __future__ import annotations

from collections.abc import Callable

from .kube_proxy import (
    EXTERNAL,
    FORWARDING,
    PORTALS,
    cluster_ip_match,
    write_endpoint,
    write_nat_frame,
)
from .names import endpoint_chain, service_chain
from .objects import Cluster, Service, ServicePort
from .ruleset import Ruleset, comment
from .selection import Endpoint, ready_endpoints

Matcher = Callable[[Service, ServicePort, str], str]
NEW = "-m conntrack --ctstate NEW"
BALANCER = comment("kubernetes load balancer firewall")
REJECT = "-j REJECT --reject-with icmp-port-unreachable"


def write(rules: Ruleset, cluster: Cluster, node: str) -> None:
    """Adds what kube-proxy of `node` writes for the cluster's Services."""
    write_filter_frame(rules)
    write_nat_frame(rules)
    for service in cluster.services:
        if service.cluster_ip != "None":
            for port in service.ports:
                PortWriter(rules, cluster, service, port, node).write()
    last = comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain")
    rules.add("nat", "KUBE-SERVICES", f"{last} -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS")


def write_filter_frame(rules: Ruleset) -> None:
    chains = ("EXTERNAL-SERVICES", "FIREWALL", "FORWARD", "NODEPORTS", "PROXY-FIREWALL", "SERVICES")
    for chain in chains:
        rules.chain("filter", f"KUBE-{chain}")
    for hook in ("INPUT", "FORWARD", "OUTPUT"):
        rules.add("filter", hook, f"{NEW} {BALANCER} -j KUBE-PROXY-FIREWALL")
    health = comment("kubernetes health check service ports")
    rules.add("filter", "INPUT", f"{health} -j KUBE-NODEPORTS")
    rules.add("filter", "INPUT", f"{NEW} {EXTERNAL} -j KUBE-EXTERNAL-SERVICES")
    rules.add("filter", "INPUT", "-j KUBE-FIREWALL")
    rules.add("filter", "FORWARD", f"{FORWARDING} -j KUBE-FORWARD")
    rules.add("filter", "FORWARD", f"{NEW} {PORTALS} -j KUBE-SERVICES")
    rules.add("filter", "FORWARD", f"{NEW} {EXTERNAL} -j KUBE-EXTERNAL-SERVICES")
    rules.add("filter", "OUTPUT", f"{NEW} {PORTALS} -j KUBE-SERVICES")
    rules.add("filter", "OUTPUT", "-j KUBE-FIREWALL")
    localnet = comment("block incoming localnet connections")
    state = "-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP"
    rules.add("filter", "KUBE-FIREWALL", f"! -s 127.0.0.0/8 -d 127.0.0.0/8 {localnet} {state}")
    rules.add("filter", "KUBE-FORWARD", "-m conntrack --ctstate INVALID -j DROP")
    rules.add("filter", "KUBE-FORWARD", f"{FORWARDING} -m mark --mark 0x4000/0x4000 -j ACCEPT")
    tracked = comment("kubernetes forwarding conntrack rule")
    related = "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"
    rules.add("filter", "KUBE-FORWARD", f"{tracked} {related}")


class PortWriter:
    """One port of one Service on one node."""

    def __init__(
        self, rules: Ruleset, cluster: Cluster, service: Service, port: ServicePort, node: str
    ) -> None:
        self.rules, self.cluster, self.service, self.port = rules, cluster, service, port
        self.name, self.protocol = service.port_name(port), port.protocol.lower()
        self.all = ready_endpoints(cluster, service, port)
        self.local = [endpoint for endpoint in self.all if endpoint[0].node == node]
        self.internal_local = service.spec.get("internalTrafficPolicy") == "Local"
        self.external_local = service.spec.get("externalTrafficPolicy") == "Local"
        self.ranges: list[str] = service.spec.get("loadBalancerSourceRanges", [])

    def chain(self, prefix: str) -> str:
        return service_chain(prefix, self.name, self.protocol)

    def balancer_ip(self) -> str:
        """The address kube-proxy answers for; none when the balancer proxies by itself."""
        return self.service.load_balancer_ip if self.service.load_balancer_mode == "VIP" else ""

    def write(self) -> None:
        self.write_cluster_ip()
        if self.port.node_port or self.balancer_ip():
            self.write_external()
        if self.all:
            self.write_groups()

    def write_cluster_ip(self) -> None:
        usable = self.local if self.internal_local else self.all
        if not usable:
            self.write_unusable("KUBE-SERVICES", cluster_ip_match, self.internal_local)
            return
        target = self.chain("KUBE-SVL" if self.internal_local else "KUBE-SVC")
        match = cluster_ip_match(self.service, self.port, "cluster IP")
        self.rules.add("nat", "KUBE-SERVICES", f"{match} -j {target}")
        masquerade = f"! -s {self.cluster.cluster_cidr} {match} -j KUBE-MARK-MASQ"
        self.rules.add("nat", target, masquerade)

    def write_unusable(self, chain: str, match_of: Matcher, local_only: bool) -> None:
        """Nothing to send to: REJECT without any endpoint, DROP when they are on other nodes."""
        text, verdict = "has no endpoints", REJECT
        if self.all and local_only:
            text, verdict = "has no local endpoints", "-j DROP"
        self.rules.add("filter", chain, f"{match_of(self.service, self.port, text)} {verdict}")

    def write_external(self) -> None:
        usable = self.local if self.external_local else self.all
        if not usable:
            self.write_unusable("KUBE-EXTERNAL-SERVICES", self.external_match, self.external_local)
        if self.all:
            self.write_external_chain()
        external = self.chain("KUBE-EXT")
        if self.port.node_port and self.all:
            dport = f"-m {self.protocol} --dport {self.port.node_port}"
            match = f"-p {self.protocol} {comment(self.name)} {dport}"
            self.rules.add("nat", "KUBE-NODEPORTS", f"{match} -j {external}")
        if self.balancer_ip() and self.all:
            target = self.write_ranges(external) if self.ranges else external
            match = cluster_ip_match(self.service, self.port, "loadbalancer IP", self.balancer_ip())
            self.rules.add("nat", "KUBE-SERVICES", f"{match} -j {target}")

    def external_match(self, service: Service, port: ServicePort, text: str) -> str:
        if not port.node_port:
            return cluster_ip_match(service, port, text, self.balancer_ip())
        match = f"-p {self.protocol} {comment(f'{self.name} {text}')} -m addrtype --dst-type LOCAL"
        return f"{match} -m {self.protocol} --dport {port.node_port}"

    def write_external_chain(self) -> None:
        chain, service_name = self.chain("KUBE-EXT"), self.name
        where = f"for {service_name} external destinations"
        if not self.external_local:
            masquerade = comment(f"masquerade traffic {where}")
            self.rules.add("nat", chain, f"{masquerade} -j KUBE-MARK-MASQ")
            self.rules.add("nat", chain, f"-j {self.chain('KUBE-SVC')}")
            return
        everywhere, local = self.chain("KUBE-SVC"), "-m addrtype --src-type LOCAL"
        pods = comment(f"pod traffic {where}")
        self.rules.add("nat", chain, f"-s {self.cluster.cluster_cidr} {pods} -j {everywhere}")
        masquerade = comment(f"masquerade LOCAL traffic {where}")
        self.rules.add("nat", chain, f"{masquerade} {local} -j KUBE-MARK-MASQ")
        route = comment(f"route LOCAL traffic {where}")
        self.rules.add("nat", chain, f"{route} {local} -j {everywhere}")
        if self.local:
            self.rules.add("nat", chain, f"-j {self.chain('KUBE-SVL')}")

    def write_ranges(self, external: str) -> str:
        """KUBE-FW lets the allowed sources on; KUBE-PROXY-FIREWALL drops who was not translated."""
        chain = self.chain("KUBE-FW")
        text = comment(f"{self.name} loadbalancer IP")
        for source in self.ranges:
            self.rules.add("nat", chain, f"-s {source} {text} -j {external}")
        others = comment(f"other traffic to {self.name} will be dropped by KUBE-PROXY-FIREWALL")
        self.rules.add("nat", chain, others)
        refused = f"traffic not accepted by {chain}"
        match = cluster_ip_match(self.service, self.port, refused, self.balancer_ip())
        self.rules.add("filter", "KUBE-PROXY-FIREWALL", f"{match} -j DROP")
        return chain

    def write_groups(self) -> None:
        """KUBE-SVC (everywhere) and KUBE-SVL (this node), as far as something jumps to them."""
        if not self.internal_local or self.external_local or self.port.node_port:
            self.write_group(self.chain("KUBE-SVC"), self.all)
        if (self.internal_local or self.external_local) and self.local:
            self.write_group(self.chain("KUBE-SVL"), self.local)
        for endpoint in self.all:
            write_endpoint(self.rules, self.name, self.protocol, endpoint)

    def write_group(self, chain: str, endpoints: list[Endpoint]) -> None:
        for index, (pod, number) in enumerate(endpoints):
            left, address = len(endpoints) - index, f"{pod.address}:{number}"
            chance = f"-m statistic --mode random --probability {1 / left:.10f}" if left > 1 else ""
            target = endpoint_chain(self.name, self.protocol, address)
            text = comment(f"{self.name} -> {address}")
            self.rules.add("nat", chain, f"{text} {chance} -j {target}")
