"""Comware of H3C and HPE: manufacture information of every part, optics, version.

Fixed switches print fans and power supplies below their slot ("Slot 1 CPU 0:"); modular ones
begin with the chassis itself, and slots are its cards.
"""

from __future__ import annotations

from auditor.decode.line_rules import DATE, Grammar, add, begin, device, entering, optic, skip, unread
from auditor.model.device import PhysicalClass

MANUFACTURE: Grammar = (
    begin(r"\s*(?P<place>Chassis \d+):?\s*$", PhysicalClass.CHASSIS, level=0),
    entering(add(r"\s*Chassis self"), "modular"),
    begin(r"\s*(?P<place>Slot \d+)(?: CPU \d+)?:?\s*$", level=1, within=("modular",)),
    begin(r"\s*(?P<place>Slot \d+) CPU \d+:?\s*$", PhysicalClass.CHASSIS, level=0),
    begin(r"\s*(?P<place>Slot \d+):?\s*$", level=1),
    begin(r"\s*(?P<place>Sub ?slot \d+):?\s*$", level=2),
    begin(r"\s*(?P<place>Fan \d+):?\s*$", PhysicalClass.FAN, level=1),
    begin(r"\s*(?P<place>Power \d+):?\s*$", PhysicalClass.POWER_SUPPLY, level=1),
    begin(r"\s*(?P<place>[A-Z][A-Za-z ]{2,20}\d+(?: CPU \d+)?):?\s*$", level=1),
    unread(r"\s*+[A-Z][a-z][^:_]*+:\s*+$"),
    add(r"\s*DEVICE_NAME *: *(?P<model>.*)"),
    add(r"\s*(?:DEVICE_SERIAL_NUMBER|MANU SERIAL NUMBER) *: *(?P<serial>.*)"),
    add(rf"\s*MANUFACTURING_DATE *: *{DATE}"),
    add(r"\s*VENDOR_NAME *: *(?P<maker>.*)"),
    skip(r"\s*(?:MAC_ADDRESS|PRODUCT ID|The operation)"),
)
VERSION: Grammar = (
    device(r"(?P<os>(?:H3C|HPE?) Comware (?:Platform )?Software.*)"),
    device(r"(?P<os>Comware [Ss]oftware, Version .*)"),
    device(r"(?P<maker>H3C|HPE?) (?P<model>\S.*?) uptime is "),
)
DEVICE: Grammar = (
    skip(r"\s*Slot(?: No\.)? +(?:Brd |Board )?Type +"),
    begin(
        r"\s*(?P<place>\d+(?:/\d+)?) +(?P<model>[A-Z](?=\S*\d)\S*+) +(?:Normal|Master|Standby|Slave|Fault)",
        place="Slot ",
    ),
    skip(r"\s*\d+ +NONE"),
)  # fmt: skip
OPTICS: Grammar = (
    optic(r"\s*(?P<place>[A-Za-z][A-Za-z-]*\d[\d/.:]*) transceiver (?:manufacture )?information"),
    unread(r".*\stransceiver (?:manufacture )?information"),
    add(r"\s*Vendor Name +: *(?P<maker>.*)"),
    add(r"\s*Ordering Name +: *(?P<model>.*)"),
    add(r"\s*Manu\. Serial Number +: *(?P<serial>.*)"),
    add(rf"\s*Manufacturing Date +: *{DATE}"),
    add(r"\s*Transceiver Type +: *(?P<descr>.*)"),
    skip(r".*transceiver is (?:absent|not)|.*does not support this function"),
)
