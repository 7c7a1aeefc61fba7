"""CDP neighbors (CISCO-CDP-MIB cdpCacheTable), and those of its kin, FDP and ISDP.

A device id is a name, a name with a serial number in parentheses (NX-OS), or a MAC. It must
not decide which announcements are one neighbor: that is `neighbor_book`'s.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import InterfaceBook
from auditor.decode.macs import is_station
from auditor.decode.neighbor_book import Claims, NeighborBook
from auditor.decode.placeholders import is_placeholder
from auditor.decode.roots import CDP_CACHE_ENTRY, FDP_CACHE_ENTRY, ISDP_CACHE_ENTRIES
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.values import decode_ip
from auditor.model.device import Observed
from auditor.model.oid import decode_index, oid_text
from auditor.model.recording import Reason


class CacheTable(NamedTuple):
    """One table of the family: all are indexed by ifIndex and a number, columns differ."""

    protocol: str
    root: bytes
    address: int = 4
    version: int = 5
    device_id: int = 6
    platform: int = 8
    capabilities: int = 9


CACHE_TABLES = (
    CacheTable("cdp", CDP_CACHE_ENTRY),
    CacheTable("fdp", FDP_CACHE_ENTRY, address=5, version=6, device_id=3),
    *(CacheTable("isdp", root) for root in ISDP_CACHE_ENTRIES),
)
NAME_WITH_SERIAL = re.compile(r"(.+)\(([A-Z0-9]{8,})\)")

CAPABILITY_BITS = (
    (0x01, "router"),
    (0x02, "bridge"),
    (0x04, "bridge"),
    (0x08, "bridge"),
    (0x10, "stationOnly"),
    (0x40, "repeater"),
    (0x80, "telephone"),
)
"""CDP capability bits as LLDP names: router, transparent and source-route bridge, switch,
end station, repeater, telephone."""


def read_cdp(rows: Rows, reader: CellReader, interfaces: InterfaceBook, book: NeighborBook) -> None:
    """Announces every row of the cache tables; one with a malformed index has no local interface."""
    for table in CACHE_TABLES:
        _read_table(table, rows, reader, interfaces, book)


def _read_table(
    table: CacheTable, rows: Rows, reader: CellReader, interfaces: InterfaceBook, book: NeighborBook
) -> None:
    for octets, row in rows.table(table.root).items():
        first = row.get(table.device_id) or next(iter(row.values()))
        try:
            index = decode_index(octets)
        except ValueError:
            index = ()
        if len(index) != 2:
            detail = f"not an index of the {table.protocol} cache"
            reader.problems.add(Reason.ROW_UNDECODED, oid_text(first[0]), detail)
        local = interfaces.label(index[0]) if len(index) == 2 else ""
        book.announce(table.protocol, local, _claims(table, row, reader), reader.reference(first))


def _claims(table: CacheTable, row: dict[int, Cell], reader: CellReader) -> Claims:
    device_id, mac = row.get(table.device_id), None
    if device_id and (len(device_id[2]) != 6 or not device_id[2].isascii()):
        mac = reader.mac(device_id)
    mac = mac if mac and is_station(mac.value) else None
    name = reader.identity(device_id) if mac is None else None
    platform = reader.identity(row.get(table.platform))
    address = decode_ip(row[table.address][2]) if table.address in row else None
    shown = name.value if name else ""
    serial = None
    if name and (match := NAME_WITH_SERIAL.fullmatch(name.value)):
        name, serial = name._replace(value=match[1]), name._replace(value=match[2])
    what, where = platform.value if platform else "", "" if shown else address or ""
    return Claims(
        identity=f"{table.protocol}:{shown}:{what}:{where}",
        mac=mac,
        system_name=name,
        system_descr=reader.text(row.get(table.version)),
        model_name=platform,
        serial_num=real_serial(serial),
        addresses=(address,) if address else (),
        capabilities=_capabilities(row.get(table.capabilities)),
    )


def real_serial(serial: Observed[str] | None) -> Observed[str] | None:
    """A group of capitals may be a word; a serial number has a digit in it."""
    if serial is None or is_placeholder(serial.value):
        return None
    return serial if any(character.isdigit() for character in serial.value) else None


def _capabilities(cell: Cell | None) -> tuple[str, ...]:
    value = int.from_bytes(cell[2][:4], "big") if cell else 0
    return tuple(dict.fromkeys(name for bit, name in CAPABILITY_BITS if value & bit))
