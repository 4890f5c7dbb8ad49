"""One folder of Probes/Scenarios: how it is healthy, what breaks it, what is expected then."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from .decision import confirmed
from .host import run
from .lab import Lab


class Unexpected(Exception):
    """The kernel did not do what expected.json says."""


@dataclass
class Scenario:
    """`module` has `healthy(lab)` and `broken(lab)`, and may set IPV6, PROBE_FIRST, ATTEMPTS."""

    cause: str
    module: ModuleType
    expected: dict[str, Any]

    @classmethod
    def load(cls, folder: Path) -> Scenario:
        spec = importlib.util.spec_from_file_location("scenario_module", folder / "scenario.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(folder / "scenario.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return cls(folder.name, module, json.loads((folder / "expected.json").read_text()))

    def build(self, broken: bool) -> Lab:
        lab = Lab(ipv6=getattr(self.module, "IPV6", False))
        self.module.healthy(lab)
        if broken:
            self.module.broken(lab)
        return lab

    @property
    def probes_first(self) -> bool:
        """Whether the evidence is a failed neighbour, which only a first attempt leaves behind."""
        return getattr(self.module, "PROBE_FIRST", False)

    def probe_until_seen(self, lab: Lab) -> dict[str, Any]:
        """Repeats the attempt where only chance leads to the fault (ATTEMPTS), until it shows."""
        for _ in range(getattr(self.module, "ATTEMPTS", 1)):
            seen = self.probe(lab)
            if seen["clientSees"] == self.expected["clientSees"]:
                break
        return seen

    def probe(self, lab: Lab) -> dict[str, Any]:
        """One attempt from the scenario's source to its target, as the source's kernel saw it."""
        source, (address, port) = self.expected["from"], self.address(lab)
        host = lab.owner_of(source)
        script = str(Path(__file__).with_name("attempt.py"))
        output = host.run([sys.executable, script, source, address, port])
        about = {"from": host.name, "source": source, "target": self.expected["target"]}
        return {**about, "protocol": "tcp", **json.loads(output)}

    def address(self, lab: Lab) -> tuple[str, str]:
        """The address and port behind the target; a Service without address means its first pod."""
        target: str = self.expected["target"]
        where, port = target.rsplit(":", 1)
        if where.startswith("svc/"):
            service = lab.cluster.service(where.split("/")[2])
            if service.cluster_ip == "None":
                where = next(
                    pod.address
                    for pod in lab.cluster.pods
                    if service.selector.items() <= pod.labels.items()
                )
            else:
                where = service.cluster_ip
        return where.strip("[]"), port

    def check(self, seen: dict[str, Any], broken: bool) -> None:
        wanted = self.expected["clientSees"] if broken else "OK"
        if seen["clientSees"] != wanted:
            state = "broken" if broken else "healthy"
            raise Unexpected(f"{self.cause} ({state}): expected {wanted}, but {json.dumps(seen)}")

    def check_decision(self, lab: Lab) -> None:
        decided = self.expected.get("decidedBy", {})
        if not confirmed(lab, decided):
            raise Unexpected(f"{self.cause}: the kernel counted nothing for {json.dumps(decided)}")


def known_causes(scenarios: Path) -> list[str]:
    return sorted(file.parent.name for file in scenarios.glob("*/scenario.py"))


def clean_up(lab: Lab) -> None:
    """Ends every process and namespace of the lab; it also vanishes with the recording process."""
    for host in [lab.lan, *lab.hosts.values()]:
        pids = run(["ip", "netns", "pids", host.name]).split()
        run(["kill", "-9", *pids], check=False)
        host.delete()
