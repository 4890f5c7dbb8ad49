"""The load balancer's source ranges do not hold the scraper."""

from Topologies.lab import Lab
from Topologies.objects import ServicePort
from Topologies.workloads import promtest, promtest_service


def healthy(lab: Lab) -> None:
    lab.cluster.version = "v1.28.15"
    lab.cluster.policy_engine = "none"
    promtest(lab)
    port = ServicePort(80, 8080, node_port=30480)
    service = promtest_service(lab, port, type="LoadBalancer", load_balancer_ip="10.44.0.10")
    service.spec["loadBalancerSourceRanges"] = ["192.168.7.0/24", "192.168.1.10/32"]
    lab.sync()
    lab.scraper.ip("route add 10.44.0.0/24 via 192.168.1.101")


def broken(lab: Lab) -> None:
    lab.cluster.service("promtest").spec["loadBalancerSourceRanges"].pop()
    lab.sync()
