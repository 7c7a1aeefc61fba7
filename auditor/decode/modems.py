"""Cellular modems that only a vendor's table tells of.

A domestic or industrial router often hides a modem of another maker. Each row of
`MODEM_TABLES` is one vendor table. It must not judge the names; placement is `vendor_parts`'.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import InterfaceBook, single_index
from auditor.decode.parts import Part
from auditor.decode.paths import segment_text
from auditor.decode.problems import ProblemList
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.transceivers import IndexedBy
from auditor.decode.vendor_parts import (
    MAX_ALIKE,
    is_same_part,
    join,
    letters,
    note_crowd,
    parts_by_interface,
    place,
)
from auditor.model.device import PartFunction, PhysicalClass
from auditor.model.oid import encode_oid, oid_text
from auditor.model.recording import Reason


class ModemTable(NamedTuple):
    """One vendor table: where its rows are and which columns say what (0: none)."""

    source: str
    root: bytes
    indexed_by: IndexedBy
    mfg_name: int
    model_name: int
    serial_num: int
    descr: int = 0
    firmware_rev: int = 0


MODEM_TABLES = (
    ModemTable(
        "TELTONIKA-RUTX-MIB", encode_oid("1.3.6.1.4.1.48690.2.2.1"),
        IndexedBy.OWN, mfg_name=5, model_name=4, serial_num=7, descr=2, firmware_rev=6,
    ),  # modemEntry
    ModemTable(
        "MIKROTIK-MIB", encode_oid("1.3.6.1.4.1.14988.1.1.16.1.1"),
        IndexedBy.IF_INDEX, mfg_name=0, model_name=0, serial_num=11,
    ),  # mtxrLTEModemEntry: states no maker; the IMEI is its serial number
    ModemTable(
        "HH3C-3GMODEM-MIB", encode_oid("1.3.6.1.4.1.25506.2.98.1.1.1.1"),
        IndexedBy.OWN, mfg_name=3, model_name=2, serial_num=5, descr=4, firmware_rev=8,
    ),  # hh3cWirelessCardEntry
    ModemTable(
        "HH3C-3GMODEM-MIB", encode_oid("1.3.6.1.4.1.2011.10.2.98.1.1.1.1"),
        IndexedBy.OWN, mfg_name=3, model_name=2, serial_num=5, descr=4, firmware_rev=8,
    ),  # the same where it was before H3C had a number of its own
)  # fmt: skip


def add_modems(rows: Rows, reader: CellReader, parts: dict[bytes, Part], book: InterfaceBook) -> None:
    """Joins or adds to `parts` the modems of all vendor tables; a row that says nothing is an
    empty slot."""
    for table in MODEM_TABLES:
        told_parts = _told_parts(table, rows, reader)
        if table.indexed_by is IndexedBy.IF_INDEX and told_parts:
            by_interface = parts_by_interface(parts, reader.problems)
            for index, told in told_parts:
                told.if_index, told.interface = index, book.label(index)
                told.segment = f"modem:{segment_text(told.interface)}"
                place(told, None, by_interface.get(index, []), parts)
        elif told_parts:
            _place_by_serial([told for _, told in told_parts], parts, reader.problems)


def _told_parts(table: ModemTable, rows: Rows, reader: CellReader) -> list[tuple[int, Part]]:
    """(index, modem) of the rows that are not empty slots."""
    found = []
    for octets, row in rows.table(table.root).items():
        index = single_index(octets)
        if index is None:
            cell = next(iter(row.values()))
            reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), "its index is not one integer")
            continue
        told = _told_part(table, octets, row, reader)
        told.segment = f"modem:{index}"
        if told.has_identity():
            found.append((index, told))
    return found


def _told_part(table: ModemTable, octets: bytes, row: dict[int, Cell], reader: CellReader) -> Part:
    return Part(
        key=table.root + b"\xff" + octets,
        physical_class=PhysicalClass.MODULE,
        function=PartFunction.MODEM,
        descr=reader.text(row.get(table.descr)),
        mfg_name=reader.identity(row.get(table.mfg_name)),
        model_name=reader.identity(row.get(table.model_name)),
        serial_num=reader.identity(row.get(table.serial_num)),
        firmware_rev=reader.text(row.get(table.firmware_rev)),
        sources=(table.source,),
    )


def _place_by_serial(told_parts: list[Part], parts: dict[bytes, Part], problems: ProblemList) -> None:
    """Joins each with the only modem of its serial number, or adds it."""
    by_serial: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts.values():
        if part.function is PartFunction.MODEM and part.serial_num:
            by_serial[letters(part.serial_num)].append(part)
    for told in told_parts:
        alike = by_serial[letters(told.serial_num)] if told.serial_num else []
        same = [part for part in alike if is_same_part(part, told)] if len(alike) <= MAX_ALIKE else []
        if len(same) == 1:
            join(same[0], told)
        else:
            place(told, None, [], parts)
            alike.append(told)
    for alike in by_serial.values():
        if len(alike) > MAX_ALIKE:
            note_crowd("serial number of modems", len(alike), problems)
