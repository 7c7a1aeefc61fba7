"""Transceivers that only a vendor's table tells of, with what their EEPROM says (SFF-8472).

Each row of `OPTIC_TABLES` is one vendor table. A row of such a table that states nothing is
an empty cage, not a part. It must not judge the names: who coded an EEPROM need not have
made the transceiver. Placement is `vendor_parts`'.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import InterfaceBook, single_index
from auditor.decode.part_function import TRANSCEIVER
from auditor.decode.parts import Part
from auditor.decode.paths import segment_text
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.vendor_parts import place
from auditor.model.device import PartFunction, PhysicalClass
from auditor.model.oid import encode_oid, encode_sub_id, oid_text
from auditor.model.recording import Reason


class IndexedBy(Enum):
    """What the index of a vendor's table is."""

    ENT_PHYSICAL_INDEX = "entPhysicalIndex"
    IF_INDEX = "ifIndex"
    OWN = "own"


class OpticTable(NamedTuple):
    """One vendor table: where its rows are and which columns say what (0: none)."""

    source: str
    root: bytes
    indexed_by: IndexedBy
    mfg_name: int
    part_number: int
    serial_num: int
    vendor_oui: int = 0
    descr: int = 0
    hardware_rev: int = 0


OPTIC_TABLES = (
    OpticTable(
        "HUAWEI-ENTITY-EXTENT-MIB", encode_oid("1.3.6.1.4.1.2011.5.25.31.1.1.3.1"),
        IndexedBy.ENT_PHYSICAL_INDEX, mfg_name=24, part_number=25, serial_num=4, vendor_oui=34,
    ),  # hwOpticalModuleInfoEntry
    OpticTable(
        "HH3C-TRANSCEIVER-INFO-MIB", encode_oid("1.3.6.1.4.1.25506.2.70.1.1.1"),
        IndexedBy.IF_INDEX, mfg_name=4, part_number=49, serial_num=5, vendor_oui=39, descr=2, hardware_rev=40,
    ),  # hh3cTransceiverInfoEntry
    OpticTable(
        "HH3C-TRANSCEIVER-INFO-MIB", encode_oid("1.3.6.1.4.1.2011.10.2.70.1.1.1"),
        IndexedBy.IF_INDEX, mfg_name=4, part_number=49, serial_num=5, vendor_oui=39, descr=2, hardware_rev=40,
    ),  # the same where it was before H3C had a number of its own
    OpticTable(
        "ZTE-AN-OPTICAL-MODULE-MIB", encode_oid("1.3.6.1.4.1.3902.1082.30.40.2.4.1"),
        IndexedBy.IF_INDEX, mfg_name=12, part_number=11, serial_num=13, descr=15, hardware_rev=10,
    ),  # zxAnOpticalModuleInfoEntry
    OpticTable(
        "ELTEX-MES-PHYSICAL-DESCRIPTION-MIB", encode_oid("1.3.6.1.4.1.35265.1.23.53.1.1.1"),
        IndexedBy.IF_INDEX, mfg_name=5, part_number=10, serial_num=6, descr=3, hardware_rev=11,
    ),  # eltPhdTransceiverInfoEntry
    OpticTable(
        "ELTEX-PHY-MIB", encode_oid("1.3.6.1.4.1.35265.52.1.1.3.1.1"),
        IndexedBy.IF_INDEX, mfg_name=5, part_number=10, serial_num=6, descr=3, hardware_rev=11,
    ),  # eltexPhyTransceiverInfoEntry
    OpticTable(
        "MIKROTIK-MIB", encode_oid("1.3.6.1.4.1.14988.1.1.19.1.1"),
        IndexedBy.IF_INDEX, mfg_name=11, part_number=0, serial_num=12,
    ),  # mtxrOpticalEntry
)  # fmt: skip


def add_vendor_optics(rows: Rows, reader: CellReader, parts: dict[bytes, Part], book: InterfaceBook) -> None:
    """Joins or adds to `parts` the transceivers of all vendor tables."""
    for table in OPTIC_TABLES:
        told_parts = _told_parts(table, rows, reader)
        if table.indexed_by is IndexedBy.IF_INDEX and told_parts:
            by_interface = parts_by_interface(parts)
            for index, told in told_parts:
                told.if_index, told.interface = index, book.label(index)
                told.segment = f"transceiver:{segment_text(told.interface)}"
                place(told, None, by_interface.get(index, []), parts)
        else:
            for index, told in told_parts:
                place(told, parts.get(encode_sub_id(index)), [], parts)


def parts_by_interface(parts: dict[bytes, Part]) -> dict[int, list[Part]]:
    """Parts by the ifIndex they are, hold or sit in, in an order that no index decides."""
    found: dict[int, list[Part]] = {}
    for part in parts.values():
        if part.if_index is not None:
            found.setdefault(part.if_index, []).append(part)
    for on_interface in found.values():
        on_interface.sort(key=lambda part: repr(part.values()))
    return found


def _told_parts(table: OpticTable, rows: Rows, reader: CellReader) -> list[tuple[int, Part]]:
    """(index, transceiver) of the rows that are not empty cages."""
    found = []
    for octets, row in rows.table(table.root).items():
        index = single_index(octets)
        if index is None:
            cell = next(iter(row.values()))
            reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), "its index is not one integer")
        elif (told := _told_part(table, index, row, reader)) is not None:
            found.append((index, told))
    return found


def _told_part(table: OpticTable, index: int, row: dict[int, Cell], reader: CellReader) -> Part | None:
    """What the row says, or None when it is an empty cage."""
    told = Part(
        key=table.root + b"\xff" + encode_sub_id(index),
        physical_class=PhysicalClass.MODULE,
        function=PartFunction.TRANSCEIVER,
        segment=f"transceiver:{index}",
        descr=reader.text(row.get(table.descr)),
        mfg_name=reader.identity(row.get(table.mfg_name)),
        model_name=reader.identity(row.get(table.part_number)),
        serial_num=reader.identity(row.get(table.serial_num)),
        hardware_rev=reader.text(row.get(table.hardware_rev)),
        vendor_oui=reader.oui(row.get(table.vendor_oui)),
        sources=(table.source,),
    )
    is_typed = told.descr is not None and TRANSCEIVER.search(told.descr.value.replace("_", "-"))
    return told if told.has_identity() or told.vendor_oui or is_typed else None
