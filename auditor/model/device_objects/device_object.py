"""One object of a MIB that says what the device as a whole is, as a record.

Shared by `collect` (ask for it) and `decode` (read it). It must not say how a value is
read or which of several wins: that is `decode/device_values.py`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class DeviceField(StrEnum):
    """The fields of the root component that an object may state."""

    MFG = "mfg_name"
    MODEL = "model_name"
    SERIAL = "serial_num"
    HARDWARE = "hardware_rev"
    FIRMWARE = "firmware_rev"
    SOFTWARE = "software_rev"


class DeviceObject(NamedTuple):
    """An object and the field it states.

    `oid`: dotted, without instance. `instances`: dotted first sub-identifiers of the instances
    that count, "" for all; the first that says something is taken. `pattern`: regular
    expression whose group 1 is the value, "" for the whole text. `sys_object_ids`: dotted
    prefixes of the devices that have it, besides those of the object's own enterprise.
    """

    mib: str
    name: str
    oid: str
    field: DeviceField
    instances: str = ""
    pattern: str = ""
    sys_object_ids: tuple[str, ...] = ()


ObjectRow = (
    tuple[str, DeviceField, str] | tuple[str, DeviceField, str, str] | tuple[str, DeviceField, str, str, str]
)
"""Sub-identifiers below the group, field, object name, then instances and pattern where needed."""


def group(mib: str, root: str, *rows: ObjectRow, also: tuple[str, ...] = ()) -> tuple[DeviceObject, ...]:
    """The objects of one MIB group. `root` is dotted and below enterprises unless it starts
    with "1."; `also` are further sysObjectID prefixes of devices that have the group."""
    above = root if root.startswith("1.") else f"1.3.6.1.4.1.{root}"
    found = []
    for below, field, name, *rest in rows:
        instances, pattern = (*rest, "", "")[:2]
        found.append(DeviceObject(mib, name, f"{above}.{below}", field, instances, pattern, also))
    return tuple(found)
