"""Models that a device states only by pointing: at a type's name, or at the row of a printer.

Each function reads one such indirection. What is stated directly is data in
`auditor/model/device_objects`.
"""

from __future__ import annotations

from auditor.decode.cell_reader import CellReader
from auditor.decode.device_values import Statement
from auditor.decode.interfaces import sub_identifiers
from auditor.decode.rows_index import Rows
from auditor.model.device_objects.device_object import DeviceField
from auditor.model.oid import encode_oid, encode_sub_id

HR_DEVICE_ENTRY = encode_oid("1.3.6.1.2.1.25.3.2.1")
"""HOST-RESOURCES-MIB hrDeviceEntry (RFC 2790)."""
HR_DEVICE_TYPE, HR_DEVICE_DESCR = 2, 3
HR_DEVICE_PRINTER = "1.3.6.1.2.1.25.3.1.5"

TMNX_CHASSIS_ENTRY = encode_oid("1.3.6.1.4.1.6527.3.1.2.2.1.3.1")
"""TIMETRA-CHASSIS-MIB tmnxChassisEntry: the type of each chassis (4)."""
TMNX_CHASSIS_TYPE_ENTRY = encode_oid("1.3.6.1.4.1.6527.3.1.2.2.1.6.1")
"""TIMETRA-CHASSIS-MIB tmnxChassisTypeEntry: the name of each type (2)."""

LOOKUP_ROOTS = (HR_DEVICE_ENTRY, TMNX_CHASSIS_ENTRY, TMNX_CHASSIS_TYPE_ENTRY)


def looked_up_statements(rows: Rows, reader: CellReader) -> list[Statement]:
    """Every model found by following a pointer."""
    found = (_timos_chassis(rows, reader), _printer(rows, reader))
    return [one for one in found if one is not None]


def _timos_chassis(rows: Rows, reader: CellReader) -> Statement | None:
    """tmnxChassisTypeName of the first chassis' tmnxChassisType."""
    names = dict(rows.column(TMNX_CHASSIS_TYPE_ENTRY, 2))
    for _, cell in rows.column(TMNX_CHASSIS_ENTRY, 4):
        kind = reader.number(cell)
        name = reader.identity(names.get(encode_sub_id(kind))) if kind is not None and kind > 0 else None
        if name is not None:
            return Statement(DeviceField.MODEL, name, "TIMETRA-CHASSIS-MIB")
    return None


def _printer(rows: Rows, reader: CellReader) -> Statement | None:
    """hrDeviceDescr of the only row whose hrDeviceType is a printer: a print server has several."""
    descriptions = dict(rows.column(HR_DEVICE_ENTRY, HR_DEVICE_DESCR))
    printers = [
        index
        for index, cell in rows.column(HR_DEVICE_ENTRY, HR_DEVICE_TYPE)
        if (kind := reader.object_id(cell)) and kind.value == HR_DEVICE_PRINTER and sub_identifiers(index)
    ]
    name = reader.identity(descriptions.get(printers[0])) if len(printers) == 1 else None
    return Statement(DeviceField.MODEL, name, "HOST-RESOURCES-MIB") if name else None
