"""What the cluster's API knows, as far as a scrape depends on it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any


@dataclass
class ContainerPort:
    number: int
    name: str = ""
    protocol: str = "TCP"
    host_port: int = 0


@dataclass
class Pod:
    """A pod; `listens` are the addresses its process is really bound to, `hangs` that it accepts none."""

    namespace: str
    name: str
    node: str
    address: str
    labels: dict[str, str]
    ports: list[ContainerPort]
    image: str
    process: str
    owner: str = ""
    listens: list[str] | None = None
    hangs: bool = False
    phase: str = "Running"
    ready: bool = True
    host_network: bool = False
    address6: str = ""

    @property
    def host_name(self) -> str:
        return f"{self.namespace}_{self.name}"

    @property
    def finished(self) -> bool:
        return self.phase in ("Succeeded", "Failed")

    @property
    def sockets(self) -> list[str]:
        if self.listens is not None:
            return self.listens
        return [f"0.0.0.0:{port.number}" for port in self.ports]


@dataclass
class ServicePort:
    port: int
    target: int | str
    name: str = ""
    protocol: str = "TCP"
    node_port: int = 0


@dataclass
class Service:
    """A Service; `spec` holds fields that go to the object as they are."""

    namespace: str
    name: str
    cluster_ip: str
    ports: list[ServicePort]
    selector: dict[str, str]
    type: str = "ClusterIP"
    spec: dict[str, Any] = field(default_factory=dict)
    load_balancer_ip: str = ""
    load_balancer_mode: str = "VIP"

    def port_name(self, port: ServicePort) -> str:
        """`ns/name:port` as kube-proxy writes it into comments and hashes."""
        return f"{self.namespace}/{self.name}" + (f":{port.name}" if port.name else "")


@dataclass
class Policy:
    """A NetworkPolicy with its spec in the API's own shape."""

    namespace: str
    name: str
    spec: dict[str, Any]
    created: str = "2026-11-01T08:00:00Z"


@dataclass
class Node:
    name: str
    address: str
    pod_cidr: str
    ready: bool = True


@dataclass
class Cluster:
    """The objects, and which programs make rules of them."""

    nodes: list[Node] = field(default_factory=list)
    pods: list[Pod] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    policies: list[Policy] = field(default_factory=list)
    others: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    namespace_labels: dict[str, dict[str, str]] = field(default_factory=dict)
    version: str = "v1.20.2"
    cluster_cidr: str = "10.42.0.0/16"
    service_cidr: str = "10.43.0.0/16"
    policy_engine: str = "kube-router 1"

    def copy(self) -> Cluster:
        return copy.deepcopy(self)

    @property
    def modern(self) -> bool:
        """Whether kube-proxy writes KUBE-EXT and KUBE-SVL chains (1.24 and later)."""
        return int(self.version.split(".")[1]) >= 24

    @property
    def namespaces(self) -> list[str]:
        named = {pod.namespace for pod in self.pods}
        named |= {service.namespace for service in self.services}
        named |= {policy.namespace for policy in self.policies}
        return sorted({"default", "kube-system", *named, *self.namespace_labels})

    def node(self, name: str) -> Node:
        return next(node for node in self.nodes if node.name == name)

    def pod(self, name: str) -> Pod:
        return next(pod for pod in self.pods if pod.name == name)

    def service(self, name: str) -> Service:
        return next(service for service in self.services if service.name == name)

    def policy(self, name: str) -> Policy:
        return next(policy for policy in self.policies if policy.name == name)
