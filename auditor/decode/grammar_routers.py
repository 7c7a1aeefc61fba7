"""Juniper, MikroTik, Fortinet and Palo Alto Networks.

Junos prints the tree by indentation; "NON-JNPR" where a part number would stand says that
the optic's maker is not Juniper, and no part number.
"""

from __future__ import annotations

from auditor.decode.line_rules import MAC, SERIAL, Grammar, Rule, begin, device, optic, skip
from auditor.model.device import PhysicalClass

_REVISION = r" {2,}(?:(?P<hw>REV \w+|\]) +)?"
_NUMBERS = rf"(?:(?:(?P<model>\d{{3}}-\d{{6}})|BUILTIN|NON-JNPR) +)?(?:{SERIAL} {{2,}})?(?P<descr>\S.*)"


def _junos(indent: str, level: int) -> tuple[Rule, Rule, Rule]:
    return (
        optic(
            rf"{indent}(?P<place>Xcvr \d+){_REVISION}(?:(?P<model>\d{{3}}-\d{{6}})|NON-JNPR) +"
            rf"{SERIAL} +(?P<descr>\S.*)",
            level,
        ),
        begin(rf"{indent}(?P<place>[A-Z]\S*(?: \S+)*?){_REVISION}{_NUMBERS}", level=level),
        begin(rf"{indent}(?P<place>[A-Z]\S*(?: \S+)*?) *$", level=level),
    )


JUNOS_HARDWARE: Grammar = (
    skip(r"Hardware inventory|Item +Version|\{"),
    begin(
        rf"(?P<place>Chassis) +(?:REV \w+ +)?(?:\d{{3}}-\d{{6}} +)?{SERIAL} +(?P<model>\S.*)",
        PhysicalClass.CHASSIS,
        level=0,
    ),
    *_junos("", 1),
    *_junos("  ", 2),
    *_junos("    ", 3),
    *_junos("      ", 4),
)
JUNOS_VERSION: Grammar = (
    device(r"Hostname: (?P<host>.*)"),
    device(r"Model: (?P<model>.*)"),
    device(r"Junos: (?P<sw>.*)"),
    device(r"(?P<os>JUNOS .*)"),
)
MIKROTIK_BOARD: Grammar = (
    device(r"\s*model: (?P<model>.*)"),
    device(r"\s*serial-number: (?P<serial>.*)"),
    device(r"\s*current-firmware: (?P<fw>.*)"),
    device(r"\s*board-name: (?P<descr>.*)"),
)
MIKROTIK_RESOURCE: Grammar = (
    device(r"\s*platform: (?P<maker>.*)"),
    device(r"\s*board-name: (?P<descr>.*)"),
    device(r"\s*version: (?P<sw>.*)"),
)
FORTINET_STATUS: Grammar = (
    device(r"(?P<os>Version: (?P<model>Forti[\w-]+) (?P<sw>v\S+).*)"),
    device(r"Serial-Number: *(?P<serial>\S+)"),
    device(r"Hostname: *(?P<host>.*)"),
)
PANOS_INFO: Grammar = (
    device(r"hostname: (?P<host>.*)"),
    device(r"model: (?P<model>.*)"),
    device(r"serial: (?P<serial>.*)"),
    device(r"sw-version: (?P<sw>.*)"),
    device(rf"mac-address: {MAC}"),
)

GRAMMARS = {
    ("juniper_junos", "show chassis hardware"): JUNOS_HARDWARE,
    ("juniper_junos", "show version"): JUNOS_VERSION,
    ("mikrotik", "/system routerboard print"): MIKROTIK_BOARD,
    ("mikrotik", "/system resource print"): MIKROTIK_RESOURCE,
    ("fortinet", "get system status"): FORTINET_STATUS,
    ("paloalto_panos", "show system info"): PANOS_INFO,
}
