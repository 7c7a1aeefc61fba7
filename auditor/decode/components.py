"""From recorded rows to the component tree of a device, root first.

Joins the sources (ENTITY-MIB, vendor tables of modules, transceivers and modems), repairs the tree,
names the places and freezes the parts. It must not know neighbors.
"""

from __future__ import annotations

from operator import attrgetter

from auditor.decode.cell_reader import CellReader
from auditor.decode.containment import TOP, repair_parents
from auditor.decode.device_identity import complete_device
from auditor.decode.entity_table import SOURCE as ENTITY
from auditor.decode.entity_table import decode_entities
from auditor.decode.interfaces import InterfaceBook
from auditor.decode.modems import add_modems
from auditor.decode.part_function import assign_functions
from auditor.decode.part_interfaces import assign_interfaces
from auditor.decode.parts import Part
from auditor.decode.paths import name_places
from auditor.decode.root_choice import choose_root
from auditor.decode.rows_index import Rows
from auditor.decode.system_facts import SystemFacts
from auditor.decode.transceivers import add_vendor_optics
from auditor.decode.vendor_modules import add_modules
from auditor.model.device import Component, PartFunction, PhysicalClass

_SHARED_FIELDS = attrgetter(*Component._fields[2:])
"""What a part and its component call the same."""
MEMBERS = frozenset({PhysicalClass.CHASSIS, PhysicalClass.STACK})


def decode_components(
    rows: Rows, reader: CellReader, book: InterfaceBook, facts: SystemFacts
) -> tuple[Component, ...]:
    """The tree, parents before children, siblings in order; there is always a root."""
    parts = decode_entities(rows, reader)
    add_modules(rows, reader, parts)
    repair_parents(parts, reader.problems)
    tops = [part for part in parts.values() if part.parent == TOP]
    root = choose_root([part for part in tops if part.sources == (ENTITY,)], facts.descr)
    assign_functions(part for part in parts.values() if part is not root)
    assign_interfaces(rows, reader, parts, book)
    if root is not None:
        root.function, root.interface = PartFunction.DEVICE, ""
    add_vendor_optics(rows, reader, parts, book)
    add_modems(rows, reader, parts, book)
    paths = name_places(parts, root)
    device = root or _unstated_root(parts)
    others = [(parts[key], path) for key, path in paths.items() if path]
    complete_device(device, (part for part, _ in others), rows, reader, facts)
    contents = (freeze_part(part, path, paths.get(part.parent, "")) for part, path in others)
    return (freeze_part(device, ""), *contents)


def _unstated_root(parts: dict[bytes, Part]) -> Part:
    """The device where no row describes it: several members make a stack."""
    members = [part for part in parts.values() if part.parent == TOP and part.physical_class in MEMBERS]
    physical_class = PhysicalClass.STACK if members else PhysicalClass.CHASSIS
    return Part(TOP, physical_class=physical_class, function=PartFunction.DEVICE)


def freeze_part(part: Part, path: str, contained_in: str = "") -> Component:
    """The component of a finished part; `path` "" is the root, `contained_in` the parent's path."""
    return Component(path, contained_in if path else None, *_SHARED_FIELDS(part))
