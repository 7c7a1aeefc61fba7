"""Switches of Arista, Alcatel-Lucent, Ruckus (Brocade), Ubiquiti, Allied Telesis, Eltex and
Cisco's small ones.

Members of a stack are parts of class chassis; a single one is the device.
"""

from __future__ import annotations

from auditor.decode.line_rules import (
    MAC,
    SERIAL,
    Grammar,
    add,
    begin,
    device,
    entering,
    labelled,
    optic,
    section,
    skip,
    unread,
)
from auditor.model.device import PhysicalClass

_CHASSIS = PhysicalClass.CHASSIS

ARISTA_VERSION: Grammar = (
    device(r"(?P<maker>Arista) (?P<model>\S+)"),
    device(r"Hardware version: +(?P<hw>.*)"),
    device(rf"Serial number: +{SERIAL}"),
    device(rf"System MAC address: +{MAC}"),
    device(r"Software image version: (?P<sw>.*)"),
)
ARISTA_INVENTORY: Grammar = (
    section(r"System information", "system"),
    section(r"System has \d+ power suppl", "power"),
    section(r"System has \d+ fan", "fans"),
    section(r"System has \d+ transceiver", "optics"),
    section(r"System has \d+ (?:card|switch|line)", "cards"),
    section(r"System has ", "others"),
    skip(r"[- ]+$"),
    skip(r"\s+(?:Slot|Module|Port|Card|Model|Type)\s"),
    entering(device(r"\s+(?P<model>[A-Z]{2,4}-\S+)(?: +(?P<descr>\S.*))?$", within=("system",)), "revision"),
    device(rf"\s+(?P<hw>[\d.]+) +{SERIAL}(?: +\d{{4}}-\d\d-\d\d)?", within=("revision",)),
    begin(
        rf"\s+(?P<place>\d+) +(?P<model>[A-Z]\S+) +{SERIAL}",
        PhysicalClass.POWER_SUPPLY,
        within=("power",),
        place="Power Supply ",
    ),
    begin(
        rf"\s+(?P<place>\d+) +\d+ +(?P<model>[A-Z]\S+) +{SERIAL}",
        PhysicalClass.FAN,
        within=("fans",),
        place="Fan ",
    ),
    begin(rf"\s+(?P<place>\w+) +(?P<model>[A-Z0-9]\S+) +(?P<hw>\S+) +{SERIAL}", within=("cards",)),
    optic(
        rf"\s+(?P<place>\d+(?:/\d+)*) +(?P<maker>\S.*?) +(?P<model>\S+) +{SERIAL} +(?P<hw>\S+)\s*$",
        within=("optics",),
        place="Ethernet",
    ),
    skip(r"\s+\d+ +Not Present", within=("optics",)),
)


def _before_comma(group: str) -> str:
    return rf"(?P<{group}>.*?),?\s*$"


ALCATEL_SYSTEM: Grammar = labelled(
    device, ": +", ("Description", _before_comma("os")), ("Name", _before_comma("host"))
)
ALCATEL_CHASSIS: Grammar = (
    begin(r"(?:Local )?(?P<place>Chassis(?: ID)? \d+)", _CHASSIS, level=0),
    *labelled(
        add,
        ":",
        ("Model Name", _before_comma("model")),
        ("Description", _before_comma("descr")),
        ("Hardware Revision", _before_comma("hw")),
        ("Serial Number", _before_comma("serial")),
    ),
)
FASTIRON_VERSION: Grammar = (
    device(r"\s*(?P<os>Copyright \(c\) .*(?:Ruckus|Brocade|Foundry|CommScope).*)"),
    device(r"\s*SW: (?P<sw>Version \S+)"),
    device(r"\s*HW: (?:Stackable )?(?P<model>\S+)"),
    begin(
        r"\s*(?P<place>UNIT \d+): SL 1: (?P<model>[A-Z]{2,4}\d{3,4}-\d\S*)(?P<descr>.*)", _CHASSIS, level=0
    ),
    begin(r"\s*(?P<place>(?:UNIT \d+: )?SL \d+): (?P<model>[A-Z]{2,4}\S+)(?P<descr>.*)"),
    add(r"\s*Serial +#: *(?P<serial>\S+)"),
)
FASTPATH_VERSION: Grammar = (
    begin(r"(?P<place>Switch: \d+)", _CHASSIS, level=0),
    unread(r"Switch:"),
    *labelled(
        add,
        r"\.{2,} *",
        ("System Description", "os"),
        ("Machine Model", "model"),
        ("Machine Type", "descr"),
        ("Serial Number", "serial"),
        ("Burned In MAC Address", MAC),
        ("Software Version", "sw"),
    ),
)
AWPLUS_SYSTEM: Grammar = (
    begin(r"(?P<place>Stack member \d+)", _CHASSIS, level=0),
    add(rf"Base +\d+ +\S+ +(?P<model>[A-Z]\S+) +(?P<hw>\S+) +{SERIAL}\s*$"),
    begin(
        rf"[A-Z][A-Za-z ]{{2,15}}\d+ +(?P<place>\S+) +(?P<model>[A-Z]\S+) +(?P<hw>\S+) +{SERIAL}\s*$",
        level=1,
    ),
    skip(r"System Status|Board +ID +Bay"),
)
ROS_SYSTEM: Grammar = labelled(
    device, r": +", ("System Description", "os"), ("System Name", "host"), ("System MAC Address", MAC)
)
"""Marvell's switch software, which Cisco (Small Business) and Eltex (MES) sell."""
ROS_UNITS: Grammar = (
    *labelled(device, r"\s*: *", ("Serial number", "serial")),
    skip(r"\s*Unit +(?:MAC|Serial)|[- ]+$"),
    begin(
        rf"\s*(?P<place>\d+) +{MAC} +(?P<hw>\S+) +{SERIAL}\s*$",
        _CHASSIS,
        level=0,
        place="Unit ",
    ),
)
