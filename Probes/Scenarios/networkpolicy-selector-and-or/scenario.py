"""Two selectors that were meant as alternatives stand in one peer."""

from Topologies.lab import Lab
from Topologies.workloads import prometheus, promtest, promtest_policy, promtest_service

MONITORING = {"namespaceSelector": {"matchLabels": {"name": "monitoring"}}}
CLIENTS = {"podSelector": {"matchLabels": {"role": "client"}}}


def healthy(lab: Lab) -> None:
    lab.cluster.namespace_labels["monitoring"] = {"name": "monitoring"}
    prometheus(lab)
    promtest(lab)
    promtest_service(lab)
    promtest_policy(lab, "allow-monitoring", [MONITORING, CLIENTS])
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    promtest_policy(lab, "allow-monitoring", [MONITORING | CLIENTS])
    lab.sync()
