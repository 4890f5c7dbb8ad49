"""The legacy tables still hold Docker's FORWARD policy, the cluster's rules are in nft."""

from Topologies.lab import Lab
from Topologies.workloads import SCRAPER, argocd, argocd_policy

LEFT_BY_DOCKER = """
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:DOCKER - [0:0]
:DOCKER-USER - [0:0]
-A FORWARD -j DOCKER-USER
-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -o docker0 -j DOCKER
-A DOCKER-USER -j RETURN
COMMIT
"""


def healthy(lab: Lab) -> None:
    lab.node1.backend = "nft"
    argocd(lab)
    argocd_policy(lab, SCRAPER)
    lab.sync()


def broken(lab: Lab) -> None:
    lab.node1.restore(LEFT_BY_DOCKER, backend="legacy")
