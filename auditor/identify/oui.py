"""MAC addresses: who holds the prefixes of a device's own ports, or of a neighbor.

A prefix names its registrant, not the maker, and a single port may carry a cloned or a
plugged-in module's address. So only a clear majority counts, never more than medium, and
what the hardware or the agent says goes first (`combine`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditor.identify.interface import Knowledge, Row, Signal, signal_of
from auditor.identify.normalise import normalise_name
from auditor.identify.registries.oui import mac_text
from auditor.identify.vendors import UNLISTED
from auditor.model.device import Device, Observed
from auditor.model.identity import Claim, EvidenceRole, Technique

MAJORITY = 0.8
"""Share of the own addresses one registrant must hold (measured: 707 of 804 devices have one)."""
PORTS_CONFIDENCE = 60
CHASSIS_CONFIDENCE = 65
LEAD_CONFIDENCE = 10
MAX_LEADS = 8
"""Odd registrants shown per device; a switch with more has an interface table full of others."""
NEIGHBOR_CAP = "oui_only"


class Holder(NamedTuple):
    """The registrant of an address as a vendor id and a knowledge row id."""

    vendor: str
    row_id: str


class HolderCache:
    """Holders by 36-bit prefix: forwarding tables repeat a few hundred prefixes many times."""

    __slots__ = ("_holders", "_knowledge")

    def __init__(self, knowledge: Knowledge):
        self._knowledge = knowledge
        self._holders: dict[int, Holder | None] = {}

    def find(self, mac: int) -> Holder | None:
        """The holder of a global unicast address that is registered and not special."""
        prefix = mac >> 12
        try:
            return self._holders[prefix]
        except KeyError:
            holder = self._holders[prefix] = self._look_up(mac)
            return holder

    def _look_up(self, mac: int) -> Holder | None:
        registrant = self._knowledge.oui.lookup(mac)
        if registrant is None:
            return None
        vendor = self._knowledge.vendors.by_registrant(registrant.name)
        name = normalise_name(registrant.name)
        if vendor is None and not name:
            return None
        return Holder(vendor.id if vendor else UNLISTED + name, f"oui/{registrant.block} {registrant.name}")


def own_mac_signals(device: Device, knowledge: Knowledge, holders: HolderCache) -> list[Signal]:
    """Signals of the chassis address and of the majority of the ports; leads for the rest."""
    found: dict[Holder, list[Observed[int]]] = {}
    seen: set[int] = set()
    for observed in _own_macs(device):
        holder = holders.find(observed.value)
        if holder and observed.value not in seen:
            seen.add(observed.value)
            found.setdefault(holder, []).append(observed)
    totals: dict[str, int] = {}
    for holder, macs in found.items():
        totals[holder.vendor] = totals.get(holder.vendor, 0) + len(macs)
    return _own_signals(device.base_mac, found, totals, knowledge, holders)


def _own_macs(device: Device) -> Iterable[Observed[int]]:
    if device.base_mac:
        yield device.base_mac
    for interface in device.interfaces:
        if interface.mac:
            yield interface.mac


def _own_signals(
    base: Observed[int] | None,
    found: dict[Holder, list[Observed[int]]],
    totals: dict[str, int],
    knowledge: Knowledge,
    holders: HolderCache,
) -> list[Signal]:
    total = sum(totals.values())
    chassis = holders.find(base.value) if base else None
    signals, done = [], set()
    for holder, macs in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        if holder.vendor in done:
            continue
        done.add(holder.vendor)
        share = totals[holder.vendor]
        observed, confidence, role = macs[0], LEAD_CONFIDENCE, EvidenceRole.LEAD
        if not knowledge.vendors.makes_network_controllers(holder.vendor):
            if chassis and base and chassis.vendor == holder.vendor:
                holder, observed, confidence, role = chassis, base, CHASSIS_CONFIDENCE, EvidenceRole.PRIMARY
            elif share >= MAJORITY * total:
                confidence, role = PORTS_CONFIDENCE, EvidenceRole.PRIMARY
        row_id = f"{holder.row_id} ({share} of {total} own addresses)"
        signals.append(_signal(row_id, holder.vendor, observed, confidence, role, knowledge, ""))
    return [s for s in signals if s.evidence.role is not EvidenceRole.LEAD] + [
        s for s in signals if s.evidence.role is EvidenceRole.LEAD
    ][:MAX_LEADS]


def neighbor_mac_signals(
    observed: Observed[int] | None, knowledge: Knowledge, holders: HolderCache
) -> list[Signal]:
    """The holder of a neighbor's address."""
    holder = holders.find(observed.value) if observed else None
    if observed is None or holder is None:
        return []
    return [
        _signal(
            holder.row_id,
            holder.vendor,
            observed,
            PORTS_CONFIDENCE,
            EvidenceRole.PRIMARY,
            knowledge,
            NEIGHBOR_CAP,
        )
    ]


def _signal(
    row_id: str,
    vendor: str,
    observed: Observed[int],
    confidence: int,
    role: EvidenceRole,
    knowledge: Knowledge,
    cap: str,
) -> Signal:
    row = Row(row_id, Claim.ASSIGNEE, vendor, confidence, "", "", (), ())
    return signal_of(
        Technique.OUI,
        row,
        observed,
        mac_text(observed.value),
        role=role,
        cap=cap,
        registry_digest=knowledge.oui.digest,
    )
