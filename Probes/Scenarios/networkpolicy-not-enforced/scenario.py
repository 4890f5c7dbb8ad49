"""There is a policy and no policy engine."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, argocd, argocd_policy


def healthy(lab: Lab) -> None:
    argocd(lab)
    argocd_policy(lab, {"namespaceSelector": {}}, SCRAPER)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    argocd_policy(lab, {"namespaceSelector": {}})
    lab.cluster.policy_engine = "none"
    lab.sync()
