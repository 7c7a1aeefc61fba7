"""Section kinds: what one walk or command is about, shared by collect and decode.

A kind names the table family; the roots that fill it are the plan's (`collect/plan.py`).
"""

from __future__ import annotations

from enum import StrEnum


class SectionKind(StrEnum):
    """What the rows of a section describe."""

    SYSTEM = "system"
    SNMP_ENGINE = "snmp_engine"
    INTERFACES = "interfaces"
    ENTITY = "entity"
    ENTITY_ALIAS = "entity_alias"
    LLDP = "lldp"
    LLDP_MED = "lldp_med"
    CDP = "cdp"
    BRIDGE = "bridge"
    FDB = "fdb"
    ARP = "arp"
    VENDOR = "vendor"
    PRIVATE_TREE = "private_tree"
    """The first row below an enterprise number, asked of agents that do not name their maker."""
    PON = "pon"
    """ONUs behind a line terminal."""
    WLAN = "wlan"
    """Access points behind a controller."""
    OTHER = "other"
    """Rows of a given recording that no root of the plan covers: kept for later knowledge."""
    CLI = "cli"
    """What a command wrote, octet by octet. `root` is the command as sent, `context` the platform
    (`model.platforms`, "" = not known) whose command it is; rows are lines."""


PERSONAL_DATA_KINDS = frozenset({SectionKind.FDB, SectionKind.ARP})
"""Tables that show subscribers' equipment; selectable per tag, with a retention of their own."""
