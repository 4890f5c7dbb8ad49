"""The policy's ipBlock is of the other address family."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, promtest, promtest_policy

IPV6 = True
SCRAPER6 = {"ipBlock": {"cidr": "fd00:192:168:1::10/128"}}


def healthy(lab: Lab) -> None:
    lab.cluster.version = "v1.28.15"
    lab.cluster.policy_engine = "kube-router 2"
    pod = promtest(lab)
    pod.address6 = "fd00:42:0:1::28"
    pod.listens = ["*:8080"]
    promtest_policy(lab, "allow-prometheus", [SCRAPER, SCRAPER6])
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies.clear()
    promtest_policy(lab, "allow-prometheus", [SCRAPER])
    lab.sync()
