"""A rule before the main table decides, and it knows nothing of the cluster."""

from Topologies.lab import Lab
from Topologies.workloads import argocd


def healthy(lab: Lab) -> None:
    argocd(lab)
    lab.sync()
    lab.scraper.ip("route add 192.168.1.0/24 dev eth0 table 52")
    lab.scraper.ip("route add unreachable default metric 4278198272 table 52")
    lab.scraper.ip("rule add pref 5270 lookup 52")
    lab.scraper.ip("rule add pref 100 to 10.42.0.0/15 lookup main")


def broken(lab: Lab) -> None:
    lab.scraper.ip("rule del pref 100")
