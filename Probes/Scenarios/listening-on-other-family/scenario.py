"""IPv6 is scraped, only IPv4 is listened to."""

from Topologies.lab import Lab
from Topologies.workloads import promtest

IPV6 = True


def healthy(lab: Lab) -> None:
    lab.cluster.version = "v1.28.15"
    lab.cluster.policy_engine = "kube-router 2"
    pod = promtest(lab)
    pod.address6 = "fd00:42:0:1::28"
    pod.listens = ["*:8080"]
    lab.sync()


def broken(lab: Lab) -> None:
    pod = lab.cluster.pods[0]
    pod.listens = ["0.0.0.0:8080"]
    lab.restart(pod)
