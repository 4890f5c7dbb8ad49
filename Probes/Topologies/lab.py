"""The LAN of every scenario: scraper, router, nodes and pods, wired and kept in step with objects.

          192.168.1.0/24
scraper .10 ───┬─── .1 router (default gateway)
               ├─── .101 node1 ── cni0 10.42.0.1/24 ── pods
               └─── .102 node2 ── cni0 10.42.1.1/24 ── pods   (only where a scenario adds it)
"""

from __future__ import annotations

from . import calico, kube_proxy, kube_proxy_modern, kube_router, kube_router2
from .host import Host, connect, mac_of
from .names import calico_interface, short_hash
from .objects import Cluster, Node, Pod
from .policy_rules import PolicySets
from .ruleset import Ruleset

PREFIX6 = "fd00:192:168:1::"


class Lab:
    """`cluster` holds the wanted objects; `sync` makes pods and rules of them."""

    def __init__(self, ipv6: bool = False) -> None:
        self.ipv6 = ipv6
        self.hosts: dict[str, Host] = {}
        self.cluster = Cluster()
        self.lan = Host("lan", "switch", recorded=False)
        self.lan.ip("link add br0 type bridge mcast_snooping 0")
        self.lan.ip("link set br0 up")
        self.lan.sysctl("net.bridge.bridge-nf-call-iptables", 0)
        self.lan.sysctl("net.bridge.bridge-nf-call-ip6tables", 0)
        self.scraper = self.add_host("scraper", "scraper", "192.168.1.10")
        self.router = self.add_host("router", "router", "192.168.1.1", gateway="")
        self.node1 = self.add_node("node1")
        self.scraper.ip(f"route add {self.cluster.service_cidr} via 192.168.1.101")

    def add_host(
        self, name: str, role: str, address: str, gateway: str = "192.168.1.1", **labels: str
    ) -> Host:
        """A machine on the LAN; all but the scraper forward."""
        host = Host(name, role, labels, ipv6=self.ipv6)
        self.hosts[name] = host
        connect(self.lan, name, host, "eth0", mac_of(address, 4), mac_of(address))
        self.lan.ip(f"link set {name} master br0")
        host.ip(f"addr add {address}/24 dev eth0")
        if self.ipv6:
            host.ip(f"addr add {PREFIX6}{address.rsplit('.', 1)[1]}/64 dev eth0")
        if gateway:
            host.ip(f"route add default via {gateway}")
        if role != "scraper":
            host.forward()
        return host

    def add_node(self, name: str) -> Host:
        """A node with its pod network, and the routes to and from it that K3s and we would add."""
        number = int(name.removeprefix("node"))
        node = Node(name, f"192.168.1.{100 + number}", f"10.42.{number - 1}.0/24")
        host = self.add_host(name, "node", node.address, kubernetesNode=name)
        bridge = node.pod_cidr.replace("0/24", "1")
        host.ip(f"link add cni0 address {mac_of(bridge)} type bridge mcast_snooping 0")
        host.ip(f"addr add {bridge}/24 dev cni0")
        host.ip("link set cni0 up")
        if self.ipv6:
            host.ip(f"addr add {pod_prefix6(number)}1/64 dev cni0")
            self.scraper.ip(f"route add {pod_prefix6(number)}/64 via {PREFIX6}{100 + number}")
        self.scraper.ip(f"route add {node.pod_cidr} via {node.address}")
        for other in self.cluster.nodes:
            host.ip(f"route add {other.pod_cidr} via {other.address}")
            self.hosts[other.name].ip(f"route add {node.pod_cidr} via {node.address}")
        self.cluster.nodes.append(node)
        return host

    def add_behind(
        self, gateway: Host, link: str, name: str, role: str, near: str, far: str
    ) -> Host:
        """A machine on a cable of its own behind `gateway`; `near` and `far` are ADDRESS/LENGTH."""
        host = Host(name, role, ipv6=self.ipv6)
        self.hosts[name] = host
        near_mac, far_mac = (mac_of(address.split("/")[0]) for address in (near, far))
        connect(gateway, link, host, "eth0", near_mac, far_mac)
        gateway.ip(f"addr add {near} dev {link}")
        host.ip(f"addr add {far} dev eth0")
        return host

    def add_bridged(self, host: Host, bridge: str, network: str, name: str, **labels: str) -> Host:
        """A container on a Docker network of `host`; `network` is its gateway's ADDRESS/LENGTH."""
        gateway, length = network.split("/")
        address = gateway.removesuffix("1") + "2"
        host.ip(f"link add {bridge} address {mac_of(gateway)} type bridge mcast_snooping 0")
        host.ip(f"addr add {network} dev {bridge}")
        host.ip(f"link set {bridge} up")
        container = Host(name, "router", labels, ipv6=self.ipv6)
        self.hosts[name] = container
        connect(host, "veth1f3a90c", container, "eth0", mac_of(address, 4), mac_of(address))
        host.ip(f"link set veth1f3a90c master {bridge}")
        container.ip(f"addr add {address}/{length} dev eth0")
        container.ip(f"route add default via {gateway}")
        return container

    def sync(self) -> None:
        """What kubelet, kube-proxy and the policy engine do once they have seen the objects."""
        self.sync_pods()
        self.sync_rules(self.cluster)

    def sync_pods(self) -> None:
        alive = [pod for pod in self.cluster.pods if pod.address and not pod.finished]
        wanted = {pod.host_name: pod for pod in alive}
        for name, host in list(self.hosts.items()):
            if host.role == "pod" and name not in wanted:
                self.remove(name)
            elif host.role == "pod" and wanted[name].node != host.labels["node"]:
                raise ValueError(f"{name} moved to another node: a pod never does")
        for name, pod in wanted.items():
            if pod.node in self.hosts and not pod.host_network and name not in self.hosts:
                self.start(pod)

    def start(self, pod: Pod) -> None:
        """The pod's sandbox as its CNI plugin makes it, then its processes."""
        host = Host(
            pod.host_name,
            "pod",
            {"pod": f"{pod.namespace}/{pod.name}", "node": pod.node},
            ipv6=self.ipv6,
        )
        self.hosts[pod.host_name] = host
        if self.cluster.policy_engine == "calico":
            self.route_pod(self.hosts[pod.node], host, pod)
        else:
            self.bridge_pod(self.hosts[pod.node], host, pod)
        for address in pod.sockets:
            host.listen(address, pod.process, pod.hangs)

    def bridge_pod(self, node: Host, host: Host, pod: Pod) -> None:
        veth = f"veth{short_hash(pod.host_name)[:8].lower()}"
        connect(node, veth, host, "eth0", mac_of(pod.address, 4), mac_of(pod.address))
        node.ip(f"link set {veth} master cni0")
        gateway = pod.address.rsplit(".", 1)[0] + ".1"
        host.ip(f"addr add {pod.address}/24 dev eth0")
        host.ip(f"route add default via {gateway}")
        if pod.address6:
            prefix = pod.address6.rsplit("::", 1)[0] + "::"
            host.ip(f"addr add {pod.address6}/64 dev eth0")
            host.ip(f"route add default via {prefix}1")

    def route_pod(self, node: Host, host: Host, pod: Pod) -> None:
        """Calico's way: no bridge, a host route to each pod, the node answers all its ARP."""
        link = calico_interface(pod.namespace, pod.name)
        connect(node, link, host, "eth0", "ee:ee:ee:ee:ee:ee", mac_of(pod.address))
        node.sysctl(f"net.ipv4.conf.{link}.proxy_arp", 1)
        node.ip(f"route add {pod.address} dev {link} scope link")
        host.ip(f"addr add {pod.address}/32 dev eth0")
        host.ip("route add 169.254.1.1 dev eth0 scope link")
        host.ip("route add default via 169.254.1.1 dev eth0")

    def restart(self, pod: Pod) -> None:
        self.remove(pod.host_name)
        self.start(pod)

    def remove(self, name: str) -> None:
        """Ends a host's processes and deletes it, as if it had been switched off."""
        host = self.hosts.pop(name)
        pids = host.run(["ip", "netns", "pids", name]).split()
        host.run(["kill", "-9", *pids], check=False)
        host.delete()

    def power_off(self, node: str) -> None:
        """Takes a node and its pods off the network; the API goes on to list them."""
        for pod in self.cluster.pods:
            if pod.node == node and pod.host_name in self.hosts:
                self.remove(pod.host_name)
        self.remove(node)

    def sync_rules(self, seen: Cluster) -> None:
        """Rewrites every node's rules from `seen`, which may be older than the objects."""
        for node in seen.nodes:
            if node.name in self.hosts:
                self.write_rules(self.hosts[node.name], seen, node.name)

    def write_rules(self, host: Host, seen: Cluster, node: str) -> None:
        rules, sets = Ruleset(), PolicySets()
        if seen.modern:
            kube_proxy_modern.write(rules, seen, node)
        else:
            kube_proxy.write(rules, seen)
        host.run(["ipset", "flush"])
        if seen.policy_engine == "kube-router 1":
            kube_router.write(rules, sets, seen, node)
        elif seen.policy_engine == "kube-router 2":
            kube_router2.write(rules, sets, seen, node, "IPv4")
            if self.ipv6:
                self.write_rules6(host, sets, seen, node)
        elif seen.policy_engine == "calico":
            calico.write(rules, seen, node)
        host.run(["ipset", "-exist", "restore"], str(sets))
        host.restore(str(rules))
        for name in set(host.run(["ipset", "list", "-n"]).split()) - sets.names:
            host.run(["ipset", "destroy", name])

    def write_rules6(self, host: Host, sets: PolicySets, seen: Cluster, node: str) -> None:
        rules = Ruleset()
        sets.family = "inet6"
        kube_router2.write(rules, sets, seen, node, "IPv6")
        host.run(["ipset", "-exist", "restore"], str(sets))
        host.restore(str(rules), ipv6=True)

    def owner_of(self, address: str) -> Host:
        """The recorded host that has `address` on one of its links."""
        for host in self.hosts.values():
            if f" {address}/" in host.ip("-o addr show"):
                return host
        raise LookupError(f"no host of the lab has {address}")


def pod_prefix6(node: int) -> str:
    return f"fd00:42:0:{node}::"
