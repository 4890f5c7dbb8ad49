"""Pods and Services that people really scrape, ready to be put into a cluster."""

from __future__ import annotations

from typing import Any

from .lab import Lab
from .objects import ContainerPort, Pod, Policy, Service, ServicePort

SCRAPER = {"ipBlock": {"cidr": "192.168.1.10/32"}}
ARGOCD = {"app.kubernetes.io/name": "argocd-application-controller"}
PROMTEST = {"app": "promtest", "pod-template-hash": "75bb4b97df"}


def argocd(lab: Lab) -> Pod:
    """Argo CD's application controller on node1 behind 10.43.4.242:8082, without its policy."""
    pod = Pod(
        "argocd",
        "argocd-application-controller-0",
        "node1",
        "10.42.0.38",
        dict(ARGOCD),
        [ContainerPort(8082)],
        "quay.io/argoproj/argocd:v2.0.4",
        "argocd-applicat",
        owner="StatefulSet/argocd-application-controller",
    )
    service = Service(
        "argocd",
        "argocd-metrics",
        "10.43.4.242",
        [ServicePort(8082, 8082, "metrics")],
        dict(ARGOCD),
    )
    lab.cluster.pods.append(pod)
    lab.cluster.services.append(service)
    return pod


def argocd_policy(lab: Lab, *peers: dict[str, Any]) -> Policy:
    """Argo CD's own policy: port 8082 from `peers` (as installed: `namespaceSelector: {}`)."""
    policy = Policy(
        "argocd",
        "argocd-application-controller-network-policy",
        ingress_spec(ARGOCD, list(peers), [{"port": 8082, "protocol": "TCP"}]),
    )
    lab.cluster.policies.append(policy)
    return policy


def promtest(lab: Lab, node: str = "node1", suffix: str = "l244k", host: int = 40) -> Pod:
    """One replica of a small web application that exposes metrics on 8080."""
    number = int(node.removeprefix("node")) - 1
    pod = Pod(
        "default",
        f"promtest-75bb4b97df-{suffix}",
        node,
        f"10.42.{number}.{host}",
        dict(PROMTEST),
        [ContainerPort(8080, "http-metrics")],
        "registry.example.org/promtest:1.4.2",
        "promtest",
        owner="ReplicaSet/promtest-75bb4b97df",
    )
    lab.cluster.pods.append(pod)
    return pod


def promtest_service(lab: Lab, *ports: ServicePort, **more: Any) -> Service:
    """The Service of the application: port 80 to 8080 unless other ports are given."""
    chosen = list(ports) or [ServicePort(80, 8080)]
    service = Service("default", "promtest", "10.43.65.4", chosen, {"app": "promtest"}, **more)
    lab.cluster.services.append(service)
    return service


def promtest_policy(
    lab: Lab, name: str, peers: list[dict[str, Any]], port: int | str = 8080
) -> Policy:
    """A policy for the application's pods: `port` from `peers`."""
    spec = ingress_spec({"app": "promtest"}, peers, [{"port": port, "protocol": "TCP"}])
    policy = Policy("default", name, spec)
    lab.cluster.policies.append(policy)
    return policy


def prometheus(lab: Lab) -> Pod:
    """A Prometheus inside the cluster, on node1: the scraper of the scenarios that need one."""
    pod = Pod(
        "monitoring",
        "prometheus-0",
        "node1",
        "10.42.0.60",
        {"app.kubernetes.io/name": "prometheus"},
        [ContainerPort(9090, "web")],
        "quay.io/prometheus/prometheus:v2.26.0",
        "prometheus",
        owner="StatefulSet/prometheus",
    )
    lab.cluster.pods.append(pod)
    return pod


def ingress_spec(
    labels: dict[str, str], peers: list[dict[str, Any]], ports: list[dict[str, Any]]
) -> dict[str, Any]:
    rule = {"from": peers, "ports": ports}
    return {"ingress": [rule], "podSelector": {"matchLabels": labels}, "policyTypes": ["Ingress"]}
