"""The nodes filter with nftables of their own, whose forward policy is drop; iptables is nft's."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.42.0.40:8080", "10.43.65.4:80"]
BEFORE = "ENETUNREACH"
ON = ["scraper", "node1"]
RULES = """
table inet guard {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    tcp dport 22 accept
  }
}
"""


def build(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.node1.backend = "nft"
    lab.sync()
    lab.node1.nft(RULES)
    forget_routes(lab.scraper, "default", "10.42.0.0/24", "10.43.0.0/16")
