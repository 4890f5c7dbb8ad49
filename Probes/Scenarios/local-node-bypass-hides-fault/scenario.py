"""The flow starts on the pod's own node, which no policy can refuse."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_policy


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_policy(lab, "allow-lan", [{"ipBlock": {"cidr": "192.168.1.0/24"}}])
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    promtest_policy(lab, "allow-clients", [{"podSelector": {"matchLabels": {"role": "client"}}}])
    lab.sync()
