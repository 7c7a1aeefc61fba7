"""LLDP neighbors (LLDP-MIB, LLDP-V2-MIB, TIMETRA-LLDP-MIB; IEEE 802.1AB) with their LLDP-MED
inventory (ANSI/TIA-1057).

Every remote row becomes an announcement, also without a management address. It must not
decide which announcements are one neighbor: that is `neighbor_book`'s.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import InterfaceBook, single_index, sub_identifiers
from auditor.decode.macs import is_station
from auditor.decode.neighbor_book import Claims, NeighborBook
from auditor.decode.roots import (
    LLDP_LOC_PORT_ENTRY,
    LLDP_LOCAL,
    LLDP_MED_INVENTORY_ENTRY,
    LLDP_REM_ENTRY,
    LLDP_REM_MAN_ADDR_ENTRY,
    LLDP_V2_REM_ENTRY,
    LLDP_V2_REM_MAN_ADDR_ENTRY,
    TMNX_LLDP_REM_ENTRY,
    TMNX_LLDP_REM_MAN_ADDR_ENTRY,
)
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.values import decode_ip, octets_of
from auditor.model.device import Observed
from auditor.model.oid import oid_text
from auditor.model.recording import Reason

CHASSIS_SUBTYPE, CHASSIS_ID, PORT_SUBTYPE, PORT_ID = 4, 5, 6, 7
SYS_NAME, SYS_DESC, CAPABILITIES = 9, 10, 12
LOC_PORT_ID, LOC_PORT_DESC = 3, 4
MED_SERIAL_NUM, MED_MFG_NAME, MED_MODEL_NAME = 4, 5, 6
CHASSIS_IS_MAC, PORT_IS_MAC = 4, 3
"""LldpChassisIdSubtype macAddress, LldpPortIdSubtype macAddress."""
ADDRESS_FAMILIES = {1: 4, 2: 16}
"""AddressFamilyNumbers of IPv4 and IPv6 -> octets of an address."""

CAPABILITY_NAMES = (
    "other",
    "repeater",
    "bridge",
    "wlanAccessPoint",
    "router",
    "telephone",
    "docsisCableDevice",
    "stationOnly",
)
"""LldpSystemCapabilitiesMap, by bit (IEEE 802.1AB 11.2)."""

RemoteIndex = tuple[int, ...]
"""lldpRemTimeMark, lldpRemLocalPortNum, lldpRemIndex; a destination address before the last
in the later tables, whose local port is an ifIndex."""


class RemoteTable(NamedTuple):
    """One table of remote systems. `shift`: how far its columns are from LLDP-MIB's."""

    root: bytes
    addresses: bytes
    index_length: int
    shift: int = 0


LLDP_2005 = RemoteTable(LLDP_REM_ENTRY, LLDP_REM_MAN_ADDR_ENTRY, index_length=3)
LATER_TABLES = (
    RemoteTable(LLDP_V2_REM_ENTRY, LLDP_V2_REM_MAN_ADDR_ENTRY, index_length=4, shift=1),
    RemoteTable(TMNX_LLDP_REM_ENTRY, TMNX_LLDP_REM_MAN_ADDR_ENTRY, index_length=4),
)


def local_chassis_mac(rows: Rows, reader: CellReader) -> int | None:
    """lldpLocChassisId where it is a MAC: an address of the device itself."""
    if reader.number(rows.scalar(LLDP_LOCAL, 1)) != CHASSIS_IS_MAC:
        return None
    mac = reader.mac(rows.scalar(LLDP_LOCAL, 2))
    return mac.value if mac else None


def read_lldp(rows: Rows, reader: CellReader, interfaces: InterfaceBook, book: NeighborBook) -> None:
    """Announces every row of the tables; one with a malformed index has no local interface."""
    if rows.table(LLDP_REM_ENTRY):
        _read_table(LLDP_2005, rows, reader, interfaces, _local_ports(rows, reader, interfaces), book)
    for table in LATER_TABLES:
        _read_table(table, rows, reader, interfaces, {}, book)


