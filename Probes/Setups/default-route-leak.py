"""The scraper has a default route, and its packets for the cluster go to the router, which refuses."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import argocd, promtest, promtest_service

TARGETS = ["10.42.1.40:8080", "10.42.0.38:8082", "10.43.65.4:80"]
BEFORE = "ENETUNREACH"
FOUND = ["route-leaks-to-default-gateway"]


def build(lab: Lab) -> None:
    lab.add_node("node2")
    argocd(lab)
    promtest(lab, "node2")
    promtest_service(lab)
    lab.sync()
    forget_routes(lab.scraper, "10.42.0.0/24", "10.42.1.0/24", "10.43.0.0/16")
