"""Neighbors as rows of their table, without the keys history gives them.

A switch has hundreds of stations, known by their MAC address alone: what those of an address
block share is looked up once. Must not know what is stored already. Column order is that of the
statements in `history`. See also: `subject_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from auditor.model.device import Neighbor, Observed
from auditor.model.finding import JudgementClass
from auditor.model.identity import SHARED_BY_STATIONS, SubjectIdentity
from auditor.model.oid import encode_sub_id, oid_text
from auditor.model.sections import PERSONAL_DATA_KINDS
from auditor.store.interning import Keys
from auditor.store.subject_rows import Cell, Derived, SectionKeys, claim_keys, evidence_rows
from auditor.store.text import MAC_LIMIT, as_json, bounded, clean, clean_observed, distinct

PERSONAL_WORDS = frozenset(kind.value for kind in PERSONAL_DATA_KINDS)
NOTHING_STATED: tuple[Cell, ...] = (None,) * 7
"""A station's columns from system_name to capabilities."""
HALF_ADDRESSES = 4_096
"""Halves of addresses remembered: the prefixes of a network, and the last octets of one device."""
CUT = "oid:"
"""Begins the text of octets that are no whole object identifier."""


@lru_cache(maxsize=HALF_ADDRESSES)
def _octets(half: int) -> bytes:
    """Three octets as encoded sub-identifiers."""
    return b"".join(map(encode_sub_id, half.to_bytes(3, "big")))


PlaceRow = tuple[int, int | None, int, str]
"""(ordinal, section key, row, OID or line)."""


def _address_tail(addresses: tuple[str, ...]) -> bytes:
    """The first address as it ends the index of an ARP table; b"" where it is not IPv4."""
    octets = addresses[0].split(".") if addresses else ()
    return b"".join(map(encode_sub_id, map(int, octets))) if len(octets) == 4 else b""


class NeighborRow(NamedTuple):
    """A neighbor; `cells` are the columns of `neighbor` from key to place_key, `places` its rows of
    `neighbor_place`."""

    cells: tuple[Cell, ...]
    places: tuple[PlaceRow, ...]

    @property
    def key(self) -> str:
        """The neighbor's key in its device."""
        return str(self.cells[0])


class _Block(NamedTuple):
    """What the stations of an address block have in common: the columns of `neighbor` from
    system_name to said_key, and how many claims there are."""

    cells: tuple[Cell, ...]
    claims: int


class Sections(NamedTuple):
    """Where evidence can be: the keys of sections, and the root keys of those of the derived recording,
    by ordinal, that are the only ones of their root."""

    keys: SectionKeys
    roots: Mapping[int, int]


def neighbor_rows(derived: Derived, keys: Keys, sections: Sections) -> list[NeighborRow]:
    """One row for each neighbor, in the device's order."""
    neighbors, first = derived.device.neighbors, len(derived.device.components)
    names = distinct(neighbor.key for neighbor in neighbors)
    personal = {part.ordinal for part in derived.recording.sections if part.kind in PERSONAL_DATA_KINDS}
    subjects = zip(names, neighbors, derived.identities[first:], derived.classes[first:], strict=True)
    maker = _RowMaker(keys, sections, personal, derived.recording.id)
    return [
        maker.station(key, neighbor, identity, judgement)
        if identity.key == SHARED_BY_STATIONS and not neighbor.says_more
        else maker.row(key, neighbor, identity, judgement)
        for key, neighbor, identity, judgement in subjects
    ]


