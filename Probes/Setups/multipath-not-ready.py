"""Services through every node that is ready: node2 is dead already, and the API says so."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.43.65.4:80", "10.42.0.40:8080"]
OPTIONS = ["--multipath"]
BEFORE = "ENETUNREACH"
ATTEMPTS = 6


def build(lab: Lab) -> None:
    lab.add_node("node2")
    lab.add_node("node3")
    promtest(lab)
    promtest_service(lab)
    lab.sync()
    lab.power_off("node2")
    lab.cluster.node("node2").ready = False
    lab.scraper.sysctl("net.ipv4.fib_multipath_hash_policy", 1)
    networks = ["10.42.0.0/24", "10.42.1.0/24", "10.42.2.0/24", "10.43.0.0/16"]
    forget_routes(lab.scraper, "default", *networks)
