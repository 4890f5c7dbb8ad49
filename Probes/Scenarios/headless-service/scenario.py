"""The Service is headless."""

from Topologies.lab import Lab
from Topologies.objects import ServicePort
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab, ServicePort(8080, 8080, "metrics"))
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").cluster_ip = "None"
    lab.sync()
