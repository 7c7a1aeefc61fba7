"""Names of well-known OIDs, so that a quote reads "entPhysicalMfgName" and not a row of numbers.

Only for people: nothing is decided by a name, and an OID that is not in the table is shown
as it is. Next: `observations.py`, which takes quotes apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class OidName(NamedTuple):
    """The name of an object and the rest of the OID: its instance, "" where there is none."""

    name: str
    instance: str


class Entry(NamedTuple):
    """Objects below one root: `prefix` goes before each of the names in `objects`."""

    root: str
    prefix: str
    objects: tuple[tuple[int, str], ...]


ENTRIES = (
    # SNMPv2-MIB (RFC 3418)
    Entry("1.3.6.1.2.1.1", "sys", ((1, "Descr"), (2, "ObjectID"), (5, "Name"), (6, "Location"))),
    # SNMP-FRAMEWORK-MIB (RFC 3411)
    Entry("1.3.6.1.6.3.10.2.1", "snmpEngine", ((1, "ID"),)),
    # IF-MIB (RFC 2863)
    Entry("1.3.6.1.2.1.2.2.1", "if", ((2, "Descr"), (3, "Type"), (6, "PhysAddress"))),
    Entry("1.3.6.1.2.1.31.1.1.1", "if", ((1, "Name"), (18, "Alias"))),
    # ENTITY-MIB (RFC 6933)
    Entry(
        "1.3.6.1.2.1.47.1.1.1.1",
        "entPhysical",
        (
            *((2, "Descr"), (3, "VendorType"), (4, "ContainedIn"), (5, "Class"), (6, "ParentRelPos")),
            *((7, "Name"), (8, "HardwareRev"), (9, "FirmwareRev"), (10, "SoftwareRev"), (11, "SerialNum")),
            *((12, "MfgName"), (13, "ModelName"), (14, "Alias"), (15, "AssetID"), (16, "IsFRU")),
            *((17, "MfgDate"), (18, "Uris"), (19, "UUID")),
        ),
    ),
    # BRIDGE-MIB (RFC 4188), Q-BRIDGE-MIB (RFC 4363)
    Entry("1.3.6.1.2.1.17.1", "dot1dBase", ((1, "BridgeAddress"),)),
    Entry("1.3.6.1.2.1.17.4.3.1", "dot1dTpFdb", ((1, "Address"), (2, "Port"), (3, "Status"))),
    Entry("1.3.6.1.2.1.17.7.1.2.2.1", "dot1qTpFdb", ((1, "Address"), (2, "Port"), (3, "Status"))),
    # IP-MIB (RFC 4293)
    Entry(
        "1.3.6.1.2.1.4.22.1",
        "ipNetToMedia",
        ((1, "IfIndex"), (2, "PhysAddress"), (3, "NetAddress"), (4, "Type")),
    ),
    Entry("1.3.6.1.2.1.4.35.1", "ipNetToPhysical", ((4, "PhysAddress"),)),
    # LLDP-MIB (IEEE 802.1AB-2005), LLDP-EXT-MED-MIB (ANSI/TIA-1057)
    Entry(
        "1.0.8802.1.1.2.1.3",
        "lldpLoc",
        ((1, "ChassisIdSubtype"), (2, "ChassisId"), (3, "SysName"), (4, "SysDesc")),
    ),
    Entry(
        "1.0.8802.1.1.2.1.4.1.1",
        "lldpRem",
        (
            *((4, "ChassisIdSubtype"), (5, "ChassisId"), (6, "PortIdSubtype"), (7, "PortId")),
            *((8, "PortDesc"), (9, "SysName"), (10, "SysDesc"), (11, "SysCapSupported")),
            (12, "SysCapEnabled"),
        ),
    ),
    Entry("1.0.8802.1.1.2.1.4.2.1", "lldpRemManAddr", ((3, "IfSubtype"), (4, "IfId"), (5, "OID"))),
    Entry(
        "1.0.8802.1.1.2.1.5.4795.1.3.3.1",
        "lldpXMedRem",
        (
            *((1, "HardwareRev"), (2, "FirmwareRev"), (3, "SoftwareRev"), (4, "SerialNum")),
            *((5, "MfgName"), (6, "ModelName"), (7, "AssetID")),
        ),
    ),
    # CISCO-CDP-MIB
    Entry(
        "1.3.6.1.4.1.9.9.23.1.2.1.1",
        "cdpCache",
        (
            (4, "Address"),
            (5, "Version"),
            (6, "DeviceId"),
            (7, "DevicePort"),
            (8, "Platform"),
            (17, "SysName"),
        ),
    ),
    # UPS-MIB (RFC 1628), Printer-MIB (RFC 3805)
    Entry("1.3.6.1.2.1.33.1.1", "upsIdent", ((1, "Manufacturer"), (2, "Model"))),
    Entry("1.3.6.1.2.1.43.5.1.1", "prtGeneral", ((16, "PrinterName"), (17, "SerialNumber"))),
    # Modems and optics in tables of vendors: TELTONIKA-RUTX-MIB, HUAWEI-ENTITY-EXTENT-MIB,
    # HH3C-TRANSCEIVER-INFO-MIB (at its two places), ZTE-AN-OPTICAL-MODULE-MIB,
    # ELTEX-MES-PHYSICAL-DESCRIPTION-MIB, MIKROTIK-MIB
    Entry("1.3.6.1.4.1.48690.2.2.1", "m", ((4, "Model"), (5, "Manufacturer"), (7, "Serial"))),
    Entry("1.3.6.1.4.1.2011.5.25.31.1.1.3.1", "hwEntityOptical", ((24, "VenderName"), (25, "VenderPn"))),
    Entry("1.3.6.1.4.1.25506.2.70.1.1.1", "hh3cTransceiver", ((4, "VendorName"), (5, "SerialNumber"))),
    Entry("1.3.6.1.4.1.2011.10.2.70.1.1.1", "hh3cTransceiver", ((4, "VendorName"), (5, "SerialNumber"))),
    Entry(
        "1.3.6.1.4.1.3902.1082.30.40.2.4.1",
        "zxAnOptical",
        ((11, "VendorPn"), (12, "VendorName"), (13, "VendorSn")),
    ),
    Entry(
        "1.3.6.1.4.1.35265.1.23.53.1.1.1",
        "eltPhdTransceiverInfo",
        ((5, "VendorName"), (6, "SerialNumber"), (10, "PartNumber")),
    ),
    Entry("1.3.6.1.4.1.14988.1.1.19.1.1", "mtxrOptical", ((11, "VendorName"), (12, "VendorSerial"))),
)

NAMES: Mapping[str, str] = MappingProxyType(
    {f"{entry.root}.{number}": entry.prefix + name for entry in ENTRIES for number, name in entry.objects}
)
"""Dotted OID of an object -> its name in its MIB."""

MAX_SUB_IDS = 128
"""The longest OID there is (RFC 2578 3.5): longer device text is not searched for a name."""


def name_oid(oid: str) -> OidName:
    """The name of a dotted OID by its longest known prefix; ("", oid) where none is known."""
    parts = oid.split(".", MAX_SUB_IDS)
    for length in range(len(parts), 0, -1):
        name = NAMES.get(".".join(parts[:length]))
        if name:
            return OidName(name, ".".join(parts[length:]))
    return OidName("", oid)
