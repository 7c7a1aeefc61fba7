"""Two states of a registry compared: which entries came, went, or passed to somebody else.

A holder that is only spelled differently has not changed. Prefix lengths that one side does
not have at all are left out, because a list of 24-bit prefixes has not lost the longer ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from auditor.errors import RegistryError
from auditor.identify.normalise import normalise_name
from auditor.identify.registries.imports import OUI, RegistryRows
from auditor.identify.vendors import VendorRegistry
from auditor.model.registry_diff import HolderChange, RegistryDiff, RegistryEntry, VendorChange

Table = dict[str, str]


def compare_registries(
    before: RegistryRows, after: RegistryRows, vendors: VendorRegistry, *, vendor: str = ""
) -> RegistryDiff:
    """What differs; with `vendor` (an id) only entries it holds on one of the two sides.

    The labels are each side's `format`. RegistryError when they are different registries.
    """
    if before.registry != after.registry:
        raise RegistryError(
            f"is of the {after.registry} registry, {before.format} of the {before.registry} one",
            file=after.format,
            remedy="compare two states of the same registry",
        )
    lengths = _lengths(before) & _lengths(after)
    old, new = _table(before, lengths), _table(after, lengths)
    holders = _Holders(vendors, before.registry)
    if vendor:
        kept = {key for key in {*old, *new} if vendor in (holders.of(key, old), holders.of(key, new))}
        old, new = ({key: name for key, name in side.items() if key in kept} for side in (old, new))
    moved = [key for key in old if key in new and old[key] != new[key]]
    changed = [key for key in moved if normalise_name(old[key]) != normalise_name(new[key])]
    added, removed = (set(new) - set(old), set(old) - set(new))
    return RegistryDiff(
        registry=before.registry,
        before=before.format,
        after=after.format,
        rows_before=len(old),
        rows_after=len(new),
        added=tuple(RegistryEntry(key, new[key]) for key in _in_order(added, before.registry)),
        removed=tuple(RegistryEntry(key, old[key]) for key in _in_order(removed, before.registry)),
        changed=tuple(HolderChange(key, old[key], new[key]) for key in _in_order(changed, before.registry)),
        respelled=len(moved) - len(changed),
        left_out=tuple(sorted(_lengths(before) ^ _lengths(after))),
        vendors=_vendor_changes(old, new, set(changed), holders),
    )


class _Holders:
    """The vendor ids of entries: by number where our registry has it, else by the holder's name."""

    def __init__(self, vendors: VendorRegistry, registry: str) -> None:
        self._vendors, self._numbered = vendors, registry != OUI
        self._known: dict[str, str] = {}

    def of(self, key: str, side: Mapping[str, str]) -> str:
        """The vendor id, "" for a holder outside the vendor registry or a key outside the side."""
        name = side.get(key)
        if name is None:
            return ""
        by_number = self._vendors.by_enterprise(int(key)) if self._numbered else None
        if by_number:
            return by_number.id
        if name not in self._known:
            vendor = self._vendors.by_registrant(name)
            self._known[name] = vendor.id if vendor else ""
        return self._known[name]


def _lengths(rows: RegistryRows) -> set[int]:
    """Prefix lengths in bits; {0} for numbers."""
    return {len(key) * 4 for key, _ in rows.rows} if rows.registry == OUI else {0}


def _table(rows: RegistryRows, lengths: set[int]) -> Table:
    if rows.registry != OUI:
        return dict(rows.rows)
    return {key: name for key, name in rows.rows if len(key) * 4 in lengths}


def _in_order(keys: Iterable[str], registry: str) -> list[str]:
    """Prefixes by their digits, numbers by value."""
    return sorted(keys) if registry == OUI else sorted(keys, key=int)


def _vendor_changes(old: Table, new: Table, changed: set[str], holders: _Holders) -> tuple[VendorChange, ...]:
    """Vendors of our registry whose entries differ, most first."""
    sides = [Counter(holders.of(key, side) for key in side) for side in (old, new)]
    added = Counter(holders.of(key, new) for key in new if key not in old)
    removed = Counter(holders.of(key, old) for key in old if key not in new)
    moved = Counter(
        vendor for key in changed for vendor in {holders.of(key, old), holders.of(key, new)} if vendor
    )
    rows = [
        VendorChange(v, sides[0][v], sides[1][v], added[v], removed[v], moved[v])
        for v in sorted({*added, *removed, *moved})
        if v
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.added + row.removed + row.changed), row.vendor)))