def _read_table(
    table: RemoteTable,
    rows: Rows,
    reader: CellReader,
    interfaces: InterfaceBook,
    ports: dict[int, str],
    book: NeighborBook,
) -> None:
    remotes = rows.table(table.root)
    addresses = _management_addresses(table, rows) if remotes else {}
    inventory = rows.table(LLDP_MED_INVENTORY_ENTRY) if remotes and table is LLDP_2005 else {}
    for octets, stated in remotes.items():
        row = {column - table.shift: cell for column, cell in stated.items()} if table.shift else stated
        first = row.get(CHASSIS_ID) or next(iter(row.values()))
        index = sub_identifiers(octets)
        if len(index) != table.index_length:
            reader.problems.add(Reason.ROW_UNDECODED, oid_text(first[0]), "not an index of remote systems")
            index = ()
        claims = _claims(row, inventory.get(octets, {}), tuple(addresses.get(index, ())), reader)
        local = ports.get(index[1]) or interfaces.label(index[1]) if index else ""
        book.announce("lldp", local, claims, reader.reference(first))


def _claims(
    row: dict[int, Cell], med: dict[int, Cell], addresses: tuple[str, ...], reader: CellReader
) -> Claims:
    chassis = row.get(CHASSIS_ID)
    name = reader.text(row.get(SYS_NAME))
    chassis_text = chassis[2].hex() if chassis else ""
    return Claims(
        identity=f"lldp:{name.value if name else ''}:{chassis_text}",
        mac=_mac(row, reader),
        system_name=name,
        system_descr=reader.text(row.get(SYS_DESC)),
        mfg_name=reader.identity(med.get(MED_MFG_NAME)),
        model_name=reader.identity(med.get(MED_MODEL_NAME)),
        serial_num=reader.identity(med.get(MED_SERIAL_NUM)),
        addresses=addresses,
        capabilities=_capabilities(row.get(CAPABILITIES)),
    )


def _mac(row: dict[int, Cell], reader: CellReader) -> Observed[int] | None:
    """The chassis id, else the port id, where it is the MAC address of a station."""
    for subtype, column, is_mac in (
        (CHASSIS_SUBTYPE, CHASSIS_ID, CHASSIS_IS_MAC),
        (PORT_SUBTYPE, PORT_ID, PORT_IS_MAC),
    ):
        if reader.number(row.get(subtype)) == is_mac:
            mac = reader.mac(row.get(column))
            if mac is not None and is_station(mac.value):
                return mac
    return None


def _capabilities(cell: Cell | None) -> tuple[str, ...]:
    """Names of the bits that are set; BITS count from the first octet's high bit (RFC 2578 7.1.4)."""
    first = cell[2][0] if cell and cell[2] else 0
    return tuple(name for bit, name in enumerate(CAPABILITY_NAMES) if first & 0x80 >> bit)


def _management_addresses(table: RemoteTable, rows: Rows) -> dict[RemoteIndex, dict[str, None]]:
    """IP addresses by remote index. The address is in the index, so any column tells of it."""
    found: dict[RemoteIndex, dict[str, None]] = {}
    end = table.index_length
    for octets in rows.table(table.addresses):
        index = sub_identifiers(octets)
        if len(index) > end + 2 and ADDRESS_FAMILIES.get(index[end]) == index[end + 1]:
            address = decode_ip(octets_of(index[end + 2 :]) or b"")
            if address:
                found.setdefault(index[:end], {})[address] = None
    return found


def _local_ports(rows: Rows, reader: CellReader, interfaces: InterfaceBook) -> dict[int, str]:
    """Label of the interface behind each lldpLocPortNum.

    The port's id or description is mostly an ifName or ifDescr; else the number is mostly an
    ifIndex; else its own description is all there is.
    """
    ports: dict[int, str] = {}
    for octets, row in rows.table(LLDP_LOC_PORT_ENTRY).items():
        number = single_index(octets)
        if number is None:
            continue
        stated = (_quiet_text(row, column, reader) for column in (LOC_PORT_ID, LOC_PORT_DESC))
        texts = [text.value for text in stated if text]
        named = next((found for text in texts if (found := interfaces.named(text))), None)
        if named is not None:
            ports[number] = named.label
        elif number not in interfaces.labels and texts:
            ports[number] = texts[-1]
    return ports


def _quiet_text(row: dict[int, Cell], column: int, reader: CellReader) -> Observed[str] | None:
    """The text of a port id; a binary one (a MAC, say) is no text and no problem."""
    cell = row.get(column)
    return reader.text(cell) if cell and cell[2].isascii() else None
