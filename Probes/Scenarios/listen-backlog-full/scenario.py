"""The process hangs with its queue of connections full."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    pod = lab.cluster.pods[0]
    pod.hangs = True
    lab.restart(pod)
