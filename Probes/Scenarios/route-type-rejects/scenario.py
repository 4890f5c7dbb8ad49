"""A blackhole route took the place of the route to the node."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.scraper.ip("route replace blackhole 10.43.0.0/16")
