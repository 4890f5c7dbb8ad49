"""Cluster objects as `kubectl get KIND -A -o json` prints them."""

from __future__ import annotations

import uuid
from typing import Any

from .objects import Cluster, Node, Pod, Policy, Service, ServicePort
from .selection import backing_pods, namespace_labels, target_port

Manifest = dict[str, Any]
CREATED = "2026-11-01T08:00:00Z"


def lists(cluster: Cluster) -> dict[str, Manifest]:
    """The list of each kind, by the name of its file."""
    kinds: dict[str, list[Manifest]] = {
        "nodes": [node(cluster, item) for item in cluster.nodes],
        "namespaces": [namespace(cluster, name) for name in cluster.namespaces],
        "pods": [pod(cluster, item) for item in cluster.pods],
        "services": [service(item) for item in cluster.services],
        "endpoints": [endpoints(cluster, item) for item in cluster.services],
        "endpointslices": [slice_of(cluster, item) for item in cluster.services],
        "networkpolicies": [policy(item) for item in cluster.policies],
        "ingresses": [],
        **cluster.others,
    }
    version = {"resourceVersion": ""}
    return {
        kind: {"apiVersion": "v1", "items": items, "kind": "List", "metadata": version}
        for kind, items in kinds.items()
    }


def metadata(kind: str, name: str, namespace: str = "", **more: Any) -> Manifest:
    uid = str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{kind}.{namespace}.{name}"))
    place = {"namespace": namespace} if namespace else {}
    return {"creationTimestamp": CREATED, "name": name, **place, "uid": uid, **more}


def node(cluster: Cluster, item: Node) -> Manifest:
    state = "True" if item.ready else "Unknown"
    reason = "KubeletReady" if item.ready else "NodeStatusUnknown"
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": metadata("Node", item.name, labels={"kubernetes.io/hostname": item.name}),
        "spec": {"podCIDR": item.pod_cidr, "podCIDRs": [item.pod_cidr]},
        "status": {
            "addresses": [
                {"address": item.address, "type": "InternalIP"},
                {"address": item.name, "type": "Hostname"},
            ],
            "conditions": [{"reason": reason, "status": state, "type": "Ready"}],
            "nodeInfo": {"kubeProxyVersion": cluster.version, "kubeletVersion": cluster.version},
        },
    }


def namespace(cluster: Cluster, name: str) -> Manifest:
    labels = namespace_labels(cluster, name)
    more: Manifest = {"labels": labels} if labels else {}
    return {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": metadata("Namespace", name, **more),
        "spec": {"finalizers": ["kubernetes"]},
        "status": {"phase": "Active"},
    }


def pod(cluster: Cluster, item: Pod) -> Manifest:
    more: Manifest = {"labels": item.labels}
    if item.owner:
        kind, name = item.owner.split("/")
        more["ownerReferences"] = [
            {"apiVersion": "apps/v1", "controller": True, "kind": kind, "name": name}
        ]
    spec: Manifest = {"containers": [container(item)], "nodeName": item.node}
    if item.host_network:
        spec["hostNetwork"] = True
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": metadata("Pod", item.name, item.namespace, **more),
        "spec": spec,
        "status": pod_status(cluster, item),
    }


def container(item: Pod) -> Manifest:
    ports = []
    for port in item.ports:
        named = {"name": port.name} if port.name else {}
        host = {"hostPort": port.host_port} if port.host_port else {}
        ports.append({"containerPort": port.number, **host, **named, "protocol": port.protocol})
    name = item.image.rsplit("/", 1)[-1].split(":")[0]
    return {"image": item.image, "name": name, "ports": ports}


def pod_status(cluster: Cluster, item: Pod) -> Manifest:
    ready = "True" if item.ready and not item.finished else "False"
    status: Manifest = {
        "conditions": [
            {"status": ready, "type": "Ready"},
            {"status": "True", "type": "PodScheduled"},
        ],
        "hostIP": cluster.node(item.node).address,
        "phase": item.phase,
    }
    if item.address:
        addresses = [item.address] + ([item.address6] if item.address6 else [])
        status |= {"podIP": item.address, "podIPs": [{"ip": address} for address in addresses]}
    return status


def service(item: Service) -> Manifest:
    spec: Manifest = {
        "clusterIP": item.cluster_ip,
        "clusterIPs": [item.cluster_ip],
        "ports": [service_port(port) for port in item.ports],
        "selector": item.selector,
        "sessionAffinity": "None",
        "type": item.type,
        **item.spec,
    }
    balancer: Manifest = {}
    if item.load_balancer_ip:
        entry = {"ip": item.load_balancer_ip, "ipMode": item.load_balancer_mode}
        balancer = {"ingress": [entry]}
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": metadata("Service", item.name, item.namespace),
        "spec": spec,
        "status": {"loadBalancer": balancer},
    }


def service_port(port: ServicePort) -> Manifest:
    name = {"name": port.name} if port.name else {}
    node_port = {"nodePort": port.node_port} if port.node_port else {}
    numbers = {"port": port.port, "protocol": port.protocol, "targetPort": port.target}
    return {**name, **node_port, **numbers}


def resolved_ports(item: Service, backing: Pod) -> list[Manifest]:
    found = []
    for port in item.ports:
        number = target_port(backing, port)
        if number is not None:
            name = {"name": port.name} if port.name else {}
            found.append({**name, "port": number, "protocol": port.protocol})
    return found


def target_reference(backing: Pod) -> Manifest:
    return {"kind": "Pod", "name": backing.name, "namespace": backing.namespace}


def endpoints(cluster: Cluster, item: Service) -> Manifest:
    subsets: dict[str, Manifest] = {}
    for backing in backing_pods(cluster, item):
        ports = resolved_ports(item, backing)
        if not ports:
            continue
        subset = subsets.setdefault(str(ports), {"ports": ports})
        kind = "addresses" if backing.ready else "notReadyAddresses"
        address = {
            "ip": backing.address,
            "nodeName": backing.node,
            "targetRef": target_reference(backing),
        }
        subset.setdefault(kind, []).append(address)
    body: Manifest = {"subsets": list(subsets.values())} if subsets else {}
    return {
        "apiVersion": "v1",
        "kind": "Endpoints",
        "metadata": metadata("Endpoints", item.name, item.namespace),
        **body,
    }


def slice_of(cluster: Cluster, item: Service) -> Manifest:
    """One slice a Service; its ports are those of the first pod that has any."""
    backing = backing_pods(cluster, item)
    ports = next((found for pod in backing if (found := resolved_ports(item, pod))), [])
    version = "v1" if cluster.modern else "v1beta1"
    labels = {"kubernetes.io/service-name": item.name}
    return {
        "addressType": "IPv4",
        "apiVersion": f"discovery.k8s.io/{version}",
        "endpoints": [slice_endpoint(cluster, pod) for pod in backing],
        "kind": "EndpointSlice",
        "metadata": metadata("EndpointSlice", f"{item.name}-6gvml", item.namespace, labels=labels),
        "ports": ports or None,
    }


def slice_endpoint(cluster: Cluster, backing: Pod) -> Manifest:
    place: Manifest = {"topology": {"kubernetes.io/hostname": backing.node}}
    if cluster.modern:
        place = {"nodeName": backing.node}
    return {
        "addresses": [backing.address],
        "conditions": {"ready": backing.ready},
        "targetRef": target_reference(backing),
        **place,
    }


def policy(item: Policy) -> Manifest:
    about = metadata("NetworkPolicy", item.name, item.namespace)
    about["creationTimestamp"] = item.created
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": about,
        "spec": item.spec,
    }
