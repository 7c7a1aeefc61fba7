"""Transceivers that only a vendor's table tells of, with what their EEPROM says (SFF-8472).

Each row of `OPTIC_TABLES` is one vendor table. A row of such a table that states nothing is
an empty cage, not a part. It must not judge the names: who coded an EEPROM need not have
made the transceiver. Placement is `vendor_parts`'.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import InterfaceBook, single_index, sub_identifiers
from auditor.decode.part_function import TRANSCEIVER
from auditor.decode.parts import Part
from auditor.decode.paths import segment_text
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.vendor_parts import parts_by_interface, place
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
    port_name: int = 0
    """Column that names the port, where the index (`OWN`) does not lead to an interface."""
    kind: tuple[int, int] | None = None
    """(column, number) of the rows that are optics, where a table has others too."""


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
    OpticTable(
        "A3COM-HUAWEI-TRANSCEIVER-INFO-MIB", encode_oid("1.3.6.1.4.1.43.45.1.10.2.70.1.1.1"),
        IndexedBy.IF_INDEX, mfg_name=4, part_number=49, serial_num=5, vendor_oui=39, descr=2, hardware_rev=40,
    ),  # h3cTransceiverInfoEntry below 3Com's number
    OpticTable(
        "HPN-ICF-TRANSCEIVER-INFO-MIB", encode_oid("1.3.6.1.4.1.11.2.14.11.15.2.70.1.1.1"),
        IndexedBy.IF_INDEX, mfg_name=4, part_number=49, serial_num=5, vendor_oui=39, descr=2, hardware_rev=40,
    ),  # hpnicfTransceiverInfoEntry: the same below HP's number
    OpticTable(
        "HPICF-TRANSCEIVER-MIB", encode_oid("1.3.6.1.4.1.11.2.14.11.5.1.82.1.1.1.1"),
        IndexedBy.IF_INDEX, mfg_name=0, part_number=3, serial_num=4,
    ),  # hpicfXcvrInfoEntry: hpicfXcvrModel is the ordering code of the maker of the switch
    OpticTable(
        "WWP-LEOS-PORT-XCVR-MIB", encode_oid("1.3.6.1.4.1.6141.2.60.4.1.1.1.1"),
        IndexedBy.OWN, mfg_name=7, part_number=9, serial_num=11, hardware_rev=10,
    ),  # wwpLeosPortXcvrEntry
    OpticTable(
        "CIENA-CES-PORT-XCVR-MIB", encode_oid("1.3.6.1.4.1.1271.2.1.9.1.1.1.1"),
        IndexedBy.OWN, mfg_name=25, part_number=27, serial_num=29, hardware_rev=28,
    ),  # cienaCesPortXcvrEntry
    OpticTable(
        "IPI-CMM-CHASSIS-MIB", encode_oid("1.3.6.1.4.1.36673.100.1.2.2.1"),
        IndexedBy.OWN, mfg_name=26, part_number=28, serial_num=35, vendor_oui=27, hardware_rev=29,
    ),  # cmmTransEEPROMEntry
    OpticTable(
        "TIMETRA-PORT-MIB", encode_oid("1.3.6.1.4.1.6527.3.1.2.2.4.2.1"),
        IndexedBy.OWN, mfg_name=0, part_number=46, serial_num=45, port_name=6,
    ),  # tmnxPortEntry: tmnxPortSFPVendorSerialNum, tmnxPortSFPVendorPartNum
    OpticTable(
        "TROPIC-PSD-MIB", encode_oid("1.3.6.1.4.1.7483.2.2.7.3.1.3.1"),
        IndexedBy.OWN, mfg_name=12, part_number=14, serial_num=19,
    ),  # tnPsdSfpInfoEntry
    OpticTable(
        "FCMGMT-MIB", encode_oid("1.3.6.1.3.94.1.10.1"),
        IndexedBy.OWN, mfg_name=14, part_number=0, serial_num=12, hardware_rev=13, port_name=17,
    ),  # connUnitPortEntry: vendor and serial number of the port's transceiver
    OpticTable(
        "HMPRIV-MGMT-SNMP-MIB", encode_oid("1.3.6.1.4.1.248.14.1.1.13.1"),
        IndexedBy.OWN, mfg_name=6, part_number=7, serial_num=0,
    ),  # hmSfpEntry
    OpticTable(
        "SLE-DEVICE-MIB", encode_oid("1.3.6.1.4.1.6296.101.2.2.1.1"),
        IndexedBy.OWN, mfg_name=12, part_number=13, serial_num=15,
    ),  # sleEthernetPortEntry (DASAN)
    OpticTable(
        "CENTEC-TRANSCEIVER-MIB", encode_oid("1.3.6.1.4.1.27975.37.1.10.1.1"),
        IndexedBy.IF_INDEX, mfg_name=2, part_number=3, serial_num=4, descr=1,
    ),  # type, vendor, part number, serial number
    OpticTable(
        "FS-TRANSCEIVER-MIB", encode_oid("1.3.6.1.4.1.52642.1.37.1.10.1.1"),
        IndexedBy.IF_INDEX, mfg_name=2, part_number=3, serial_num=4, descr=1,
    ),  # Centec's below FS.COM's number
    OpticTable(
        "ARUBAWIRED-PORT-TRANSCEIVER-MIB", encode_oid("1.3.6.1.4.1.47196.4.1.1.3.27.1.1.1.1"),
        IndexedBy.OWN, mfg_name=0, part_number=4, serial_num=5, descr=3, port_name=2,
    ),  # name of the port, description, ordering code, serial number
    OpticTable(
        "CISCOSB-RLINVENTORYENT-MIB", encode_oid("1.3.6.1.4.1.9.6.1.101.217.1"),
        IndexedBy.OWN, mfg_name=0, part_number=4, serial_num=7, descr=6, hardware_rev=3, port_name=5,
        kind=(1, 1),
    ),  # rlInventoryEntEntry: VID, PID, name, description, SN; units are of kind 0, ports of 1
    OpticTable(
        "RADLAN-RLINVENTORYENT-MIB", encode_oid("1.3.6.1.4.1.89.217.1"),
        IndexedBy.OWN, mfg_name=0, part_number=4, serial_num=7, descr=6, hardware_rev=3, port_name=5,
        kind=(1, 1),
    ),  # the same where the software's author has it
    OpticTable(
        "RUIJIE-FIBER-MIB", encode_oid("1.3.6.1.4.1.4881.1.1.10.2.105.1.1.1"),
        IndexedBy.OWN, mfg_name=0, part_number=0, serial_num=16, port_name=2,
    ),  # name of the port, serial number
    OpticTable(
        "FS-FIBER-MIB", encode_oid("1.3.6.1.4.1.52642.1.1.10.2.105.1.1.1"),
        IndexedBy.OWN, mfg_name=0, part_number=0, serial_num=16, port_name=2,
    ),  # Ruijie's below FS.COM's number
    OpticTable(
        "TROPIC-OPTICALPORT-MIB", encode_oid("1.3.6.1.4.1.7483.2.2.4.3.5.46.1"),
        IndexedBy.IF_INDEX, mfg_name=4, part_number=9, serial_num=2,
    ),  # serial number, vendor, part number of pluggable units (Nokia 1830 PSS)
    OpticTable(
        "ZYXEL-TRANSCEIVER-MIB", encode_oid("1.3.6.1.4.1.890.1.15.3.84.1.1.1"),
        IndexedBy.OWN, mfg_name=2, part_number=3, serial_num=4, descr=7, hardware_rev=5,
    ),  # zyxelTransceiverSerialEntry
    OpticTable(
        "DELL-NETWORKING-IF-EXTENSION-MIB", encode_oid("1.3.6.1.4.1.6027.3.11.1.3.1.1"),
        IndexedBy.IF_INDEX, mfg_name=5, part_number=6, serial_num=7, descr=4,
    ),  # dellNetIfTransceiverDataEntry
)  # fmt: skip


def add_vendor_optics(rows: Rows, reader: CellReader, parts: dict[bytes, Part], book: InterfaceBook) -> None:
    """Joins or adds to `parts` the transceivers of all vendor tables."""
    for table in OPTIC_TABLES:
        told_parts = _told_parts(table, rows, reader)
        if table.indexed_by is IndexedBy.IF_INDEX and told_parts:
            by_interface = parts_by_interface(parts, reader.problems)
            for index, told in told_parts:
                told.if_index, told.interface = index, book.label(index)
                told.segment = f"transceiver:{segment_text(told.interface)}"
                place(told, None, by_interface.get(index, []), parts)
        elif table.indexed_by is IndexedBy.ENT_PHYSICAL_INDEX:
            for index, told in told_parts:
                place(told, parts.get(encode_sub_id(index)), [], parts)
        elif told_parts:
            by_interface = parts_by_interface(parts, reader.problems)
            for _, told in told_parts:
                _place_named(told, by_interface, parts, book)


def _place_named(
    told: Part, by_interface: dict[int, list[Part]], parts: dict[bytes, Part], book: InterfaceBook
) -> None:
    """Places a transceiver by the name of its port, else below the root."""
    named = book.named(told.name.value) if told.name else None
    if named is not None:
        told.if_index, told.interface = named.index, named.label
    elif told.name:
        told.interface = told.name.value
    if told.interface:
        told.segment = f"transceiver:{segment_text(told.interface)}"
    place(told, None, by_interface.get(told.if_index, []) if told.if_index is not None else [], parts)


def _told_parts(table: OpticTable, rows: Rows, reader: CellReader) -> list[tuple[int, Part]]:
    """(index, transceiver) of the rows that are not empty cages; an own index counts as 0."""
    found = []
    for octets, row in rows.table(table.root).items():
        index = 0 if table.indexed_by is IndexedBy.OWN else single_index(octets)
        if index is None:
            cell = next(iter(row.values()))
            reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), "its index is not one integer")
        elif (told := _told_part(table, octets, row, reader)) is not None:
            found.append((index, told))
    return found


def _told_part(table: OpticTable, octets: bytes, row: dict[int, Cell], reader: CellReader) -> Part | None:
    """What the row says, or None when it is an empty cage, or of another kind."""
    if table.kind is not None and reader.number(row.get(table.kind[0])) != table.kind[1]:
        return None
    index = ".".join(map(str, sub_identifiers(octets)))
    told = Part(
        key=table.root + b"\xff" + octets,
        physical_class=PhysicalClass.MODULE,
        function=PartFunction.TRANSCEIVER,
        segment=f"transceiver:{index}",
        name=reader.text(row.get(table.port_name)),
        descr=reader.text(row.get(table.descr)),
        mfg_name=reader.identity(row.get(table.mfg_name)),
        model_name=reader.identity(row.get(table.part_number)),
        serial_num=reader.identity(row.get(table.serial_num)),
        hardware_rev=reader.text(row.get(table.hardware_rev)),
        vendor_oui=reader.oui(row.get(table.vendor_oui)),
        sources=(table.source,),
    )
    is_typed = told.descr is not None and TRANSCEIVER.are_in(told.descr.value.replace("_", "-"))
    return told if told.has_identity() or told.vendor_oui or is_typed else None
