"""The Service's node port is not the one that is scraped."""

from Topologies.lab import Lab
from Topologies.objects import ServicePort
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab, ServicePort(80, 8080, node_port=30080), type="NodePort")
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").ports[0].node_port = 31622
    lab.sync()
