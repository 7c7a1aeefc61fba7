"""Names of the objects that are asked for, so that an OID can be read by people.

Objects by column; vendor tables by their row besides, because `decode` names the columns it reads.
Nothing is decided by a name, and an OID that is not here is shown as it is. Must not know what a
value means.
"""

from __future__ import annotations

from typing import NamedTuple

_HH3C_OPTIC = "4 hh3cTransceiverVendorName 5 hh3cTransceiverSerialNumber"
_OBJECTS = (
    # RFC 3418, RFC 3411, RFC 2863
    ("SNMPv2-MIB", "1.3.6.1.2.1.1", "1 sysDescr 2 sysObjectID 3 sysUpTime 5 sysName 6 sysLocation"),
    ("SNMP-FRAMEWORK-MIB", "1.3.6.1.6.3.10.2.1", "1 snmpEngineID"),
    ("IF-MIB", "1.3.6.1.2.1.2.2.1", "1 ifIndex 2 ifDescr 3 ifType 6 ifPhysAddress"),
    ("IF-MIB", "1.3.6.1.2.1.31.1.1.1", "1 ifName 18 ifAlias"),
    # RFC 6933
    (
        "ENTITY-MIB", "1.3.6.1.2.1.47.1.1.1.1",
        "2 entPhysicalDescr 3 entPhysicalVendorType 4 entPhysicalContainedIn 5 entPhysicalClass "
        "6 entPhysicalParentRelPos 7 entPhysicalName 8 entPhysicalHardwareRev 9 entPhysicalFirmwareRev "
        "10 entPhysicalSoftwareRev 11 entPhysicalSerialNum 12 entPhysicalMfgName 13 entPhysicalModelName "
        "14 entPhysicalAlias 15 entPhysicalAssetID 16 entPhysicalIsFRU 17 entPhysicalMfgDate "
        "18 entPhysicalUris 19 entPhysicalUUID",
    ),
    ("ENTITY-MIB", "1.3.6.1.2.1.47.1.3.2.1", "2 entAliasMappingIdentifier"),
    # RFC 4188, RFC 4363, RFC 4293
    ("BRIDGE-MIB", "1.3.6.1.2.1.17.1", "1 dot1dBaseBridgeAddress"),
    ("BRIDGE-MIB", "1.3.6.1.2.1.17.1.4.1", "2 dot1dBasePortIfIndex"),
    ("BRIDGE-MIB", "1.3.6.1.2.1.17.4.3.1", "1 dot1dTpFdbAddress 2 dot1dTpFdbPort 3 dot1dTpFdbStatus"),
    ("Q-BRIDGE-MIB", "1.3.6.1.2.1.17.7.1.2.2.1", "1 dot1qTpFdbAddress 2 dot1qTpFdbPort 3 dot1qTpFdbStatus"),
    (
        "IP-MIB", "1.3.6.1.2.1.4.22.1",
        "1 ipNetToMediaIfIndex 2 ipNetToMediaPhysAddress 3 ipNetToMediaNetAddress 4 ipNetToMediaType",
    ),
    ("IP-MIB", "1.3.6.1.2.1.4.35.1", "4 ipNetToPhysicalPhysAddress"),
    # IEEE 802.1AB-2005, ANSI/TIA-1057
    (
        "LLDP-MIB", "1.0.8802.1.1.2.1.3",
        "1 lldpLocChassisIdSubtype 2 lldpLocChassisId 3 lldpLocSysName 4 lldpLocSysDesc",
    ),
    ("LLDP-MIB", "1.0.8802.1.1.2.1.3.7.1", "2 lldpLocPortIdSubtype 3 lldpLocPortId 4 lldpLocPortDesc"),
    (
        "LLDP-MIB", "1.0.8802.1.1.2.1.4.1.1",
        "4 lldpRemChassisIdSubtype 5 lldpRemChassisId 6 lldpRemPortIdSubtype 7 lldpRemPortId "
        "8 lldpRemPortDesc 9 lldpRemSysName 10 lldpRemSysDesc 11 lldpRemSysCapSupported "
        "12 lldpRemSysCapEnabled",
    ),
    (
        "LLDP-MIB", "1.0.8802.1.1.2.1.4.2.1",
        "3 lldpRemManAddrIfSubtype 4 lldpRemManAddrIfId 5 lldpRemManAddrOID",
    ),
    (
        "LLDP-EXT-MED-MIB", "1.0.8802.1.1.2.1.5.4795.1.3.3.1",
        "1 lldpXMedRemHardwareRev 2 lldpXMedRemFirmwareRev 3 lldpXMedRemSoftwareRev "
        "4 lldpXMedRemSerialNum 5 lldpXMedRemMfgName 6 lldpXMedRemModelName 7 lldpXMedRemAssetID",
    ),
    (
        "CISCO-CDP-MIB", "1.3.6.1.4.1.9.9.23.1.2.1.1",
        "3 cdpCacheAddressType 4 cdpCacheAddress 5 cdpCacheVersion 6 cdpCacheDeviceId "
        "7 cdpCacheDevicePort 8 cdpCachePlatform 9 cdpCacheCapabilities 17 cdpCacheSysName",
    ),
    # RFC 1628, RFC 3805
    ("UPS-MIB", "1.3.6.1.2.1.33.1.1", "1 upsIdentManufacturer 2 upsIdentModel"),
    ("Printer-MIB", "1.3.6.1.2.1.43.5.1.1", "16 prtGeneralPrinterName 17 prtGeneralSerialNumber"),
    # Modems and optics in tables of vendors
    ("TELTONIKA-RUTX-MIB", "1.3.6.1.4.1.48690.2.2.1", "4 mModel 5 mManufacturer 7 mSerial"),
    (
        "HUAWEI-ENTITY-EXTENT-MIB", "1.3.6.1.4.1.2011.5.25.31.1.1.3.1",
        "24 hwEntityOpticalVenderName 25 hwEntityOpticalVenderPn",
    ),
    ("HH3C-TRANSCEIVER-INFO-MIB", "1.3.6.1.4.1.25506.2.70.1.1.1", _HH3C_OPTIC),
    ("HH3C-TRANSCEIVER-INFO-MIB", "1.3.6.1.4.1.2011.10.2.70.1.1.1", _HH3C_OPTIC),
    (
        "ZTE-AN-OPTICAL-MODULE-MIB", "1.3.6.1.4.1.3902.1082.30.40.2.4.1",
        "11 zxAnOpticalVendorPn 12 zxAnOpticalVendorName 13 zxAnOpticalVendorSn",
    ),
    (
        "ELTEX-MES-PHYSICAL-DESCRIPTION-MIB", "1.3.6.1.4.1.35265.1.23.53.1.1.1",
        "5 eltPhdTransceiverInfoVendorName 6 eltPhdTransceiverInfoSerialNumber "
        "10 eltPhdTransceiverInfoPartNumber",
    ),
    (
        "MIKROTIK-MIB", "1.3.6.1.4.1.14988.1.1.19.1.1",
        "11 mtxrOpticalVendorName 12 mtxrOpticalVendorSerial",
    ),
)  # fmt: skip
"""(MIB, OID of the parent, "number name …")."""
_TABLES = {
    "1.3.6.1.4.1.2011.5.25.31.1.1.2.1": "HUAWEI-ENTITY-EXTENT-MIB::hwRUModuleInfoEntry",
    "1.3.6.1.4.1.2011.5.25.31.1.1.3.1": "HUAWEI-ENTITY-EXTENT-MIB::hwOpticalModuleInfoEntry",
    "1.3.6.1.4.1.25506.2.70.1.1.1": "HH3C-TRANSCEIVER-INFO-MIB::hh3cTransceiverInfoEntry",
    "1.3.6.1.4.1.2011.10.2.70.1.1.1": "HH3C-TRANSCEIVER-INFO-MIB::hh3cTransceiverInfoEntry",
    "1.3.6.1.4.1.25506.2.98.1.1.1.1": "HH3C-3GMODEM-MIB::hh3cWirelessCardEntry",
    "1.3.6.1.4.1.2011.10.2.98.1.1.1.1": "HH3C-3GMODEM-MIB::hh3cWirelessCardEntry",
    "1.3.6.1.4.1.3902.1082.30.40.2.4.1": "ZTE-AN-OPTICAL-MODULE-MIB::zxAnOpticalModuleInfoEntry",
    "1.3.6.1.4.1.35265.1.23.53.1.1.1": "ELTEX-MES-PHYSICAL-DESCRIPTION-MIB::eltPhdTransceiverInfoEntry",
    "1.3.6.1.4.1.35265.52.1.1.3.1.1": "ELTEX-PHY-MIB::eltexPhyTransceiverInfoEntry",
    "1.3.6.1.4.1.14988.1.1.16.1.1": "MIKROTIK-MIB::mtxrLTEModemEntry",
    "1.3.6.1.4.1.14988.1.1.19.1.1": "MIKROTIK-MIB::mtxrOpticalEntry",
    "1.3.6.1.4.1.48690.2.2.1": "TELTONIKA-RUTX-MIB::modemEntry",
    "1.3.6.1.4.1.2636.3.1.8.1": "JUNIPER-MIB::jnxContentsEntry",
    "1.3.6.1.4.1.9.9.661.1.3.1.1": "CISCO-WAN-3G-MIB::c3gGsmIdentityEntry",
}


