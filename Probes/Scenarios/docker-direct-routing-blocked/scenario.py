"""Docker's raw rule drops what is routed to a container from the LAN."""

from Topologies.lab import Lab

BRIDGE = "br-7d1f3a90c2b4"
DOCKER = f"""
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:DOCKER - [0:0]
:DOCKER-BRIDGE - [0:0]
:DOCKER-CT - [0:0]
:DOCKER-FORWARD - [0:0]
:DOCKER-USER - [0:0]
-A FORWARD -j DOCKER-USER
-A FORWARD -j DOCKER-FORWARD
-A DOCKER -d 172.18.0.2/32 ! -i {BRIDGE} -o {BRIDGE} -p tcp -m tcp --dport 9100 -j ACCEPT
-A DOCKER ! -i {BRIDGE} -o {BRIDGE} -j DROP
-A DOCKER-BRIDGE -o {BRIDGE} -j DOCKER
-A DOCKER-CT -o {BRIDGE} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A DOCKER-FORWARD -j DOCKER-CT
-A DOCKER-FORWARD -j DOCKER-BRIDGE
-A DOCKER-FORWARD -i {BRIDGE} -j ACCEPT
COMMIT
"""


def healthy(lab: Lab) -> None:
    lab.sync()
    docker = lab.add_host("docker1", "router", "192.168.1.50")
    exporter = lab.add_bridged(docker, BRIDGE, "172.18.0.1/16", "node-exporter")
    exporter.listen("0.0.0.0:9100", "node_exporter")
    docker.restore(DOCKER)
    lab.scraper.ip("route add 172.18.0.0/16 via 192.168.1.50")


def broken(lab: Lab) -> None:
    drop = f"-t raw -A PREROUTING -d 172.18.0.2/32 ! -i {BRIDGE} -j DROP"
    lab.hosts["docker1"].iptables(drop)
