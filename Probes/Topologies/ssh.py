"""An sshd on every node of a lab, and a configuration with which the scraper can log in."""

from __future__ import annotations

from pathlib import Path

from .host import Host, run
from .lab import Lab

SERVER = """Port 22
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
StrictModes no
UsePAM no
PidFile none
PermitRootLogin prohibit-password
"""
CLIENT = """Host *
  User root
  IdentityFile {folder}/user
  IdentitiesOnly yes
  UserKnownHostsFile /dev/null
  StrictHostKeyChecking no
  LogLevel ERROR
"""


def serve(lab: Lab, folder: Path) -> list[str]:
    """Starts them, and returns the tool's options that ask every node."""
    folder.mkdir(parents=True, exist_ok=True)
    Path("/run/sshd").mkdir(exist_ok=True)
    for name in ("host", "user"):
        if not (folder / name).exists():
            run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)])
    (folder / "server").write_text(SERVER.format(folder=folder))
    (folder / "client").write_text(CLIENT.format(folder=folder))
    options = ["--ssh-config", str(folder / "client")]
    for node in lab.cluster.nodes:
        if node.name in lab.hosts:
            start(lab.hosts[node.name], folder)
            options += ["--via", f"ssh://{node.address}"]
    return options


def start(host: Host, folder: Path) -> None:
    host.run(["/usr/sbin/sshd", "-f", str(folder / "server"), "-E", str(folder / "log")])
