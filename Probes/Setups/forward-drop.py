"""The nodes' FORWARD policy is DROP, as Docker leaves it."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.42.0.40:8080", "10.42.1.40:8080", "10.43.65.4:80"]
BEFORE = "ENETUNREACH"
ON = ["scraper", "node1", "node2"]


def build(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab)
    promtest(lab, "node2", suffix="m8x2v")
    promtest_service(lab)
    lab.sync()
    for node in ("node1", "node2"):
        lab.hosts[node].iptables("-P FORWARD DROP")
    forget_routes(lab.scraper, "default", "10.42.0.0/24", "10.42.1.0/24", "10.43.0.0/16")
