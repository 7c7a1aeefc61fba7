"""Completes the root component: what the device as a whole is.

For each field the first that states it wins: its own entity row; the only member of a
stack; objects of vendor MIBs, then standard ones; the first of several members of one
maker; the first identified row of a table that says no row's class; the words of sysDescr. It must
not know any table: those are in `device_values`.
"""

from __future__ import annotations

import re
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
from auditor.model.device import Observed, PhysicalClass
from auditor.model.device_objects.device_object import DeviceField

UNITS = frozenset({PhysicalClass.CONTAINER, PhysicalClass.OTHER, PhysicalClass.UNKNOWN})
"""Classes that agents give the units of a stack; a module, power supply or port is none."""
_SERIES = re.compile(r"[A-Za-z]{1,5}-?")
"""The letters of a series in front of its number: "VSP-" of VSP-8608, "XA" of XA1440."""


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
    described = tuple(descr_statements(facts.descr))
    _complete_model(device, described)
    _take(device, described)


def _complete_model(device: Part, described: tuple[Statement, ...]) -> None:
    """A model of which the inventory tells the number alone, with its series as sysDescr tells it."""
    told = next((value for field, value, _ in described if field is DeviceField.MODEL), None)
    if told and device.model_name and _is_end_of(device.model_name, told):
        device.model_name = told


def _is_end_of(number: Observed[str], model: Observed[str]) -> bool:
    series = model.value.removesuffix(number.value)
    return number.value[:1].isdigit() and _SERIES.fullmatch(series) is not None


def _members(device: Part, parts: tuple[Part, ...]) -> list[Part]:
    """What a device without a chassis row of its own consists of, in the order of the tree:
    chassis; else the units directly in the stack; else the row that stands for the device.
    Empty where their makers differ: then none speaks for the others."""
    if device.key != TOP and device.physical_class is not PhysicalClass.STACK:
        return []
    members = _outermost_chassis(parts)
    if not members and device.physical_class is PhysicalClass.STACK:
        units = (part for part in parts if part.parent == device.key and part.physical_class in UNITS)
        members = [part for part in units if part.serial_num is not None]
    elif not members:
        return _first_row(parts)
    return members if _are_of_one_maker(members) else []


def _outermost_chassis(parts: tuple[Part, ...]) -> list[Part]:
    """Chassis that are in no other; `parts` has parents before children."""
    inside: set[bytes] = set()
    found = []
    for part in parts:
        if part.parent in inside or part.physical_class is PhysicalClass.CHASSIS:
            inside.add(part.key)
            if part.parent not in inside:
                found.append(part)
    return found


def _are_of_one_maker(members: list[Part]) -> bool:
    """Whether all that state something of themselves state the same maker, or all of them none."""
    makers = [part.mfg_name for part in members if part.has_identity()]
    return len({maker.value.casefold() if maker else None for maker in makers}) <= 1


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
