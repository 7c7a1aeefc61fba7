"""Private sub-trees that name parts, as data: (root, sysObjectID prefixes that have it).

Columns are listed one by one where their neighbours are volatile (optical power, signal) or
personal (IMSI, ICCID and telephone numbers of SIM cards are never asked for). Must not know
how a walk works; `plan` turns the rows into plan roots. What names the device itself comes
from `model/device_objects`, so that all that is decoded is also asked for.
"""

from __future__ import annotations

from auditor.model.device_objects import DEVICE_OBJECTS

CISCO = ("1.3.6.1.4.1.9",)
ELTEX = ("1.3.6.1.4.1.35265",)
GENERIC = "1.3.6.1.4.1.8072"
"""net-snmp's own number: what many Linux-based devices state instead of their maker's."""
DAHUA = ("1.3.6.1.4.1.1004849", "1.3.6.1.4.1.37496", GENERIC)
H3C = ("1.3.6.1.4.1.25506", "1.3.6.1.4.1.11", "1.3.6.1.4.1.47196", "1.3.6.1.4.1.43")
"""H3C, and HP, HPE and 3Com, who sell or sold devices that answer H3C's tree."""
H3C_OLD = ("1.3.6.1.4.1.2011.10",)
HIKVISION = ("1.3.6.1.4.1.39165", "1.3.6.1.4.1.50001", GENERIC)
HUAWEI = ("1.3.6.1.4.1.2011",)
JUNIPER = ("1.3.6.1.4.1.2636",)
MIKROTIK = ("1.3.6.1.4.1.14988",)
NOKIA = ("1.3.6.1.4.1.6527",)
TROPIC = ("1.3.6.1.4.1.7483",)
HP = ("1.3.6.1.4.1.11", "1.3.6.1.4.1.47196")
CIENA = ("1.3.6.1.4.1.6141", "1.3.6.1.4.1.1271")
IP_INFUSION = ("1.3.6.1.4.1.36673",)
FIBRE_CHANNEL = ("1.3.6.1.4.1.1588", "1.3.6.1.4.1.289", "1.3.6.1.4.1.3873", "1.3.6.1.4.1.1663")
"""Brocade, McData, QLogic (two numbers)."""
HIRSCHMANN = ("1.3.6.1.4.1.248",)
DASAN = ("1.3.6.1.4.1.6296",)
RADLAN = tuple(f"1.3.6.1.4.1.{number}" for number in (89, 674, 35265, 3955, 6486, 207, 171, 4526, 11))
"""Radlan's own number, and those who build on its software: Dell, Eltex, Linksys, Alcatel, Allied Telesis,
D-Link, Netgear, HP."""
CENTEC = ("1.3.6.1.4.1.27975", "1.3.6.1.4.1.52642")
FOUNDRY = ("1.3.6.1.4.1.1991", "1.3.6.1.4.1.1588")
FASTPATH = ("1.3.6.1.4.1.4413", "1.3.6.1.4.1.41112", "1.3.6.1.4.1.10002", "1.3.6.1.4.1.7244")
PRINTERS = tuple(
    f"1.3.6.1.4.1.{number}"
    for number in (
        11,
        116,
        128,
        236,
        253,
        297,
        367,
        641,
        683,
        1129,
        1248,
        1347,
        1602,
        2001,
        2385,
        2435,
        10642,
        18334,
    )
)
"""HP, Hitachi, Tektronix, Samsung, Xerox, Fuji Xerox, Ricoh, Lexmark, ESI, Toshiba, Epson, Kyocera, Canon,
OKI, Sharp, Brother, Zebra, Konica Minolta."""
NORTEL = ("1.3.6.1.4.1.45", "1.3.6.1.4.1.2272")
TELTONIKA = ("1.3.6.1.4.1.48690", GENERIC)
YAMAHA = ("1.3.6.1.4.1.1182",)
ZTE = ("1.3.6.1.4.1.3902",)

