"""Objects of optical transport, access concentrators and cable equipment. Same form as `switches`."""

from __future__ import annotations

from auditor.model.device_objects.device_object import DeviceField, group

MFG, MODEL, SERIAL = DeviceField.MFG, DeviceField.MODEL, DeviceField.SERIAL
HARDWARE, FIRMWARE, SOFTWARE = DeviceField.HARDWARE, DeviceField.FIRMWARE, DeviceField.SOFTWARE

OPTICAL_OBJECTS = (
    *group("FspR7 (access link monitor)", "2544.1.14.2.1", ("9", MODEL, "modelName"),
        ("5", SERIAL, "serialNumber"),
        ("2", SOFTWARE, "softwareVersion")),
    *group("CIENA-CES-CHASSIS-MIB", "1271.2.1.5.1.1", ("3", MODEL, "cienaCesChassisPartNumber"),
        ("4", SERIAL, "cienaCesChassisSerialNumber")),
    *group("SL-ENTITY-MIB", "4515.1.3.6.1.1.1", ("2", MODEL, "slEntPhysicalDescr", "0"),
        ("7", SERIAL, "slEntPhysicalSerialNum", "0"), ("4", FIRMWARE, "slEntPhysicalFirmwareRev", "0"),
        ("5", SOFTWARE, "slEntPhysicalSoftwareRev", "0")),
    *group("OS-COMMON-TC-MIB nbDevId", "629.1.50.16.4.3", ("2", SERIAL, "nbDevIdHardwareSerialUnit")),
    *group("NBS-CMMC-MIB", "629.200.6.1.1", ("3", MODEL, "nbsCmmcChassisModel"),
        ("48", SERIAL, "nbsCmmcChassisSerialNum")),
    *group("NBS-CMMC-MIB", "629.200.2", ("2", SOFTWARE, "nbsCmmcSysFirmware")),
    *group("TROPIC-PSD-MIB", "7483.2.2.7.2.1.3.1", ("3", MODEL, "tnPsdCardMnemonic"),
        ("8", SERIAL, "tnPsdCardSerialNumber")),
    *group("TROPIC-SHELF-MIB", "7483.2.2.1.1.2.1.3.1", ("2", MODEL, "tnShelfName")),
    *group("TROPIC-SOFTWARE-MIB", "7483.2.1.5.2.1.1", ("5", SOFTWARE, "tnSwVersion")),
    *group("LUM-SOFTWARE-MIB", "8708.2.2.2.2", ("14", SOFTWARE, "softwareActiveRelease")),
    *group("LUM-INVENTORY-MIB", "8708.2.3.2.1.1.1", ("2", MODEL, "invPhysDescr")),
    *group("SSU2000-MIB", "601.3.1.1.1.1.1", ("5", SERIAL, "inSerial"), ("10", SOFTWARE, "inSoftware")),
    *group("SPEED-DUALLINE-FC", "3652.3.2.1", ("13", SERIAL, "nmCarrierSerialNumber")),
)  # fmt: skip

