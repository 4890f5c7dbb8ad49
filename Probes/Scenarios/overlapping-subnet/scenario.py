"""A container network on the scraper has a part of the service network."""

from Topologies.lab import Lab
from Topologies.workloads import argocd

PROBE_FIRST = True
BRIDGE = "br-5c41d07aa2e9"


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    lab.add_bridged(lab.scraper, BRIDGE, "172.20.0.1/20", "grafana")


def broken(lab: Lab) -> None:
    lab.scraper.ip(f"addr flush dev {BRIDGE}")
    lab.scraper.ip(f"addr add 10.43.0.1/20 dev {BRIDGE}")
    grafana = lab.hosts["grafana"]
    grafana.ip("addr flush dev eth0")
    grafana.ip("addr add 10.43.0.2/20 dev eth0")
    grafana.ip("route add default via 10.43.0.1")
