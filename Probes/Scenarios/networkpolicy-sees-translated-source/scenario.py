"""Another node masquerades before the pod's node judges the source."""

from Topologies.lab import Lab
from Topologies.objects import ServicePort
from Topologies.workloads import SCRAPER, promtest, promtest_policy, promtest_service


def healthy(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab)
    promtest_service(lab, ServicePort(80, 8080, node_port=30080), type="NodePort")
    promtest_policy(lab, "allow-prometheus", [SCRAPER])
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.pods.clear()
    promtest(lab, "node2", "9tk2v")
    lab.sync()
