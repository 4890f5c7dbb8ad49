"""Services through both nodes; node2 dies after the routes were made."""

import sys
from pathlib import Path

from Topologies import attempt as attempt_module
from Topologies.lab import Lab
from Topologies.setup import forget_routes
from Topologies.workloads import promtest, promtest_service

TARGETS = ["10.43.65.4:80", "10.42.0.40:8080"]
OPTIONS = ["--multipath"]
BEFORE = "ENETUNREACH"
ATTEMPTS = 12


def build(lab: Lab) -> None:
    lab.add_node("node2")
    promtest(lab)
    promtest_service(lab)
    lab.sync()
    # The source port shares in the choice of the way.
    lab.scraper.sysctl("net.ipv4.fib_multipath_hash_policy", 1)
    forget_routes(lab.scraper, "default", "10.42.0.0/24", "10.42.1.0/24", "10.43.0.0/16")


def between(lab: Lab) -> None:
    """node2 goes; the kernel has asked for it in vain."""
    lab.power_off("node2")
    lab.scraper.ip("neigh flush dev eth0")
    attempt = Path(attempt_module.__file__)
    lab.scraper.run([sys.executable, str(attempt), "-", "192.168.1.102", "9"])
