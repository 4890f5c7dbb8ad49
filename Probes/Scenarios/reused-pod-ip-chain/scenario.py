"""A finished pod's chain stands before the pod that has its address now."""

from Topologies.lab import Lab
from Topologies.objects import ContainerPort, Pod, Policy
from Topologies.workloads import promtest


def healthy(lab: Lab) -> None:
    promtest(lab)
    deny = {"podSelector": {}, "policyTypes": ["Ingress"]}
    lab.cluster.policies.append(Policy("batch", "default-deny", deny))
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.pods.append(
        Pod(
            "batch",
            "nightly-report-27093120-x8k2p",
            "node1",
            "10.42.0.40",
            {"job-name": "nightly-report-27093120"},
            [ContainerPort(8080)],
            "registry.example.org/report:7",
            "report",
            owner="Job/nightly-report-27093120",
            phase="Succeeded",
            ready=False,
        )
    )
    lab.sync()
