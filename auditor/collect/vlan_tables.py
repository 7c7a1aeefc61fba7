"""Forwarding tables of Cisco switches, which show one VLAN at a time.

Where Q-BRIDGE-MIB is empty, BRIDGE-MIB answers for the VLAN named in the community
("community@10") or in the SNMPv3 context ("vlan-10"). The VLANs are in CISCO-VTP-MIB. The
section's context is "vlan-10" in both cases, never the community. Next: `poll`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from auditor.collect.plan import BRIDGE_PORT_IF_INDEX, FDB_BRIDGE, FDB_VLAN, VLAN_STATE, within
from auditor.collect.vendor_plan import CISCO
from auditor.collect.walk import WalkedRoot
from auditor.model.oid import decode_index
from auditor.model.rows import Row
from auditor.model.sections import SectionKind

MAX_VLANS = 256
"""Two walks each: 512 of about 1,000 requests a device may see in its time at a slow 5 per second."""
OPERATIONAL = b"\x01"
"""vtpVlanState operational(1)."""
RESERVED_VLANS = range(1002, 1006)
"""Token ring and FDDI VLANs that every Cisco switch lists and none uses."""

VLAN_ROOTS = ((SectionKind.FDB, FDB_BRIDGE), (SectionKind.BRIDGE, BRIDGE_PORT_IF_INDEX))


class VlanChoice(NamedTuple):
    """VLANs to ask, and how many more there are."""

    vlans: tuple[int, ...]
    left_out: int


def context_name(vlan: int) -> str:
    """The section's context."""
    return f"vlan-{vlan}"


def asks_each_vlan(
    sys_object_id: str, results: Iterable[WalkedRoot], skip_kinds: Collection[SectionKind]
) -> bool:
    """Whether this is a Cisco device that was asked for, and did not show, Q-BRIDGE-MIB."""
    if SectionKind.FDB in skip_kinds or not any(within(sys_object_id, prefix) for prefix in CISCO):
        return False
    counts = {result.root: result.walked.row_count for result in results}
    return FDB_BRIDGE in counts and not counts.get(FDB_VLAN) and bool(counts.get(VLAN_STATE))


def choose_vlans(results: Iterable[WalkedRoot]) -> VlanChoice:
    """Operational VLANs, lowest first, at most MAX_VLANS of them."""
    rows: Iterable[Row] = next(
        (result.walked.read_rows() for result in results if result.root == VLAN_STATE), ()
    )
    numbers = {decode_index(oid)[-1] for oid, _, value in rows if value == OPERATIONAL}
    vlans = sorted(n for n in numbers if 1 <= n <= 4094 and n not in RESERVED_VLANS)
    return VlanChoice(tuple(vlans[:MAX_VLANS]), max(0, len(vlans) - MAX_VLANS))
