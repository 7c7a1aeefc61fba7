"""Objects of radio links, access points, their controllers, and cellular routers.

Same form as `switches`.
"""

from __future__ import annotations

from auditor.model.device_objects.device_object import DeviceField, group

MFG, MODEL, SERIAL = DeviceField.MFG, DeviceField.MODEL, DeviceField.SERIAL
HARDWARE, FIRMWARE, SOFTWARE = DeviceField.HARDWARE, DeviceField.FIRMWARE, DeviceField.SOFTWARE
GENERIC = ("1.3.6.1.4.1.8072", "1.3.6.1.4.1.10002")
"""Numbers of net-snmp and Frogfoot, which many Linux-based radios state."""

ARUBA_OBJECTS = (
    *group("WLSX-SYSTEMEXT-MIB", "14823.2.2.1.2.1", ("3", MODEL, "wlsxSysExtModelName"),
        ("29", SERIAL, "wlsxSysExtSerialNumber"), ("27", HARDWARE, "wlsxSysExtHwVersion"),
        ("28", SOFTWARE, "wlsxSysExtSwVersion"), also=("1.3.6.1.4.1.6486",)),
    *group("AI-AP-MIB", "14823.2.3.3.1.1", ("4", SOFTWARE, "aiVirtualControllerVersion")),
)  # fmt: skip

RUCKUS_OBJECTS = (
    *group("RUCKUS-HWINFO-MIB", "25053.1.1.2.1.1.1", ("1", MODEL, "ruckusHwInfoModelNumber"),
        ("2", SERIAL, "ruckusHwInfoSerialNumber")),
    *group("RUCKUS-SWINFO-MIB", "25053.1.1.3.1.1.1.1", ("3", SOFTWARE, "ruckusSwRevName")),
    *group("RUCKUS-ZD-SYSTEM-MIB", "25053.1.2.1.1.1.1", ("9", MODEL, "ruckusZDSystemModel"),
        ("15", SERIAL, "ruckusZDSystemSerialNumber"), ("18", SOFTWARE, "ruckusZDSystemVersion")),
    *group("RUCKUS-UNLEASHED-SYSTEM-MIB", "25053.1.15.1.1.1.1", ("9", MODEL, "ruckusUnleashedSystemModel"),
        ("15", SERIAL, "ruckusUnleashedSystemSerialNumber"),
        ("18", SOFTWARE, "ruckusUnleashedSystemVersion")),
)  # fmt: skip

CAMBIUM_OBJECTS = (
    *group("CAMBIUM-PMP80211-MIB", "17713.21.1.1", ("31", SERIAL, "cambiumEPMPMSN"),
        ("17", SOFTWARE, "cambiumCurrentuImageVersion"), also=GENERIC),
    *group("CAMBIUM-MIB", "17713.22.1.1.1", ("5", MODEL, "cambiumAPModel"),
        ("4", SERIAL, "cambiumAPSerialNum"), ("8", SOFTWARE, "cambiumAPSWVersion"), also=GENERIC),
    # Motorola's Canopy before Cambium.
    *group("WHISP-BOX-MIBV2-MIB", "161.19.3.3.1", ("1", SOFTWARE, "whispBoxSoftwareVer"),
        also=("1.3.6.1.4.1.17713",)),
)  # fmt: skip

UBIQUITI_OBJECTS = (
    *group("UI-AF60-MIB", "41112.1.11.1.2", ("2", MODEL, "af60DevModel", "1"),
        ("4", SOFTWARE, "af60FirmwareVersion", "1"), also=GENERIC),
    *group("UBNT-UniFi-MIB", "41112.1.6.3", ("3", MODEL, "unifiApSystemModel"),
        ("6", SOFTWARE, "unifiApSystemVersion"), also=GENERIC),
    *group("UBNT-EdgeMAX-MIB", "41112.1.5.1", ("1", MODEL, "ubntModel"), ("2", SERIAL, "ubntSerialNumber"),
        ("3", SOFTWARE, "ubntVersion"), also=GENERIC),
)  # fmt: skip

CELLULAR_OBJECTS = (
    *group("TELTONIKA-MIB", "48690.1", ("3", MODEL, "productCode"), ("1", SERIAL, "serial"),
        ("5", HARDWARE, "hwRevision"), ("6", SOFTWARE, "fwVersion"), also=GENERIC),
    # The same numbers, with the name of the product, in earlier firmware.
    *group("TELTONIKA-MIB", "48690.1", ("2", MODEL, "routerName"), also=GENERIC),
    *group("PEPLINK-DEVICE-MIB", "23695.200.1.1.1.1", ("1", MODEL, "deviceModel"),
        ("2", SERIAL, "deviceSerialNumber"), ("3", SOFTWARE, "deviceFirmwareVersion")),
    *group("ADVANTECH-ICR-PRODUCT-MIB", "30140.6", ("1", MODEL, "infoProduct"),
        ("3", SERIAL, "infoSerialNumber"), ("2", SOFTWARE, "infoFirmware")),
    # Its modems' serial numbers are IMEIs, its own stand in no object.
    *group("WIPIPE-MIB", "20992.1.1", ("1", SOFTWARE, "devFWVersion")),
    *group("MTS-ROUTER-MIB", "995.15.1.1", ("1", MODEL, "mtsRouterSystemModelId"),
        ("2", SERIAL, "mtsRouterSystemSerialNumber"), ("3", FIRMWARE, "mtsRouterSystemFirmware")),
)  # fmt: skip

