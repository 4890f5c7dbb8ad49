"""K3s' ServiceLB (klipper-lb): a pod with a hostPort that sends everything on to a ClusterIP."""

from __future__ import annotations

from .lab import Lab
from .objects import ContainerPort, Pod, Service
from .portmap import write_host_port


def start_balancer(lab: Lab, service: Service) -> None:
    """Starts the svclb pod of `service` on node1 and writes its rules and its host port."""
    port = service.ports[0]
    pod = Pod(
        "kube-system",
        f"svclb-{service.name}-4f1c2d07-hx6bz",
        "node1",
        "10.42.0.9",
        {"svccontroller.k3s.cattle.io/svcname": service.name},
        [ContainerPort(port.port, f"lb-tcp-{port.port}", host_port=port.port)],
        "rancher/klipper-lb:v0.4.4",
        "pause",
        owner=f"DaemonSet/svclb-{service.name}-4f1c2d07",
        listens=[],
    )
    lab.cluster.pods.append(pod)
    lab.sync()
    balancer, address = lab.hosts[pod.host_name], service.cluster_ip
    balancer.sysctl("net.ipv4.ip_forward", 1)
    match = f"-p tcp -m tcp --dport {port.port}"
    balancer.iptables(f"-I FORWARD -s 0.0.0.0/0 {match} -j ACCEPT")
    balancer.iptables(f"-A FORWARD -d {address}/32 {match} -j DROP")
    balancer.iptables(f"-t nat -I PREROUTING {match} -j DNAT --to {address}:{port.port}")
    balancer.iptables(f"-t nat -I POSTROUTING -d {address}/32 -p tcp -j MASQUERADE")
    write_host_port(lab.node1, pod, pod.ports[0])
