"""The node of one of two endpoints is gone."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_service

PROBE_FIRST = True
ATTEMPTS = 12


def healthy(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab)
    promtest(lab, "node2", "9tk2v", 41)
    promtest_service(lab)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.node("node2").ready = False
    lab.power_off("node2")
