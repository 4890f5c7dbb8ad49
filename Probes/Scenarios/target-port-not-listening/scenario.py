"""The Service's targetPort is not the port of the process."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").ports[0].target = 9090
    lab.sync()