class _RowMaker:
    """Makes the rows of one device's neighbors; remembers what many of them share."""

    def __init__(
        self, keys: Keys, sections: Sections, personal_sections: Collection[int], recording_id: str
    ) -> None:
        self._keys, self._sections, self._personal = keys, sections, personal_sections
        self._recording_id = recording_id
        self._blocks: dict[tuple[int, int], _Block] = {}
        self._places: dict[tuple[int, bytes, bool], int] = {}

    def station(
        self, key: str, station: Neighbor, identity: SubjectIdentity, judgement: JudgementClass
    ) -> NeighborRow:
        """The row of a neighbor that is an address seen at places, and nothing else. Stations of a block
        share the identity and the class as objects, so those are told apart by what they are."""
        shared = id(identity), id(judgement)
        block = self._blocks.get(shared)
        if block is None:
            block = self._blocks[shared] = self._block(identity, judgement)
        place, places = self._places_of(station, block.claims)
        mac = bounded(station.mac, MAC_LIMIT)
        return NeighborRow((key, *self._sighting_cells(station), mac, *block.cells, place), places)

    def row(
        self, key: str, neighbor: Neighbor, identity: SubjectIdentity, judgement: JudgementClass
    ) -> NeighborRow:
        claims = claim_keys(identity, self._keys)
        identified = (*self._identified_cells(identity, judgement), self._keys.said(claims))
        cells = (key, *self._sighting_cells(neighbor), *_stated_cells(neighbor), *identified)
        if identity.key == SHARED_BY_STATIONS:
            place, places = self._places_of(neighbor, len(claims))
            return NeighborRow((*cells, place), places)
        evidence = evidence_rows(identity, self._keys, self._sections.keys)
        return NeighborRow((*cells, None), tuple((one[0], *one[2:]) for one in evidence))

    def _block(self, identity: SubjectIdentity, judgement: JudgementClass) -> _Block:
        claims = claim_keys(identity, self._keys)
        identified = self._identified_cells(identity, judgement)
        return _Block((*NOTHING_STATED, *identified, self._keys.said(claims)), len(claims))

    def _identified_cells(self, identity: SubjectIdentity, judgement: JudgementClass) -> tuple[Cell, ...]:
        """manufacturer_key to class_key."""
        manufacturer, brand = identity.manufacturer, identity.brand
        return (
            self._keys.vendor(manufacturer.value),
            self._keys.vendor(brand.value),
            manufacturer.confidence,
            self._keys.judgement_class(judgement),
        )

    def _places_of(self, station: Neighbor, claims: int) -> tuple[int | None, tuple[PlaceRow, ...]]:
        """place_key or, where there is none for it, rows. All that is claimed of a station is read where
        its address is."""
        if station.mac is None or not claims:
            return None, ()
        place = self._place(station.mac, station.addresses)
        if place is not None:
            return place, ()
        recording_id, ordinal, row, _, _ = reference = station.mac.reference
        section, where = self._sections.keys.get((recording_id, ordinal)), reference.oid_or_line
        return None, tuple((number, section, row, where) for number in range(claims))

    def _place(self, observed: Observed[int], addresses: tuple[str, ...]) -> int | None:
        """The place of a station whose OID ends in its MAC address or, in an ARP table, in its first
        address; None where it is told otherwise, or nothing but the row tells which section it is."""
        mac, _, (recording_id, ordinal, _, oid, _) = observed
        root = self._sections.roots.get(ordinal) if recording_id == self._recording_id else None
        if root is None or not 0 <= mac < MAC_LIMIT:
            return None
        mac_tail = _octets(mac >> 24) + _octets(mac & 0xFFFFFF)
        for tail, in_address in ((mac_tail, False), (_address_tail(addresses), True)):
            if tail and oid.endswith(tail):
                return self._beginning(root, oid[: -len(tail)], in_address)
        return None

    def _beginning(self, root: int, oid: bytes, in_address: bool) -> int | None:
        known = self._places.get((root, oid, in_address))
        if known is None:
            text = oid_text(oid)
            if text.startswith(CUT):
                return None
            known = self._places[root, oid, in_address] = self._keys.place(
                root, text, ends_in_address=in_address
            )
        return known

    def _sighting_cells(self, neighbor: Neighbor) -> tuple[Cell, ...]:
        """protocol, local_interface, sightings, personal."""
        sightings = neighbor.sightings
        if not sightings:
            return "", "", None, False
        protocol, interface, reference, _ = sightings[0]
        if len(sightings) == 1:
            personal = reference.section in self._personal or protocol.casefold() in PERSONAL_WORDS
            return clean(protocol), clean(interface), None, personal
        return clean(protocol), clean(interface), _further_sightings(neighbor), self._is_personal(neighbor)

    def _is_personal(self, neighbor: Neighbor) -> bool:
        """Whether only tables of subscribers' equipment show it, by section or by protocol."""
        return all(
            sighting.reference.section in self._personal or sighting.protocol.casefold() in PERSONAL_WORDS
            for sighting in neighbor.sightings
        )


def _stated_cells(neighbor: Neighbor) -> tuple[Cell, ...]:
    """mac to capabilities."""
    return (
        bounded(neighbor.mac, MAC_LIMIT),
        clean_observed(neighbor.system_name),
        clean_observed(neighbor.system_descr),
        clean_observed(neighbor.mfg_name),
        clean_observed(neighbor.model_name),
        clean_observed(neighbor.serial_num),
        as_json(neighbor.addresses) if neighbor.addresses else None,
        as_json(neighbor.capabilities) if neighbor.capabilities else None,
    )


def _further_sightings(neighbor: Neighbor) -> str:
    """[protocol, interface, addresses on the port] of all sightings."""
    rows = [
        (clean(sighting.protocol), clean(sighting.local_interface), sighting.addresses_on_port)
        for sighting in neighbor.sightings
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
