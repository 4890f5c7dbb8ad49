"""Only the default route covers the service network."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    isp = lab.add_behind(lab.router, "wan0", "isp", "router", "203.0.113.2/30", "203.0.113.1/30")
    isp.forward()
    isp.ip("route add blackhole 10.0.0.0/8")
    lab.router.ip("route add default via 203.0.113.1")
    lab.router.iptables("-t nat -A POSTROUTING -o wan0 -j MASQUERADE")


def broken(lab: Lab) -> None:
    lab.scraper.ip("route del 10.42.0.0/24")
    lab.scraper.ip("route del 10.43.0.0/16")
