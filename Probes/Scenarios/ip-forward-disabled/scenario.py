"""Forwarding is switched off on the whole node."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.node1.sysctl("net.ipv4.ip_forward", 0)
