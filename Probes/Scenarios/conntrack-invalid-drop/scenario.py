"""The reply alone passes a router that drops what belongs to no connection."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    lab.node1.ip("route add 192.168.1.10 via 192.168.1.1")
    lab.router.iptables("-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT")


def broken(lab: Lab) -> None:
    lab.router.iptables("-A FORWARD -m conntrack --ctstate INVALID -j DROP")
