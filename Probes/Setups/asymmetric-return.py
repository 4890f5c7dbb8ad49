"""kube-proxy runs without --cluster-cidr: answers of pods on node2 do not pass node1 again."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.42.1.40:8080", "10.43.65.4:80"]
BEFORE = "ENETUNREACH"
ON = ["scraper", "node1"]


def build(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab, "node2")
    promtest_service(lab)
    lab.cluster.cluster_cidr = ""
    lab.sync()
    forget_routes(lab.scraper, "default", "10.42.0.0/24", "10.42.1.0/24", "10.43.0.0/16")
