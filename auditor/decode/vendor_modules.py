"""Parts of devices without an entity table: what vendors' module and unit tables tell.

Each row of `MODULE_TABLES` is one vendor table. They are read only where ENTITY-MIB names no
part, so that no part is told twice. It must not place transceivers: that is `transceivers`.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import sub_identifiers
from auditor.decode.juniper_contents import JUNIPER_ROOTS, add_juniper_contents
from auditor.decode.parts import UNPLACED, Part
from auditor.decode.rows_index import Cell, Rows
from auditor.model.device import PhysicalClass
from auditor.model.oid import encode_oid, encode_sub_id

CHASSIS, MODULE = PhysicalClass.CHASSIS, PhysicalClass.MODULE
TMNX_CLASSES = {
    3: PhysicalClass.CHASSIS, 4: PhysicalClass.CONTAINER, 5: PhysicalClass.POWER_SUPPLY, 6: PhysicalClass.FAN,
    7: PhysicalClass.SENSOR, 8: MODULE, 9: MODULE, 10: MODULE, 11: MODULE, 12: MODULE, 13: PhysicalClass.PORT,
    14: MODULE, 15: MODULE,
}  # fmt: skip
"""TmnxHwClass (TIMETRA-CHASSIS-MIB)."""


class ModuleTable(NamedTuple):
    """One vendor table: where its rows are and which columns say what (0: none)."""

    source: str
    root: bytes
    physical_class: PhysicalClass
    model_name: int = 0
    serial_num: int = 0
    descr: int = 0
    name: int = 0
    hardware_rev: int = 0
    firmware_rev: int = 0
    software_rev: int = 0
    contained_in: int = 0
    tmnx_class: int = 0


MODULE_TABLES = (
    ModuleTable(
        "TIMETRA-CHASSIS-MIB", encode_oid("1.3.6.1.4.1.6527.3.1.2.2.1.8.1"), MODULE,
        model_name=4, serial_num=5, name=8, contained_in=13, tmnx_class=7,
    ),  # tmnxHwEntry: tmnxHwMfgBoardNumber is the ordering code
    ModuleTable(
        "CISCO-STACK-MIB", encode_oid("1.3.6.1.4.1.9.5.1.3.1.1"), MODULE,
        model_name=17, serial_num=26, name=13, hardware_rev=18, firmware_rev=19, software_rev=20,
    ),  # moduleEntry
    ModuleTable(
        "OLD-CISCO-CHASSIS-MIB", encode_oid("1.3.6.1.4.1.9.3.6.11.1"), MODULE,
        descr=3, serial_num=4, hardware_rev=5, software_rev=6,
    ),  # cardEntry
    ModuleTable(
        "S5-CHASSIS-MIB", encode_oid("1.3.6.1.4.1.45.1.6.3.3.1.1"), MODULE,
        descr=5, hardware_rev=6, serial_num=7,
    ),  # s5ChasComEntry
    ModuleTable(
        "E7-Calix-MIB", encode_oid("1.3.6.1.4.1.6321.1.2.2.2.1.6.1.1"), MODULE,
        software_rev=7, serial_num=8,
    ),  # e7CardEntry
    ModuleTable(
        "JUNIPER-VIRTUALCHASSIS-MIB", encode_oid("1.3.6.1.4.1.2636.3.40.1.4.1.1.1"), CHASSIS,
        model_name=8, serial_num=2, software_rev=5,
    ),  # jnxVirtualChassisMemberEntry
    ModuleTable(
        "RADLAN-Physicaldescription-MIB", encode_oid("1.3.6.1.4.1.89.53.14.1"), CHASSIS,
        model_name=11, serial_num=5, hardware_rev=4, firmware_rev=3, software_rev=2,
    ),  # rlPhdUnitGenParamEntry
    ModuleTable(
        "CISCOSB-Physicaldescription-MIB", encode_oid("1.3.6.1.4.1.9.6.1.101.53.14.1"), CHASSIS,
        model_name=11, serial_num=5, hardware_rev=4, firmware_rev=3, software_rev=2,
    ),  # the same below Cisco's number
    ModuleTable(
        "EQUIPMENT-MIB", encode_oid("1.3.6.1.4.1.171.12.11.1.9.4.1"), CHASSIS, model_name=9, serial_num=17,
    ),  # swUnitMgmtEntry (D-Link)
    ModuleTable(
        "A3COM-SWITCHING-SYSTEMS-STACK-MIB", encode_oid("1.3.6.1.4.1.43.10.27.1.1.1"), CHASSIS,
        model_name=5, serial_num=13, hardware_rev=11, software_rev=12,
    ),  # stackUnitEntry
    ModuleTable(
        "FOUNDRY-SN-AGENT-MIB", encode_oid("1.3.6.1.4.1.1991.1.1.1.4.1.1"), CHASSIS,
        model_name=7, serial_num=2,
    ),  # snChasUnitEntry
    ModuleTable(
        "DMswitch-MIB", encode_oid("1.3.6.1.4.1.3709.3.5.201.1.1.2.1"), CHASSIS,
        model_name=9, serial_num=8, hardware_rev=3, software_rev=4,
    ),  # swUnitEntry
)  # fmt: skip

MODULE_ROOTS = (*JUNIPER_ROOTS, *(table.root for table in MODULE_TABLES))


def add_modules(rows: Rows, reader: CellReader, parts: dict[bytes, Part]) -> None:
    """Adds to `parts` what vendors' tables tell, unless the entity table names parts itself.

    The parents are as stated; `containment` repairs them.
    """
    if any(part.has_identity() for part in parts.values()):
        return
    add_juniper_contents(rows, reader, parts)
    for table in MODULE_TABLES:
        told = [_told_part(table, octets, row, reader) for octets, row in rows.table(table.root).items()]
        stated = [part for part in told if _is_told(part)]
        if table.physical_class is CHASSIS and len(stated) == 1:
            continue  # the only unit is the device itself
        keys = {part.key for part in stated}
        for part in stated:
            part.parent = part.parent if part.parent in keys else b""
            parts[part.key] = part


def _is_told(part: Part) -> bool:
    """Whether a row tells of a part below the device: it is identified, and no single chassis."""
    is_device = part.physical_class is CHASSIS and part.sources == (MODULE_TABLES[0].source,)
    return bool(part.model_name or part.serial_num) and not is_device


def _told_part(table: ModuleTable, octets: bytes, row: dict[int, Cell], reader: CellReader) -> Part:
    holder = reader.number(row.get(table.contained_in)) if table.contained_in else None
    shelf = encode_sub_id(index[0]) if (index := sub_identifiers(octets)) else b""
    kind = reader.number(row.get(table.tmnx_class)) if table.tmnx_class else None
    return Part(
        key=_key(table, octets),
        parent=_key(table, shelf + encode_sub_id(holder)) if holder and 0 < holder < 1 << 32 else b"",
        physical_class=TMNX_CLASSES.get(kind, PhysicalClass.UNKNOWN) if kind else table.physical_class,
        position=index[-1] if index and not table.contained_in else UNPLACED,
        name=reader.text(row.get(table.name)),
        descr=reader.text(row.get(table.descr)),
        model_name=reader.identity(row.get(table.model_name)),
        serial_num=reader.number_or_identity(row.get(table.serial_num)),
        hardware_rev=reader.text(row.get(table.hardware_rev)),
        firmware_rev=reader.text(row.get(table.firmware_rev)),
        software_rev=reader.text(row.get(table.software_rev)),
        sources=(table.source,),
    )


def _key(table: ModuleTable, octets: bytes) -> bytes:
    return table.root + b"\xff" + octets
