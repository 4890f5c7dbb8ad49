"""The policy admits pods of all namespaces, the scraper is no pod."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, argocd, argocd_policy, prometheus


def healthy(lab: Lab) -> None:
    argocd(lab)
    prometheus(lab)
    argocd_policy(lab, {"namespaceSelector": {}}, SCRAPER)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    argocd_policy(lab, {"namespaceSelector": {}})
    lab.sync()
