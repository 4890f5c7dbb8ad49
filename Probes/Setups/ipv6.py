"""Pods with IPv6 addresses on two nodes."""

from Topologies.lab import PREFIX6, Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest

TARGETS = ["[fd00:42:0:1::40]:8080", "[fd00:42:0:2::40]:8080"]
IPV6 = True
BEFORE = "ENETUNREACH"
OPTIONS = [
    "--pods",
    f"fd00:42:0:1::/64={PREFIX6}101",
    "--pods",
    f"fd00:42:0:2::/64={PREFIX6}102",
]


def build(lab: Lab) -> None:
    node2 = lab.add_node("node2")
    for node, suffix in (("node1", "l244k"), ("node2", "m8x2v")):
        pod = promtest(lab, node, suffix)
        pod.address6 = f"fd00:42:0:{node[-1]}::40"
        pod.listens = ["[::]:8080"]
    lab.cluster.policy_engine = "kube-router 2"
    lab.sync()
    lab.node1.ip(f"route add fd00:42:0:2::/64 via {PREFIX6}102")
    node2.ip(f"route add fd00:42:0:1::/64 via {PREFIX6}101")
    forget_routes(lab.scraper, "fd00:42:0:1::/64", "fd00:42:0:2::/64")
