"""A rule of the raw table drops what would be answered by another interface."""

from Topologies.host import connect, mac_of
from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    near, far = "10.9.0.10", "10.9.0.101"
    connect(lab.scraper, "eth1", lab.node1, "eth1", mac_of(near), mac_of(far))
    lab.scraper.ip(f"addr add {near}/24 dev eth1")
    lab.node1.ip(f"addr add {far}/24 dev eth1")
    lab.node1.ip(f"route add 192.168.1.10 via {near}")


def broken(lab: Lab) -> None:
    lab.node1.iptables("-t raw -A PREROUTING -m rpfilter --validmark --invert -j DROP")
