"""node1 reaches the scraper by another link than it is reached by, and filters strictly."""

from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.42.0.40:8080", "10.43.65.4:80"]
BEFORE = "ENETUNREACH"
ON = ["scraper", "node1"]


def build(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()
    lab.node1.sysctl("net.ipv4.conf.all.rp_filter", 1)
    lab.node1.sysctl("net.ipv4.conf.eth0.rp_filter", 1)
    side = lab.add_behind(lab.node1, "eth1", "side", "router", "172.20.0.1/24", "172.20.0.2/24")
    side.forward()
    for key in ("all", "eth0"):
        side.sysctl(f"net.ipv4.conf.{key}.rp_filter", 0)
    lab.node1.ip("route add 192.168.1.10/32 via 172.20.0.2")
    forget_routes(lab.scraper, "default", "10.42.0.0/24", "10.43.0.0/16")
    connect_side(lab, side)


def connect_side(lab: Lab, side) -> None:
    """A second cable from the side router into the LAN: answers come home by it."""
    from Topologies.host import connect, mac_of

    connect(lab.lan, "side", side, "eth1", mac_of("192.168.1.77", 4), mac_of("192.168.1.77"))
    lab.lan.ip("link set side master br0")
    side.ip("addr add 192.168.1.77/24 dev eth1")
