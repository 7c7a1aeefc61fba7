"""Switches of Arista, Aruba, HP, Alcatel-Lucent, Ruckus (Brocade) and Ubiquiti.

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
AOSCX_SYSTEM: Grammar = (
    device(r"Vendor +: *(?P<maker>.*)"),
    device(r"Product Name +: *(?P<model>.*)"),
    device(r"Chassis Serial Nbr +: *(?P<serial>.*)"),
    device(rf"Base MAC Address +: *{MAC}"),
    device(r"(?:ArubaOS|AOS)-CX Version +: *(?P<sw>.*)"),
    device(r"Hostname +: *(?P<host>.*)"),
)
AOSCX_MODULES: Grammar = (
    section(r"(?:Management|Line|Fabric) Modules", "modules"),
    section(r"\w+ Modules|Power Supplies", "others"),
    skip(r"[- =]+$|Name +Number|\s+Product"),
    begin(
        rf"(?P<place>\d+/\d+) +(?P<model>[A-Z0-9]{{5,8}}) +(?P<descr>\S.{{37}}) {SERIAL} +\S",
        within=("modules",),
    ),
)  # fmt: skip
PROCURVE_SYSTEM: Grammar = (
    begin(r"\s*(?P<place>(?:VSF|Stack)-Member *: ?\d+)", _CHASSIS, level=0),
    add(r".*?Serial Number +: *(?P<serial>\S+)"),
    device(rf"\s*Base MAC Addr +: *{MAC}(?: +Serial Number +: *(?P<serial>\S+))?"),
    device(r"\s*System Name +: *(?P<host>.*)"),
    device(r"\s*Software revision +: *(?P<sw>\S+)"),
)
ALCATEL_CHASSIS: Grammar = (
    begin(r"(?:Local )?(?P<place>Chassis(?: ID)? \d+)", _CHASSIS, level=0),
    add(r"\s*Model Name:(?P<model>.*?),?\s*$"),
    add(r"\s*Description:(?P<descr>.*?),?\s*$"),
    add(r"\s*Hardware Revision:(?P<hw>.*?),?\s*$"),
    add(r"\s*Serial Number:(?P<serial>.*?),?\s*$"),
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
EDGESWITCH_VERSION: Grammar = (
    begin(r"(?P<place>Switch: \d+)", _CHASSIS, level=0),
    unread(r"Switch:"),
    add(r"System Description\.{2,}(?P<os>.*)"),
    add(r"Machine Model\.{2,}(?P<model>.*)"),
    add(r"Machine Type\.{2,}(?P<descr>.*)"),
    add(r"Serial Number\.{2,}(?P<serial>.*)"),
    add(rf"Burned In MAC Address\.{{2,}} *{MAC}"),
    add(r"Software Version\.{2,}(?P<sw>.*)"),
)

GRAMMARS = {
    ("arista_eos", "show version"): ARISTA_VERSION,
    ("arista_eos", "show inventory"): ARISTA_INVENTORY,
    ("aruba_aoscx", "show system"): AOSCX_SYSTEM,
    ("aruba_aoscx", "show module"): AOSCX_MODULES,
    ("hp_procurve", "show system"): PROCURVE_SYSTEM,
    ("alcatel_aos", "show chassis"): ALCATEL_CHASSIS,
    ("ruckus_fastiron", "show version"): FASTIRON_VERSION,
    ("edgeswitch", "show version"): EDGESWITCH_VERSION,
}
