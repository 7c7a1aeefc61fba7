"""entPhysicalTable (ENTITY-MIB, RFC 6933) as parts.

Every row index that occurs in any column becomes a part, or a problem says why not.
It must not repair the tree (`containment`) nor judge what a part does (`part_function`).
"""

from __future__ import annotations

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import single_index
from auditor.decode.parts import UNPLACED, Part
from auditor.decode.roots import ENT_PHYSICAL_ENTRY
from auditor.decode.rows_index import Cell, Rows
from auditor.model.device import Observed, PhysicalClass
from auditor.model.oid import MAX_SUB_ID, encode_sub_id, oid_text
from auditor.model.recording import Reason

SOURCE = "ENTITY-MIB"
DESCR, VENDOR_TYPE, CONTAINED_IN, CLASS, PARENT_REL_POS, NAME = 2, 3, 4, 5, 6, 7
HARDWARE_REV, FIRMWARE_REV, SOFTWARE_REV, SERIAL_NUM, MFG_NAME, MODEL_NAME = 8, 9, 10, 11, 12, 13
IS_FRU, MFG_DATE = 16, 17

CLASSES = {value.value: value for value in PhysicalClass}
TRUTH_VALUES = {1: True, 2: False}
"""TruthValue (RFC 2579)."""


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
    get = row.get
    position = reader.number(get(PARENT_REL_POS))
    return Part(
        key=octets,
        parent=_parent(reader.number(get(CONTAINED_IN))),
        physical_class=_physical_class(get(CLASS), reader),
        position=UNPLACED if position is None or position < 0 else position,
        name=reader.text(get(NAME)),
        descr=reader.text(get(DESCR)),
        mfg_name=reader.identity(get(MFG_NAME)),
        model_name=reader.identity(get(MODEL_NAME)),
        serial_num=reader.identity(get(SERIAL_NUM)),
        vendor_type=reader.object_id(get(VENDOR_TYPE)),
        hardware_rev=reader.text(get(HARDWARE_REV)),
        firmware_rev=reader.text(get(FIRMWARE_REV)),
        software_rev=reader.text(get(SOFTWARE_REV)),
        is_fru=_truth(get(IS_FRU), reader),
        mfg_date=reader.day(get(MFG_DATE)),
        sources=(SOURCE,),
    )


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
