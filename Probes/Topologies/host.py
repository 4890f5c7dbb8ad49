"""A machine of the lab: one network namespace and what an operator can type in it."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

LISTENER = Path(__file__).with_name("listener.py")


class CommandFailed(Exception):
    """A command of the lab itself failed; the text holds the command and its own message."""


def run(argv: list[str], text: str | None = None, check: bool = True) -> str:
    """Standard output of a command."""
    done = subprocess.run(argv, check=False, input=text, capture_output=True, text=True)
    if check and done.returncode != 0:
        raise CommandFailed(f"{shlex.join(argv)}: {done.stderr.strip()}\n{text or ''}")
    return done.stdout


@dataclass
class Host:
    """A network namespace; `role` and `labels` are what snapshot.json says of it."""

    name: str
    role: str
    labels: dict[str, str] = field(default_factory=dict)
    backend: str = "legacy"
    ipv6: bool = False
    recorded: bool = True

    def __post_init__(self) -> None:
        run(["ip", "netns", "add", self.name])
        self.sysctl("net.ipv4.icmp_ratelimit", 0)
        self.sysctl("net.ipv4.icmp_ratemask", 0)
        self.sysctl("net.ipv6.conf.all.accept_dad", 0)
        self.sysctl("net.ipv6.conf.default.accept_dad", 0)
        if not self.ipv6:
            self.sysctl("net.ipv6.conf.all.disable_ipv6", 1)
            self.sysctl("net.ipv6.conf.default.disable_ipv6", 1)
        self.ip("link set lo up")

    def delete(self) -> None:
        run(["ip", "netns", "delete", self.name])

    def run(self, argv: list[str], text: str | None = None, check: bool = True) -> str:
        return run(["ip", "netns", "exec", self.name, *argv], text, check)

    def ip(self, arguments: str) -> str:
        return run(["ip", "-n", self.name, *arguments.split()])

    def sysctl(self, key: str, value: int) -> None:
        self.run(["sysctl", "-q", "-w", f"{key}={value}"])

    def iptables(self, arguments: str, ipv6: bool = False) -> None:
        """One iptables command in the backend that this host uses."""
        command = f"{'ip6tables' if ipv6 else 'iptables'}-{self.backend}"
        self.run([command, "-w", *shlex.split(arguments)])

    def restore(self, rules: str, ipv6: bool = False, backend: str | None = None) -> None:
        """Replaces the tables named in `rules` (iptables-save format)."""
        program = "ip6tables" if ipv6 else "iptables"
        self.run([f"{program}-{backend or self.backend}-restore"], rules)

    def nft(self, script: str) -> None:
        self.run(["nft", "-f", "-"], script)

    def forward(self) -> None:
        """Makes the host a router that, like most, sends no ICMP redirects."""
        self.sysctl("net.ipv4.ip_forward", 1)
        self.sysctl("net.ipv4.conf.all.send_redirects", 0)
        self.sysctl("net.ipv4.conf.default.send_redirects", 0)
        if self.ipv6:
            self.sysctl("net.ipv6.conf.all.forwarding", 1)

    def listen(self, address: str, process: str = "python3", hangs: bool = False) -> None:
        """Starts a process that answers HTTP at `address` (`0.0.0.0:8082`, `[::]:8082`), or hangs."""
        argv = ["ip", "netns", "exec", self.name, sys.executable, str(LISTENER), address, process]
        argv += ["hangs"] if hangs else []
        subprocess.Popen(argv, stdout=subprocess.DEVNULL)
        port = address.rsplit(":", 1)[1]
        for _ in range(200):
            if self.run(["ss", "-H", "-tln", f"sport = :{port}"]):
                return
            time.sleep(0.02)
        raise CommandFailed(f"{self.name}: nothing listens at {address} after four seconds")


def connect(one: Host, link: str, other: Host, peer: str, mac: str, peer_mac: str) -> None:
    """A cable (veth) between two hosts, both ends up."""
    far_end = f"peer name {peer} address {peer_mac} netns {other.name}"
    one.ip(f"link add {link} address {mac} type veth {far_end}")
    one.ip(f"link set {link} up")
    other.ip(f"link set {peer} up")


def mac_of(address: str, side: int = 2) -> str:
    """A fixed hardware address made of an IPv4 address; `side` tells two ends apart."""
    return ":".join(f"{octet:02x}" for octet in [side, 0, *map(int, address.split("."))])
