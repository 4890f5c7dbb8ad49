"""The set in the kernel does not hold what the policy says."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, argocd, argocd_policy


def healthy(lab: Lab) -> None:
    argocd(lab)
    argocd_policy(lab, SCRAPER)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    argocd_policy(lab, {"ipBlock": {"cidr": "192.168.1.50/32"}})
    lab.sync()
    lab.cluster.policies.clear()
    argocd_policy(lab, SCRAPER)
