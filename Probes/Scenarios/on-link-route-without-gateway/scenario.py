"""The route for services names an interface and no gateway."""

from Topologies.lab import Lab
from Topologies.workloads import argocd

PROBE_FIRST = True


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.scraper.ip("route replace 10.43.0.0/16 dev eth0")
