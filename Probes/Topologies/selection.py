"""Which pods a label selector, a Service or a policy's peer means."""

from __future__ import annotations

from typing import Any

from .objects import Cluster, Pod, Policy, Service, ServicePort

Endpoint = tuple[Pod, int]


def matches(selector: dict[str, Any], labels: dict[str, str]) -> bool:
    """matchLabels and matchExpressions of a LabelSelector, joined by and."""
    for key, value in selector.get("matchLabels", {}).items():
        if labels.get(key) != value:
            return False
    return all(expression_holds(item, labels) for item in selector.get("matchExpressions", []))


def expression_holds(expression: dict[str, Any], labels: dict[str, str]) -> bool:
    key, operator = expression["key"], expression["operator"]
    holds = {
        "In": lambda: labels.get(key) in expression["values"],
        "NotIn": lambda: labels.get(key) not in expression["values"],
        "Exists": lambda: key in labels,
        "DoesNotExist": lambda: key not in labels,
    }
    return holds[operator]()


def backing_pods(cluster: Cluster, service: Service) -> list[Pod]:
    """The pods a Service selects, in the order of their addresses, ready or not."""
    found = [
        pod
        for pod in cluster.pods
        if service.selector
        and pod.namespace == service.namespace
        and not pod.finished
        and pod.address
        and service.selector.items() <= pod.labels.items()
    ]
    return sorted(found, key=lambda pod: pod.address)


def target_port(pod: Pod, port: ServicePort) -> int | None:
    """The pod's port behind a Service port; nothing when a named port is missing."""
    if isinstance(port.target, int):
        return port.target
    return next((p.number for p in pod.ports if p.name == port.target), None)


def ready_endpoints(cluster: Cluster, service: Service, port: ServicePort) -> list[Endpoint]:
    pods = [pod for pod in backing_pods(cluster, service) if pod.ready]
    return [(pod, number) for pod in pods if (number := target_port(pod, port)) is not None]


def policy_types(spec: dict[str, Any]) -> list[str]:
    """The directions a policy isolates; without policyTypes, Egress needs a rule."""
    given: list[str] = spec.get("policyTypes") or []
    return given or (["Ingress", "Egress"] if spec.get("egress") else ["Ingress"])


def policy_targets(cluster: Cluster, policy: Policy) -> list[Pod]:
    return [
        pod
        for pod in cluster.pods
        if pod.namespace == policy.namespace
        and pod.address
        and not pod.host_network
        and matches(policy.spec.get("podSelector", {}), pod.labels)
    ]


def peer_pods(cluster: Cluster, namespace: str, peers: list[dict[str, Any]]) -> list[Pod]:
    """The pods that any of a rule's selector peers means."""
    return [
        pod
        for pod in cluster.pods
        if pod.address and any(peer_means(cluster, namespace, peer, pod) for peer in peers)
    ]


def peer_means(cluster: Cluster, namespace: str, peer: dict[str, Any], pod: Pod) -> bool:
    if "ipBlock" in peer:
        return False
    if "namespaceSelector" in peer:
        labels = namespace_labels(cluster, pod.namespace)
        if not matches(peer["namespaceSelector"] or {}, labels):
            return False
    elif pod.namespace != namespace:
        return False
    return matches(peer.get("podSelector") or {}, pod.labels)


def namespace_labels(cluster: Cluster, namespace: str) -> dict[str, str]:
    own = cluster.namespace_labels.get(namespace, {})
    if int(cluster.version.split(".")[1]) < 21:
        return own
    return {"kubernetes.io/metadata.name": namespace, **own}
