"""The scraper knows only its own LAN."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.scraper.ip("route del default")
    lab.scraper.ip("route del 10.42.0.0/24")
    lab.scraper.ip("route del 10.43.0.0/16")
