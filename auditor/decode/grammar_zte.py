"""ZTE: the ROS of routers and switches (ZXR10, ZXCTN), line terminals (ZXA10).

No text of the commands for optics, hardware and serial numbers could be confirmed; they are
not sent, and over SNMP the same comes from ZTE's own tables.
"""

from __future__ import annotations

from auditor.decode.line_rules import Grammar, add, begin, device, skip, unread

VERSION: Grammar = (
    device(r"(?P<os>ZTE ZX\S+ Software, Version.*)"),
    device(r"(?P<os>ZXR10 .*(?:Software|ROS Version).*)"),
    device(r"(?P<model>ZX[A-Z0-9]+ [A-Z0-9][\w-]*)\s*$"),
    begin(r"\[[^,\]]{1,32}, (?P<place>(?:panel|shelf) \d+, slot \d+)\]"),
    unread(r"\[.*slot"),
    add(r"Board Name +:(?P<model>.*)"),
    add(r"Description +:(?P<descr>.*)"),
)
CARDS: Grammar = (
    skip(r"\s*Rack +Shelf +Slot +CfgType"),
    begin(r"(?P<place>\d+ +\d+ +\d+) +[A-Z][A-Z0-9]{2,11} +(?P<model>[A-Z][A-Z0-9]{2,11})\s", place="Slot "),
    skip(r"\d+ +\d+ +\d+ "),
)
