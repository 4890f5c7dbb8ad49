"""The route for node2's pods names node1."""

from Topologies.lab import Lab
from Topologies.workloads import promtest


def healthy(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab, "node2")
    lab.sync()
    lab.node1.ip("route del 10.42.1.0/24")


def broken(lab: Lab) -> None:
    lab.scraper.ip("route replace 10.42.1.0/24 via 192.168.1.101")