_HUAWEI_ENTITY = "1.3.6.1.4.1.2011.5.25.31.1.1"
_H3C_COMMON = "1.3.6.1.4.1.25506.2"
_H3C_OLD_COMMON = "1.3.6.1.4.1.2011.10.2"
_JUNIPER_BOX = "1.3.6.1.4.1.2636.3.1"
_MIKROTIK = "1.3.6.1.4.1.14988.1.1"
_TELTONIKA_MODEM = "1.3.6.1.4.1.48690.2.2.1"
_CISCO_GSM = "1.3.6.1.4.1.9.9.661.1.3.1.1"
_ZTE_OPTICAL = "1.3.6.1.4.1.3902.1082.30.40.2.4.1"


def _columns(table: str, *columns: int) -> tuple[str, ...]:
    return tuple(f"{table}.{column}" for column in columns)


_TABLES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    # HUAWEI-ENTITY-EXTENT-MIB hwRUModuleInfoTable: BOM id, its description, local description,
    # manufactured date, manufacture code, CLEI code, board type. (.7 is a log and changes; the
    # state table .1.1 beside it holds loads and temperatures only.)
    (HUAWEI, _columns(f"{_HUAWEI_ENTITY}.2.1", 1, 2, 3, 4, 5, 6, 11)),
    # HUAWEI-ENTITY-EXTENT-MIB hwOpticalModuleInfoTable: serial (4), vendor name (24), part
    # number (25), OUI (34), ordering name (44), Huawei certified (56); the rest is optical power.
    (HUAWEI, _columns(f"{_HUAWEI_ENTITY}.3.1", 4, 24, 25, 34, 44, 56)),
    # HH3C-TRANSCEIVER-INFO-MIB: hardware type, type, vendor name, serial, OUI (39), revision
    # (40), part number (49), original serial (51).
    (H3C, _columns(f"{_H3C_COMMON}.70.1.1.1", 1, 2, 4, 5, 39, 40, 49, 51)),
    # HH3C-ENTITY-EXT-MIB hh3cEntityExtManuTable: serial, build info, BOM, MAC address.
    (H3C, (f"{_H3C_COMMON}.6.1.2.1",)),
    # HH3C-3GMODEM-MIB hh3cWirelessCardTable: model, maker, description, serial, hardware and
    # firmware version of cellular modems.
    (H3C, _columns(f"{_H3C_COMMON}.98.1.1.1.1", 2, 3, 4, 5, 7, 8)),
    # The same three tables where they were before H3C had a number of its own (HUAWEI-3COM-OID).
    (H3C_OLD, _columns(f"{_H3C_OLD_COMMON}.70.1.1.1", 1, 2, 4, 5, 39, 40, 49, 51)),
    (H3C_OLD, (f"{_H3C_OLD_COMMON}.6.1.2.1",)),
    (H3C_OLD, _columns(f"{_H3C_OLD_COMMON}.98.1.1.1.1", 2, 3, 4, 5, 7, 8)),
    # ZTE-AN-OPTICAL-MODULE-MIB: revision (10), part number (11), vendor name (12), serial (13),
    # type (15), material number (17), part (48) of pluggable optics.
    (ZTE, _columns(_ZTE_OPTICAL, 10, 11, 12, 13, 15, 17, 48)),
    # ELTEX-MES-PHYSICAL-DESCRIPTION-MIB transceivers: vendor name (5), part number (10) …
    (ELTEX, ("1.3.6.1.4.1.35265.1.23.53.1.1.1",)),
    # ELTEX-PHY-MIB eltexPhyTransceiverInfoTable: the same on MES24xx.
    (ELTEX, ("1.3.6.1.4.1.35265.52.1.1.3.1.1",)),
    # JUNIPER-MIB jnxBoxDescr, jnxBoxSerialNo.
    (JUNIPER, _columns(_JUNIPER_BOX, 2, 3)),
    # JUNIPER-MIB jnxContentsTable: type, description, serial, revision, part number, chassis
    # id, model. (.9 is when the part was inserted.)
    (JUNIPER, _columns(f"{_JUNIPER_BOX}.8.1", 5, 6, 7, 8, 10, 11, 14)),
    # JUNIPER-MIB jnxContainersWithin: which container is inside which.
    (JUNIPER, (f"{_JUNIPER_BOX}.6.1.4",)),
    # TIMETRA-CHASSIS-MIB tmnxHwTable: board number, serial, class, name, contained in.
    (NOKIA, _columns("1.3.6.1.4.1.6527.3.1.2.2.1.8.1", 4, 5, 7, 8, 13)),
    # S5-CHASSIS-MIB s5ChasComTable: description, version, serial.
    (NORTEL, _columns("1.3.6.1.4.1.45.1.6.3.3.1.1", 5, 6, 7)),
    # MIKROTIK-MIB mtxrSerialNumber, mtxrFirmwareVersion, mtxrBoardName, mtxrDisplayName.
    (MIKROTIK, _columns(f"{_MIKROTIK}.7", 3, 4, 8, 9)),
    # MIKROTIK-MIB mtxrLTEModemIMEI: its first eight digits are the modem's type allocation.
    (MIKROTIK, _columns(f"{_MIKROTIK}.16.1.1", 11)),
    # MIKROTIK-MIB mtxrOpticalTable: name, vendor name, vendor serial.
    (MIKROTIK, _columns(f"{_MIKROTIK}.19.1.1", 2, 11, 12)),
    # TELTONIKA-MIB device group: serial, name, product code, batch, hardware revision, firmware.
    (TELTONIKA, ("1.3.6.1.4.1.48690.1",)),
    # TELTONIKA-MIB modemTable: description, IMEI, model, manufacturer, revision, serial.
    (TELTONIKA, _columns(_TELTONIKA_MODEM, 2, 3, 4, 5, 6, 7)),
    # CISCO-WAN-3G-MIB c3gGsmIdentityTable: IMEI and factory serial of the modem.
    (CISCO, _columns(_CISCO_GSM, 2, 5)),
    # CISCO-STACK-MIB chassisSerialNumberString; moduleTable: type, serial, name, model, hardware
    # version, serial as text. CatOS and early IOS have no entity table.
    (CISCO, ("1.3.6.1.4.1.9.5.1.2.19",)),
    (CISCO, _columns("1.3.6.1.4.1.9.5.1.3.1.1", 2, 3, 13, 17, 18, 19, 20, 26)),
    # OLD-CISCO-CHASSIS-MIB chassisType, chassisVersion, chassisId; cardTable: type, description,
    # serial, hardware and software version, slot.
    (CISCO, _columns("1.3.6.1.4.1.9.3.6", 1, 2, 3)),
    (CISCO, _columns("1.3.6.1.4.1.9.3.6.11.1", 2, 3, 4, 5, 6, 7)),
    # TIMETRA-CHASSIS-MIB tmnxChassisType, and the names of the types it points at.
    (NOKIA, ("1.3.6.1.4.1.6527.3.1.2.2.1.3.1.4", "1.3.6.1.4.1.6527.3.1.2.2.1.6.1.2")),
    # TIMETRA-PORT-MIB: tmnxPortName and the serial and part number of the port's optic.
    (NOKIA, _columns("1.3.6.1.4.1.6527.3.1.2.2.4.2.1", 6, 45, 46)),
    # TIMETRA-LLDP-MIB: remote systems and their addresses.
    (NOKIA, _columns("1.3.6.1.4.1.6527.3.1.2.59.4", 1, 2)),
    # TROPIC-PSD-MIB tnPsdSfpInfoTable: vendor, part number, serial number of optics.
    (TROPIC, _columns("1.3.6.1.4.1.7483.2.2.7.3.1.3.1", 12, 14, 19)),
    # H3C's transceiver table where 3Com's and HP's devices have it.
    (H3C, _columns("1.3.6.1.4.1.43.45.1.10.2.70.1.1.1", 2, 4, 5, 39, 40, 49)),
    (HP, _columns("1.3.6.1.4.1.11.2.14.11.15.2.70.1.1.1", 2, 4, 5, 39, 40, 49)),
    # HPICF-TRANSCEIVER-MIB hpicfXcvrInfoTable: model, serial.
    (HP, _columns("1.3.6.1.4.1.11.2.14.11.5.1.82.1.1.1.1", 3, 4)),
    # WWP-LEOS-PORT-XCVR-MIB, CIENA-CES-PORT-XCVR-MIB: vendor name, part, revision, serial.
    (CIENA, _columns("1.3.6.1.4.1.6141.2.60.4.1.1.1.1", 7, 9, 10, 11)),
    (CIENA, _columns("1.3.6.1.4.1.1271.2.1.9.1.1.1.1", 25, 27, 28, 29)),
    # IPI-CMM-CHASSIS-MIB cmmTransEEPROMTable: vendor name, OUI, part, revision, serial.
    (IP_INFUSION, _columns("1.3.6.1.4.1.36673.100.1.2.2.1", 26, 27, 28, 29, 35)),
    # FCMGMT-MIB connUnitPortTable: serial, revision, vendor of the port's optic, port name.
    (FIBRE_CHANNEL, _columns("1.3.6.1.3.94.1.10.1", 12, 13, 14, 17)),
    # HMPRIV-MGMT-SNMP-MIB hmSfpTable: vendor name, part number.
    (HIRSCHMANN, _columns("1.3.6.1.4.1.248.14.1.1.13.1", 6, 7)),
    # SLE-DEVICE-MIB sleEthernetPortTable: vendor name, part and serial number of the optic.
    (DASAN, _columns("1.3.6.1.4.1.6296.101.2.2.1.1", 12, 13, 15)),
    # Centec's transceiver table, below its own and FS.COM's number.
    (CENTEC, _columns("1.3.6.1.4.1.27975.37.1.10.1.1", 1, 2, 3, 4)),
    (CENTEC, _columns("1.3.6.1.4.1.52642.1.37.1.10.1.1", 1, 2, 3, 4)),
    # ArubaOS-CX transceivers: port, description, ordering code, serial.
    (("1.3.6.1.4.1.47196",), _columns("1.3.6.1.4.1.47196.4.1.1.3.27.1.1.1.1", 2, 3, 4, 5)),
    # RLINVENTORYENT-MIB rlInventoryEntTable: kind, VID, PID, name, description, SN of optics.
    (CISCO, _columns("1.3.6.1.4.1.9.6.1.101.217.1", 1, 3, 4, 5, 6, 7)),
    (RADLAN, _columns("1.3.6.1.4.1.89.217.1", 1, 3, 4, 5, 6, 7)),
    # RUIJIE-FIBER-MIB: name of the port, serial of its optic; the same below FS.COM's number.
    (("1.3.6.1.4.1.4881",), _columns("1.3.6.1.4.1.4881.1.1.10.2.105.1.1.1", 2, 16)),
    (("1.3.6.1.4.1.52642",), _columns("1.3.6.1.4.1.52642.1.1.10.2.105.1.1.1", 2, 16)),
    # TROPIC-OPTICALPORT-MIB: serial, vendor, part number of pluggable units.
    (TROPIC, _columns("1.3.6.1.4.1.7483.2.2.4.3.5.46.1", 2, 4, 9)),
    # ZYXEL-TRANSCEIVER-MIB zyxelTransceiverSerialTable: vendor, part, serial, revision, type.
    (("1.3.6.1.4.1.890",), _columns("1.3.6.1.4.1.890.1.15.3.84.1.1.1", 2, 3, 4, 5, 7)),
    # DELL-NETWORKING-IF-EXTENSION-MIB dellNetIfTransceiverDataTable: type, vendor, part, serial.
    (("1.3.6.1.4.1.6027",), _columns("1.3.6.1.4.1.6027.3.11.1.3.1.1", 4, 5, 6, 7)),
    # FOUNDRY-SN-SWITCH-GROUP-MIB snFdpCacheTable: device id, address, version, platform, capabilities.
    (FOUNDRY, _columns("1.3.6.1.4.1.1991.1.1.3.20.1.2.1.1", 3, 5, 6, 8, 9)),
    # FASTPATH-ISDP-MIB agentIsdpCacheTable: address, version, device id, platform, capabilities.
    (FASTPATH, _columns("1.3.6.1.4.1.4413.1.1.39.1.2.1.1", 4, 5, 6, 8, 9)),
    (("1.3.6.1.4.1.4526",), _columns("1.3.6.1.4.1.4526.10.39.1.2.1.1", 4, 5, 6, 8, 9)),
    (("1.3.6.1.4.1.4526",), _columns("1.3.6.1.4.1.4526.11.39.1.2.1.1", 4, 5, 6, 8, 9)),
    (("1.3.6.1.4.1.674",), _columns("1.3.6.1.4.1.674.10895.5000.2.6132.1.1.39.1.2.1.1", 4, 5, 6, 8, 9)),
    # EXTREME-EDP-MIB extremeEdpTable: neighbor id, name.
    (("1.3.6.1.4.1.1916",), _columns("1.3.6.1.4.1.1916.1.13.2.1", 2, 3)),
    # S5-ETH-MULTISEG-TOPOLOGY-MIB s5EnMsTopNmmTable: IP and MAC address of the neighbor.
    (NORTEL, _columns("1.3.6.1.4.1.45.1.6.13.2.1.1", 3, 5)),
    # HOST-RESOURCES-MIB hrDeviceType, hrDeviceDescr: the model of a printer.
    (PRINTERS, _columns("1.3.6.1.2.1.25.3.2.1", 2, 3)),
    # LLDP-V2-MIB (IEEE 802.1AB-2009): remote systems and their addresses.
    ((), _columns("1.3.111.2.802.1.1.13.1.4", 1, 2)),
    # HIK-DEVICE-MIB: device type, serial, software version, MAC, device id, manufacturer (6).
    (HIKVISION, _columns("1.3.6.1.4.1.39165.1", 1, 2, 3, 4, 5, 6)),
    # HIKVISION-MIB of recorders: entity index (3, the serial), type (4), sub type (5),
    # software and hardware version (6, 7). Higher numbers are loads and disks.
    (HIKVISION, _columns("1.3.6.1.4.1.50001.1", 3, 4, 5, 6, 7)),
    # DAHUA-SNMP-MIB systemInfo: versions; device type, class, serial. (.2.1.3 on are loads.)
    (DAHUA, ("1.3.6.1.4.1.1004849.2.1.1", "1.3.6.1.4.1.1004849.2.1.2")),
    # yrfRevision (YAMAHA-RT-FIRMWARE): model and firmware; no private tree names the parts.
    (YAMAHA, ("1.3.6.1.4.1.1182.2.2.3",)),
)