class OidName(NamedTuple):
    """The name of an object and the rest of the OID: its instance, "" where there is none."""

    name: str
    instance: str


def _object_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for mib, parent, listed in _OBJECTS:
        words = listed.split()
        for number, name in zip(words[::2], words[1::2], strict=True):
            names[f"{parent}.{number}"] = f"{mib}::{name}"
    return names


OBJECT_NAMES = _object_names()
"""OID of an object to "MIB::name"."""
MIB_NAMES = {**_TABLES, **OBJECT_NAMES}
"""OID of an object or table row to "MIB::name"."""
MAX_SUB_IDS = 128
"""The longest OID there is (RFC 2578 3.5): longer device text is not searched for a name."""


def mib_name(dotted: str) -> str:
    """ "ENTITY-MIB::entPhysicalMfgName.7" of a dotted OID: the longest known name, and what is
    left of the OID. "" where no name is known or the text is no OID ("line 3")."""
    return ".".join(filter(None, _named(dotted.strip().removeprefix("."), MIB_NAMES)))


def name_oid(dotted: str) -> OidName:
    """The name of an object without its MIB, by its longest known prefix; ("", dotted) where none is."""
    found = _named(dotted, OBJECT_NAMES)
    return OidName(found.name.rpartition("::")[2], found.instance) if found.name else OidName("", dotted)


def _named(dotted: str, names: dict[str, str]) -> OidName:
    parts = dotted.split(".", MAX_SUB_IDS)
    for length in range(len(parts), 0, -1):
        name = names.get(".".join(parts[:length]))
        if name:
            return OidName(name, ".".join(parts[length:]))
    return OidName("", "")
