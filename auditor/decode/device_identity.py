"""Completes the root component: what the device as a whole is.

For each field the first that states it wins: its own entity row; where one chassis is all
there is, that chassis; objects of vendor MIBs, then standard ones; the first member of a
stack; the words of sysDescr. It must not know any table: those are in `device_values`.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.decode.cell_reader import CellReader
from auditor.decode.device_lookups import looked_up_statements
from auditor.decode.device_values import Statement, device_statements
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
    members = [part for part in parts if part is not device and part.physical_class is PhysicalClass.CHASSIS]
    stated = [*device_statements(rows, reader, facts.object_id), *looked_up_statements(rows, reader)]
    if len(members) == 1 and device.physical_class is PhysicalClass.STACK:
        _take_from_member(device, members[0])
    _take(device, stated)
    if members and not _is_own_row(device):
        _take_from_member(device, members[0])
    _take(device, descr_statements(facts.descr))


def _is_own_row(device: Part) -> bool:
    """Whether an entity row describes the device as one chassis; a chassis below is a shelf then."""
    return device.key != b"" and device.physical_class is not PhysicalClass.STACK


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
