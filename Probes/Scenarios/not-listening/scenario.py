"""The process does not open its metrics port."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    pod = lab.cluster.pods[0]
    pod.listens = []
    lab.restart(pod)
