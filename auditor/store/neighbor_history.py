"""What becomes of the neighbors a device had when it is read again.

Each key of a device has one row for ever: one seen again keeps it, and where it says what was read now,
nothing is written. Rows are never deleted. Must not know how rows are made (`neighbor_rows`,
`station_rows`). See also: `history`, for components.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, count
from typing import NamedTuple

from auditor.model.sections import SectionKind
from auditor.store.history import Reading, leave
from auditor.store.neighbor_rows import NeighborRow, NeighborRows, PlaceRow
from auditor.store.station_rows import StationRow
from auditor.store.subject_rows import Cell
from auditor.store.write_evidence import NEIGHBOR_PLACES, save_evidence

NOT_CURRENT, SEEN = 0, 2
"""A neighbor is there no more, or was seen in the last reading; 1: is taken to be there still."""
READ_STATIONS = """
    SELECT neighbor_key, iif(current, 1 + (last_recording_key IS NULL), 0), key, protocol, local_interface,
      personal, mac, addresses, manufacturer_key, brand_key, confidence, class_key, said_key, place_key
    FROM neighbor
    WHERE device_key = ? AND place_key IS NOT NULL AND sightings IS NULL AND system_name IS NULL AND
      capabilities IS NULL
"""
READ_OTHERS = """
    SELECT neighbor_key, iif(current, 1 + (last_recording_key IS NULL), 0), key, protocol, local_interface,
      sightings, personal, mac, system_name, system_descr, mfg_name, model_name, serial_num, addresses,
      capabilities, manufacturer_key, brand_key, confidence, class_key, said_key, place_key
    FROM neighbor
    WHERE device_key = ? AND (place_key IS NULL OR sightings IS NOT NULL OR system_name IS NOT NULL OR
      capabilities IS NOT NULL)