_ENTERPRISES = "1.3.6.1.4.1."
ASKED_OF_ALL = frozenset({"1.3.6.1.2.1.33.1.1", "1.3.6.1.2.1.43.5.1.1.17"})
"""UPS-MIB upsIdent and Printer-MIB prtGeneralSerialNumber are roots of `plan` itself."""
OFTEN_GENERIC = frozenset(
    {"2254", "2356", "3570", "6876", "7483", "8691", "11256", "12356", "13742", "14851", "25049", "48690"}
)
"""Enterprises whose devices often state net-snmp's number; asked of those too."""


def _when(oid: str, also: tuple[str, ...]) -> tuple[str, ...]:
    """sysObjectID prefixes of the devices that are asked for an object; () = every device."""
    if not oid.startswith(_ENTERPRISES):
        return ()
    if also and oid.startswith(also):
        return also
    number = oid.removeprefix(_ENTERPRISES).partition(".")[0]
    generic = (GENERIC,) if number in OFTEN_GENERIC and GENERIC not in also else ()
    return (_ENTERPRISES + number, *generic, *also)


def _device_roots() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The objects that name the device; one that a table of `_TABLES` asks for is left out."""
    asked = ASKED_OF_ALL.union(*(roots for _, roots in _TABLES))
    found: dict[str, tuple[str, ...]] = {}
    for stated in DEVICE_OBJECTS:
        if not any(stated.oid == root or stated.oid.startswith(root + ".") for root in asked):
            found.setdefault(stated.oid, _when(stated.oid, stated.sys_object_ids))
    return tuple(found.items())


VENDOR_ROOTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    *_device_roots(),
    *((root, when) for when, roots in _TABLES for root in roots),
)
