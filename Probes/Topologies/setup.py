"""One file of Probes/Setups: a network without routes to the cluster, and what must work afterwards."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from .agreement import hosts
from .host import Host
from .lab import Lab
from .manifests import lists
from .recorder import settle, write_json

WORK = Path("/run/setup")
LIMIT = 120


@dataclass
class Course:
    """What happened, step by step, and what should have been otherwise."""

    name: str
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    applied: dict[str, list[str]] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.differences

    @property
    def json(self) -> str:
        return json.dumps({**vars(self), "holds": self.holds})

    @property
    def text(self) -> str:
        lines = [f"{'holds' if self.holds else 'FAILS'} {self.name}"]
        lines += [f"  {target}: {self.before[target]} → {self.after.get(target)}" for target in self.before]
        lines += [f"  found before: {' '.join(self.findings)}"]
        lines += [f"  on {host}: {line}" for host, all in self.applied.items() for line in all]
        return "\n".join(lines + [f"  ! {difference}" for difference in self.differences])


@dataclass
class Setup:
    """`module` has `build(lab)`, TARGETS and BEFORE (what connect(2) sees first), and may set
    OPTIONS, SOURCE, IPV6, ON (the hosts whose steps are made, in order), FOUND (causes that `check`
    names before) and `between(lab)`, which happens between apply and the proof."""

    name: str
    module: ModuleType

    @classmethod
    def load(cls, file: Path) -> Setup:
        spec = importlib.util.spec_from_file_location("setup_module", file)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return cls(file.stem, module)

    def get(self, name: str, default: Any) -> Any:
        return getattr(self.module, name, default)

    def hold(self, tool: str) -> Course:
        course = Course(self.name)
        lab = Lab(ipv6=self.get("IPV6", False))
        self.module.build(lab)
        settle(lab)
        self.objects = WORK / "objects"
        for kind, manifest in lists(lab.cluster).items():
            write_json(self.objects / f"{kind}.json", manifest)
        changed = [lab.hosts[name] for name in self.get("ON", ["scraper"])]
        saved = {host.name: saved_state(host) for host in changed}
        course.before = self.connect(lab)
        for target, seen in course.before.items():
            wanted = self.module.BEFORE
            wanted = wanted.get(target, "OK") if isinstance(wanted, dict) else wanted
            if seen != wanted:
                course.differences.append(f"before, {target} should see {wanted}, not {seen}")
        self.check(tool, lab, course)
        for host in reversed(changed):
            verify = self.module.TARGETS[0] if host is changed[0] else "none"
            self.apply(tool, lab, host, verify, course)
        if hasattr(self.module, "between"):
            self.module.between(lab)
        course.after = self.connect(lab)
        for target, seen in course.after.items():
            if seen != "OK":
                course.differences.append(f"after, {target} should see OK, not {seen}")
        for host in changed:
            self.remove(tool, host, course)
            if saved_state(host) != saved[host.name]:
                course.differences.append(f"{host.name} is not as before")
        return course

    def arguments(self, lab: Lab) -> list[str]:
        return [*hosts(lab, roles=True), "--objects", str(self.objects), *self.get("OPTIONS", [])]

    def check(self, tool: str, lab: Lab, course: Course) -> None:
        wanted = self.get("FOUND", None)
        if wanted is None:
            return
        done = ask([tool, "routes", "check", *self.arguments(lab), "--output", "json"])
        findings = json.loads(done.stdout)["findings"] if done.stdout else []
        course.findings = [finding["id"] for finding in findings]
        for cause in wanted:
            if cause not in course.findings:
                course.differences.append(f"check should find {cause}: {done.stderr.strip()}")

    def apply(self, tool: str, lab: Lab, host: Host, verify: str, course: Course) -> None:
        arguments = [*self.arguments(lab), "--on", host.name, "--verify", verify]
        for attempt, wanted in ((1, "applied"), (2, "unchanged")):
            done = ask([tool, "routes", "apply", *arguments, "--output", "json"])
            answer = json.loads(done.stdout) if done.stdout else {}
            if attempt == 1:
                course.applied[host.name] = answer.get("commands", [])
            if answer.get("state") != wanted or done.returncode != 0:
                course.differences.append(
                    f"apply {attempt} on {host.name} should say {wanted}: {done.stdout} {done.stderr}"
                )

    def remove(self, tool: str, host: Host, course: Course) -> None:
        done = ask([tool, "routes", "remove", "--netns", host.name])
        if done.returncode != 0:
            course.differences.append(f"remove on {host.name}: {done.stderr.strip()}")

    def connect(self, lab: Lab) -> dict[str, str]:
        """What connect(2) sees at each target, several times where chance has a part."""
        script = str(Path(__file__).with_name("attempt.py"))
        source = self.get("SOURCE", "192.168.1.10")
        host = lab.owner_of(source)
        seen: dict[str, str] = {}
        for target in self.module.TARGETS:
            where, port = target.rsplit(":", 1)
            own = source if ":" not in where else "-"
            answers = []
            for _ in range(self.get("ATTEMPTS", 1)):
                output = host.run([sys.executable, script, own, where.strip("[]"), port])
                answers.append(json.loads(output)["clientSees"])
            bad = [answer for answer in answers if answer != "OK"]
            seen[target] = bad[0] if bad else "OK"
        return seen


def ask(argv: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv, check=False, capture_output=True, text=True, timeout=LIMIT)


def saved_state(host: Host) -> dict[str, Any]:
    """Everything that apply can change: `ip route save` without its sequence number and sender, the
    firewall, and the settings."""
    state: dict[str, Any] = {}
    for family in ("-4", "-6"):
        state[f"routes {family}"] = messages(save(host, family))
    for tool in ("iptables-legacy", "iptables-nft", "ip6tables-legacy", "ip6tables-nft"):
        rules = host.run([f"{tool}-save"], check=False)
        state[tool] = [line for line in rules.split("\n") if line.startswith("-A")]
    state["nft"] = host.run(["nft", "-s", "list", "ruleset"], check=False)
    keys = ["net.ipv4.ip_forward", "net.ipv4.fib_multipath_use_neigh", "net.ipv6.conf.all.forwarding"]
    settings = host.run(["sysctl", "-a", "-r", "rp_filter|\\.forwarding"], check=False)
    state["settings"] = host.run(["sysctl", *keys]) + settings
    return state


def save(host: Host, family: str) -> bytes:
    argv = ["ip", "-n", host.name, family, "route", "save", "table", "all"]
    return subprocess.run(argv, check=True, capture_output=True).stdout


def messages(saved: bytes) -> bytes:
    """The messages of a dump, with `nlmsg_seq` and `nlmsg_pid` cleared: they differ in each one."""
    result = bytearray(saved[:4])
    offset = 4
    while offset + 16 <= len(saved):
        length = int.from_bytes(saved[offset : offset + 4], sys.byteorder)
        message = bytearray(saved[offset : offset + max(16, length)])
        message[8:16] = bytes(8)
        result += message
        offset += (max(16, length) + 3) & ~3
    return bytes(result)


def known_setups(folder: Path) -> list[str]:
    return sorted(file.stem for file in folder.glob("*.py"))


def forget_routes(host: Host, *networks: str) -> None:
    """Takes away routes that a lab is built with."""
    for network in networks:
        host.ip(f"route del {network}")
