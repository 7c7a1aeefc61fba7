"""Objects of switches and routers that name the device, by enterprise number.

Rows: sub-identifiers below the group, field, object. Where a device states a model twice,
the ordering code comes first. It must not know which devices are excluded.
"""

from __future__ import annotations

from auditor.model.device_objects.device_object import DeviceField, group

MFG, MODEL, SERIAL = DeviceField.MFG, DeviceField.MODEL, DeviceField.SERIAL
HARDWARE, FIRMWARE, SOFTWARE = DeviceField.HARDWARE, DeviceField.FIRMWARE, DeviceField.SOFTWARE

CISCO_OBJECTS = (
    # rlPhdUnitGenParamTable, one row per unit of a stack.
    *group("CISCOSB-Physicaldescription-MIB", "9.6.1.101.53.14.1",
        ("11", MODEL, "rlPhdUnitGenParamModelName"), ("5", SERIAL, "rlPhdUnitGenParamSerialNum"),
        ("4", HARDWARE, "rlPhdUnitGenParamHardwareVersion"),
        ("3", FIRMWARE, "rlPhdUnitGenParamFirmwareVersion"),
        ("2", SOFTWARE, "rlPhdUnitGenParamSoftwareVersion")),
    # CatOS and early IOS: chassisModel, chassisSerialNumberString.
    *group("CISCO-STACK-MIB", "9.5.1.2", ("16", MODEL, "chassisModel"),
        ("19", SERIAL, "chassisSerialNumberString")),
    # The controller of lightweight access points (Airespace before Cisco).
    *group("AIRESPACE-SWITCHING-MIB", "14179.1.1.1",
        ("3", MODEL, "agentInventoryMachineModel"), ("4", SERIAL, "agentInventorySerialNumber"),
        ("12", MFG, "agentInventoryManufacturerName"), ("14", SOFTWARE, "agentInventoryProductVersion"),
        also=("1.3.6.1.4.1.9",)),
    *group("CISCO-UNIFIED-COMPUTING-COMPUTE-MIB", "9.9.719.1.9.6.1",
        ("6", MODEL, "cucsComputeBoardModel"), ("14", SERIAL, "cucsComputeBoardSerial")),
    # chassisId is the serial number unless the operator set another text: last.
    *group("OLD-CISCO-CHASSIS-MIB", "9.3.6", ("3", SERIAL, "chassisId")),
)  # fmt: skip

RADLAN_OBJECTS = group(
    # Marvell's (Radlan's) reference software, in switches of Dell, Eltex, Linksys, Alcatel …
    "RADLAN-Physicaldescription-MIB", "89.53.14.1",
    ("11", MODEL, "rlPhdUnitGenParamModelName"), ("5", SERIAL, "rlPhdUnitGenParamSerialNum"),
    ("4", HARDWARE, "rlPhdUnitGenParamHardwareVersion"), ("3", FIRMWARE, "rlPhdUnitGenParamFirmwareVersion"),
    ("2", SOFTWARE, "rlPhdUnitGenParamSoftwareVersion"),
    also=("1.3.6.1.4.1.674", "1.3.6.1.4.1.35265", "1.3.6.1.4.1.3955", "1.3.6.1.4.1.6486", "1.3.6.1.4.1.1991"),
)  # fmt: skip

FASTPATH_GROUPS = (
    ("FASTPATH-SWITCHING-MIB", "4413.1.1.1.1.1", ("1.3.6.1.4.1.674", "1.3.6.1.4.1.7244", "1.3.6.1.4.1.41112",
     "1.3.6.1.4.1.10002", "1.3.6.1.4.1.11", "1.3.6.1.4.1.19046")),
    ("NETGEAR-SWITCHING-MIB", "4526.10.1.1.1", ()),
    ("NETGEAR-SWITCHING-MIB", "4526.11.1.1.1", ()),
    ("DNOS-SWITCHING-MIB", "674.10895.5000.2.6132.1.1.1.1.1", ()),
    ("QUANTA-SWITCHING-MIB", "7244.2.1.1.1.1.1", ()),
)  # fmt: skip
"""Broadcom's reference software and what vendors made of it: one group, agentInventoryGroup."""

