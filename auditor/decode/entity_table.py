"""entPhysicalTable (ENTITY-MIB, RFC 6933) as parts.

Every row index that occurs in any column becomes a part, or a problem says why not.
It must not repair the tree (`containment`) nor judge what a part does (`part_function`).
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import single_index
from auditor.decode.parts import UNPLACED, Part
from auditor.decode.roots import ENT_PHYSICAL_ENTRY
from auditor.decode.rows_index import Cell, Rows
from auditor.model.device import Observed, PhysicalClass
from auditor.model.oid import MAX_SUB_ID, encode_sub_id, oid_text
from auditor.model.recording import Reason

SOURCE = "ENTITY-MIB"
SOURCES = (SOURCE,)
DESCR, VENDOR_TYPE, CONTAINED_IN, CLASS, PARENT_REL_POS, NAME = 2, 3, 4, 5, 6, 7
HARDWARE_REV, FIRMWARE_REV, SOFTWARE_REV, SERIAL_NUM, MFG_NAME, MODEL_NAME = 8, 9, 10, 11, 12, 13
IS_FRU, MFG_DATE = 16, 17

CLASSES = {value.value: value for value in PhysicalClass}
TRUTH_VALUES = {1: True, 2: False}
"""TruthValue (RFC 2579)."""


Read = Callable[[CellReader, Cell], Observed[str] | None]
STATED: tuple[tuple[int, str, Read], ...] = (
    (NAME, "name", CellReader.text),
    (DESCR, "descr", CellReader.text),
    (MFG_NAME, "mfg_name", CellReader.identity),
    (MODEL_NAME, "model_name", CellReader.identity),
    (SERIAL_NUM, "serial_num", CellReader.identity),
    (VENDOR_TYPE, "vendor_type", CellReader.object_id),
    (HARDWARE_REV, "hardware_rev", CellReader.text),
    (FIRMWARE_REV, "firmware_rev", CellReader.text),
    (SOFTWARE_REV, "software_rev", CellReader.text),
    (MFG_DATE, "mfg_date", CellReader.day),
)
"""Column, field of the part, and how it is read where it is not empty, as most columns of a row are."""


def decode_entities(rows: Rows, reader: CellReader) -> dict[bytes, Part]:
    """Parts by the octets of their entPhysicalIndex."""
    parts: dict[bytes, Part] = {}
    for octets, row in rows.table(ENT_PHYSICAL_ENTRY).items():
        if single_index(octets) is None:
            cell = next(iter(row.values()))
            reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), "not an entPhysicalIndex")
        else:
            parts[octets] = _part(octets, row, reader)
    return parts


def _part(octets: bytes, row: dict[int, Cell], reader: CellReader) -> Part:
    position = reader.number(row.get(PARENT_REL_POS))
    part = Part(
        key=octets,
        parent=_parent(reader.number(row.get(CONTAINED_IN))),
        physical_class=_physical_class(row.get(CLASS), reader),
        position=UNPLACED if position is None or position < 0 else position,
        sources=SOURCES,
    )
    for column, field, read in STATED:
        cell = row.get(column)
        if cell is not None and cell[2]:
            setattr(part, field, read(reader, cell))
    part.is_fru = _truth(row.get(IS_FRU), reader)
    return part


def _parent(contained_in: int | None) -> bytes:
    """Key of the parent; b"" for none stated and for zero, "contained in no other" (RFC 6933)."""
    return encode_sub_id(contained_in & MAX_SUB_ID) if contained_in else b""


def _physical_class(cell: Cell | None, reader: CellReader) -> PhysicalClass:
    value = reader.number(cell)
    if cell is None or value is None:
        return PhysicalClass.UNKNOWN
    physical_class = CLASSES.get(value)
    if physical_class is None:
        reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), f"{value} is no physical class")
        return PhysicalClass.UNKNOWN
    return physical_class


def _truth(cell: Cell | None, reader: CellReader) -> Observed[bool] | None:
    value = TRUTH_VALUES.get(reader.number(cell) or 0)
    return None if cell is None or value is None else reader.observe(value, cell)
