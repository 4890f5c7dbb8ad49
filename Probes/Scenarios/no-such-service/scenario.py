"""The Service was re-created with another ClusterIP."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()
    lab.router.ip("route add blackhole 10.0.0.0/8")


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").cluster_ip = "10.43.111.73"
    lab.sync()
