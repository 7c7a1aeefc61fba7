r"""How commands print neighbors, as data: patterns of lines per form of output.

Groups tell what a line says of a neighbor: mac, chassis (an id that is no MAC address), host,
descr, maker, model, serial, address, port. A digit behind a name is another place for the
same. Must not know how announcements are read (`shown_neighbors`) or joined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.decode.line_rules import MAC
from auditor.model.unit_tables import WLAN

_NEVER = "(?!)"
_ADDRESS = r"(?P<address>\d{1,3}(?:\.\d{1,3}){3})(?![\d.])"
_CHASSIS = rf"(?:{MAC}\s*$|(?P<chassis>\S.*))"
"""A chassis id: a MAC address, or any other text that stands for the chassis."""
_SPACED_MAC = r"[0-9a-f]{2}(?: [0-9a-f]{2}){5}\s*$"
_PORT = r"(?P<port>[A-Za-z][A-Za-z-]*\d[\d/.:]*)"


@dataclass(frozen=True, slots=True)
class NeighborForm:
    """How a command prints neighbors. `begins`: the first line of one; `port`: a line that gives
    the local port of those that follow; `next_line`: a heading whose next line is the
    description; `fields`: all patterns with groups; `empty`: a line of an output without
    neighbors."""

    protocol: str
    begins: re.Pattern[str]
    fields: tuple[re.Pattern[str], ...]
    next_line: re.Pattern[str]
    port: re.Pattern[str]
    empty: re.Pattern[str]


def _form(
    protocol: str,
    begins: str,
    *fields: str,
    next_line: str = _NEVER,
    port: str = _NEVER,
    empty: str = "Total",
) -> NeighborForm:
    compiled = tuple(map(re.compile, (begins, *fields)))
    lines = (re.compile(pattern) for pattern in (next_line, port, empty))
    return NeighborForm(protocol, compiled[0], compiled, *lines)


CDP = _form(
    "cdp",
    r"Device ID: ?(?P<host>\S.*)",
    r"Platform:(?P<model>[^,]++),",
    r"Interface: *(?P<port>[^,\s]+),",
    rf"\s*(?:IP(?:v4)? [Aa]ddress|IPv4 Address): *{_ADDRESS}",
    next_line=r"Version ?:",
)
PROCURVE_CDP = _form(
    "cdp",
    r"\s*Port : *(?P<port>\S+)",
    rf"\s*Device ID : *(?!{_SPACED_MAC})(?P<host>\S.*)",
    rf"\s*Device ID : *(?P<mac>{_SPACED_MAC})",
    r"\s*Platform +: *(?P<model>\S.*)",
    r"\s*Version +: *(?P<descr>\S.*)",
    rf"\s*Address +: *{_ADDRESS}",
    empty=r"\s*CDP neighbors information",
)
LLDP = _form(
    "lldp",
    r"Local Inter?fa?ce?: *(?P<port>\S+)|Local Intf: *(?P<port2>\S+)|Chassis id: *(?P<chassis>.*)",
    rf"Chassis id: *{MAC}\s*$",
    r"Local Port id: *(?P<port>\S+)",
    r"System Name: *(?P<host>.*)",
    r"System Description: *(?P<descr>\S.*)",
    rf"\s*(?:IP|IPv4 address|Management Address): *{_ADDRESS}",
    next_line=r"System Description: *$",
)
VRP_LLDP = _form(
    "lldp",
    r"Neighbor index *:",
    rf"Chassis ID *: *{MAC}\s*$",
    r"System name *: *(?P<host>.*)",
    r"System description *: *(?P<descr>.*)",
    rf"Management address *: *{_ADDRESS}",
    port=r"(?P<port>\S+) has \d+ neighbor",
)
COMWARE_LLDP = _form(
    "lldp",
    rf"(?:-|(?P<host>\S.{{0,63}}?)) +{_PORT} +(?:{MAC}|(?P<chassis>\S+)) +\S",
    empty=r"System Name +Local Interface|Chassis ID :",
)
JUNOS_LLDP = _form(
    "lldp",
    r"(?P<port>[a-z]+-?\d[\d/.:]*) ++(?:(?:-|[a-z]+\d+) ++)?"
    rf"(?:{MAC}|(?P<chassis>\S++)) ++\S.*?(?:  +(?P<host>\S+))?\s*$",
    empty=r"Local Interface|LLDP Remote",
)
AOSCX_LLDP = _form(
    "lldp",
    r"Port +: *(?P<port>\S+)",
    r"Neighbor (?:Chassis|System)-Name +: *(?P<host>\S.*)",
    r"Neighbor (?:Chassis|System)-Description +: *(?P<descr>\S.*)",
    rf"Neighbor Chassis-ID +: *{_CHASSIS}",
    rf"Neighbor Management-Address +: *{_ADDRESS}",
)
PROCURVE_LLDP = _form(
    "lldp",
    r"\s*Local Port +: *(?P<port>\S+)",
    rf"\s*ChassisId +: *{_CHASSIS}",
    r"\s*SysName +: *(?P<host>\S.*)",
    r"\s*System Descr +: *(?P<descr>\S.*)",
    rf"\s*Address +: *{_ADDRESS}",
    empty=r"\s*LLDP Remote Device",
)
FASTIRON_LLDP = _form(
    "lldp",
    r"\s*Neighbor: ",
    rf"\s*\+ Chassis ID \([^)]*\): *{_CHASSIS}",
    r"\s*\+ System name +: *\"(?P<host>[^\"]+)",
    r"\s*\+ System description +: *\"(?P<descr>[^\"]+)",
    rf"\s*\+ Management address \(IPv4\): *{_ADDRESS}",
    port=r"Local port: *(?P<port>\S+)",
)
_DOTS = r" \.{2,} (?!\[not )"
AWPLUS_LLDP = _form(
    "lldp",
    r"\s*Chassis ID Type \.",
    rf"\s*Chassis ID{_DOTS}{_CHASSIS}",
    rf"\s*System Name{_DOTS}(?P<host>\S.*)",
    rf"\s*System Description{_DOTS}(?P<descr>\S.*)",
    rf"\s*Management Addresses{_DOTS}{_ADDRESS}",
    rf"\s*Serial Number{_DOTS}(?P<serial>\S.*)",
    rf"\s*Manufacturer Name{_DOTS}(?P<maker>\S.*)",
    rf"\s*Model Name{_DOTS}(?P<model>\S.*)",
    port=r"Local (?P<port>port[\d.]+):",
    empty=r"LLDP Detailed",
)
NXOS_LLDP = _form(
    "lldp",
    rf"(?P<host>\S+)\s*$|(?P<host2>\S+) +{_PORT} +\d+ ",
    rf"\s+{_PORT} +\d+ ",
    empty=r"Device ID +Local Intf|Capability codes",
)
S300_LLDP = _form(
    "lldp",
    rf"(?P<port>[a-zA-Z]+\d[\d/]*) +(?:{MAC}|(?P<chassis>\S+)) +\S+ +(?P<host>\S+) +[A-Za-z, ]+ +\d+\s*$",
    empty=r"\s*Port +Device ID",
)
FASTPATH_LLDP = _form(
    "lldp",
    rf"(?P<port>\d+/\d+(?:/\d+)?) +\d+ +(?:{MAC}|(?P<chassis>\S+)) +"
    r"\S.*?(?:  +(?P<host>\S+)(?: \.\.\.)?)?\s*$",
    empty=r"LLDP Remote Device",
)
MIKROTIK_NEIGHBORS = _form(
    "mndp",
    r"\s*\d+ +(?:[A-Z]+ +)?[a-z-]+=",
    r"(?:.*\s)?interface=(?P<port>[^\s,]+)",
    rf"(?:.*\s)?address={_ADDRESS}",
    rf"(?:.*\s)?mac-address={MAC}",
    r"(?:.*\s)?identity=\"(?P<host>[^\"]+)",
    r"(?:.*\s)?platform=\"(?:(?P<maker>MikroTik)\"|(?P<model>[^\"]+))",
    r"(?:.*\s)?board=\"(?P<model>[^\"]+)",
    r"(?:.*\s)?system-description=\"(?P<descr>[^\"]+)",
    empty=r"Flags:",
)
VRP_ACCESS_POINTS = _form(
    WLAN,
    rf"\s*+\d++ ++{MAC} ++(?P<host>\S.*?) ++\S++ ++(?:{_ADDRESS}|-) ++"
    r"(?:(?:-|(?P<model>\S*\d\S*+)) ++)?[a-z]",
)

FORMS = {
    ("broadcom_icos", "show lldp remote-device all"): FASTPATH_LLDP,
    ("cisco_ios", "show cdp neighbors detail"): CDP,
    ("cisco_nxos", "show cdp neighbors detail"): CDP,
    ("cisco_ios", "show lldp neighbors detail"): LLDP,
    ("cisco_xr", "show lldp neighbors detail"): LLDP,
    ("cisco_nxos", "show lldp neighbors"): NXOS_LLDP,
    ("cisco_s300", "show lldp neighbors"): S300_LLDP,
    ("huawei_vrp", "display lldp neighbor"): VRP_LLDP,
    ("huawei_vrp", "display ap all"): VRP_ACCESS_POINTS,
    ("hp_comware", "display lldp neighbor-information list"): COMWARE_LLDP,
    ("hp_procurve", "show lldp info remote-device detail"): PROCURVE_LLDP,
    ("hp_procurve", "show cdp neighbors detail"): PROCURVE_CDP,
    ("aruba_aoscx", "show lldp neighbor-info detail"): AOSCX_LLDP,
    ("juniper_junos", "show lldp neighbors"): JUNOS_LLDP,
    ("ruckus_fastiron", "show lldp neighbors detail"): FASTIRON_LLDP,
    ("allied_telesis", "show lldp neighbors detail"): AWPLUS_LLDP,
    ("mikrotik", "/ip neighbor print detail"): MIKROTIK_NEIGHBORS,
}
"""(platform, command as the catalogue writes it) -> the form of its output."""
