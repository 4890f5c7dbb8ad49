"""node1 translates the way there, the way back leaves it out."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab, "node2")
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.cluster_cidr = ""
    lab.sync()
