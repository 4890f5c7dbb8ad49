"""The node port is kept local on a node that has no pod of the Service."""

from Topologies.lab import Lab
from Topologies.objects import ServicePort
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    lab.cluster.version = "v1.28.15"
    lab.cluster.policy_engine = "none"
    lab.add_node("node2")
    promtest(lab, "node2")
    port = ServicePort(80, 8080, node_port=30081)
    service = promtest_service(lab, port, type="NodePort")
    service.spec = {"externalTrafficPolicy": "Cluster", "internalTrafficPolicy": "Cluster"}
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").spec["externalTrafficPolicy"] = "Local"
    lab.sync()
