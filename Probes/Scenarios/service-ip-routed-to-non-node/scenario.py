"""The route for services names a machine without kube-proxy."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    lab.add_host("nas", "router", "192.168.1.20")


def broken(lab: Lab) -> None:
    lab.scraper.ip("route replace 10.43.0.0/16 via 192.168.1.20")
