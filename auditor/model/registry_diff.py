"""What differs between two states of a registry. Next: `identify.registries.diff` compares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class RegistryEntry(NamedTuple):
    """A prefix (hexadecimal) or number (decimal) and who it is registered to."""

    key: str
    holder: str


class HolderChange(NamedTuple):
    """An entry that passed from one holder to another."""

    key: str
    before: str
    after: str


class VendorChange(NamedTuple):
    """A vendor's entries on both sides. `vendor` is an id of the vendor registry."""

    vendor: str
    before: int
    after: int
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class RegistryDiff:
    """Entries by key. `respelled` counts holders that are only written differently; `left_out`
    names the prefix lengths in bits that only one side has, which are not compared."""

    registry: str
    before: str
    after: str
    rows_before: int
    rows_after: int
    added: tuple[RegistryEntry, ...]
    removed: tuple[RegistryEntry, ...]
    changed: tuple[HolderChange, ...]
    respelled: int
    left_out: tuple[int, ...]
    vendors: tuple[VendorChange, ...]
