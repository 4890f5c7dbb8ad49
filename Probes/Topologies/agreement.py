"""Three answers about one network: connect(2), the tool live, the tool on what `collect` wrote."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .host import Host
from .lab import Lab
from .manifests import lists
from .recorder import settle, write_json
from .scenario import Scenario, clean_up
from .ssh import serve

WORK = Path("/run/agreement")
LIMIT = 60


@dataclass
class Answer:
    """What the tool says: of `target --output json`, what must agree."""

    verdict: str
    causes: list[str]
    client_sees: str

    @classmethod
    def ask(cls, tool: str, arguments: list[str], at: Host | None = None) -> Answer:
        entering = ["ip", "netns", "exec", at.name] if at else []
        argv = [*entering, tool, "target", *arguments, "--output", "json"]
        done = subprocess.run(argv, check=False, capture_output=True, text=True, timeout=LIMIT)
        try:
            said = json.loads(done.stdout)
        except json.JSONDecodeError:
            return cls(f"no answer: exit {done.returncode} {done.stderr.strip()[-400:]}", [], "")
        sees = said["symptom"]["clientSees"]
        return cls(said["verdict"], [cause["id"] for cause in said["causes"]], sees)

    @property
    def text(self) -> str:
        return f"{self.verdict}, client sees {self.client_sees}, {' '.join(self.causes) or 'no cause'}"


@dataclass
class Agreement:
    """The three answers, and why they do not agree where they do not."""

    name: str
    connect: str
    live: Answer
    recorded: Answer
    through_ssh: Answer | None
    differences: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.differences

    @property
    def record(self) -> dict[str, Any]:
        return {
            "network": self.name,
            "agrees": self.holds,
            "connect": self.connect,
            "live": vars(self.live),
            "recorded": vars(self.recorded),
            "via": vars(self.through_ssh) if self.through_ssh else None,
            "differences": self.differences,
        }

    @property
    def text(self) -> str:
        lines = [
            f"{'agree   ' if self.holds else 'DISAGREE'} {self.name}",
            f"  connect(2)  {self.connect}",
            f"  live        {self.live.text}",
            f"  snapshot    {self.recorded.text}",
            *([f"  --via       {self.through_ssh.text}"] if self.through_ssh else []),
        ]
        return "\n".join([*lines, *[f"  ! {difference}" for difference in self.differences]])


def compare(scenario: Scenario, broken: bool, tool: str, via: bool) -> Agreement:
    """Builds the network, asks three times, with `via` also from the scraper alone through ssh, and
    takes it down. The live hosts are given without their roles, those to collect with them."""
    lab = scenario.build(broken)
    try:
        seen = scenario.probe_until_seen(lab) if broken else scenario.probe(lab)
        settle(lab)
        objects = WORK / "objects"
        for kind, manifest in lists(lab.cluster).items():
            write_json(objects / f"{kind}.json", manifest)
        question = [scenario.expected["target"], "--from", scenario.expected["from"]]
        objects_option = ["--objects", str(objects)]
        live = Answer.ask(tool, [*question, *hosts(lab, roles=False), *objects_option])
        network = [*hosts(lab, roles=True), *objects_option]
        snapshot = WORK / f"snapshot-{'broken' if broken else 'healthy'}"
        collected = subprocess.run(
            [tool, "collect", "-o", str(snapshot), *network],
            check=False, capture_output=True, text=True, timeout=LIMIT,
        )
        recorded = Answer.ask(tool, [*question, "--snapshot", str(snapshot)])
        name = scenario.cause + ("" if broken else "-healthy")
        through_ssh = None
        if via:
            source = lab.owner_of(scenario.expected["from"])
            options = [*serve(lab, WORK / "ssh"), *objects_option]
            through_ssh = Answer.ask(tool, [*question, *options], at=source)
        agreement = Agreement(name, seen["clientSees"], live, recorded, through_ssh)
        if collected.returncode != 0:
            agreement.differences.append(f"collect: {collected.stderr.strip()}")
        agreement.differences += differences(scenario, agreement, broken)
        return agreement
    finally:
        clean_up(lab)


def hosts(lab: Lab, roles: bool) -> list[str]:
    """The hosts as the tool's `--netns` takes them, with the roles that an operator would know."""
    words: list[str] = []
    for host in lab.hosts.values():
        if host.recorded:
            named = f"{host.name}:{role(host)}={host.name}" if roles else host.name
            words += ["--netns", named]
    return words


def role(host: Host) -> str:
    if host.role == "node":
        return f"node/{host.labels['kubernetesNode']}" if "kubernetesNode" in host.labels else "node"
    return f"pod/{host.labels['pod']}" if host.role == "pod" else host.role


def differences(scenario: Scenario, agreement: Agreement, broken: bool) -> list[str]:
    expected = scenario.expected
    found: list[str] = []
    wanted = expected["clientSees"] if broken else "OK"
    if agreement.connect != wanted:
        found.append(f"connect(2) should have seen {wanted}")
    answers = [("live", agreement.live), ("snapshot", agreement.recorded)]
    if agreement.through_ssh:
        answers.append(("via", agreement.through_ssh))
    for place, answer in answers:
        if not agrees(agreement.connect, answer.client_sees):
            found.append(f"{place}: connect(2) saw {agreement.connect}, not {answer.client_sees}")
        if broken:
            verdict = expected.get("withoutProbe" if place == "snapshot" else "", expected["verdict"])
            if answer.verdict != verdict:
                found.append(f"{place}: the verdict should be {verdict}")
            if answer.causes[:1] != [expected["cause"]]:
                found.append(f"{place}: the root cause should be {expected['cause']}")
        elif wrong := {expected["cause"], *expected["contributing"]} & set(answer.causes):
            found.append(f"{place}: {' '.join(sorted(wrong))} where nothing is wrong")
        elif answer.verdict != "reachable":
            found.append(f"{place}: the verdict should be reachable")
    if agreement.live != agreement.recorded and "withoutProbe" not in expected:
        found.append("the two answers of the tool differ")
    return found


def agrees(connect: str, tool: str) -> bool:
    """Whether the tool's word for what the client sees is the one for what connect(2) returned."""
    words = {"OK": {"answered", "connected"}, "TIMEOUT": {"timeout"}}
    return tool in words.get(connect, {connect})
