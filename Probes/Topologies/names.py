"""The names that kube-proxy and kube-router give to chains and sets."""

import base64
import hashlib


def short_hash(text: str) -> str:
    """The first 16 characters of base32(sha256(text)), as both programs use it."""
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:16]


def service_chain(prefix: str, service_port: str, protocol: str) -> str:
    """`KUBE-SVC-…` and its relatives; `service_port` is `ns/name:port`, or `ns/name`."""
    return f"{prefix}-{short_hash(service_port + protocol)}"


def endpoint_chain(service_port: str, protocol: str, endpoint: str) -> str:
    return f"KUBE-SEP-{short_hash(service_port + protocol + endpoint)}"


def pod_chain(namespace: str, pod: str, version: str) -> str:
    return f"KUBE-POD-FW-{short_hash(namespace + pod + version)}"


def policy_chain(namespace: str, policy: str, version: str, family: str = "") -> str:
    """`family` is empty for kube-router 1, `IPv4` or `IPv6` for kube-router 2."""
    return f"KUBE-NWPLCY-{short_hash(namespace + policy + version + family)}"


def policy_set(direction: str, namespace: str, policy: str, *parts: str) -> str:
    """`direction` is `SRC` or `DST`; `parts` are for example `ingressrule`, `0`, `ipblock`."""
    return f"KUBE-{direction}-{short_hash(namespace + policy + ''.join(parts))}"


def rule_identifier(chain: str, words: list[str]) -> str:
    """The suffix that kube-router puts on the comment of a top-level rule."""
    return short_hash(chain + "".join(words))


def calico_interface(namespace: str, pod: str) -> str:
    return f"cali{hashlib.sha1(f'{namespace}.{pod}'.encode()).hexdigest()[:11]}"


def calico_chain(prefix: str, name: str) -> str:
    """A chain of at most 28 characters; a longer name is replaced by its hash."""
    if len(prefix) + len(name) <= 28:
        return prefix + name
    digest = base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest()).decode()
    return f"{prefix}_{digest[: 27 - len(prefix)]}"


def calico_rule(chain: str, rule: str) -> str:
    """A comment like those by which Felix finds its own rules again."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(f"{chain} {rule}".encode()).digest())
    return f"cali:{digest.decode()[:16]}"
