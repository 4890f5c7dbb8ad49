"""The reverse route to the scraper uses another interface, and eth0 insists on its own."""

from Topologies.host import connect, mac_of
from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    near, far = "10.9.0.10", "10.9.0.101"
    connect(lab.scraper, "eth1", lab.node1, "eth1", mac_of(near), mac_of(far))
    lab.scraper.ip(f"addr add {near}/24 dev eth1")
    lab.node1.ip(f"addr add {far}/24 dev eth1")
    lab.node1.ip(f"route add 192.168.1.10 via {near}")
    lab.scraper.ip("route replace 10.43.0.0/16 via 192.168.1.1")
    lab.router.ip("route add 10.43.0.0/16 via 192.168.1.101")
    lab.node1.sysctl("net.ipv4.conf.eth0.rp_filter", 2)


def broken(lab: Lab) -> None:
    lab.node1.sysctl("net.ipv4.conf.eth0.rp_filter", 1)
