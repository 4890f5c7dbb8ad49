"""Docker's chains are there and FORWARD's policy is DROP."""

from Topologies.lab import Lab
from Topologies.workloads import promtest


def healthy(lab: Lab) -> None:
    promtest(lab)
    lab.sync()
    lab.node1.iptables("-N DOCKER")
    lab.node1.iptables("-N DOCKER-USER")
    lab.node1.iptables("-A DOCKER-USER -j RETURN")
    lab.node1.iptables("-A FORWARD -j DOCKER-USER")
    lab.node1.iptables("-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT")
    lab.node1.iptables("-A FORWARD -o docker0 -j DOCKER")


def broken(lab: Lab) -> None:
    lab.node1.iptables("-P FORWARD DROP")
