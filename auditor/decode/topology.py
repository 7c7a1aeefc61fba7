"""Neighbors that Extreme's EDP and Nortel's topology protocol (SONMP) tell of.

Both name a neighbor by its MAC address; EDP adds its name. It must not decide which
announcements are one neighbor: that is `neighbor_book`'s.
"""

from __future__ import annotations

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import InterfaceBook, sub_identifiers
from auditor.decode.macs import is_station
from auditor.decode.neighbor_book import Claims, NeighborBook
from auditor.decode.roots import EDP_ENTRY, SONMP_ENTRY
from auditor.decode.rows_index import Rows
from auditor.decode.values import decode_ip

EDP_NEIGHBOR_ID, EDP_NAME = 2, 3
SONMP_ADDRESS, SONMP_MAC = 3, 5
EDP_ID_OCTETS = 8
"""extremeEdpNeighborId is two octets of priority, then the MAC address."""
OWN_ROW = (0, 0)
"""Slot and port of the row by which a Nortel switch tells of itself."""


def read_topology(rows: Rows, reader: CellReader, interfaces: InterfaceBook, book: NeighborBook) -> None:
    """Announces every neighbor of both tables."""
    _read_edp(rows, reader, interfaces, book)
    _read_sonmp(rows, reader, book)


def _read_edp(rows: Rows, reader: CellReader, interfaces: InterfaceBook, book: NeighborBook) -> None:
    for octets, row in rows.table(EDP_ENTRY).items():
        neighbor_id, name = row.get(EDP_NEIGHBOR_ID), reader.text(row.get(EDP_NAME))
        first = neighbor_id or next(iter(row.values()))
        mac = None
        if neighbor_id is not None and len(neighbor_id[2]) == EDP_ID_OCTETS:
            mac = reader.mac((*neighbor_id[:2], neighbor_id[2][2:], *neighbor_id[3:]))
        index = sub_identifiers(octets)
        claims = Claims(
            identity=f"edp:{name.value if name else ''}:{first[2].hex()}",
            mac=mac if mac and is_station(mac.value) else None,
            system_name=name,
        )
        local = interfaces.label(index[0]) if index else ""
        book.announce("edp", local, claims, reader.reference(first))


def _read_sonmp(rows: Rows, reader: CellReader, book: NeighborBook) -> None:
    for octets, row in rows.table(SONMP_ENTRY).items():
        place = sub_identifiers(octets)[:2]
        mac = reader.mac(row.get(SONMP_MAC))
        if place == OWN_ROW or mac is None or not is_station(mac.value):
            continue
        address = decode_ip(row[SONMP_ADDRESS][2]) if SONMP_ADDRESS in row else None
        claims = Claims(f"sonmp:{mac.value:012x}", mac=mac, addresses=(address,) if address else ())
        book.announce("sonmp", "/".join(map(str, place)), claims, mac.reference)
