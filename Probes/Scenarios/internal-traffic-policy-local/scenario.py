"""The ClusterIP is kept local on a node that has no pod of the Service."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    lab.cluster.version = "v1.28.15"
    lab.cluster.policy_engine = "none"
    lab.add_node("node2")
    promtest(lab, "node2")
    promtest_service(lab).spec = {"internalTrafficPolicy": "Cluster"}
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").spec["internalTrafficPolicy"] = "Local"
    lab.sync()