ACCESS_OBJECTS = (
    *group("CALIX-AXOS-SYSTEM-MIB", "6321.1.2.4.2.5", ("10", SERIAL, "axosSystemChassisSerialNumber")),
    *group("E7-Calix-MIB", "6321.1.2.2.2.1.6.1.1", ("8", SERIAL, "e7CardSerialNumber"),
        ("7", SOFTWARE, "e7CardSoftwareVersion")),
    *group("CALIX-700-MIB", "6321.1.2.5.4", ("2", MODEL, "cxSystemModel"), ("3", SERIAL, "cxSystemSerial"),
        ("4", SOFTWARE, "cxSystemSoftware")),
    *group("OCCAM-ENTITY-MIB", "6066.2.1.3.1.1", ("6", SERIAL, "entitySerialNum"),
        ("9", SOFTWARE, "entitySoftwareRev")),
    *group("ASAM-EQUIP-MIB", "637.61.1.23.2.1", ("13", SERIAL, "eqptShelfInventorySerialNumber"),
        ("4", MODEL, "eqptShelfActualType")),
    *group("HUAWEI-DEVICE-MIB", "2011.6.3.1", ("999", SOFTWARE, "hwSysVersion")),
    *group("TELDAT-ADMIN-STATUS-MIB", "2007.1.2.1", ("6", SOFTWARE, "telAdminStatusSystemAppVersion")),
    *group("DRAYTEK-MIB", "7367.3", ("1", MODEL, "routerModel"), ("2", SOFTWARE, "routerFirmwareVersion")),
    *group("LCOS-MIB", "2356.11.3.1.1", ("2", MODEL, "firVerModul"), ("4", SERIAL, "firVerSerNo"),
        ("3", SOFTWARE, "firVerVersion")),
    *group("LCOS-LX-MIB", "2356.13.1.47", ("7", SERIAL, "lcsStatusHardwareInfoSerialNumber"),
        ("9", SOFTWARE, "lcsStatusHardwareInfoSwVersion"), also=("1.3.6.1.4.1.8072",)),
    *group("CSCRTV-ROOT commonDeviceTable", "17409.1.3.3.2.2.1", ("4", MODEL, "commonDeviceModelNumber"),
        ("5", SERIAL, "commonDeviceSerialNumber"), ("6", SOFTWARE, "commonDeviceFirmwareVersion")),
    *group("SCTE-HMS-PROPERTY-MIB", "5591.1.3.2", ("3", MODEL, "commonModelNumber"),
        ("4", SERIAL, "commonSerialNumber")),
    *group("INTENO-MIB", "12919.12", ("1", SERIAL, "serialnum")),
    *group("CUBO-MINI-MIB", "27894.11.241.1.1.1.1", ("2", SERIAL, "cubominiSystemDataSerialNumber"),
        ("5", SOFTWARE, "cubominiSystemDataSoftwareVersion"), also=("1.3.6.1.4.1.8072",)),
    *group("VOLIUS-MIB", "34652.2.10", ("1", MODEL, "vlsModelName"), ("2", SERIAL, "vlsSerialNumber"),
        ("3", SOFTWARE, "vlsFirmware")),
    *group("NSCRTV-EPONEOC-EPON-MIB", "32285.11.1.1.2.1.1.1", ("16", SERIAL, "topSystemSerial")),
    *group("AC-SYSTEM-MIB", "5003.9.10.10.2", ("3.1", MODEL, "acSysIdName"),
        ("3.2", SERIAL, "acSysIdSerialNumber"), ("2.1", SOFTWARE, "acSysVersionSoftware")),
    *group("GRANDSTREAM-GXW-MIB", "42397.1.1", ("1", SERIAL, "deviceSerial"), also=("1.3.6.1.4.1.8072",)),
    *group("GRANDSTREAM-HT-MIB", "42397.1.2", ("1", SERIAL, "deviceSerial"), also=("1.3.6.1.4.1.8072",)),
    *group("MONTCLAIR-EDFA-MIB", "1385.1", ("3", SERIAL, "serialNumber")),
    *group("NETSPIRE-MIB", "1732.2.1", ("11", SERIAL, "deviceSerialNumber")),
    *group("PROFLINE-SFD-MIB", "21222.1.4.1.1", ("2", SERIAL, "serialNumber")),
    *group("TELEVES-FS-MIB", "23180.2.1.1.2.1.6", ("2", SERIAL, "serialNumber")),
    *group("ECRESO-FM-MIB", "6404.3.1.2.9.1", ("8", SERIAL, "serialNumber"), also=("1.3.6.1.4.1.8072",)),
    *group("DEVA-DB7001-MIB", "35833.37.1", ("2", SERIAL, "sernum"), ("1", SOFTWARE, "version")),
    *group("TERRA-sdi410C-MIB", "30631.1.8.4", ("2", SERIAL, "infSerNum"), ("1", SOFTWARE, "infSwVer")),
    *group("TERRA-sdi480-MIB", "30631.1.17.4", ("2", SERIAL, "infSerNum"), ("1", SOFTWARE, "infSwVer")),
    *group("TERRA-sti440-MIB", "30631.1.18.4", ("2", SERIAL, "infSerNum"), ("1", SOFTWARE, "infSwVer")),
    *group("TAIT-INFRA93SERIES-MIB", "3570.2.2.2.1.2.2.1.1", ("2", SERIAL, "rctInfoSerialNumber"),
        ("4", SOFTWARE, "rctInfoSoftwareVersion")),
)  # fmt: skip

TRANSPORT_OBJECTS = (*OPTICAL_OBJECTS, *ACCESS_OBJECTS)
