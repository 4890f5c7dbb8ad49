"""Namespaces of its own for a whole lab, so that nothing of it is seen or left outside."""

from __future__ import annotations

import os
import subprocess
import sys

INSIDE = "--inside"
PRIVATE = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
AS_ROOT = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]


def run_apart(script: str, arguments: list[str]) -> int:
    """Runs `script --inside ARGUMENTS…` in new mount, network and process namespaces."""
    argv = [*PRIVATE, *AS_ROOT, sys.executable, script, INSIDE, *arguments]
    return subprocess.run(argv, check=False).returncode


def hide_run() -> None:
    """A /run of its own: names of network namespaces and iptables' lock stay private."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
