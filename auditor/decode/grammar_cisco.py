"""Cisco: IOS and IOS XE, IOS XR, NX-OS, ASA. Inventories name product, version and serial.

NX-OS lists optics with their EEPROM's maker; in its inventory that maker stands where a
description would, and the part number where the version would.
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
    resume,
    section,
    skip,
    unread,
)

_NAME = r"\s*+[Nn][Aa][Mm][Ee]:"
_NAMED = rf"{_NAME} *+\"?(?P<place>(?<=\")[^\"]*+|(?<!\")[^\",]*+)\"? *+, *+DESCR: *+\"?(?P<descr>[^\"]*+)\"?"
"""A comma may stand in a name in quotes ("slot 1, psu 2")."""
_NUMBERED = r"\s*+PID:(?P<model>[^,]*+), *+VID:(?P<hw>[^,]*+), *+SN:(?P<serial>.*)"
INVENTORY: Grammar = (begin(_NAMED), unread(_NAME), add(_NUMBERED))
_INTERFACE = r"(?P<place>[A-Za-z](?=\S*\d)[\w./:-]*+)"
_EEPROM_NAMED = rf"{_NAME} *+{_INTERFACE} *+, *+DESCR:(?P<maker>[^\"]*+)"
_EEPROM_NUMBERED = r"\s*+PID:(?P<descr>[^,]*+), *+VID:(?P<model>[^,]*+), *+SN:(?P<serial>.*)"
NXOS_INVENTORY: Grammar = (
    entering(optic(_EEPROM_NAMED), "eeprom"),
    entering(begin(_NAMED), "inventory"),
    entering(unread(_NAME), "inventory"),
    add(_EEPROM_NUMBERED, within=("eeprom",)),
    add(_NUMBERED),
)
_MEMBER = r"(?:System Serial Number|System serial number) +: *(?P<serial>\S+)"
IOS_VERSION: Grammar = (
    device(r"(?P<os>Cisco (?:IOS(?=[ -])|Internetwork).*)"),
    device(r"(?P<host>\S+) uptime is "),
    device(r"[Cc]isco (?P<model>[A-Za-z0-9][\w./+-]*(?: \d+)?) (?=.*processor|\(revision)"),
    device(r"Processor board ID (?P<serial>\S+)"),
    begin(r"(?P<place>Switch 0?\d+)\s*$", level=0),
    unread(r"Switch \d"),
    add(rf"Base [Ee]thernet MAC [Aa]ddress +: *{MAC}"),
    add(r"Model [Nn]umber +: *(?P<model>\S+)"),
    add(_MEMBER),
)
XR_VERSION: Grammar = (
    device(r"(?P<os>Cisco IOS XR Software.*)"),
    device(r"(?P<host>\S+) uptime is "),
    device(r"cisco (?P<model>\S.*?) \(.*\) processor"),
)
NXOS_VERSION: Grammar = (
    device(r"(?P<os>Cisco Nexus Operating System.*)"),
    device(r"\s+cisco (?P<model>\S.*?)(?: \([^)]*\))?(?: [Cc]hassis)? *$"),
    device(r"\s+Processor [Bb]oard ID (?P<serial>\S+)"),
    device(r"\s+Device name: (?P<host>\S+)"),
)
ASA_VERSION: Grammar = (
    device(r"(?P<os>Cisco (?:Adaptive Security Appliance|PIX) .*)"),
    device(r"(?P<host>\S+) up \d"),
    device(r"Model Id: +(?P<model>\S+)"),
    device(r"Hardware: +(?P<model>[^,\s]+)"),
    device(r"Serial Number: (?P<serial>\S+)"),
)
_DASHES = r"[- +]+$"
MODULES: Grammar = (
    section(r"\s*Mod(?:ule)? +(?:Ports +)?Card Type .*Serial", "cards"),
    section(r"\s*Mod +Sub-Module .*Serial", "subs"),
    section(r"\s*(?:Mod|Module|M|Switch) +\S+", "others"),
    skip(_DASHES),
    skip(r"\s*\w{1,8} +Unknown +N/A ", within=("cards",)),
    begin(
        r"\s*+(?P<place>\w{1,8}) ++(?:\d++ ++)?(?P<descr>\S.*?) ++"
        rf"(?P<model>[A-Z0-9][A-Z0-9+=./-]{{3,}}+|N/A) ++{SERIAL}\s*+$",
        within=("cards",),
        place="Slot ",
    ),
    begin(
        rf"\s*+\d++ ++(?P<place>\S.*?) ++(?P<model>[A-Z0-9][A-Z0-9+=./-]{{3,}}+) ++{SERIAL} ++"
        r"(?P<hw>\S++) ++\S++\s*$",
        level=2,
        within=("subs",),
    ),
)  # fmt: skip
_NXOS_CARD = r"(?P<place>\d+) ++\d++ ++(?P<descr>\S.*?) ++(?P<model>[A-Z0-9]++-\S++) ++\S"
NXOS_MODULES: Grammar = (
    section(r"Mod +Ports +Module-Type", "cards"),
    section(r"Xbar +Ports +Module-Type", "fabrics"),
    section(r"Mod +MAC-Address", "serials"),
    section(r"Xbar +MAC-Address", "fabric serials"),
    section(r"(?:Mod|Xbar) +", "others"),
    begin(_NXOS_CARD, within=("cards",), place="Slot "),
    begin(_NXOS_CARD, within=("fabrics",), place="Xbar "),
    resume(rf"(?P<place>\d+) +(?:NA|\S+ to \S+) +{SERIAL}", within=("serials",), place="Slot "),
    resume(rf"(?P<place>\d+) +(?:NA|\S+ to \S+) +{SERIAL}", within=("fabric serials",), place="Xbar "),
)  # fmt: skip
STACK: Grammar = (
    skip(r"\s*Switch +Ports +Model"),
    begin(
        rf"\s*+\*?\s*+(?P<place>\d+) ++\d++ ++(?P<model>\S++) ++{SERIAL} ++\S++ ++(?P<hw>\S++) ++(?P<sw>\S+)",
        place="Switch ",
    ),
    skip(r"Chassis type:|Slot +Type"),
)  # fmt: skip
XR_PLATFORM: Grammar = (
    skip(r"(?:Node|Location) +"),
    begin(
        r"(?P<place>\d+/\w+(?:/\w+)?) +(?P<model>[A-Z][A-Z0-9]*-[A-Za-z0-9/-]+)(?:\((?:Active|Standby)\))? +"
    ),
    skip(r"\d+/\w+"),
)
NXOS_OPTICS: Grammar = (
    optic(rf"{_INTERFACE}\s*$"),
    unread(r"[A-Za-z]"),
    add(r"\s+name is (?P<maker>.*)"),
    add(r"\s+part number is (?P<model>.*)"),
    add(r"\s+revision is (?P<hw>.*)"),
    add(r"\s+serial number is (?P<serial>.*)"),
    add(r"\s+type is (?P<descr>.*)"),
)
