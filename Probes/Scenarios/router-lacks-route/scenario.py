"""The router that shall carry the services has no route for them."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    lab.scraper.ip("route replace 10.43.0.0/16 via 192.168.1.1")
    lab.router.ip("route add 10.43.0.0/16 via 192.168.1.101")


def broken(lab: Lab) -> None:
    lab.router.ip("route del 10.43.0.0/16")
