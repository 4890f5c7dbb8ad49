"""firewalld's forward chain rejects what comes from its public zone."""

from Topologies.lab import Lab
from Topologies.workloads import promtest

FIREWALLD = """
table inet firewalld {
    chain filter_FORWARD {
        type filter hook forward priority filter + 10; policy accept;
        ct state { established, related } accept
        ct status dnat accept
        iifname "lo" accept
        ct state invalid drop
        jump filter_FORWARD_ZONES
        counter reject with icmpx type admin-prohibited
    }
    chain filter_FORWARD_ZONES {
        TRUSTED
        iifname "cni0" goto filter_FWD_trusted
        iifname "eth0" goto filter_FWD_public
        goto filter_FWD_public
    }
    chain filter_FWD_trusted {
        accept
    }
    chain filter_FWD_public {
        jump filter_FWD_public_allow
        counter reject with icmpx type admin-prohibited
    }
    chain filter_FWD_public_allow {
        oifname "eth0" accept
    }
}
"""


def healthy(lab: Lab) -> None:
    promtest(lab)
    lab.sync()
    trusted = "ip saddr 192.168.1.10 goto filter_FWD_trusted"
    lab.node1.nft(FIREWALLD.replace("TRUSTED", trusted))


def broken(lab: Lab) -> None:
    lab.node1.nft("delete table inet firewalld")
    lab.node1.nft(FIREWALLD.replace("TRUSTED", ""))
