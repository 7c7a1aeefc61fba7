"""What vendor and standard objects say of the device as a whole, best first.

The objects are data (`auditor/model/device_objects`). It must not know what the entity
table says, nor decide between the two: that is `device_identity`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from auditor.decode.cell_reader import CellReader
from auditor.decode.rows_index import Cell, Rows
from auditor.decode.values import NUMBER_TAGS
from auditor.model.device import Observed
from auditor.model.device_objects import DEVICE_OBJECTS
from auditor.model.device_objects.device_object import DeviceField, DeviceObject
from auditor.model.oid import encode_oid, encode_sub_id

ENTERPRISES = encode_oid("1.3.6.1.4.1")
IDENTITIES = frozenset({DeviceField.MFG, DeviceField.MODEL, DeviceField.SERIAL})
"""Fields whose placeholders are not stated."""
QUOTES = '" '
"""Some agents send the quotation marks of their configuration."""


class Statement(NamedTuple):
    """One value for a field of the device, and the table that told it."""

    field: DeviceField
    value: Observed[str]
    source: str


class _Located(NamedTuple):
    """A device object with its place in the indexed rows."""

    stated: DeviceObject
    column: int
    instances: bytes
    pattern: re.Pattern[str] | None
    enterprise: bytes
    order: int


def _locate(order: int, stated: DeviceObject) -> tuple[bytes, _Located]:
    parent, _, column = stated.oid.rpartition(".")
    numbers = map(int, stated.instances.split(".")) if stated.instances else ()
    pattern = re.compile(stated.pattern) if stated.pattern else None
    return encode_oid(parent), _Located(
        stated,
        int(column),
        b"".join(map(encode_sub_id, numbers)),
        pattern,
        enterprise_of(encode_oid(stated.oid)),
        order,
    )


def enterprise_of(oid: bytes) -> bytes:
    """The encoded enterprise number below which an OID is; b"" for other trees."""
    if not oid.startswith(ENTERPRISES):
        return b""
    end = len(ENTERPRISES)
    while end < len(oid) and oid[end] >= 0x80:
        end += 1
    return oid[len(ENTERPRISES) : end + 1]


def _by_root(objects: Iterable[DeviceObject]) -> dict[bytes, tuple[_Located, ...]]:
    found: dict[bytes, tuple[_Located, ...]] = {}
    for order, stated in enumerate(objects):
        root, located = _locate(order, stated)
        found[root] = (*found.get(root, ()), located)
    return found


_OBJECTS = _by_root(DEVICE_OBJECTS)
VALUE_ROOTS = tuple(_OBJECTS)
"""Parents of all device objects: what `rows_index` has to keep."""


def device_statements(rows: Rows, reader: CellReader, object_id: Observed[str] | None) -> list[Statement]:
    """What is stated, best first: objects of the device's own enterprise, then of others, then
    of the standard trees; within these in the order of the data."""
    own = enterprise_of(encode_oid(object_id.value)) if object_id else b""
    found = []
    for root in [root for root in rows.tables if root in _OBJECTS]:
        if rows.tables[root]:
            for located in _OBJECTS[root]:
                value = _value(located, rows, root, reader)
                if value is not None:
                    found.append((_rank(located.enterprise, own), located.order, located.stated, value))
    found.sort(key=lambda one: one[:2])
    return [Statement(stated.field, value, stated.mib) for _, _, stated, value in found]


def _rank(enterprise: bytes, own: bytes) -> int:
    if not enterprise:
        return 2
    return 0 if enterprise == own else 1


def _value(located: _Located, rows: Rows, root: bytes, reader: CellReader) -> Observed[str] | None:
    """The first instance that says something."""
    for index, cell in rows.column(root, located.column):
        if index.startswith(located.instances):
            value = _read(cell, located.stated.field, reader)
            if value is not None and located.pattern is not None:
                match = located.pattern.search(value.value)
                value = value._replace(value=match[1]) if match else None
            if value is not None:
                return value
    return None


def _read(cell: Cell, field: DeviceField, reader: CellReader) -> Observed[str] | None:
    """Text, or a number that stands for itself, as some agents send serial numbers."""
    is_text = field not in IDENTITIES and cell[1] not in NUMBER_TAGS
    observed = reader.text(cell) if is_text else reader.number_or_identity(cell)
    return observed and observed._replace(value=observed.value.strip(QUOTES))
