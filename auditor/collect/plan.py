"""What to ask of a device: roots to walk, as data.

Asks for identity and adjacency only. Volatile values (uptime, counters, optical power)
are left out so that an unchanged device gives unchanged payloads, and so are tables that
hold secrets (`FORBIDDEN_ROOTS`). Must not know how a walk works. Next: `vendor_plan`, `walk`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from auditor.collect.vendor_plan import CISCO, VENDOR_ROOTS
from auditor.model.sections import SectionKind
from auditor.model.unit_tables import PON_TABLES, WLAN_TABLES, UnitTable

MAX_KINDS_OF_DEVICE = 1_024
"""sysObjectIDs remembered: more than a network has models, and no hold for a network that invents them."""


def within(oid: str, root: str) -> bool:
    """Whether a dotted OID is `root` or lies below it."""
    return oid == root or oid.startswith(root + ".")


class PlanRoot(NamedTuple):
    """One sub-tree to walk. `when`: dotted sysObjectID prefixes it is for; () = always."""

    kind: SectionKind
    root: str
    when: tuple[str, ...] = ()

    def applies_to(self, sys_object_id: str) -> bool:
        """Whether a device with this sysObjectID ("" when it stated none) is asked."""
        return not self.when or any(within(sys_object_id, prefix) for prefix in self.when)


@dataclass(frozen=True, slots=True)
class Plan:
    """Roots in the order they are walked; what names the device comes first."""

    roots: tuple[PlanRoot, ...]

    @property
    def digest(self) -> str:
        """sha256, hexadecimal, over one line per root; equal plans have equal digests."""
        lines = (f"{root.kind.value} {root.root} {','.join(root.when)}\n" for root in self.roots)
        return hashlib.sha256("".join(lines).encode()).hexdigest()


class PlanIndex:
    """A plan made ready for many devices: its digest, and what applies, are found once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.digest = plan.digest
        dotted = [root.root for root in plan.roots]
        first = dotted.index(SYS_OBJECT_ID) + 1 if SYS_OBJECT_ID in dotted else 0
        self.first = tuple(root for root in plan.roots[:first] if not root.when)
        """Roots up to the one that tells which others apply."""
        rest = plan.roots[first:]
        self._probes = tuple(root for root in rest if root.kind is SectionKind.PRIVATE_TREE)
        self._rest = tuple(root for root in rest if root.kind is not SectionKind.PRIVATE_TREE)
        self._applicable: dict[tuple[str, ...], tuple[PlanRoot, ...]] = {}

    def probes(self, sys_object_id: str) -> tuple[PlanRoot, ...]:
        """Numbers to look below where this sysObjectID ("" when none) names no maker."""
        return tuple(root for root in self._probes if root.applies_to(sys_object_id or NO_OBJECT_ID))

    def after_first(self, sys_object_id: str, *trees: str) -> tuple[PlanRoot, ...]:
        """What else a device with this sysObjectID ("" when it stated none) is asked, in order;
        `trees` are numbers below which it answered a probe, dotted like a sysObjectID."""
        identities = (sys_object_id, *trees)
        if identities not in self._applicable:
            if len(self._applicable) >= MAX_KINDS_OF_DEVICE:
                self._applicable.clear()
            applicable = (root for root in self._rest if any(map(root.applies_to, identities)))
            self._applicable[identities] = tuple(applicable)
        return self._applicable[identities]


FORBIDDEN_ROOTS: tuple[tuple[str, str], ...] = (
    # entLogicalCommunity is a community string in clear (RFC 6933 2.12.1).
    ("1.3.6.1.2.1.47.1.2.1", "entLogicalTable shows community strings"),
    # The whole user-based security model: names of users, key change objects (RFC 3414 5).
    ("1.3.6.1.6.3.15.1.2", "usmUserTable shows the names and key objects of SNMPv3 users"),
    ("1.3.6.1.6.3.16", "VACM tables show who may read what"),
    ("1.3.6.1.6.3.12", "snmpTarget tables show trap receivers and their security names"),
    ("1.3.6.1.6.3.13", "snmpNotify tables show trap filters"),
    ("1.3.6.1.6.3.14", "snmpProxy tables show forwarding security names"),
    ("1.3.6.1.6.3.18", "SNMP-COMMUNITY-MIB shows community strings"),
)
"""(root, reason): never walked, and dropped from recordings that were given to us."""


def _roots(kind: SectionKind, *dotted: str, when: tuple[str, ...] = ()) -> tuple[PlanRoot, ...]:
    return tuple(PlanRoot(kind, root, when) for root in dotted)


def _units(kind: SectionKind, tables: tuple[UnitTable, ...]) -> tuple[PlanRoot, ...]:
    return tuple(
        PlanRoot(kind, f"{table.root}.{column}", table.when) for table in tables for column in table.columns
    )


NO_OBJECT_ID = "0.0"
"""zeroDotZero (RFC 2578): what stands for a sysObjectID that is not stated."""
GENERIC_AGENTS = (
    NO_OBJECT_ID,
    *(f"1.3.6.1.4.1.{number}" for number in (8072, 2021, 311, 10002, 4413, 26381)),
)
"""sysObjectIDs that name no maker: none, net-snmp, UCD-SNMP, Windows, Frogfoot and Broadcom (radios and
switches of many), lwIP."""
LISTED_NUMBERS = (2011, 34774, 58132, 3902, 25506, 37496, 40297, 5875)
"""Huawei, Huawei Symantec, xFusion, ZTE, H3C, Dahua, Hytera, FiberHome: one GETNEXT below each tells
whether a generic agent serves their objects. (Hikvision's and Dahua's other numbers are asked for
objects of their own.)"""


