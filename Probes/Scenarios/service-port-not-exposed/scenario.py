"""The Service does not expose the port that is scraped."""

from Topologies.lab import Lab
from Topologies.objects import ServicePort
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab, ServicePort(80, 8080, "web"), ServicePort(9090, 8080, "metrics"))
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").ports.pop()
    lab.sync()
