"""A nat table as kube-proxy writes it, of any size."""

import hashlib


def chain(kind: str, key: str) -> str:
    return f"KUBE-{kind}-" + hashlib.sha256(key.encode()).hexdigest()[:16].upper()


def nat_table(rules: int, endpoints: int = 3) -> tuple[list[str], list[str]]:
    """Chain declarations and about `rules` rules, without the table's header and COMMIT."""
    chains: list[str] = []
    lines: list[str] = []
    for index in range(max(1, rules // (2 + 3 * endpoints))):
        port = f"ns-{index % 50}/service-{index}:http"
        service = chain("SVC", port)
        address = f"10.{96 + (index >> 16)}.{index >> 8 & 255}.{index & 255}"
        match = f'-p tcp -m comment --comment "{port} cluster IP" -m tcp --dport 80'
        chains.append(f":{service} - [0:0]")
        lines.append(f"-A BENCH-SERVICES -d {address}/32 {match} -j {service}")
        lines.append(f"-A {service} ! -s 10.42.0.0/16 -d {address}/32 {match} -j BENCH-MARK")
        for number in range(endpoints):
            key = index * endpoints + number
            pod = f"10.{44 + (key >> 16)}.{key >> 8 & 255}.{key & 255}"
            endpoint = chain("SEP", port + pod)
            chains.append(f":{endpoint} - [0:0]")
            left = endpoints - number
            chance = f"-m statistic --mode random --probability {1 / left:.11f} " if left > 1 else ""
            lines.append(f'-A {service} -m comment --comment "{port} -> {pod}:8080" {chance}-j {endpoint}')
            lines.append(f'-A {endpoint} -s {pod}/32 -m comment --comment "{port}" -j BENCH-MARK')
            lines.append(
                f'-A {endpoint} -p tcp -m comment --comment "{port}" -m tcp -j DNAT --to-destination {pod}:8080'
            )
    own = [":BENCH-SERVICES - [0:0]", ":BENCH-MARK - [0:0]"]
    return own + chains, ["-A BENCH-MARK -j MARK --set-xmark 0x4000/0x4000"] + lines


def enlarge(save: str, rules: int) -> str:
    """An iptables-save text with such rules added to its nat table; nothing jumps to them."""
    chains, lines = nat_table(rules)
    before, nat = save.split("*nat\n", 1)
    body, after = nat.split("COMMIT\n", 1)
    old = body.splitlines()
    split = next((i for i, line in enumerate(old) if line.startswith(("-A", "["))), len(old))
    return "\n".join([before + "*nat", *old[:split], *chains, *old[split:], *lines, "COMMIT", after])
