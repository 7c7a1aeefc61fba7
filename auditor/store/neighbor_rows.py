"""Neighbors as rows of their table, without the keys history gives them.

A switch has hundreds of stations, known by their MAC address alone: what those of an address
block share is looked up once. Must not know what is stored already. Column order is that of the
statements in `history`. See also: `subject_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from auditor.model.device import Neighbor
from auditor.model.finding import JudgementClass
from auditor.model.identity import SHARED_BY_STATIONS, SubjectIdentity
from auditor.model.oid import encode_sub_id, oid_text
from auditor.model.sections import PERSONAL_DATA_KINDS
from auditor.store.interning import Keys
from auditor.store.subject_rows import Cell, Derived, EvidenceRow, SectionKeys, claim_keys, evidence_rows
from auditor.store.text import MAC_LIMIT, as_json, bounded, clean, clean_observed, distinct

PERSONAL_WORDS = frozenset(kind.value for kind in PERSONAL_DATA_KINDS)
NOTHING_STATED: tuple[Cell, ...] = (None,) * 7
"""A station's columns from system_name to capabilities."""
HALF_ADDRESSES = 4_096
"""Halves of addresses remembered: the prefixes of a network, and the last octets of one device."""
CUT = "oid:"
"""Begins the text of octets that are no whole object identifier."""


class _Octets(NamedTuple):
    """Three octets as sub-identifiers: dotted and encoded."""

    text: str
    encoded: bytes


@lru_cache(maxsize=HALF_ADDRESSES)
def _octets(half: int) -> _Octets:
    octets = half.to_bytes(3, "big")
    return _Octets(".".join(map(str, octets)), b"".join(map(encode_sub_id, octets)))


class NeighborRow(NamedTuple):
    """A neighbor; `cells` are the columns of `neighbor` from key to class_key."""

    cells: tuple[Cell, ...]
    evidence: tuple[EvidenceRow, ...]

    @property
    def key(self) -> str:
        """The neighbor's key in its device."""
        return str(self.cells[0])


class _Block(NamedTuple):
    """What the stations of an address block have in common: the columns of `neighbor` from
    system_name to class_key, and their claims."""

    cells: tuple[Cell, ...]
    claims: tuple[int, ...]


def neighbor_rows(derived: Derived, keys: Keys, sections: SectionKeys) -> list[NeighborRow]:
    """One row for each neighbor, in the device's order."""
    neighbors, first = derived.device.neighbors, len(derived.device.components)
    names = distinct(neighbor.key for neighbor in neighbors)
    personal = {part.ordinal for part in derived.recording.sections if part.kind in PERSONAL_DATA_KINDS}
    subjects = zip(names, neighbors, derived.identities[first:], derived.classes[first:], strict=True)
    maker = _RowMaker(keys, sections, personal)
    return [
        maker.station(key, neighbor, identity, judgement)
        if identity.key == SHARED_BY_STATIONS and not neighbor.says_more
        else maker.row(key, neighbor, identity, judgement)
        for key, neighbor, identity, judgement in subjects
    ]


class _RowMaker:
    """Makes the rows of one device's neighbors; remembers what many of them share."""

    def __init__(self, keys: Keys, sections: SectionKeys, personal_sections: Collection[int]) -> None:
        self._keys, self._sections, self._personal = keys, sections, personal_sections
        self._blocks: dict[tuple[int, int], _Block] = {}
        self._beginnings: dict[bytes, str] = {}

    def station(
        self, key: str, station: Neighbor, identity: SubjectIdentity, judgement: JudgementClass
    ) -> NeighborRow:
        """The row of a neighbor that is an address seen at places, and nothing else. Stations of a block
        share the identity and the class as objects, so those are told apart by what they are."""
        shared = id(identity), id(judgement)
        block = self._blocks.get(shared)
        if block is None:
            block = self._blocks[shared] = self._block(identity, judgement)
        mac = bounded(station.mac, MAC_LIMIT)
        cells = (key, *self._sighting_cells(station), mac, *block.cells)
        return NeighborRow(cells, self._evidence(station, block.claims))

    def row(
        self, key: str, neighbor: Neighbor, identity: SubjectIdentity, judgement: JudgementClass
    ) -> NeighborRow:
        identified = (*_identified_cells(identity, self._keys), self._keys.judgement_class(judgement))
        cells = (key, *self._sighting_cells(neighbor), *_stated_cells(neighbor), *identified)
        if identity.key == SHARED_BY_STATIONS:
            return NeighborRow(cells, self._evidence(neighbor, claim_keys(identity, self._keys)))
        return NeighborRow(cells, evidence_rows(identity, self._keys, self._sections))

    def _block(self, identity: SubjectIdentity, judgement: JudgementClass) -> _Block:
        identified = (*_identified_cells(identity, self._keys), self._keys.judgement_class(judgement))
        return _Block((*NOTHING_STATED, *identified), claim_keys(identity, self._keys))

    def _evidence(self, station: Neighbor, claims: tuple[int, ...]) -> tuple[EvidenceRow, ...]:
        """All that is claimed of a station is read where its address is."""
        if station.mac is None or not claims:
            return ()
        mac, _, reference = station.mac
        recording_id, ordinal, row, oid, _ = reference
        section = self._sections.get((recording_id, ordinal))
        place = self._place(oid, mac) if oid else reference.oid_or_line
        if len(claims) == 1:
            return ((0, claims[0], section, row, place),)
        return tuple((number, claim, section, row, place) for number, claim in enumerate(claims))

    def _place(self, oid: bytes, mac: int) -> str:
        """The dotted OID; those of a forwarding table begin alike and end in the address."""
        high, low = _octets(mac >> 24), _octets(mac & 0xFFFFFF)
        tail = high.encoded + low.encoded
        if not oid.endswith(tail):
            return oid_text(oid)
        beginning = oid[: -len(tail)]
        text = self._beginnings.get(beginning)
        if text is None:
            text = self._beginnings[beginning] = oid_text(beginning)
        return oid_text(oid) if text.startswith(CUT) else f"{text}.{high.text}.{low.text}"

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


def _identified_cells(identity: SubjectIdentity, keys: Keys) -> tuple[Cell, ...]:
    """manufacturer_key, brand_key, confidence."""
    manufacturer = identity.manufacturer
    return keys.vendor(manufacturer.value), keys.vendor(identity.brand.value), manufacturer.confidence


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
