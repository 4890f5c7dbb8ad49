"""kube-proxy's masquerade hides the scraper from the policy on the pod's node."""

from Topologies.lab import Lab
from Topologies.workloads import promtest, promtest_policy, promtest_service


def healthy(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab)
    promtest_service(lab)
    promtest_policy(lab, "allow-lan", [{"ipBlock": {"cidr": "192.168.1.0/24"}}])
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.pods.clear()
    promtest(lab, "node2", "9tk2v")
    lab.sync()
