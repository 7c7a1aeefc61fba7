"""Units that a device manages and lists: ONUs behind a line terminal, access points behind a
controller. They are neighbors: what hangs on a port, with an identity of its own.

The tables are data (`model/unit_tables.py`). It must not decide which units are one neighbor
(`neighbor_book`), nor who made them. Two tables of one index tell of the same unit.
"""

from __future__ import annotations

import re
from collections import defaultdict

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import InterfaceBook, sub_identifiers
from auditor.decode.macs import is_station
from auditor.decode.neighbor_book import Claims, NeighborBook
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.values import decode_ip, octets_of
from auditor.model.device import Observed
from auditor.model.oid import encode_oid
from auditor.model.unit_tables import PON, UNIT_TABLES, WLAN, UnitIndex, UnitTable

UNIT_ROOTS = tuple(encode_oid(table.root) for table in UNIT_TABLES)
MAC_OCTETS = 6
PON_SERIAL_OCTETS = 8
"""ITU-T G.984.3 9.2.4.1: four letters of the maker, then four octets."""
TEXT_SERIAL = re.compile(r"([A-Za-z0-9]{4})[:\- ]?([0-9A-Fa-f]{8})")
"""The same as text."""
HEX_SERIAL = re.compile(r"(?:0x)?([0-9A-Fa-f]{16})")
CAPABILITIES = {PON: (), WLAN: ("wlanAccessPoint",)}

Row = dict[int, Cell]


def read_managed_units(rows: Rows, reader: CellReader, interfaces: InterfaceBook, book: NeighborBook) -> None:
    """Announces every unit of every table; a row that says nothing of the unit announces none."""
    models = _models_of_other_tables(rows)
    for table, root in zip(UNIT_TABLES, UNIT_ROOTS, strict=True):
        if table.serial_num or table.mac:
            for octets, row in rows.table(root).items():
                _announce(table, octets, row, models[table.mib].get(octets), reader, interfaces, book)


def _models_of_other_tables(rows: Rows) -> defaultdict[str, dict[bytes, Cell]]:
    """Cells that state a model in a table of its own, by MIB and index."""
    found: defaultdict[str, dict[bytes, Cell]] = defaultdict(dict)
    for table, root in zip(UNIT_TABLES, UNIT_ROOTS, strict=True):
        if not (table.serial_num or table.mac):
            found[table.mib].update(rows.column(root, table.model_name))
    return found


def _announce(
    table: UnitTable,
    octets: bytes,
    row: Row,
    model: Cell | None,
    reader: CellReader,
    interfaces: InterfaceBook,
    book: NeighborBook,
) -> None:
    first = row.get(table.serial_num) or row.get(table.mac) or next(iter(row.values()))
    index = sub_identifiers(octets)
    serial = reader.identity(row.get(table.serial_num))
    if table.protocol == PON:
        serial = _pon_serial(row.get(table.serial_num), reader)
    mac = _station(reader.mac(row.get(table.mac))) or _index_mac(table, index, first, reader)
    if serial is None and mac is None:
        return
    address = decode_ip(row[table.address][2]) if table.address in row else None
    claims = Claims(
        identity="",
        mac=mac,
        system_name=reader.text(row.get(table.name)),
        mfg_name=reader.identity(row.get(table.vendor_id)),
        model_name=reader.identity(row.get(table.model_name) or model),
        serial_num=serial,
        addresses=(address,) if address else (),
        capabilities=CAPABILITIES[table.protocol],
    )
    book.announce(table.protocol, _port(table, index, interfaces), claims, reader.reference(first))


def _port(table: UnitTable, index: tuple[int, ...], interfaces: InterfaceBook) -> str:
    if not index:
        return ""
    if table.indexed_by is UnitIndex.PORT_NUMBER:
        return f"PON {index[0]}"
    is_interface = table.indexed_by in {UnitIndex.PORT_IF_INDEX, UnitIndex.UNIT_IF_INDEX}
    return interfaces.label(index[0]) if is_interface else ""


def _index_mac(
    table: UnitTable, index: tuple[int, ...], first: Cell, reader: CellReader
) -> Observed[int] | None:
    """The address that is the index, also where its length stands before it."""
    octets = octets_of(index[-MAC_OCTETS:]) if table.indexed_by is UnitIndex.MAC else None
    if octets is None or len(octets) != MAC_OCTETS:
        return None
    return _station(Observed(int.from_bytes(octets, "big"), octets, reader.reference(first)))


def _station(mac: Observed[int] | None) -> Observed[int] | None:
    return mac if mac and is_station(mac.value) else None


def _pon_serial(cell: Cell | None, reader: CellReader) -> Observed[str] | None:
    """Four letters and eight hexadecimal digits, however the agent sends them; else its text."""
    if cell is None:
        return None
    if len(cell[2]) == PON_SERIAL_OCTETS and (text := _letters_and_digits(cell[2])):
        return Observed(text, cell[2], reader.reference(cell))
    observed = reader.identity(cell)
    if observed is None:
        return None
    if match := HEX_SERIAL.fullmatch(observed.value):
        text = _letters_and_digits(bytes.fromhex(match[1]))
        return observed._replace(value=text) if text else observed
    match = TEXT_SERIAL.fullmatch(observed.value)
    return observed._replace(value=(match[1] + match[2]).upper()) if match else observed


def _letters_and_digits(octets: bytes) -> str:
    """ "HWTC1A2B3C4D" of the eight octets; "" where the first four are no letters or digits."""
    letters = octets[:4]
    return letters.decode("ascii").upper() + octets[4:].hex().upper() if letters.isalnum() else ""
