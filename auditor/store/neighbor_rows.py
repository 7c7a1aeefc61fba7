"""Neighbors as rows of their table, without the keys history gives them.

Must not know what is stored already. Column order is that of the statements in `neighbor_history`.
See also: `station_rows`, `subject_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from auditor.model.device import Neighbor
from auditor.model.finding import JudgementClass
from auditor.model.identity import SHARED_BY_STATIONS, SubjectIdentity
from auditor.model.sections import PERSONAL_DATA_KINDS
from auditor.store.interning import Keys
from auditor.store.station_rows import (
    PERSONAL_WORDS,
    Sections,
    StationPlaces,
    StationRow,
    StationRows,
    identified_cells,
)
from auditor.store.subject_rows import Cell, Derived, claim_keys, evidence_rows
from auditor.store.text import MAC_LIMIT, as_json, bounded, clean, clean_observed, distinct

PlaceRow = tuple[int, int | None, int, str]
"""(ordinal, section key, row, OID or line)."""


class NeighborRow(NamedTuple):
    """A neighbor; `cells` are the columns of `neighbor` from key to place_key, `places` its rows of
    `neighbor_place`."""

    cells: tuple[Cell, ...]
    places: tuple[PlaceRow, ...]


class NeighborRows(NamedTuple):
    """The neighbors of a device, in its order: stations, and those of which more is known."""

    stations: list[StationRow]
    others: list[NeighborRow]


def neighbor_rows(derived: Derived, keys: Keys, sections: Sections) -> NeighborRows:
    """One row for each neighbor."""
    neighbors, first = derived.device.neighbors, len(derived.device.components)
    names = distinct([neighbor[0] for neighbor in neighbors])
    personal = {part.ordinal for part in derived.recording.sections if part.kind in PERSONAL_DATA_KINDS}
    places = StationPlaces(keys, sections.roots, derived.recording.id)
    subjects = zip(names, neighbors, derived.identities[first:], derived.classes[first:], strict=True)
    stations, others = StationRows(keys, places, personal).rows(subjects)
    maker = _RowMaker(keys, sections, places, personal)
    return NeighborRows(stations, [maker.row(*subject) for subject in others])


class _RowMaker:
    """Makes the rows of one device's neighbors."""

    def __init__(
        self, keys: Keys, sections: Sections, places: StationPlaces, personal_sections: Collection[int]
    ) -> None:
        self._keys, self._sections, self._places = keys, sections, places
        self._personal = personal_sections

    def row(
        self, key: str, neighbor: Neighbor, identity: SubjectIdentity, judgement: JudgementClass
    ) -> NeighborRow:
        claims = claim_keys(identity, self._keys)
        identified = (*identified_cells(identity, judgement, self._keys), self._keys.said(claims))
        cells = (key, *self._sighting_cells(neighbor), *_stated_cells(neighbor), *identified)
        if identity.key == SHARED_BY_STATIONS:
            return self._station(cells, neighbor, len(claims))
        evidence = evidence_rows(identity, self._keys, self._sections.keys)
        return NeighborRow((*cells, None), tuple((one[0], *one[2:]) for one in evidence))

    def _station(self, cells: tuple[Cell, ...], station: Neighbor, claims: int) -> NeighborRow:
        """All that is claimed of a station is read where its address is."""
        if station.mac is None or not claims:
            return NeighborRow((*cells, None), ())
        place = self._places.find(station.mac, station.addresses)
        if place is not None:
            return NeighborRow((*cells, place), ())
        at = station.mac.reference
        section, where = self._sections.keys.get((at.recording_id, at.section)), at.oid_or_line
        places = ((number, section, at.row, where) for number in range(claims))
        return NeighborRow((*cells, None), tuple(places))

    def _sighting_cells(self, neighbor: Neighbor) -> tuple[Cell, ...]:
        """protocol, local_interface, sightings, personal."""
        sightings = neighbor.sightings
        if not sightings:
            return "", "", None, False
        nearest = sightings[0]
        further = _further_sightings(neighbor) if len(sightings) > 1 else None
        return clean(nearest.protocol), clean(nearest.local_interface), further, self._is_personal(neighbor)

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
