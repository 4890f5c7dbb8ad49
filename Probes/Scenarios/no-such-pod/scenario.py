"""No pod has the address any more."""

from Topologies.lab import Lab
from Topologies.workloads import promtest

PROBE_FIRST = True


def healthy(lab: Lab) -> None:
    promtest(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.pods.clear()
    promtest(lab, suffix="r7wqd", host=52)
    lab.sync()