_IF_ENTRY = "1.3.6.1.2.1.2.2.1"
_IF_X_ENTRY = "1.3.6.1.2.1.31.1.1.1"
_LLDP = "1.0.8802.1.1.2.1"

SYS_DESCR = "1.3.6.1.2.1.1.1"
SYS_OBJECT_ID = "1.3.6.1.2.1.1.2"
FDB_BRIDGE = "1.3.6.1.2.1.17.4.3.1.2"
"""dot1dTpFdbPort."""
FDB_VLAN = "1.3.6.1.2.1.17.7.1.2.2.1.2"
"""dot1qTpFdbPort."""
BRIDGE_PORT_IF_INDEX = "1.3.6.1.2.1.17.1.4.1.2"
VLAN_STATE = "1.3.6.1.4.1.9.9.46.1.3.1.1.2"
"""vtpVlanState (CISCO-VTP-MIB): which VLANs to ask for their forwarding table one by one."""

DEFAULT_PLAN = Plan(
    (
        # SNMPv2-MIB sysDescr, sysObjectID, sysName, sysLocation; uptime changes, contact is personal.
        *_roots(SectionKind.SYSTEM, SYS_DESCR, SYS_OBJECT_ID),
        # The first row below the numbers of listed vendors, where the agent does not name its maker.
        *_roots(
            SectionKind.PRIVATE_TREE,
            *(f"1.3.6.1.4.1.{number}" for number in LISTED_NUMBERS),
            when=GENERIC_AGENTS,
        ),
        *_roots(SectionKind.SYSTEM, "1.3.6.1.2.1.1.5", "1.3.6.1.2.1.1.6"),
        # SNMP-FRAMEWORK-MIB snmpEngineID: survives readdressing; its boots and time change.
        *_roots(SectionKind.SNMP_ENGINE, "1.3.6.1.6.3.10.2.1.1"),
        # IF-MIB ifDescr, ifType, ifPhysAddress, ifName, ifAlias; no counters, no states.
        *_roots(SectionKind.INTERFACES, f"{_IF_ENTRY}.2", f"{_IF_ENTRY}.3", f"{_IF_ENTRY}.6"),
        *_roots(SectionKind.INTERFACES, f"{_IF_X_ENTRY}.1", f"{_IF_X_ENTRY}.18"),
        # ENTITY-MIB entPhysicalTable, entAliasMappingTable; never entLogicalTable.
        *_roots(SectionKind.ENTITY, "1.3.6.1.2.1.47.1.1.1"),
        *_roots(SectionKind.ENTITY_ALIAS, "1.3.6.1.2.1.47.1.3.2"),
        # LLDP-MIB local system with its ports, remote systems; statistics are left out.
        *_roots(SectionKind.LLDP, f"{_LLDP}.3", f"{_LLDP}.4"),
        # LLDP-EXT-MED-MIB remote inventory: maker, model and serial of telephones and the like.
        *_roots(SectionKind.LLDP_MED, f"{_LLDP}.5.4795.1.3"),
        # CISCO-CDP-MIB cdpCacheTable.
        *_roots(SectionKind.CDP, "1.3.6.1.4.1.9.9.23.1.2.1", when=CISCO),
        # BRIDGE-MIB dot1dBaseBridgeAddress, dot1dBasePortIfIndex.
        *_roots(SectionKind.BRIDGE, "1.3.6.1.2.1.17.1.1", BRIDGE_PORT_IF_INDEX),
        # UPS-MIB upsIdent: maker and model of supplies that answer for themselves.
        *_roots(SectionKind.VENDOR, "1.3.6.1.2.1.33.1.1"),
        # Printer-MIB prtGeneralPrinterName, prtGeneralSerialNumber (RFC 3805).
        *_roots(SectionKind.VENDOR, "1.3.6.1.2.1.43.5.1.1.16", "1.3.6.1.2.1.43.5.1.1.17"),
        *(PlanRoot(SectionKind.VENDOR, root, when) for root, when in VENDOR_ROOTS),
        # Units that the device manages: serial number, model, address; nothing of subscribers.
        *_units(SectionKind.PON, PON_TABLES),
        *_units(SectionKind.WLAN, WLAN_TABLES),
        # The long tables come last: what names the device and its parts is read by then.
        # IP-MIB ipNetToMediaPhysAddress, ipNetToPhysicalPhysAddress.
        *_roots(SectionKind.ARP, "1.3.6.1.2.1.4.22.1.2", "1.3.6.1.2.1.4.35.1.4"),
        # Q-BRIDGE-MIB dot1qTpFdbPort, BRIDGE-MIB dot1dTpFdbPort.
        *_roots(SectionKind.FDB, VLAN_STATE, when=CISCO),
        *_roots(SectionKind.FDB, FDB_VLAN, FDB_BRIDGE),
    )
)
"""What every device is asked, in this order."""
