"""Which MAC addresses can be a neighbor's: one station's own, not a group's or a protocol's.

Knows addressing (IEEE 802) and the virtual addresses of first-hop redundancy protocols; it
must not know registrants. A locally administered address is kept: a station does have it.
"""

from __future__ import annotations

GROUP_BIT = 1 << 40
"""I/G bit of the first octet: multicast and broadcast."""

VIRTUAL_PREFIXES = (
    (0x00005E0001, 40),  # VRRP over IPv4 (RFC 5798 7.3)
    (0x00005E0002, 40),  # VRRP over IPv6
    (0x00000C07AC, 40),  # HSRP version 1
    (0x00000C9FF, 36),  # HSRP version 2
    (0x000573A00, 36),  # HSRP over IPv6
    (0x0007B400, 32),  # GLBP
)
"""(prefix, its length in bits) of addresses that move between routers."""


VIRTUAL_OUIS = frozenset(prefix >> (bits - 24) for prefix, bits in VIRTUAL_PREFIXES)


def is_station(mac: int) -> bool:
    """Whether a 48-bit address may identify one neighbor."""
    if mac == 0 or mac & GROUP_BIT:
        return False
    if mac >> 24 not in VIRTUAL_OUIS:
        return True
    return not any(mac >> (48 - bits) == prefix for prefix, bits in VIRTUAL_PREFIXES)
