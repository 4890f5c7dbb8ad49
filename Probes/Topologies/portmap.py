"""The rules that the CNI plugin portmap writes for a hostPort."""

from __future__ import annotations

import hashlib

from .host import Host
from .objects import ContainerPort, Pod
from .ruleset import comment

SETMARK = "-j MARK --set-xmark 0x2000/0x2000"


def write_host_port(node: Host, pod: Pod, port: ContainerPort) -> None:
    """Adds `port` of `pod` to the node's nat table, which must hold no host port yet."""
    container = hashlib.sha256(pod.host_name.encode()).hexdigest()
    chain = f"CNI-DN-{hashlib.sha512(f'cbr0{container}'.encode()).hexdigest()[:21]}"
    for name in ("CNI-HOSTPORT-DNAT", "CNI-HOSTPORT-SETMARK", "CNI-HOSTPORT-MASQ", chain):
        node.iptables(f"-t nat -N {name}")
    mark = comment("CNI portfwd masquerade mark")
    masquerade = comment("CNI portfwd requiring masquerade")
    node.iptables(f"-t nat -A CNI-HOSTPORT-SETMARK {mark} {SETMARK}")
    node.iptables("-t nat -A CNI-HOSTPORT-MASQ -m mark --mark 0x2000/0x2000 -j MASQUERADE")
    node.iptables(f"-t nat -A POSTROUTING {masquerade} -j CNI-HOSTPORT-MASQ")
    for hook in ("PREROUTING", "OUTPUT"):
        node.iptables(f"-t nat -A {hook} -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT")
    write_pod_chain(node, chain, container, pod, port)


def write_pod_chain(node: Host, chain: str, container: str, pod: Pod, port: ContainerPort) -> None:
    text = comment(f'dnat name: \\"cbr0\\" id: \\"{container}\\"')
    match = f"-p tcp {text} -m multiport --destination-ports {port.host_port}"
    node.iptables(f"-t nat -A CNI-HOSTPORT-DNAT {match} -j {chain}")
    to_port = f"-p tcp -m tcp --dport {port.host_port}"
    for source in (f"{pod.address.rsplit('.', 1)[0]}.0/24", "127.0.0.1"):
        node.iptables(f"-t nat -A {chain} -s {source} {to_port} -j CNI-HOSTPORT-SETMARK")
    target = f"{pod.address}:{port.number}"
    node.iptables(f"-t nat -A {chain} {to_port} -j DNAT --to-destination {target}")
