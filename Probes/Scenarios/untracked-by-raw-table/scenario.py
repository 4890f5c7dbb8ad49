"""The raw table exempts the LAN from tracking, so nothing translates the ClusterIP."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.node1.iptables("-t raw -A PREROUTING -s 192.168.1.0/24 -p tcp -j CT --notrack")
