"""The route for services goes by an address that nobody has."""

from Topologies.lab import Lab
from Topologies.workloads import argocd

PROBE_FIRST = True


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.scraper.ip("route replace 10.43.0.0/16 via 192.168.1.199")
