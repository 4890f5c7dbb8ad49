"""The pod got another address, the rules did not follow."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service

PROBE_FIRST = True


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.pods.clear()
    promtest(lab, suffix="r7wqd", host=52)
    lab.sync_pods()
