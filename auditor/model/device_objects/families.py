"""Objects of product families that give each model a sub-tree of its own, named by a number.

The same group stands below every number, and the number is also the device's sysObjectID:
a device is asked for its own group only. Same form as `switches`.
"""

from __future__ import annotations

from auditor.model.device_objects.device_object import DeviceField, DeviceObject, ObjectRow, group

MODEL, SERIAL, SOFTWARE = DeviceField.MODEL, DeviceField.SERIAL, DeviceField.SOFTWARE

MOXA_SWITCH_NUMBERS = range(5, 133)
"""MOXA industrial switches 8691.7.N."""
GUDE_NUMBERS = range(1, 111)
"""GUDE power controls 28507.N."""
ZYXEL_SWITCH_NUMBERS = range(1, 101)
"""ZyXEL Ethernet switches 890.1.5.8.N, until the common ZYXEL-SYSTEM-MIB replaced them."""


def _family(mib: str, above: str, numbers: range, below: str, *rows: ObjectRow) -> tuple[DeviceObject, ...]:
    found = []
    for number in numbers:
        own = f"1.3.6.1.4.1.{above}.{number}"
        found += [
            one._replace(sys_object_ids=(own,)) for one in group(mib, f"{above}.{number}{below}", *rows)
        ]
    return tuple(found)


FAMILY_OBJECTS = (
    *_family("MOXA switch MIBs", "8691.7", MOXA_SWITCH_NUMBERS, ".1", ("2", MODEL, "switchModel"),
        ("78", SERIAL, "serialNumber"), ("4", SOFTWARE, "firmwareVersion")),
    *_family("GUDEADS MIBs", "28507", GUDE_NUMBERS, ".1.1.2", ("2", SOFTWARE, "firmwareVersion")),
    *_family("ZYXEL switch MIBs", "890.1.5.8", ZYXEL_SWITCH_NUMBERS, ".1", ("10", SERIAL, "sysSerialNumber")),
)  # fmt: skip
