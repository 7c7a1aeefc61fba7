"""Bridges and routers seen beyond a port that match no target: coverage, not findings.

Must not judge anybody: what a neighbor says of itself never accuses the device it was
seen from. What is already a target is known by address, name or MAC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from auditor.model.finding import Coverage
from auditor.model.recording import Reason

INFRASTRUCTURE = frozenset({"bridge", "router"})
"""LLDP and CDP capabilities of equipment that a network audit should poll itself."""


class SeenNeighbor(NamedTuple):
    """A neighbor as a device saw it. `name` is what it calls itself, "" where it does not."""

    device_id: str
    local_interface: str
    protocol: str
    name: str
    mac: int | None
    addresses: tuple[str, ...]
    capabilities: tuple[str, ...]


class KnownEquipment(NamedTuple):
    """What the targets are known by: ids, system names, addresses, base MACs (48-bit)."""

    names: frozenset[str]
    addresses: frozenset[str]
    macs: frozenset[int]

    @classmethod
    def of(cls, names: Iterable[str], addresses: Iterable[str], macs: Iterable[int]) -> KnownEquipment:
        """Names are compared without case, whole and by their first label."""
        return cls(
            frozenset(form for name in names for form in _forms(name)), frozenset(addresses), frozenset(macs)
        )


def adjacent_not_targeted(seen: Iterable[SeenNeighbor], known: KnownEquipment) -> tuple[Coverage, ...]:
    """One row per unpolled bridge or router and device that saw it, sorted."""
    return tuple(sorted(set(_rows(seen, known)), key=lambda row: (row.device_id, row.detail)))


def _rows(seen: Iterable[SeenNeighbor], known: KnownEquipment) -> Iterator[Coverage]:
    for neighbor in seen:
        if INFRASTRUCTURE.isdisjoint(neighbor.capabilities) or _is_known(neighbor, known):
            continue
        label = neighbor.name or (f"{neighbor.mac:012x}" if neighbor.mac is not None else "unnamed")
        kinds = ", ".join(sorted(INFRASTRUCTURE.intersection(neighbor.capabilities)))
        where = f" on {neighbor.local_interface}" if neighbor.local_interface else ""
        address = f", address {neighbor.addresses[0]}" if neighbor.addresses else ""
        detail = f"{label} ({kinds}{address}) is seen{where} by {neighbor.protocol.upper()} and is no target"
        yield Coverage("targets", Reason.SEEN_NOT_TARGETED, neighbor.device_id, detail)


def _is_known(neighbor: SeenNeighbor, known: KnownEquipment) -> bool:
    return (
        neighbor.mac in known.macs
        or not known.addresses.isdisjoint(neighbor.addresses)
        or not known.names.isdisjoint(_forms(neighbor.name))
    )


def _forms(name: str) -> tuple[str, ...]:
    whole = name.strip().casefold()
    if not whole:
        return ()
    first = whole.split(".", 1)[0]
    return (whole,) if first.isdigit() or not first else (whole, first)
