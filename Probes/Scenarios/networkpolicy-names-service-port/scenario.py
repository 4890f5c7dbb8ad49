"""The policy's port is the Service's, not the pod's."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, promtest, promtest_policy, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    promtest_policy(lab, "allow-prometheus", [SCRAPER], 8080)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    promtest_policy(lab, "allow-prometheus", [SCRAPER], 80)
    lab.sync()
