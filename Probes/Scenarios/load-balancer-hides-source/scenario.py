"""A svclb pod stands between the node's address and the Service."""

from Topologies.lab import Lab
from Topologies.objects import ServicePort
from Topologies.servicelb import start_balancer
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    lab.cluster.version = "v1.28.15"
    lab.cluster.policy_engine = "none"
    promtest(lab)
    port = ServicePort(8080, 8080, "metrics", node_port=31808)
    service = promtest_service(lab, port, type="LoadBalancer", load_balancer_ip="192.168.1.101")
    service.spec["externalTrafficPolicy"] = "Local"
    lab.sync()


def broken(lab: Lab) -> None:
    service = lab.cluster.service("promtest")
    service.spec["externalTrafficPolicy"] = "Cluster"
    service.load_balancer_ip = "203.0.113.10"
    start_balancer(lab, service)
