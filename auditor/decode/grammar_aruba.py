"""Aruba and HPE: AOS-CX, ArubaOS-Switch (ProCurve), and ArubaOS of wireless controllers.

Optics are listed with the number of the product they are sold as; their part number tells
who made them only to HPE. Members of a stack are parts of class chassis.
"""

from __future__ import annotations

from auditor.decode.line_rules import (
    MAC,
    SERIAL,
    Grammar,
    add,
    begin,
    device,
    labelled,
    optic,
    section,
    skip,
)
from auditor.model.device import PhysicalClass

AOSCX_SYSTEM: Grammar = labelled(
    device,
    r" +: *",
    ("Vendor", "maker"),
    ("Product Name", "model"),
    ("Chassis Serial Nbr", "serial"),
    ("Base MAC Address", MAC),
    (r"(?:ArubaOS|AOS)-CX Version", "sw"),
    ("Hostname", "host"),
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
_OPTIC_ROW = rf"(?P<descr>\S+) +(?P<model>[A-Z]\w{{4,9}}) +{SERIAL}(?: +\S+)?\s*$"
AOSCX_OPTICS: Grammar = (
    skip(r"[- ]+$|Port +Type|\s+Number"),
    optic(rf"(?P<place>\d+/\d+/\d+) +{_OPTIC_ROW}"),
    skip(r"\d+/\d+/\d+ "),
)
PROCURVE_OPTICS: Grammar = (
    skip(r"\s*(?:Transceiver Technical|Port +Type|Product +Serial|[- ]+$|No Transceiver)"),
    optic(rf"\s*(?P<place>(?:\d+/)?[A-Z]?\d+) +{_OPTIC_ROW}"),
    skip(r"\s*(?:\d+/)?[A-Z]?\d+ "),
)
PROCURVE_LOCAL: Grammar = (
    device(r"\s*System Description : *(?P<os>(?:(?:HPE?|Aruba|ProCurve) )*(?P<model>J\w{4,5}).*)"),
    *labelled(device, " +: *", ("Chassis Id", MAC), ("System Name", "host"), ("System Description", "os")),
)
PROCURVE_SYSTEM: Grammar = (
    begin(r"\s*(?P<place>(?:VSF|Stack)-Member *: ?\d+)", PhysicalClass.CHASSIS, level=0),
    add(r".*?Serial Number +: *(?P<serial>\S+)"),
    device(rf"\s*Base MAC Addr +: *{MAC}(?: +Serial Number +: *(?P<serial>\S+))?"),
    device(r"\s*System Name +: *(?P<host>.*)"),
    device(r"\s*Software revision +: *(?P<sw>\S+)"),
)
ARUBA_OS_INVENTORY: Grammar = (
    *labelled(
        device, r" *: *", ("System Serial#", r"(?P<serial>\S+)"), ("SC Model#", "model"), ("HW MAC Addr", MAC)
    ),
    begin(r"(?P<place>(?:CPU|Interface) Card) Serial# +: *(?P<serial>\S+)"),
    add(r"(?:CPU|Interface) Card Assembly# +: *(?P<model>\S+)"),
    add(r"(?:CPU|Interface) Card Revision +: *\(Rev:(?P<hw>[\w.]+)\)"),
    begin(r"(?P<place>Power Supply \d+) +:", PhysicalClass.POWER_SUPPLY),
    section(r"[A-Z]", "others"),
    add(r"\s+: Vendor & Model No +: *(?P<maker>[A-Za-z]\S*) +(?P<model>\S+)"),
    add(r"\s+: Serial No +: *(?P<serial>\S+)"),
)
