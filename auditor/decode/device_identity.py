"""Completes the root component: what the device as a whole is.

For each field the first that states it wins: its own entity row; the only member of a
stack; objects of vendor MIBs, then standard ones; the first member of several; the first
identified row of a table that says no row's class; the words of sysDescr. It must not know
any table: those are in `device_values`.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.decode.cell_reader import CellReader
from auditor.decode.containment import TOP
from auditor.decode.device_lookups import looked_up_statements
from auditor.decode.device_values import Statement, device_statements
from auditor.decode.entity_table import SOURCE as ENTITY_SOURCE
from auditor.decode.parts import Part
from auditor.decode.rows_index import Rows
from auditor.decode.system_descr import descr_statements
from auditor.decode.system_facts import SystemFacts
from auditor.model.device import PhysicalClass
from auditor.model.device_objects.device_object import DeviceField


def complete_device(
    device: Part, parts: Iterable[Part], rows: Rows, reader: CellReader, facts: SystemFacts
) -> None:
    """Fills what `device` leaves open. `parts`: the others, in the order of the tree."""
    parts = tuple(parts)
    members = _members(device, parts)
    stated = [*device_statements(rows, reader, facts.object_id), *looked_up_statements(rows, reader)]
    if len(members) == 1 and device.physical_class is PhysicalClass.STACK:
        _take_from_member(device, members[0])
    _take(device, stated)
    if members:
        _take_from_member(device, members[0])
    _take(device, descr_statements(facts.descr))


def _members(device: Part, parts: tuple[Part, ...]) -> list[Part]:
    """What a device without a chassis row of its own consists of, in the order of the tree:
    chassis; else what is directly in the stack; else the row that stands for the device."""
    if device.key != TOP and device.physical_class is not PhysicalClass.STACK:
        return []
    chassis = [part for part in parts if part.physical_class is PhysicalClass.CHASSIS]
    if chassis or device.physical_class is PhysicalClass.STACK:
        units = [part for part in parts if part.parent == device.key and part.serial_num is not None]
        return chassis or units
    return _first_row(parts)


def _first_row(parts: tuple[Part, ...]) -> list[Part]:
    """The identified one of the first two rows, where a table says no row's class. Agents give
    the stack and the chassis an index before their contents; that is all such a table tells."""
    if any(part.physical_class is not PhysicalClass.UNKNOWN for part in parts):
        return []
    first = sorted((part for part in parts if ENTITY_SOURCE in part.sources), key=_index)[:2]
    return [part for part in first if part.model_name or part.serial_num]


def _index(part: Part) -> tuple[int, bytes]:
    """Sorts by entPhysicalIndex: of equally long sub-identifiers the octets decide."""
    return len(part.key), part.key


def _take(device: Part, statements: Iterable[Statement]) -> None:
    for field, value, source in statements:
        if getattr(device, field.value) is None:
            setattr(device, field.value, value)
            if source not in device.sources:
                device.sources = (*device.sources, source)


def _take_from_member(device: Part, member: Part) -> None:
    """The values of the stack's first member, each with its reference to the member's row."""
    for field in DeviceField:
        if getattr(device, field.value) is None:
            setattr(device, field.value, getattr(member, field.value))
