"""The scraper is in a network of its own; the router between lacks the routes."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import argocd, promtest, promtest_service

TARGETS = ["10.42.0.38:8082", "10.42.1.40:8080", "10.43.65.4:80"]
SOURCE = "192.168.7.10"
OPTIONS = ["--from", SOURCE, "--host", "monitor"]
BEFORE = "ENETUNREACH"
ON = ["router"]
FOUND = ["router-lacks-route"]


def build(lab: Lab) -> None:
    lab.add_node("node2")
    argocd(lab)
    promtest(lab, "node2")
    promtest_service(lab)
    lab.sync()
    forget_routes(lab.scraper, "10.42.0.0/24", "10.42.1.0/24", "10.43.0.0/16")
    monitor = lab.add_behind(
        lab.router, "eth1", "monitor", "scraper", "192.168.7.1/24", "192.168.7.10/24"
    )
    monitor.ip("route add default via 192.168.7.1")
    lab.scraper.role = "router"
