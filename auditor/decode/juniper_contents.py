"""jnxContentsTable (JUNIPER-MIB): cards, power supplies and fans of Junos devices.

Its index is a container and three levels of position. A part is inside the row of the
container's own container that shares the levels above. It must not know other vendors.
"""

from __future__ import annotations

import re

from auditor.decode.cell_reader import CellReader
from auditor.decode.interfaces import single_index, sub_identifiers
from auditor.decode.parts import Part
from auditor.decode.rows_index import Cell, Rows
from auditor.model.device import PhysicalClass
from auditor.model.oid import encode_oid

JNX_CONTAINERS_ENTRY = encode_oid("1.3.6.1.4.1.2636.3.1.6.1")
"""jnxContainersEntry: jnxContainersWithin (4) is the container that holds this one."""
JNX_CONTENTS_ENTRY = encode_oid("1.3.6.1.4.1.2636.3.1.8.1")
JUNIPER_ROOTS = (JNX_CONTAINERS_ENTRY, JNX_CONTENTS_ENTRY)
WITHIN = 4
DESCR, SERIAL_NUM, REVISION, PART_NUMBER, MODEL = 6, 7, 8, 10, 14
SOURCE = "JUNIPER-MIB"
INDEX_LENGTH = 4
"""jnxContentsContainerIndex, jnxContentsL1Index, L2Index, L3Index; 0 is "no such level"."""

CLASSES = (
    (re.compile(r"fan|blower|impeller", re.IGNORECASE), PhysicalClass.FAN),
    (re.compile(r"power|\bPEM\b|\bPSU\b|\bPSM\b|\bPDM\b", re.IGNORECASE), PhysicalClass.POWER_SUPPLY),
    (re.compile(r"midplane|backplane", re.IGNORECASE), PhysicalClass.BACKPLANE),
)
"""Words of jnxContentsDescr; everything else in the table is a card."""

Position = tuple[int, ...]


def add_juniper_contents(rows: Rows, reader: CellReader, parts: dict[bytes, Part]) -> None:
    """Adds every row that is described or identified. A holder has fewer levels, so no loops."""
    within = _holders(rows, reader)
    told: dict[Position, Part] = {}
    for octets, row in rows.table(JNX_CONTENTS_ENTRY).items():
        position = sub_identifiers(octets)
        if len(position) == INDEX_LENGTH:
            part = _told_part(octets, row, reader)
            if part.name or part.has_identity():
                told[position] = part
    for position, part in told.items():
        holder = told.get(_holder(position, within))
        part.parent = holder.key if holder is not None else b""
        parts[part.key] = part


def _holders(rows: Rows, reader: CellReader) -> dict[int, int]:
    """Container by the container inside it; the chassis frame is left out, it is the device."""
    found = {}
    for octets, cell in rows.column(JNX_CONTAINERS_ENTRY, WITHIN):
        index, holder = single_index(octets), reader.number(cell)
        if index is not None and holder is not None and holder > 1:
            found[index] = holder
    return found


def _holder(position: Position, within: dict[int, int]) -> Position:
    """The row that holds this one: in the holding container, without the last level that is set."""
    container, *levels = position
    depth = sum(1 for level in levels if level)
    if container not in within or depth < 2:
        return ()
    kept = levels[: depth - 1]
    return (within[container], *kept, *(0 for _ in range(len(levels) - len(kept))))


def _told_part(octets: bytes, row: dict[int, Cell], reader: CellReader) -> Part:
    name = reader.text(row.get(DESCR))
    words = name.value if name else ""
    found = (physical_class for pattern, physical_class in CLASSES if pattern.search(words))
    return Part(
        key=JNX_CONTENTS_ENTRY + b"\xff" + octets,
        physical_class=next(found, PhysicalClass.MODULE),
        name=name,
        descr=name,
        model_name=reader.identity(row.get(MODEL)) or reader.identity(row.get(PART_NUMBER)),
        serial_num=reader.identity(row.get(SERIAL_NUM)),
        hardware_rev=reader.text(row.get(REVISION)),
        sources=(SOURCE,),
    )
