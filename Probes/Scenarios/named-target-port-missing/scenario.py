"""The Service names a container port that no container has."""

from Topologies.lab import Lab
from Topologies.objects import ServicePort
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab, ServicePort(80, "http-metrics", "web"))
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").ports[0].target = "metrics"
    lab.sync()
