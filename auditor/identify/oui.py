"""MAC addresses: who holds the prefixes of a device's own ports, or of a neighbor.

A prefix names its registrant, not the maker, and a single port may carry a cloned or a
plugged-in module's address. So only a clear majority counts, never more than medium, and
what the hardware or the agent says goes first (`combine`). A registrant that is no vendor of
ours is a lead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
CAP = "oui_only"
"""A registrant alone asks for a review, whoever the address belongs to."""


class HolderCache:
    """Assignee rows by prefix: forwarding tables repeat a few hundred prefixes many times."""

    __slots__ = ("_knowledge", "_rows")

    def __init__(self, knowledge: Knowledge):
        self._knowledge = knowledge
        self._rows: dict[int, Row | None] = {}

    def find(self, mac: int) -> Row | None:
        """The claim of a global unicast address; None when unregistered or special."""
        oui = self._knowledge.oui
        prefix = oui.cache_key(mac)
        if prefix not in self._rows:
            self._rows[prefix] = self._look_up(mac)
        return self._rows[prefix]

    def _look_up(self, mac: int) -> Row | None:
        registrant = self._knowledge.oui.lookup(mac)
        if registrant is None:
            return None
        vendor = self._knowledge.vendors.by_registrant(registrant.name)
        vendor_id = vendor.id if vendor else UNLISTED + normalise_name(registrant.name)
        row_id = f"oui/{registrant.block} {registrant.name}"
        return Row(row_id, Claim.ASSIGNEE, vendor_id, PORTS_CONFIDENCE, registrant.source, "", (), ())


class Holding(NamedTuple):
    """A vendor's share of a device's own addresses, with one of them as the example."""

    row: Row
    observed: Observed[int]
    addresses: int


def own_mac_signals(device: Device, knowledge: Knowledge, holders: HolderCache) -> list[Signal]:
    """Signals of the chassis address and of the majority of the ports; leads for the rest."""
    holdings = _holdings(device, holders)
    total = sum(holding.addresses for holding in holdings)
    chassis = holders.find(device.base_mac.value) if device.base_mac else None
    signals, leads = [], []
    for holding in holdings:
        confidence = _confidence(holding, total, chassis, knowledge)
        row_id = f"{holding.row.id} ({holding.addresses} of {total} own addresses)"
        row = holding.row._replace(id=row_id, confidence=confidence or LEAD_CONFIDENCE)
        if confidence:
            signals.append(_mac_signal(row, holding.observed, knowledge, role=_role(row)))
        else:
            leads.append(_mac_signal(row, holding.observed, knowledge, role=EvidenceRole.LEAD))
    return signals + leads[:MAX_LEADS]


def neighbor_mac_signals(
    observed: Observed[int] | None, knowledge: Knowledge, holders: HolderCache
) -> list[Signal]:
    """The holder of a neighbor's address."""
    row = holders.find(observed.value) if observed else None
    return [_mac_signal(row, observed, knowledge, role=_role(row))] if row and observed else []


def _holdings(device: Device, holders: HolderCache) -> list[Holding]:
    """One per vendor, largest first; the chassis address, seen first, is the example."""
    examples: dict[str, tuple[Row, Observed[int]]] = {}
    counts: Counter[str] = Counter()
    seen: set[int] = set()
    for observed in _own_macs(device):
        if observed.value not in seen:
            seen.add(observed.value)
            row = holders.find(observed.value)
            if row:
                examples.setdefault(row.vendor, (row, observed))
                counts[row.vendor] += 1
    holdings = [Holding(row, observed, counts[row.vendor]) for row, observed in examples.values()]
    return sorted(holdings, key=lambda holding: (-holding.addresses, holding.row.vendor))


def _own_macs(device: Device) -> Iterator[Observed[int]]:
    if device.base_mac:
        yield device.base_mac
    yield from _macs(interface.mac for interface in device.interfaces)


def _macs(observations: Iterable[Observed[int] | None]) -> Iterator[Observed[int]]:
    return (observed for observed in observations if observed)


def _confidence(holding: Holding, total: int, chassis: Row | None, knowledge: Knowledge) -> int:
    """Rank of a share of the own addresses; 0 for a lead."""
    if knowledge.vendors.makes_network_controllers(holding.row.vendor):
        return 0
    if chassis and chassis.vendor == holding.row.vendor:
        return CHASSIS_CONFIDENCE
    return PORTS_CONFIDENCE if holding.addresses >= MAJORITY * total else 0


def _role(row: Row) -> EvidenceRole:
    """A registrant nobody told us about may make chips, boards or modules: a lead."""
    return EvidenceRole.LEAD if row.vendor.startswith(UNLISTED) else EvidenceRole.PRIMARY


def _mac_signal(
    row: Row,
    observed: Observed[int],
    knowledge: Knowledge,
    *,
    role: EvidenceRole = EvidenceRole.PRIMARY,
) -> Signal:
    text, digest = mac_text(observed.value), knowledge.oui.digest
    return signal_of(Technique.OUI, row, observed, text, role=role, cap=CAP, registry_digest=digest)
