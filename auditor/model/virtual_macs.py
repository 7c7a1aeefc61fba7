"""MAC addresses that move between routers: those of first-hop redundancy protocols.

They are nobody's station and name no maker, so `decode` drops them as neighbors and `identify` asks no
registry. Must not know either. Next: `decode.macs`, `identify.registries.oui`.
"""

from __future__ import annotations

VIRTUAL_PREFIXES = (
    ("00005E0001", "VRRP for IPv4 (RFC 9568)"),
    ("00005E0002", "VRRP for IPv6 (RFC 9568)"),
    ("00000C07AC", "HSRP group address"),
    ("00000C9FF", "HSRP version 2 group address"),
    ("000573A00", "HSRP for IPv6 group address"),
    ("0007B400", "GLBP virtual forwarder"),
)
"""(hexadecimal digits that the address begins with, whose addresses these are)."""
VIRTUAL_OUIS = frozenset(int(prefix[:6], 16) for prefix, _ in VIRTUAL_PREFIXES)


def virtual_mac(mac: int) -> str:
    """The protocol whose address a 48-bit number is; "" for all others."""
    if mac >> 24 not in VIRTUAL_OUIS:
        return ""
    digits = f"{mac:012X}"
    return next((whose for prefix, whose in VIRTUAL_PREFIXES if digits.startswith(prefix)), "")
