"""The scraper's own namespace does not let it out."""

from typing import Any

from Topologies.lab import Lab
from Topologies.objects import Policy
from Topologies.workloads import prometheus, promtest, promtest_service

DNS = [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]
SCRAPES = [{"port": 8080, "protocol": "TCP"}]


def restrict_egress(*ports: list[dict[str, Any]]) -> Policy:
    everywhere = [{"namespaceSelector": {}}]
    rules = [{"ports": list(group), "to": everywhere} for group in ports]
    spec = {"egress": rules, "podSelector": {}, "policyTypes": ["Egress"]}
    return Policy("monitoring", "restrict-egress", spec)


def healthy(lab: Lab) -> None:
    prometheus(lab)
    promtest(lab)
    promtest_service(lab)
    lab.cluster.policies.append(restrict_egress(DNS, SCRAPES))
    lab.sync()


def broken(lab: Lab) -> None:
    lab.cluster.policies[:] = [restrict_egress(DNS)]
    lab.sync()
