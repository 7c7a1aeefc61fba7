"""Juniper, MikroTik, Fortinet, Palo Alto Networks, Ubiquiti, Fujitsu and OneAccess.

Junos prints the tree by indentation; "NON-JNPR" where a part number would stand says that
the optic's maker is not Juniper, and no part number.
"""

from __future__ import annotations

from auditor.decode.line_rules import MAC, SERIAL, Grammar, Rule, add, begin, device, labelled, optic, skip
from auditor.model.device import PartFunction, PhysicalClass

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
    *labelled(device, ": ", ("Hostname", "host"), ("Model", "model"), ("Junos", "sw")),
    device(r"(?P<os>JUNOS .*)"),
)
MIKROTIK_BOARD: Grammar = labelled(
    device,
    ": ",
    ("model", "model"),
    ("serial-number", "serial"),
    ("current-firmware", "fw"),
    ("board-name", "descr"),
)
MIKROTIK_RESOURCE: Grammar = labelled(
    device, ": ", ("platform", "maker"), ("board-name", "descr"), ("version", "sw")
)
FORTINET_STATUS: Grammar = (
    device(r"(?P<os>Version: (?P<model>Forti[\w-]+) (?P<sw>v\S+).*)"),
    *labelled(device, ": *", ("Serial-Number", r"(?P<serial>\S+)"), ("Hostname", "host")),
)
FORTINET_CLUSTER: Grammar = (
    device(r"Model: (?P<model>Forti\S+)"),
    begin(
        rf"(?:Primary|Secondary|Master|Slave) *: *(?P<place>[^\s,]+) *, *{SERIAL}, ",
        PhysicalClass.CHASSIS,
        level=0,
        place="Member ",
    ),
    skip(r"HA Health Status|Mode:"),
)
PANOS_INFO: Grammar = labelled(
    device,
    ": ",
    ("hostname", "host"),
    ("model", "model"),
    ("serial", "serial"),
    ("sw-version", "sw"),
    ("mac-address", MAC),
)
EDGEROUTER_VERSION: Grammar = (
    device(r"(?P<os>Copyright: +.*)"),
    *labelled(device, r": +", ("Version", "sw"), ("HW model", "model"), ("HW S/N", "serial")),
)
FUJITSU_SYSTEM: Grammar = labelled(
    device, r" +: +", ("System", "model"), (r"Serial No\.", "serial"), (r"Firm Ver\.", "sw"), ("MAC", MAC)
)
ONEOS_HARDWARE: Grammar = (
    *labelled(device, r" *: *", ("Device", "model"), ("CPU", "descr")),
    begin(
        r"\s*(?P<place>Wlan ?\d*) *: VendorID \(0x(?P<pci_id>[0-9a-f]{4})\)",
        PhysicalClass.MODULE,
        PartFunction.PART,
    ),
    skip(r"\s*HARDWARE DESCRIPTION"),
)
ONEOS_OPTICS: Grammar = (
    optic(r"Physical device +="),
    *labelled(
        add,
        " +=",
        ("name", "maker"),
        ("partNumber", "model"),
        ("revision", "hw"),
        ("serialNumber", "serial"),
        ("ethernetComplianceCode", "descr"),
    ),
    skip(r".*module inventory information"),
)
