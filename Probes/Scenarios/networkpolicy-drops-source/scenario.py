"""Calico enforces a policy that does not admit the scraper."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, promtest, promtest_policy


def healthy(lab: Lab) -> None:
    lab.cluster.version = "v1.28.15"
    lab.cluster.policy_engine = "calico"
    lab.node1.ip("link del cni0")
    promtest(lab)
    promtest_policy(lab, "allow-prometheus", [SCRAPER])
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    promtest_policy(lab, "allow-prometheus", [{"ipBlock": {"cidr": "192.168.1.50/32"}}])
    lab.sync()