FASTPATH_OBJECTS = tuple(
    one
    for mib, root, also in FASTPATH_GROUPS
    for one in group(
        mib, root,
        ("3", MODEL, "agentInventoryMachineModel"), ("2", MODEL, "agentInventoryMachineType"),
        ("4", SERIAL, "agentInventorySerialNumber"), ("8", MFG, "agentInventoryManufacturer"),
        ("6", HARDWARE, "agentInventoryMaintenanceLevel"), ("13", SOFTWARE, "agentInventorySoftwareVersion"),
        also=also,
    )
)  # fmt: skip

SWITCH_OBJECTS = (
    *CISCO_OBJECTS,
    *RADLAN_OBJECTS,
    *FASTPATH_OBJECTS,
    *group("SEMI-MIB", "11.2.36.1.1.2", ("9", SERIAL, "hpHttpMgSerialNumber"),
        ("7", HARDWARE, "hpHttpMgHWVersion"), ("8", FIRMWARE, "hpHttpMgROMVersion"),
        ("6", SOFTWARE, "hpHttpMgVersion")),
    *group("NETSWITCH-MIB", "11.2.14.11.5.1.1", ("3", SOFTWARE, "hpSwitchOsVersion"),
        ("4", FIRMWARE, "hpSwitchRomVersion")),
    *group("A3COM-SWITCHING-SYSTEMS-STACK-MIB", "43.10.27.1.1.1",
        ("5", MODEL, "stackUnitDesc"), ("13", SERIAL, "stackUnitSerialNumber"),
        ("11", HARDWARE, "stackUnitHWVersion"), ("12", SOFTWARE, "stackUnitSWVersion")),
    *group("S5-CHASSIS-MIB", "45.1.6.3.1", ("6", SERIAL, "s5ChasSerNum"), ("5", HARDWARE, "s5ChasVer")),
    *group("S5-AGENT-MIB", "45.1.6.4.2.1", ("10", SOFTWARE, "s5AgInfoVer")),
    *group("EQUIPMENT-MIB", "171.12.11.1.9.4.1", ("9", MODEL, "swUnitMgmtModuleName"),
        ("17", SERIAL, "swUnitMgmtSerialNumber")),
    *group("DLINKSW-ENTITY-EXT-MIB", "171.14.5.1.8.1", ("3", SOFTWARE, "dEntityExtVersionRuntime")),
    *group("AGENT-GENERAL-MIB", "171.12.1.1", ("12", SERIAL, "agentSerialNumber")),
    *group("SW-MIB", "1588.2.1.1.1.1", ("6", SOFTWARE, "swFirmwareVersion")),
    *group("EXTREME-SYSTEM-MIB", "1916.1.1.1", ("16", SERIAL, "extremeSystemID", "", r"^\S+ (\S+)$"),
        ("13", SOFTWARE, "extremePrimarySoftwareRev")),
    *group("FOUNDRY-SN-AGENT-MIB", "1991.1.1.1.1", ("2", SERIAL, "snChasSerNum")),
    *group("FOUNDRY-SN-AGENT-MIB", "1991.1.1.1.4.1.1", ("2", SERIAL, "snChasUnitSerNum"),
        ("7", MODEL, "snChasUnitPartNum")),
    *group("FOUNDRY-SN-AGENT-MIB", "1991.1.1.2.1", ("11", SOFTWARE, "snAgImgVer")),
    *group("FOUNDRY-SN-AGENT-MIB", "1991.1.1.2.2.1.1", ("2", MODEL, "snAgentBrdMainBrdDescription")),
    *group("RAPID-CITY", "2272.1.4", ("2", SERIAL, "rcChasSerialNumber"),
        ("3", HARDWARE, "rcChasHardwareRevision"), also=("1.3.6.1.4.1.45", "1.3.6.1.4.1.1916")),
    *group("RAPID-CITY", "2272.1.1", ("7", SOFTWARE, "rcSysVersion"),
        also=("1.3.6.1.4.1.45", "1.3.6.1.4.1.1916")),
    *group("JUNIPER-MIB", "2636.3.1", ("2", MODEL, "jnxBoxDescr"), ("3", SERIAL, "jnxBoxSerialNo"),
        ("4", HARDWARE, "jnxBoxRevision")),
    *group("JUNIPER-VIRTUALCHASSIS-MIB", "2636.3.40.1.4.1.1.1",
        ("8", MODEL, "jnxVirtualChassisMemberModel"), ("2", SERIAL, "jnxVirtualChassisMemberSerialnumber"),
        ("5", SOFTWARE, "jnxVirtualChassisMemberSWVersion")),
    *group("DMswitch-MIB", "3709.3.5.201.1.1.2.1", ("9", MODEL, "swModelNumber"),
        ("8", SERIAL, "swSerialNumber"), ("3", HARDWARE, "swHardwareVer"), ("4", SOFTWARE, "swFirmwareVer")),
    *group("F10-CHASSIS-MIB", "6027.3.1.1.1", ("2", SERIAL, "chSerialNumber")),
    *group("F10-S-SERIES-CHASSIS-MIB", "6027.3.10.1.2.2.1", ("12", SERIAL, "chStackUnitSerialNumber")),
    *group("F10-M-SERIES-CHASSIS-MIB", "6027.3.19.1.2.1.1", ("12", SERIAL, "chStackUnitSerialNumber")),
    *group("DELL-NETWORKING-CHASSIS-MIB", "6027.3.26.1.3.4.1", ("7", MODEL, "dellNetStackUnitModelId")),
    *group("TIMETRA-CHASSIS-MIB", "6527.3.1.2.2.1.8.1",
        # Index: chassis, hardware index; 50331649 (0x03000001) is the chassis itself.
        ("5", SERIAL, "tmnxHwSerialNumber", "1.50331649")),
    *group("TPLINK-SYSINFO-MIB", "11863.6.1.1", ("5", MODEL, "tpSysInfoHwVersion"),
        ("8", SERIAL, "tpSysInfoSerialNum"), ("6", SOFTWARE, "tpSysInfoSwVersion")),
    *group("MIKROTIK-MIB", "14988.1.1", ("7.9", MODEL, "mtxrDisplayName"), ("7.8", MODEL, "mtxrBoardName"),
        ("7.3", SERIAL, "mtxrSerialNumber"), ("7.4", FIRMWARE, "mtxrFirmwareVersion"),
        ("4.4", SOFTWARE, "mtxrLicVersion")),
    *group("HH3C-ENTITY-EXT-MIB", "25506.2.6.1.2.1.1", ("2", SERIAL, "hh3cEntityExtManuSerialNum")),
    *group("RUIJIE-SYSTEM-MIB", "4881.1.1.10.2.1.1", ("24", SERIAL, "ruijieSystemSerialno"),
        ("1", HARDWARE, "ruijieSystemHwVersion"), ("2", SOFTWARE, "ruijieSystemSwVersion")),
    # The same tree below FS.COM's number; 26 is the product's name there.
    *group("FS-SYSTEM-MIB", "52642.1.1.10.2.1.1", ("26", MODEL, "fsSystemProductName"),
        ("24", SERIAL, "fsSystemSerialno"), ("1", HARDWARE, "fsSystemHwVersion"),
        ("2", SOFTWARE, "fsSystemSwVersion")),
    *group("GBNPlatformOAM-MIB", "13464.1.2.1.1.2", ("15", MODEL, "productName"),
        ("19", SERIAL, "prodSerialNo"), ("2", SOFTWARE, "softwareVersion")),
    *group("AT-BOARDS-MIB", "207.8.4.4.5.2.1", ("3", MODEL, "arBoardName"),
        ("5", SERIAL, "arBoardSerialNumber")),
    *group("AT-RESOURCE-MIB", "207.8.4.4.3.21.1.1", ("8", SERIAL, "rscBoardSerialNumber")),
    *group("AT-SETUP-MIB", "207.8.4.4.4.500.2.1", ("1", SOFTWARE, "currSoftVersion")),
    *group("HMPRIV-MGMT-SNMP-MIB", "248.14.1.1.9.1", ("10", SERIAL, "hmSysGroupSerialNum")),
    *group("HM2-DEVMGMT-MIB", "248.11.10.1.1", ("2", MODEL, "hm2DevMgmtProductDescr"),
        ("3", SERIAL, "hm2DevMgmtSerialNumber")),
    *group("BIANCA-BRICK-MIB", "272.4.1.17.1", ("5", MODEL, "biboABrdType"),
        ("8", SERIAL, "biboABrdSerialNo")),
    *group("BIANCA-BRICK-MIB", "272.4.1", ("26", SOFTWARE, "biboAdmSWVersion")),
    *group("RAISECOM-BASE-MIB", "8886.6.1.1.1",
        ("2", MODEL, "rcSwitchHardwareVersion", "", r"^(\S+) version"),
        ("2", HARDWARE, "rcSwitchHardwareVersion"), ("14", SERIAL, "rcSwitchSerialNumber"),
        ("1", SOFTWARE, "rcSwitchRoseVersion")),
    *group("ROSMGMT-SYSTEM-MIB", "8886.60.131.1.1", ("6", MODEL, "rosMgmtProductVersion", "", r"^(\S+) P\d"),
        ("4", SERIAL, "rosMgmtSerialNumber"), ("1", SOFTWARE, "rosMgmtRosVersion")),
    # Advantech EKI.
    *group("SYSTEM-MIB", "10297.100.1", ("1", MODEL, "sysModuleID"), ("4", SOFTWARE, "sysFirmwareVersion")),
    *group("ZYXEL-SYSTEM-MIB", "890.1.15.3.1", ("11", MODEL, "sysProductModel"),
        ("12", SERIAL, "sysProductSerialNumber"), ("6", SOFTWARE, "sysSwVersionString")),
    *group("RUGGEDCOM-SYS-INFO-MIB", "15004.4.2.3", ("1", SERIAL, "rcDeviceInfoSerialNumber"),
        ("2", FIRMWARE, "rcDeviceInfoBootSwVersion"), ("3", SOFTWARE, "rcDeviceInfoMainSwVersion")),
    *group("ADTRAN-MIB", "664.3.1", ("1", MODEL, "adProdName"), ("2", MODEL, "adProdPartNumber"),
        ("4", SERIAL, "adProdSerialNumber"), ("5", HARDWARE, "adProdRevision"),
        ("6", SOFTWARE, "adProdSwVersion")),
    *group("ZYXEL-PRESTIGE-MIB", "890.1.2.1.1", ("10", SERIAL, "cpeSerialNumber")),
    *group("ZYXEL-IES5000-MIB", "890.1.5.13.13.16.12", ("5", SERIAL, "chassisSerialNumber")),
    *group("CENTEC-SYSTEM-MIB", "27975.37.1.5.1", ("10", SERIAL, "sysSerialNum")),
    *group("CENTEC-SYSTEM-MIB", "52642.1.37.1.5.1", ("10", SERIAL, "sysSerialNum")),
    *group("DELLEMC-OS10-CHASSIS-MIB", "674.11000.5000.100.4.1.1.3.1", ("7", SERIAL, "os10ChassisServiceTag"),
        ("5", SERIAL, "os10ChassisPPID")),
    *group("IFOTEC-SYSTEM-MIB", "21362.101.1.2.1", ("5", SERIAL, "ifoSysSerialNumber")),
    *group("RUIJIE-DEVICE-MIB", "4881.1.1.10.2.21.1.2.1", ("2", MODEL, "ruijieDeviceDescr"),
        ("10", SERIAL, "ruijieDeviceSerialNumber"), ("8", SOFTWARE, "ruijieDeviceSwVersion")),
    *group("FS-DEVICE-MIB", "52642.1.1.10.2.21.1.2.1", ("2", MODEL, "fsDeviceDescr"),
        ("10", SERIAL, "fsDeviceSerialNumber"), ("8", SOFTWARE, "fsDeviceSwVersion")),
    *group("AUTOMATION-SYSTEM-MIB", "4329.6.3.2.1.1", ("2", MODEL, "automationOrderNumber"),
        ("3", SERIAL, "automationSerialNumber"), ("4", HARDWARE, "automationHardwareRevision"),
        ("5", SOFTWARE, "automationSoftwareRevision")),
    *group("EXALINK-FUSION-MIB", "43296.3.1", ("3", MODEL, "fusionInfoBoard"),
        ("1", SERIAL, "fusionInfoSerial"), ("2", SOFTWARE, "fusionInfoVersion")),
    *group("IPI-CMM-CHASSIS-MIB", "36673.100.1.2.1.1", ("2", MODEL, "cmmStackUnitModelName"),
        ("3", SERIAL, "cmmStackUnitSerialNumber"), ("13", MFG, "cmmStackMfgName")),
)  # fmt: skip
"""In order of preference; within one MIB too."""
