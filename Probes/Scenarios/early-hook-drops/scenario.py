"""A ban list at the ingress of eth0 holds the scraper."""

from Topologies.lab import Lab
from Topologies.workloads import argocd

BAN = """
table netdev banlist {
    set banned {
        type ipv4_addr
        elements = { 198.51.100.7, 203.0.113.66 }
    }
    chain ingress {
        type filter hook ingress device "eth0" priority -500; policy accept;
        ip saddr @banned counter drop
    }
}
"""


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    lab.node1.nft(BAN)


def broken(lab: Lab) -> None:
    lab.node1.nft("add element netdev banlist banned { 192.168.1.10 }")
