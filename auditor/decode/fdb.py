"""MAC addresses learned behind bridge ports (BRIDGE-MIB RFC 4188, Q-BRIDGE-MIB RFC 4363).

A forwarding table knows bridge ports; dot1dBasePortTable of the same context (a VLAN on some
platforms) leads to interfaces. It must not know what the stations are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditor.decode.cell_reader import NEW, CellReader
from auditor.decode.interfaces import InterfaceBook, single_index
from auditor.decode.macs import is_station
from auditor.decode.neighbor_book import NeighborBook
from auditor.decode.roots import DOT1D_BASE_PORT_ENTRY, DOT1D_TP_FDB_ENTRY, DOT1Q_TP_FDB_ENTRY
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.values import index_octets
from auditor.model.device import Reference
from auditor.model.oid import oid_text
from auditor.model.recording import Reason

BASE_PORT_IF_INDEX = 2
FDB_ADDRESS, FDB_PORT, FDB_STATUS = 1, 2, 3
STATUS_SELF = b"\x04"
"""dot1dTpFdbStatus self(4): an address of the bridge itself."""
MAC_OCTETS = 6
LONG_SUB_ID = b"\x80"
"""Sorts after every index whose first sub-identifier is a single octet."""

PortLabels = dict[tuple[str, int], str]
"""(context, bridge port) -> label of the interface."""


class _FdbTable(NamedTuple):
    root: bytes
    lead: int
    """Sub-identifiers of its index before the six of the MAC address."""


FDB_TABLES = (_FdbTable(DOT1D_TP_FDB_ENTRY, 0), _FdbTable(DOT1Q_TP_FDB_ENTRY, 1))


Stations = dict[tuple[int, str], tuple[bytes, Reference]]
"""(MAC, interface or "" where the bridge does not know the port) -> its octets, where it is first."""


def read_fdb(rows: Rows, reader: CellReader, interfaces: InterfaceBook) -> Stations:
    """Each station once per interface. Rows of status self are left out."""
    labels = _port_labels(rows, reader, interfaces)
    found: Stations = {}
    known: dict[tuple[int, int, bytes], str] = {}
    recording_id = reader.recording_id
    for table in FDB_TABLES:
        for mac, raw, tail, cell, has_port in _stations(rows, table, reader):
            oid, tag, value, ordinal, row = cell
            interface = ""
            if has_port:
                port = ordinal, tag, value
                if port not in known:
                    known[port] = _interface(cell, rows.contexts.get(ordinal, ""), labels, reader)
                interface = known[port]
            station = mac, interface
            if station not in found:
                found[station] = raw, NEW(Reference, (recording_id, ordinal, row, oid, "", tail))
    return found


def _stations(
    rows: Rows, table: _FdbTable, reader: CellReader
) -> Iterator[tuple[int, bytes, int, Cell, bool]]:
    """MAC, its octets, how many octets of the OID they are, the cell, and whether it is of the port
    column; for rows of other stations than the bridge.

    Rows without a port column come from the others; their port is not stated.
    """
    ports, addresses = rows.column(table.root, FDB_PORT), dict(rows.column(table.root, FDB_ADDRESS))
    own, lead = _own_entries(rows, table), table.lead
    others = list(addresses.items()) + rows.column(table.root, FDB_STATUS)
    stated = {index for index, _ in ports} if others else set()
    unstated = [(index, cell) for index, cell in others if index not in stated]
    for entries, has_port in ((ports, True), (unstated, False)):
        for index, cell in entries:
            if own and (rows.contexts.get(cell[3], ""), index) in own:
                continue
            # The usual index, of one sub-identifier and the address, is read without a call for each.
            tail = index[lead:] if index < LONG_SUB_ID or not lead else b""
            octets = tail if tail.isascii() else index_octets(tail)
            length = len(tail)
            if octets is None or len(octets) != MAC_OCTETS:
                octets, length = _index_mac(index, table) or _stated_mac(addresses.get(index), reader), 0
            if octets is None:
                reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), "its index holds no MAC address")
            elif is_station(mac := int.from_bytes(octets, "big")):
                yield mac, octets, length, cell, has_port


def see_fdb(stations: Stations, book: NeighborBook) -> None:
    """Counts the stations per interface, then notes each of them as seen there."""
    book.addresses_on_port.update([interface for _, interface in stations])
    book.see([
        (mac, (raw, "fdb", interface, reference, ()))
        for (mac, interface), (raw, reference) in stations.items()
    ])  # fmt: skip


def _own_entries(rows: Rows, table: _FdbTable) -> set[tuple[str, bytes]]:
    """(context, index) of the rows whose status is self."""
    return {
        (rows.contexts.get(cell[3], ""), octets)
        for octets, cell in rows.column(table.root, FDB_STATUS)
        if cell[2] == STATUS_SELF
    }


def _index_mac(index: bytes, table: _FdbTable) -> bytes | None:
    """The six octets of the MAC in an index, also where a superfluous length precedes them."""
    start = 0
    for _ in range(table.lead):
        while start < len(index) and index[start] >= 0x80:
            start += 1
        start += 1
    octets = index_octets(index[start:])
    if octets is None or len(octets) == MAC_OCTETS:
        return octets
    return octets[1:] if len(octets) == MAC_OCTETS + 1 and octets[0] == MAC_OCTETS else None


def _stated_mac(cell: Cell | None, reader: CellReader) -> bytes | None:
    """dot1dTpFdbAddress, for agents that index the table by something else."""
    mac = reader.mac(cell)
    return mac.value.to_bytes(MAC_OCTETS, "big") if mac else None


def _interface(cell: Cell, context: str, labels: PortLabels, reader: CellReader) -> str:
    port = reader.number(cell)
    if not port:
        return ""
    return labels.get((context, port)) or labels.get(("", port)) or f"bridge port {port}"


def _port_labels(rows: Rows, reader: CellReader, interfaces: InterfaceBook) -> PortLabels:
    labels: PortLabels = {}
    for octets, cell in rows.column(DOT1D_BASE_PORT_ENTRY, BASE_PORT_IF_INDEX):
        port, if_index = single_index(octets), reader.number(cell)
        if port is not None and if_index:
            labels.setdefault((rows.contexts.get(cell[3], ""), port), interfaces.label(if_index))
    return labels
