"""The jump to kube-router's chain comes after one that accepts service traffic."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, argocd, argocd_policy

JUMP = 'FORWARD -m comment --comment "kube-router netpol - TEMCG2JMHZYE7H7T" -j KUBE-ROUTER-FORWARD'


def healthy(lab: Lab) -> None:
    argocd(lab)
    argocd_policy(lab, {"namespaceSelector": {}}, SCRAPER)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    argocd_policy(lab, {"namespaceSelector": {}})
    lab.sync()
    lab.node1.iptables(f"-D {JUMP}")
    lab.node1.iptables(f"-A {JUMP}")
