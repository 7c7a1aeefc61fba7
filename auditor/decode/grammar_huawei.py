"""Huawei: VRP, the line terminals (SmartAX) and ONTs. Electronic labels name every part.

Labels state who delivered a part (VendorName), also of optics and power supplies of others.
"""

from __future__ import annotations

from auditor.decode.line_rules import DATE, SERIAL, Grammar, add, begin, device, optic, section, skip, unread
from auditor.model.device import PhysicalClass

VERSION: Grammar = (
    device(r"(?P<os>Huawei Versatile Routing Platform Software)"),
    device(r"VRP \(R\) software, (?P<sw>Version \S+(?: \(.+\))?)"),
    device(
        r"(?P<maker>HUAWEI|Huawei|Quidway) (?P<model>\S.*?)(?: (?:Terabit |Routing )?(?:Router|Switch))?"
        r" uptime is "
    ),
)
_LABEL_PART = r"\[(?P<place>(?!Board Properties|Archives|Board ?Integration|Rack)[A-Za-z][^\]]{0,63})\]"
ELABEL: Grammar = (
    skip(r"/\$\[|\[(?:Board Properties|Archives|Board ?Integration)"),
    begin(r"\[(?P<place>Rack_?\d*)\]", PhysicalClass.CONTAINER, level=0),
    begin(r"\[(?P<place>Slot_?\d+)\]", PhysicalClass.CONTAINER),
    optic(r"\[Port_?(?P<place>[^\]]{1,60})\]", level=3),
    begin(r"\[(?P<place>(?:Back ?Plane|Power|PWR|Fan)[^\]]{0,60})\]"),
    begin(_LABEL_PART, level=2),
    unread(r"\["),
    add(r"BoardType=(?P<model>.*)"),
    add(r"BarCode=(?P<serial>.*)"),
    add(r"Description=(?P<descr>.*)"),
    add(rf"Manufactured={DATE}"),
    add(r"/\$VendorName=(?P<maker>.*)"),
)
MANUFACTURE: Grammar = (
    skip(r"\s*Slot +(?:Card +)?Type +Serial"),
    begin(rf"\s*(?P<place>\d+(?: +-)?) +(?P<model>[A-Z]\S*) +{SERIAL} +{DATE}", level=1),
    begin(rf"\s+(?P<place>[A-Z][A-Z ]*\d+) +(?P<model>[A-Z]\S*) +{SERIAL} +{DATE}", level=2),
)
DEVICE: Grammar = (
    skip(r"\s*Slot +(?:Card|Sub|#) +Type|.*[Dd]evice status"),
    begin(r"\s{0,3}(?P<place>\d++) ++(?:- ++)?\*?(?P<model>[A-Z](?=\S*\d)\S*+) ++(?:Present|Online|Offline)"),
    begin(
        r"\s+(?P<place>[A-Z]++\d++) ++\*?(?P<model>[A-Z](?=\S*\d)\S*+) ++(?:Present|Online|Offline)", level=2
    ),
)
ESN: Grammar = (
    device(rf"\s*ESN of (?:device|master) *: *{SERIAL}"),
    skip(r"\s*ESN of slave"),
    begin(rf"\s*ESN of (?P<place>slot \d+) *: *{SERIAL}", PhysicalClass.CHASSIS),
)
OPTICS: Grammar = (
    optic(
        r"\s*(?P<place>[A-Za-z][A-Za-z-]*\d[\d/.:]*) (?:optical )?transceiver (?:manufacture )?information"
    ),
    unread(r".*\stransceiver (?:manufacture )?information"),
    section(r"\s*Electronic label information", "label"),
    add(r"\s*(?:Vendor|Manufacturer) Name +: *(?P<maker>.*)"),
    add(r"\s*Vendor Part Number +: *(?P<model>.*)"),
    add(r"\s*Manu\. ?[Ss]erial [Nn]umber +: *(?P<serial>.*)"),
    add(rf"\s*Manufacturing Date +: *{DATE}"),
    add(r"\s*Transceiver Type +: *(?P<descr>.*)"),
    skip(r".*(?:transceiver is (?:not|absent)|is not present)"),
)
SMARTAX_BOARDS: Grammar = (
    skip(r"\s*SlotID +BoardName"),
    begin(r"\s*(?P<place>\d+) +(?P<model>[A-Z][A-Z0-9]{3,15}) +[A-Z][a-z]+", place="Slot "),
)
ONT_OPTIC: Grammar = (
    skip(r"\s*LinkStatus"),
    optic(r"VendorName *: *(?P<maker>.*)"),
    add(r"VendorSN *: *(?P<serial>.*)"),
    add(r"VendorPN *: *(?P<model>.*)"),
)
ONT_ITEMS: Grammar = (
    device(rf"machine item = {SERIAL}"),
    begin(rf"(?P<place>board) item = {SERIAL}"),
)
ONT_VERSION: Grammar = (
    device(r"hardware version +=(?P<hw>.*)"),
    device(r"main software version +=(?P<sw>.*)"),
)
