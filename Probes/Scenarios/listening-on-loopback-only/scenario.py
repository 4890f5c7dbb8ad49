"""The metrics port is bound to the loopback address."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    pod = lab.cluster.pods[0]
    pod.listens = ["127.0.0.1:8082"]
    lab.restart(pod)
