"""The API holds no policy, the kernel still holds its chains."""

from Topologies.lab import Lab
from Topologies.workloads import argocd, argocd_policy


def healthy(lab: Lab) -> None:
    lab.cluster.policy_engine = "none"
    argocd(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policy_engine = "kube-router 1"
    argocd_policy(lab, {"namespaceSelector": {}})
    lab.sync()
    lab.cluster.policies.clear()