"""
"""A neighbor with a place states nothing else (`neighbor_rows`)."""
LAST_NEIGHBOR_KEY = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'neighbor'"
ADD_STATIONS = """
    INSERT INTO neighbor (device_key, first_recording_key, current, neighbor_key, key, protocol,
      local_interface, personal, mac, addresses, manufacturer_key, brand_key, confidence, class_key, said_key,
      place_key)
    VALUES """
ADD_STATION = "(?1, ?2, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
STATIONS_AT_ONCE = 20
"""Rows of one statement: half of what one each costs, and more save little."""
SAVE_NEIGHBOR = """
    INSERT INTO neighbor (neighbor_key, device_key, key, protocol, local_interface, sightings, personal,
      mac, system_name, system_descr, mfg_name, model_name, serial_num, addresses, capabilities,
      manufacturer_key, brand_key, confidence, class_key, said_key, place_key, current, first_recording_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
    ON CONFLICT (neighbor_key) DO UPDATE SET protocol = excluded.protocol,
      local_interface = excluded.local_interface, sightings = excluded.sightings,
      personal = excluded.personal, mac = excluded.mac, system_name = excluded.system_name,
      system_descr = excluded.system_descr, mfg_name = excluded.mfg_name, model_name = excluded.model_name,
      serial_num = excluded.serial_num, addresses = excluded.addresses,
      capabilities = excluded.capabilities, manufacturer_key = excluded.manufacturer_key,
      brand_key = excluded.brand_key, confidence = excluded.confidence, class_key = excluded.class_key,
      said_key = excluded.said_key, place_key = excluded.place_key, current = 1, last_recording_key = NULL
"""
LEAVE_NEIGHBOR = """
    UPDATE neighbor SET current = ?, last_recording_key = coalesce(last_recording_key, ?)
    WHERE neighbor_key = ? AND current = 1
"""
KINDS_OF_PROTOCOL = {
    "lldp": SectionKind.LLDP,
    "cdp": SectionKind.CDP,
    "fdb": SectionKind.FDB,
    "arp": SectionKind.ARP,
    "pon": SectionKind.PON,
    "wlan": SectionKind.WLAN,
}
"""Which table shows a neighbor: where it was not read, an unseen neighbor is not gone."""

Stored = tuple[int, int, Cell, Cell, *tuple[Cell, ...]]
"""A row of READ_STATIONS or READ_OTHERS: its key, how it stands, its cells from the key on."""


class _Known(NamedTuple):
    """What is stored of a device's neighbors, by key; what is found again is taken out."""

    stations: dict[Cell, Stored]
    others: dict[Cell, Stored]


class _Changes(NamedTuple):
    """What is to be written: new stations, whole rows of neighbors with their keys, and the places of
    those that may have had places of their own."""

    stations: list[StationRow]
    rows: list[tuple[int, tuple[Cell, ...]]]
    places: list[tuple[int, tuple[PlaceRow, ...]]]


def save_neighbors(connection: sqlite3.Connection, reading: Reading, rows: NeighborRows) -> None:
    """Saves a reading's neighbors."""
    bound = (reading.device_key,)
    known = _Known(
        {row[2]: row for row in connection.execute(READ_STATIONS, bound)},
        {row[2]: row for row in connection.execute(READ_OTHERS, bound)},
    )
    first_new = int(connection.execute(LAST_NEIGHBOR_KEY).fetchone()[0]) + 1
    changes = _Changes([], [], [])
    _find_stations(rows.stations, known, changes)
    _find_others(rows.others, known, changes, count(first_new + len(changes.stations)))
    _add_stations(connection, reading, zip(count(first_new), changes.stations))
    connection.executemany(
        SAVE_NEIGHBOR, ((key, reading.device_key, *row, reading.recording_key) for key, row in changes.rows)
    )
    save_evidence(connection, NEIGHBOR_PLACES, reading.device_key, changes.places)
    unseen = (row for row in chain(known.stations.values(), known.others.values()) if row[1] != NOT_CURRENT)
    gone = ((row[0], _was_looked_for(str(row[3]), reading)) for row in unseen)
    leave(connection, LEAVE_NEIGHBOR, gone, reading)


def _find_stations(rows: Iterable[StationRow], known: _Known, changes: _Changes) -> None:
    stations, others = known
    for row in rows:
        stored = stations.pop(row[0], None)
        if stored is not None:
            if stored[1] != SEEN or stored[2:] != row:
                changes.rows.append((stored[0], _whole(row)))
        elif row[0] in others:
            key = others.pop(row[0])[0]
            changes.rows.append((key, _whole(row)))
            changes.places.append((key, ()))
        else:
            changes.stations.append(row)


def _find_others(
    rows: Iterable[NeighborRow], known: _Known, changes: _Changes, new_keys: Iterator[int]
) -> None:
    for row in rows:
        name = row.cells[0]
        stored = known.others.pop(name, None) or known.stations.pop(name, None)
        key = stored[0] if stored else next(new_keys)
        if stored is None or stored[1] != SEEN or stored[2:] != row.cells:
            changes.rows.append((key, row.cells))
        changes.places.append((key, row.places))


def _whole(row: StationRow) -> tuple[Cell, ...]:
    """A station's row with the columns that are NULL."""
    key, protocol, interface, personal, mac, addresses, *identified = row
    stated = (None, None, None, None, None, addresses, None)
    return (key, protocol, interface, None, personal, mac, *stated, *identified)


def _add_stations(
    connection: sqlite3.Connection, reading: Reading, rows: Iterable[tuple[int, StationRow]]
) -> None:
    shared = (reading.device_key, reading.recording_key)
    keyed = [(key, *row) for key, row in rows]
    for start in range(0, len(keyed), STATIONS_AT_ONCE):
        part = keyed[start : start + STATIONS_AT_ONCE]
        statement = ADD_STATIONS + ", ".join([ADD_STATION] * len(part))
        connection.execute(statement, (*shared, *chain.from_iterable(part)))


def _was_looked_for(protocol: str, reading: Reading) -> bool:
    """Whether the table or command that showed a neighbor was read whole; vendors' own protocols are
    in theirs."""
    return (
        SectionKind.CLI not in reading.unread
        and KINDS_OF_PROTOCOL.get(protocol, SectionKind.VENDOR) not in reading.unread
    )
