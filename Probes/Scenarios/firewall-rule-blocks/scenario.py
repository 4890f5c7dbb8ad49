"""The last rule of FORWARD rejects whatever nobody accepted."""

from Topologies.lab import Lab
from Topologies.workloads import promtest

LAN = "-s 192.168.1.0/24 -d 10.42.0.0/16 -j ACCEPT"


def healthy(lab: Lab) -> None:
    lab.node1.backend = "nft"
    promtest(lab)
    lab.sync()
    lab.node1.iptables("-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT")
    lab.node1.iptables(f"-A FORWARD {LAN}")
    lab.node1.iptables("-A FORWARD -j REJECT --reject-with icmp-host-prohibited")


def broken(lab: Lab) -> None:
    lab.node1.iptables(f"-D FORWARD {LAN}")
