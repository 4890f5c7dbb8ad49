"""A policy that selects all pods and admits nobody appeared yesterday."""

from Topologies.lab import Lab
from Topologies.objects import Policy
from Topologies.workloads import promtest, promtest_service

DENY = {"podSelector": {}, "policyTypes": ["Ingress"]}


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    deny = Policy("default", "default-deny-ingress", DENY, created="2026-11-20T16:02:11Z")
    lab.cluster.policies.append(deny)
    lab.sync()
