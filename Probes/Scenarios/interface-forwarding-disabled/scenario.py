"""Forwarding is switched off on the interface the packet comes in by."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.node1.sysctl("net.ipv4.conf.eth0.forwarding", 0)
