"""Stations as rows: neighbors of which an address and one place are known, hundreds of them on a switch.

What those of an address block, of a port or of a table have in common is looked up once. Must not know
what is stored already; that is `neighbor_history`'s. See also: `neighbor_rows`, for all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from auditor.model.device import Neighbor, Observed
from auditor.model.finding import JudgementClass
from auditor.model.identity import SHARED_BY_STATIONS, SubjectIdentity
from auditor.model.oid import encode_sub_id, oid_text
from auditor.model.sections import PERSONAL_DATA_KINDS
from auditor.store.interning import Keys
from auditor.store.subject_rows import Cell, SectionKeys, claim_keys
from auditor.store.text import MAC_LIMIT, as_json, clean

PERSONAL_WORDS = frozenset(kind.value for kind in PERSONAL_DATA_KINDS)
SUB_IDS = tuple(map(encode_sub_id, range(256)))
"""Octets as sub-identifiers of an OID."""
MAC_OCTETS = 6
CUT = "oid:"
"""Begins the text of octets that are no whole object identifier."""

StationRow = tuple[Cell, ...]
"""key, protocol, local_interface, personal, mac, addresses, manufacturer_key, brand_key, confidence,
class_key, said_key, place_key; the other columns of `neighbor` are NULL."""

Subject = tuple[str, Neighbor, SubjectIdentity, JudgementClass]
"""A neighbor with its key."""


class Sections(NamedTuple):
    """Where evidence can be: the keys of sections, and the root keys of those of the derived recording,
    by ordinal, that are the only ones of their root."""

    keys: SectionKeys
    roots: Mapping[int, int]


class StationPlaces:
    """Where the addresses of one recording's stations were read."""

    def __init__(self, keys: Keys, roots: Mapping[int, int], recording_id: str) -> None:
        self._keys, self._roots, self._recording_id = keys, roots, recording_id
        self._known: dict[tuple[int, bytes, bool], int] = {}

    def find(self, observed: Observed[int], addresses: tuple[str, ...]) -> int | None:
        """The place of a station whose OID ends in its MAC address or, in an ARP table, in its first
        address; None where it is told otherwise, or nothing but the row tells which section it is."""
        mac, _, (recording_id, ordinal, _, oid, _, own_octets) = observed
        root = self._roots.get(ordinal) if recording_id == self._recording_id else None
        if root is None or not 0 <= mac < MAC_LIMIT:
            return None
        if own_octets:
            return self._known.get((root, oid[:-own_octets], False)) or self._find(
                root, oid[:-own_octets], False
            )
        tail = b"".join([SUB_IDS[octet] for octet in mac.to_bytes(MAC_OCTETS, "big")])
        if oid.endswith(tail):
            return self._find(root, oid[: -len(tail)], False)
        tail = _address_tail(addresses[0]) if addresses else b""
        return self._find(root, oid[: -len(tail)], True) if tail and oid.endswith(tail) else None

    def _find(self, root: int, oid: bytes, in_address: bool) -> int | None:
        known = self._known.get((root, oid, in_address))
        if known is None:
            text = oid_text(oid)
            if text.startswith(CUT):
                return None
            known = self._known[root, oid, in_address] = self._keys.place(
                root, text, ends_in_address=in_address
            )
        return known


def _address_tail(address: str) -> bytes:
    """An address as it ends the index of an ARP table; b"" where it is not IPv4."""
    octets = address.split(".")
    return b"".join(encode_sub_id(int(octet)) for octet in octets) if len(octets) == 4 else b""


class StationRows:
    """Makes the rows of one device's stations. `personal_sections`: ordinals of the sections that show
    subscribers' equipment."""

    def __init__(self, keys: Keys, places: StationPlaces, personal_sections: Collection[int]) -> None:
        self._keys, self._places, self._personal = keys, places, personal_sections
        self._blocks: dict[tuple[int, int], tuple[Cell, ...]] = {}
        self._sightings: dict[tuple[str, str, int], tuple[Cell, ...]] = {}

    def rows(self, subjects: Iterable[Subject]) -> tuple[list[StationRow], list[Subject]]:
        """The rows of neighbors whose identity stations share, and the neighbors of which more is known.
        Stations of a block share identity and class as objects, so those are told apart by what they
        are."""
        find, sightings_of, blocks = self._places.find, self._sightings, self._blocks
        stations: list[StationRow] = []
        others: list[Subject] = []
        for subject in subjects:
            key, station, identity, judgement = subject
            _, sightings, observed, name, _, _, _, _, addresses, capabilities = station
            place = None
            if observed is not None and name is None and not capabilities and len(sightings) == 1:
                place = find(observed, addresses) if identity.key == SHARED_BY_STATIONS else None
            if place is None or observed is None:
                others.append(subject)
                continue
            protocol, interface, reference, _ = sightings[0]
            seen = sightings_of.get((protocol, interface, reference[1]))
            if seen is None:
                seen = self._sighting(protocol, interface, reference[1])
            block = blocks.get((id(identity), id(judgement)))
            if block is None:
                block = self._block(identity, judgement)
            written = as_json(addresses) if addresses else None
            stations.append((key, *seen, observed[0], written, *block, place))
        return stations, others

    def _sighting(self, protocol: str, interface: str, ordinal: int) -> tuple[Cell, ...]:
        personal = ordinal in self._personal or protocol.casefold() in PERSONAL_WORDS
        cells = clean(protocol), clean(interface), personal
        self._sightings[protocol, interface, ordinal] = cells
        return cells

    def _block(self, identity: SubjectIdentity, judgement: JudgementClass) -> tuple[Cell, ...]:
        said = self._keys.said(claim_keys(identity, self._keys))
        cells = (*identified_cells(identity, judgement, self._keys), said)
        self._blocks[id(identity), id(judgement)] = cells
        return cells


def identified_cells(identity: SubjectIdentity, judgement: JudgementClass, keys: Keys) -> tuple[Cell, ...]:
    """manufacturer_key to class_key."""
    manufacturer, brand = identity.manufacturer, identity.brand
    return (
        keys.vendor(manufacturer.value),
        keys.vendor(brand.value),
        manufacturer.confidence,
        keys.judgement_class(judgement),
    )
