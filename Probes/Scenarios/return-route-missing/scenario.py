"""The pod lost its default route."""

from Topologies.lab import Lab
from Topologies.workloads import promtest


def healthy(lab: Lab) -> None:
    promtest(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.hosts[lab.cluster.pods[0].host_name].ip("route del default")
