"""Three replicas behind the one address that is scraped."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    promtest(lab)
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    promtest(lab, suffix="c5kkx", host=41)
    promtest(lab, suffix="zq8mn", host=42)
    lab.sync()
