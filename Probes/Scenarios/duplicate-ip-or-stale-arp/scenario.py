"""The node's neighbour table names a MAC address that nobody has."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.node1.ip("neigh replace 10.42.0.38 lladdr 02:00:00:00:00:99 dev cni0 nud permanent")
