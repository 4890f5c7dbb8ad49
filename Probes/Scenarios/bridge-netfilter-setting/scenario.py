"""Bridged replies pass conntrack by."""

from Topologies.lab import Lab
from Topologies.workloads import prometheus, promtest, promtest_service


def healthy(lab: Lab) -> None:
    prometheus(lab)
    promtest(lab)
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.node1.sysctl("net.bridge.bridge-nf-call-iptables", 0)
