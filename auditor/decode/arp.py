"""Addresses that the device resolved: ipNetToMediaTable and ipNetToPhysicalTable (RFC 4293).

They add IP addresses to stations, and stations that no bridge port told of. It must not
take the device's own or expired entries for neighbors.
"""

from __future__ import annotations

from collections.abc import Collection

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import InterfaceBook
from auditor.decode.macs import is_station
from auditor.decode.neighbor_book import NeighborBook, Seen
from auditor.decode.roots import IP_NET_TO_MEDIA_ENTRY, IP_NET_TO_PHYSICAL_ENTRY
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.values import decode_ip, octets_of
from auditor.model.oid import decode_index, oid_text
from auditor.model.recording import Reason

MEDIA_PHYS_ADDRESS, MEDIA_TYPE = 2, 4
PHYSICAL_PHYS_ADDRESS, PHYSICAL_TYPE = 4, 6
NOT_NEIGHBORS = frozenset({b"\x02", b"\x05"})
"""Entry types invalid(2) and local(5)."""
ZONED_TYPES = {3: 4, 4: 16}
"""InetAddressType ipv4z, ipv6z -> octets before the zone index (RFC 4001)."""


def read_arp(rows: Rows, reader: CellReader, interfaces: InterfaceBook, book: NeighborBook) -> None:
    """Notes every resolved station on its interface, with its IP address."""
    for root, address_column, type_column in (
        (IP_NET_TO_MEDIA_ENTRY, MEDIA_PHYS_ADDRESS, MEDIA_TYPE),
        (IP_NET_TO_PHYSICAL_ENTRY, PHYSICAL_PHYS_ADDRESS, PHYSICAL_TYPE),
    ):
        unusable = {octets for octets, cell in rows.column(root, type_column) if cell[2] in NOT_NEIGHBORS}
        resolved = [pair for pair in rows.column(root, address_column) if pair[0] not in unusable]
        entries = (_entry(octets, cell, reader, interfaces, book.own_macs) for octets, cell in resolved)
        book.see(entry for entry in entries if entry is not None)


def _entry(
    octets: bytes, cell: Cell, reader: CellReader, interfaces: InterfaceBook, own_macs: Collection[int]
) -> tuple[int, Seen] | None:
    mac = reader.mac(cell)
    if mac is None or not is_station(mac.value) or mac.value in own_macs:
        return None
    try:
        index = decode_index(octets)
    except ValueError:
        index = ()
    if len(index) < 5:
        reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), "its index holds no IP address")
    interface = interfaces.label(index[0]) if index else ""
    address = _address(index[1:]) if len(index) >= 5 else None
    return mac.value, (mac.raw, "arp", interface, mac.reference, (address,) if address else ())


def _address(index: tuple[int, ...]) -> str | None:
    """The IP address of an index: four octets, or type, length and octets (RFC 4001)."""
    if len(index) == 4:
        return decode_ip(octets_of(index) or b"")
    length = ZONED_TYPES.get(index[0], index[1])
    return decode_ip(octets_of(index[2 : 2 + length]) or b"")
