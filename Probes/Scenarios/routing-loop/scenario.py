"""The second router's route for services points back to the first."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    router2 = lab.add_host("router2", "router", "192.168.1.2")
    lab.scraper.ip("route replace 10.43.0.0/16 via 192.168.1.1")
    lab.router.ip("route add 10.43.0.0/16 via 192.168.1.2")
    router2.ip("route add 10.43.0.0/16 via 192.168.1.101")


def broken(lab: Lab) -> None:
    lab.hosts["router2"].ip("route replace 10.43.0.0/16 via 192.168.1.1")
