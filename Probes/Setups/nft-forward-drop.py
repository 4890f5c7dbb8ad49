"""node1's iptables are nft's, FORWARD's policy is DROP, and it does not forward."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.42.0.40:8080", "10.43.65.4:80"]
BEFORE = "ENETUNREACH"
ON = ["scraper", "node1"]


def build(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.node1.backend = "nft"
    lab.sync()
    lab.node1.iptables("-P FORWARD DROP")
    lab.node1.sysctl("net.ipv4.ip_forward", 0)
    forget_routes(lab.scraper, "default", "10.42.0.0/24", "10.43.0.0/16")
