"""Tables in which a device lists the units it manages beyond its ports, as data.

ONUs behind a line terminal, access points behind a controller. Shared by `collect` (ask) and
`decode/managed_units.py` (read). Names and descriptions of ONUs are those of subscribers, so
they are never asked for. It must not say who made a unit.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class UnitIndex(Enum):
    """What the first sub-identifiers of a row's index are."""

    PORT_IF_INDEX = "ifIndex of the port it hangs on"
    UNIT_IF_INDEX = "ifIndex of an interface that stands for the unit"
    PORT_NUMBER = "number of the port it hangs on"
    MAC = "MAC address of the unit"
    OTHER = "nothing that leads to a port"


class UnitTable(NamedTuple):
    """One table: its entry's OID, who has it, and which columns say what (0: none)."""

    protocol: str
    """How the unit is seen: "pon" or "wlan"."""
    mib: str
    root: str
    when: tuple[str, ...]
    indexed_by: UnitIndex
    serial_num: int = 0
    mac: int = 0
    model_name: int = 0
    vendor_id: int = 0
    """The four letters of a PON unit's maker, where they have a column of their own."""
    name: int = 0
    address: int = 0

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column that is read, ascending."""
        named = (self.serial_num, self.mac, self.model_name, self.vendor_id, self.name, self.address)
        return tuple(sorted(column for column in named if column))


PON, WLAN = "pon", "wlan"
PORT, UNIT, NUMBER, OTHER = (
    UnitIndex.PORT_IF_INDEX, UnitIndex.UNIT_IF_INDEX, UnitIndex.PORT_NUMBER, UnitIndex.OTHER,
)  # fmt: skip


def _of(*numbers: int) -> tuple[str, ...]:
    return tuple(f"1.3.6.1.4.1.{number}" for number in numbers)


PON_TABLES = (
    # Huawei: hwGponDeviceOntEntry, the versions that GPON units report, hwEponDeviceOntEntry.
    UnitTable(PON, "HUAWEI-XPON-MIB", "1.3.6.1.4.1.2011.6.128.1.1.2.43.1", _of(2011), PORT, serial_num=3),
    UnitTable(PON, "HUAWEI-XPON-MIB", "1.3.6.1.4.1.2011.6.128.1.1.2.45.1", _of(2011), PORT, model_name=4),
    UnitTable(PON, "HUAWEI-XPON-MIB", "1.3.6.1.4.1.2011.6.128.1.1.2.53.1", _of(2011), PORT, mac=3),
    # ZTE: C300 and C320 until V2.0, then C300 V2.1, C600, C650. Column 1 is the type configured.
    UnitTable(PON, "ZXGPON-MIB zxGponOntDevMgmtEntry", "1.3.6.1.4.1.3902.1012.3.28.1.1", _of(3902), PORT,
        serial_num=5, model_name=1),
    UnitTable(PON, "ZTE-AN-GPON-MIB", "1.3.6.1.4.1.3902.1082.500.10.2.3.3.1", _of(3902), PORT,
        serial_num=6, model_name=1),
    # FiberHome: authorised units, by a number of their own.
    UnitTable(PON, "GEPON-OLT-COMMON-MIB", "1.3.6.1.4.1.5875.800.3.10.1.1", _of(5875), OTHER, serial_num=10),
    # Nokia ISAM and Lightspan.
    UnitTable(PON, "ASAM-PON-MIB", "1.3.6.1.4.1.637.61.1.35.10.1.1", _of(637), UNIT, serial_num=5),
    # C-Data and other makers that follow the Chinese cable operators' NSCRTV MIBs.
    UnitTable(PON, "NSCRTV-FTTX-GPON-MIB", "1.3.6.1.4.1.17409.2.8.4.1.1", _of(17409, 34592), OTHER,
        serial_num=3, vendor_id=5, model_name=6),
    UnitTable(PON, "NSCRTV-FTTX-EPON-MIB", "1.3.6.1.4.1.17409.2.3.4.1.1", _of(17409, 34592), OTHER,
        mac=7, vendor_id=25, model_name=26),
    # BDCOM; several makers sell its line terminals.
    UnitTable(PON, "NMS-GPON-MIB", "1.3.6.1.4.1.3320.10.3.1.1", _of(3320), UNIT, serial_num=4),
    UnitTable(PON, "NMS-EPON-ONU-MIB", "1.3.6.1.4.1.3320.101.10.1.1", _of(3320), UNIT,
        vendor_id=1, model_name=2, mac=3),
    # V-SOL is missing on purpose: the column that holds serial numbers holds passwords as well.
    UnitTable(PON, "SLE-GPON-MIB", "1.3.6.1.4.1.6296.101.23.3.1.1", _of(6296), NUMBER,
        serial_num=4, model_name=17),
    UnitTable(PON, "ELTEX-LTP8X", "1.3.6.1.4.1.35265.1.22.3.1.1", _of(35265), OTHER, serial_num=2),
    UnitTable(PON, "RAISECOM-GPON-MIB", "1.3.6.1.4.1.8886.18.3.1.3.1.1", _of(8886), OTHER, serial_num=2),
    UnitTable(PON, "TPLINK-PON-MIB", "1.3.6.1.4.1.11863.6.100.1.7.2.1", _of(11863), OTHER,
        serial_num=6, vendor_id=15, model_name=16),
)  # fmt: skip

WLAN_TABLES = (
    # Cisco; Catalyst 9800 answers it too.
    UnitTable(WLAN, "AIRESPACE-WIRELESS-MIB", "1.3.6.1.4.1.14179.2.2.1.1", _of(14179, 9), UnitIndex.MAC,
        name=3, model_name=16, serial_num=17, address=19, mac=33),
    # Aruba controllers, and Alcatel's of the same make; then clusters without a controller.
    UnitTable(WLAN, "WLSX-WLAN-MIB", "1.3.6.1.4.1.14823.2.2.1.5.2.1.4.1", _of(14823, 6486), UnitIndex.MAC,
        name=3, serial_num=6, address=2, model_name=13),
    UnitTable(WLAN, "AI-AP-MIB", "1.3.6.1.4.1.14823.2.3.3.1.2.1.1", _of(14823, 6486), UnitIndex.MAC,
        mac=1, name=2, address=3, serial_num=4, model_name=6),
    UnitTable(WLAN, "HUAWEI-WLAN-AP-MIB", "1.3.6.1.4.1.2011.6.139.13.3.3.1", _of(2011), UnitIndex.MAC,
        serial_num=2, model_name=3, name=4, address=13),
    UnitTable(WLAN, "HH3C-DOT11-APMT-MIB", "1.3.6.1.4.1.25506.2.75.2.1.2.1", _of(25506, 11, 47196), OTHER,
        address=2, mac=3, name=8, model_name=9),
    UnitTable(WLAN, "RUCKUS-ZD-WLAN-MIB", "1.3.6.1.4.1.25053.1.2.2.1.1.2.1.1", _of(25053), UnitIndex.MAC,
        mac=1, name=2, model_name=4, serial_num=5, address=10),
    UnitTable(WLAN, "RUCKUS-SZ-WLAN-MIB", "1.3.6.1.4.1.25053.1.4.2.1.1.2.2.1", _of(25053), UnitIndex.MAC,
        mac=1, name=5, model_name=8, serial_num=9, address=10),
    UnitTable(WLAN, "FORTINET-FORTIGATE-MIB", "1.3.6.1.4.1.12356.101.14.4.4.1", _of(12356), OTHER,
        address=3, mac=6, model_name=12),
    # The cloud's own agent: every device of an organisation.
    UnitTable(WLAN, "MERAKI-CLOUD-CONTROLLER-MIB", "1.3.6.1.4.1.29671.1.1.4.1", _of(29671), UnitIndex.MAC,
        mac=1, name=2, serial_num=8, model_name=9),
)  # fmt: skip

UNIT_TABLES = (*PON_TABLES, *WLAN_TABLES)
