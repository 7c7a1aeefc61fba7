"""Which MAC addresses can be a neighbor's: one station's own, not a group's or a protocol's.

It must not know registrants. A locally administered address is kept: a station does have it.
"""

from __future__ import annotations

from auditor.model.virtual_macs import VIRTUAL_OUIS, virtual_mac

GROUP_BIT = 1 << 40
"""I/G bit of the first octet: multicast and broadcast (IEEE 802)."""


def is_station(mac: int) -> bool:
    """Whether a 48-bit address may identify one neighbor."""
    return mac != 0 and not mac & GROUP_BIT and (mac >> 24 not in VIRTUAL_OUIS or not virtual_mac(mac))
