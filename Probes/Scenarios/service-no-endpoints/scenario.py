"""The only pod behind the Service is not ready."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.pods[0].ready = False
    lab.sync()
