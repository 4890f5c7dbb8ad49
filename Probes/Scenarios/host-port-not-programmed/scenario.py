"""The pod declares a hostPort for which the node has no rule."""

from Topologies.lab import Lab
from Topologies.objects import ContainerPort, Pod
from Topologies.portmap import write_host_port


def healthy(lab: Lab) -> None:
    pod = Pod(
        "databases",
        "redis-exporter-7c9f4",
        "node1",
        "10.42.0.45",
        {"app": "redis-exporter"},
        [ContainerPort(9121, "metrics", host_port=9121)],
        "oliver006/redis_exporter:v1.62.0",
        "redis_exporter",
        owner="DaemonSet/redis-exporter",
    )
    lab.cluster.pods.append(pod)
    lab.sync()
    write_host_port(lab.node1, pod, pod.ports[0])


def broken(lab: Lab) -> None:
    lab.sync()
