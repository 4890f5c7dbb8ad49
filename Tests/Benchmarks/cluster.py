"""A cluster of any size as `kubectl get -o json` prints it: pods, Services, NetworkPolicies."""

import json
import random
from pathlib import Path

APPS = 10


def address(number: int) -> str:
    return f"10.{64 + number // 65536}.{number // 256 % 256}.{number % 256}"


def pod(number: int, namespaces: int, chance: random.Random) -> dict:
    app = f"app{number // namespaces % APPS}"
    conditions = ("Initialized", "Ready", "ContainersReady", "PodScheduled")
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": f"{app}-{number}",
            "namespace": f"ns{number % namespaces}",
            "labels": {"app": app, "tier": chance.choice(["web", "db", "cache"])},
            "annotations": {"prometheus.io/scrape": "true", "prometheus.io/port": "9090"},
            "ownerReferences": [
                {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": f"{app}-rs", "controller": True}
            ],
            "uid": f"{chance.getrandbits(128):032x}",
            "managedFields": [
                {
                    "apiVersion": "v1",
                    "manager": "kube-controller-manager",
                    "operation": "Update",
                    "fieldsV1": {"f:metadata": {"f:labels": {".": {}, "f:app": {}, "f:tier": {}}}},
                }
            ],
        },
        "spec": {
            "nodeName": f"node{number % 50}",
            "containers": [
                {
                    "name": "main",
                    "image": f"registry.example/{app}:1",
                    "ports": [
                        {"name": "http", "containerPort": 8080, "protocol": "TCP"},
                        {"name": "metrics", "containerPort": 9090, "protocol": "TCP"},
                    ],
                    "env": [{"name": f"VAR{n}", "value": f"value-{n}"} for n in range(5)],
                    "volumeMounts": [{"name": "data", "mountPath": "/data"}],
                }
            ],
            "volumes": [{"name": "data", "emptyDir": {}}],
        },
        "status": {
            "phase": "Running",
            "hostIP": f"10.1.0.{number % 50 + 1}",
            "podIP": address(number),
            "podIPs": [{"ip": address(number)}],
            "conditions": [{"type": kind, "status": "True"} for kind in conditions],
        },
    }


def service(namespace: int, app: int) -> dict:
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": f"app{app}", "namespace": f"ns{namespace}"},
        "spec": {
            "clusterIP": f"10.43.{namespace % 256}.{app + 1}",
            "selector": {"app": f"app{app}"},
            "ports": [
                {"name": "http", "port": 80, "targetPort": 8080},
                {"name": "metrics", "port": 9090, "targetPort": "metrics"},
            ],
        },
    }


def policy(number: int, namespaces: int, app: str) -> dict:
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": f"p{number}", "namespace": f"ns{number % namespaces}"},
        "spec": {
            "podSelector": {"matchLabels": {"app": app}},
            "policyTypes": ["Ingress"],
            "ingress": [
                {"from": [{"namespaceSelector": {}}], "ports": [{"port": "metrics"}]},
                {
                    "from": [{"ipBlock": {"cidr": f"192.168.{number % 3}.0/24"}}],
                    "ports": [{"port": 9090}],
                },
            ],
        },
    }


def write(folder: Path, pods: int, namespaces: int, policies: int, idle: int, seed: int) -> Path:
    """Writes pods.json and rest.json; `idle` further policies select no pod. Returns the pods."""
    chance = random.Random(seed)
    folder.mkdir()
    rest = [service(n, app) for n in range(namespaces) for app in range(APPS)]
    rest += [policy(n, namespaces, f"app{n // namespaces % APPS}") for n in range(policies)]
    rest += [policy(policies + n, namespaces, f"idle{n}") for n in range(idle)]
    listed = [pod(n, namespaces, chance) for n in range(pods)]
    for name, items in (("pods", listed), ("rest", rest)):
        text = json.dumps({"apiVersion": "v1", "kind": "List", "items": items}, indent=4)
        (folder / f"{name}.json").write_text(text)
    return folder / "pods.json"
