"""Rules of several tables, collected by several writers, printed for iptables-restore."""

from __future__ import annotations

BUILT_IN = {
    "raw": ["PREROUTING", "OUTPUT"],
    "mangle": ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
    "nat": ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
    "filter": ["INPUT", "FORWARD", "OUTPUT"],
}


class Ruleset:
    """Chains appear in the order in which they were first named."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, list[str]]] = {}
        self.policies: dict[tuple[str, str], str] = {}

    def chain(self, table: str, name: str) -> list[str]:
        chains = self.tables.setdefault(table, {chain: [] for chain in BUILT_IN[table]})
        return chains.setdefault(name, [])

    def add(self, table: str, chain: str, rule: str) -> None:
        """Appends `rule` (all that follows `-A CHAIN`)."""
        self.chain(table, chain).append(rule)

    def __str__(self) -> str:
        return "".join(self.table_text(table) for table in self.tables)

    def table_text(self, table: str) -> str:
        chains = self.tables[table]
        lines = [f"*{table}"]
        for name in chains:
            policy = self.policies.get((table, name), "ACCEPT")
            lines.append(f":{name} {policy if name in BUILT_IN[table] else '-'} [0:0]")
        lines += [f"-A {name} {rule}" for name, rules in chains.items() for rule in rules]
        return "\n".join([*lines, "COMMIT", ""])


def comment(text: str) -> str:
    return f'-m comment --comment "{text}"'
