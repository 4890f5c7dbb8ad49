"""docker0 of the scraper has 10.42.0.0/16, the cluster's own range."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.42.0.40:8080", "10.42.1.40:8080", "10.43.65.4:80"]
BEFORE = {"10.42.0.40:8080": "EHOSTUNREACH", "10.42.1.40:8080": "EHOSTUNREACH", "10.43.65.4:80": "ENETUNREACH"}
FOUND = ["overlapping-subnet"]


def build(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab)
    promtest(lab, "node2", suffix="m8x2v")
    promtest_service(lab)
    lab.sync()
    forget_routes(lab.scraper, "default", "10.42.0.0/24", "10.42.1.0/24", "10.43.0.0/16")
    lab.add_bridged(lab.scraper, "docker0", "10.42.0.1/16", "container")
