"""Which interface a part is or serves: entAliasMappingTable (RFC 6933), names and neighbours
in the tree.

A transceiver sits below its port on some platforms and above it on others, so the tree is
searched both ways. It must not know what the part does beyond its class and function.
"""

from __future__ import annotations

from auditor.decode.cell_reader import CellReader
from auditor.decode.containment import TOP, children_of
from auditor.decode.interfaces import InterfaceBook
from auditor.decode.parts import Part
from auditor.decode.roots import ENT_ALIAS_MAPPING_ENTRY, IF_ENTRY
from auditor.decode.rows_index import Cell, Rows
from auditor.model.device import PLUGGABLE, PhysicalClass
from auditor.model.oid import decode_index, encode_sub_id, oid_text
from auditor.model.recording import Reason
from auditor.model.rows import Tag

ALIAS_MAPPING_IDENTIFIER = 2
IF_INDEX_COLUMN = IF_ENTRY + b"\x01"
"""entAliasMappingIdentifier points at an instance of ifIndex."""


def assign_interfaces(rows: Rows, reader: CellReader, parts: dict[bytes, Part], book: InterfaceBook) -> None:
    """Sets `if_index` and `interface` of every part that is, holds or sits in one interface.

    The parents must have been repaired and the functions assigned.
    """
    _read_alias_mapping(rows, reader, parts)
    for part in parts.values():
        if part.if_index is None and part.name and (named := book.named(part.name.value)):
            part.if_index = named.index
    contents = children_of(parts.values())
    _take_from_port_below(parts, contents)
    _take_from_port_above(contents)
    for part in parts.values():
        if part.if_index is not None:
            part.interface = book.label(part.if_index)


def _read_alias_mapping(rows: Rows, reader: CellReader, parts: dict[bytes, Part]) -> None:
    for octets, cell in rows.column(ENT_ALIAS_MAPPING_ENTRY, ALIAS_MAPPING_IDENTIFIER):
        try:
            key, target = encode_sub_id(decode_index(octets)[0]), _mapped_interface(cell)
        except (ValueError, IndexError):
            reader.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), "not a mapping to an interface")
            continue
        part = parts.get(key)
        if part is not None and target is not None and (part.if_index is None or target < part.if_index):
            part.if_index = target


def _mapped_interface(cell: Cell) -> int | None:
    """The ifIndex a mapping points at; None for mappings to other tables."""
    value = cell[2]
    if cell[1] != Tag.OBJECT_IDENTIFIER or not value.startswith(IF_INDEX_COLUMN):
        return None
    return decode_index(value[len(IF_INDEX_COLUMN) :])[0]


def _take_from_port_below(parts: dict[bytes, Part], contents: dict[bytes, list[Part]]) -> None:
    """A part with one port below it is that port; a pluggable one with lanes is the first."""
    for part in parts.values():
        if part.if_index is None and part.physical_class is not PhysicalClass.CHASSIS:
            below = [
                child.if_index
                for child in contents.get(part.key, ())
                if child.physical_class is PhysicalClass.PORT and child.if_index is not None
            ]
            if len(below) == 1 or (below and part.function in PLUGGABLE):
                part.if_index = min(below)


def _take_from_port_above(contents: dict[bytes, list[Part]]) -> None:
    pending: list[tuple[bytes, int | None]] = [(TOP, None)]
    while pending:
        key, inherited = pending.pop()
        for part in contents.get(key, ()):
            if part.if_index is None:
                part.if_index = inherited
            serves_below = part.physical_class is PhysicalClass.PORT or part.function in PLUGGABLE
            pending.append((part.key, part.if_index if serves_below else inherited))