WIRELESS_OBJECTS = (
    *ARUBA_OBJECTS,
    *RUCKUS_OBJECTS,
    *CAMBIUM_OBJECTS,
    *UBIQUITI_OBJECTS,
    *CELLULAR_OBJECTS,
    *group("AH-SYSTEM-MIB", "26928.1.2", ("6", MODEL, "ahDeviceMode"), ("5", SERIAL, "ahSystemSerial"),
        ("8", HARDWARE, "ahHwVersion"), ("12", SOFTWARE, "ahFirmwareVersion")),
    *group("COLUBRIS-SYSTEM-MIB", "8744.5.6.1.1", ("1", MODEL, "systemProductName"),
        ("5", SERIAL, "systemSerialNumber"), ("4", HARDWARE, "systemHardwareRevision"),
        ("2", SOFTWARE, "systemFirmwareRevision")),
    *group("TRAPEZE-NETWORKS-BASIC-MIB", "14525.4.2.1", ("1", SERIAL, "trpzSerialNumber"),
        ("4", SOFTWARE, "trpzVersionString")),
    *group("mwl-controller-MIB", "15983.1.1.3.1.13", ("2", MODEL, "mwSystemGeneralControllerModel"),
        ("3", SOFTWARE, "mwSystemGeneralSoftwareVersion")),
    *group("MIMOSA-NETWORKS-BFIVE-MIB", "43356.2.1.2.1", ("2", SERIAL, "mimosaSerialNumber"),
        ("3", SOFTWARE, "mimosaFirmwareVersion")),
    *group("TACHYON-MIB", "57344.1.3", ("1", MODEL, "deviceModel"), ("2", SERIAL, "deviceSerialNo"),
        ("4", SOFTWARE, "deviceFirmware"), also=GENERIC),
    *group("WINLINK1000-MIB", "4458.1000.1.1", ("30", MODEL, "winlink1000OduAdmProductName"),
        ("29", SERIAL, "winlink1000OduAdmSN"), ("2", HARDWARE, "winlink1000OduAdmHwRev"),
        ("3", SOFTWARE, "winlink1000OduAdmSwRev")),
    *group("MWRM-UNIT-MIB", "2281.10.1.2.10.1.1", ("6", SERIAL, "genEquipInventorySerialNumber")),
    *group("RAy-MIB", "33555.1.1", ("1.1", MODEL, "productName"), ("1.2", SERIAL, "serialNumber"),
        ("2.2", SOFTWARE, "softwareVersion")),
    *group("RAy3-MIB", "33555.4.1", ("1.1", MODEL, "productName"), ("1.2", SERIAL, "serialNumber"),
        ("2.2", SOFTWARE, "softwareVersion")),
    *group("HORIZON-COMPACT-MIB", "7262.2.2.1.3", ("1.2", MODEL, "hzOduUnitAssemblylNo"),
        ("1.1", SERIAL, "hzOduUnitSerialNo"), ("2.1", SOFTWARE, "hzOduSystemOmniVersionNo")),
    *group("HORIZON-DUO-MIB", "7262.2.3.1.6", ("1.3", MODEL, "hzIduUnitAssemblylNo"),
        ("1.2", SERIAL, "hzIduUnitSerialNo"), ("2.1", SOFTWARE, "hzIduSystemOmniVersionNo")),
    *group("HORIZON-COMPACTPLUS-MIB", "7262.2.5.1.3.1", ("3", MODEL, "hzCpUnitAssemblyNo")),
    *group("BAICELLS-MIB", "53058.2.1", ("6", SERIAL, "serialNumber"), also=GENERIC),
    *group("ZMTEL-MIB", "38595.10.1", ("5", SERIAL, "serialNumber")),
    # The same tree below Pepwave's own number.
    *group("PEPWAVE-DEVICE-MIB", "27662.200.1.1.1.1", ("1", MODEL, "deviceModel"),
        ("2", SERIAL, "deviceSerialNumber"), ("3", SOFTWARE, "deviceFirmwareVersion")),
)  # fmt: skip
"""In order of preference; within one MIB too."""
