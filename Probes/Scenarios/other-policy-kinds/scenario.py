"""A GlobalNetworkPolicy of Calico denies what the NetworkPolicy admits."""

from Topologies.lab import Lab
from Topologies.manifests import metadata
from Topologies.workloads import SCRAPER, promtest, promtest_policy

DENY_LAN = {
    "apiVersion": "projectcalico.org/v3",
    "kind": "GlobalNetworkPolicy",
    "metadata": metadata("GlobalNetworkPolicy", "deny-lan"),
    "spec": {
        "ingress": [
            {"action": "Deny", "source": {"nets": ["192.168.1.0/24"]}},
            {"action": "Pass"},
        ],
        "order": 100,
        "selector": "app == 'promtest'",
        "types": ["Ingress"],
    },
}


def healthy(lab: Lab) -> None:
    lab.cluster.version = "v1.28.15"
    lab.cluster.policy_engine = "calico"
    lab.cluster.others["globalnetworkpolicies"] = []
    lab.node1.ip("link del cni0")
    promtest(lab)
    promtest_policy(lab, "allow-prometheus", [SCRAPER])
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.others["globalnetworkpolicies"].append(DENY_LAN)
    lab.sync()
