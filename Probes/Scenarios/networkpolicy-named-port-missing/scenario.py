"""The policy's named port is declared by no container of the pod."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, promtest, promtest_policy, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    promtest_policy(lab, "allow-prometheus", [SCRAPER], "http-metrics")
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    promtest_policy(lab, "allow-prometheus", [SCRAPER], "metrics")
    lab.sync()
