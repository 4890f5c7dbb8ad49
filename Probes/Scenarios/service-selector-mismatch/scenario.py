"""The selector names a label that no pod carries."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").selector = {"app": "promtest-v2"}
    lab.sync()
