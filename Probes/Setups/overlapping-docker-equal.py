"""docker0 of the scraper has exactly the pod network of node1."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.42.0.40:8080", "10.43.65.4:80"]
BEFORE = {"10.42.0.40:8080": "EHOSTUNREACH", "10.43.65.4:80": "ENETUNREACH"}
FOUND = ["overlapping-subnet"]


def build(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()
    forget_routes(lab.scraper, "default", "10.42.0.0/24", "10.43.0.0/16")
    lab.add_bridged(lab.scraper, "docker0", "10.42.0.1/24", "container")
