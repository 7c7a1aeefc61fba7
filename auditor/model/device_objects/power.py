"""Objects of power supplies, power strips, rectifiers and rack sensors. Same form as `switches`."""

from __future__ import annotations

from auditor.model.device_objects.device_object import DeviceField, group

MFG, MODEL, SERIAL = DeviceField.MFG, DeviceField.MODEL, DeviceField.SERIAL
HARDWARE, FIRMWARE, SOFTWARE = DeviceField.HARDWARE, DeviceField.FIRMWARE, DeviceField.SOFTWARE

APC_OBJECTS = (
    *group("PowerNet-MIB", "318.1.1.1.1", ("1.1", MODEL, "upsBasicIdentModel"),
        ("2.3", SERIAL, "upsAdvIdentSerialNumber"), ("2.1", FIRMWARE, "upsAdvIdentFirmwareRevision")),
    *group("PowerNet-MIB", "318.1.1.26.2.1", ("8", MODEL, "rPDU2IdentModelNumber"),
        ("9", SERIAL, "rPDU2IdentSerialNumber"), ("5", HARDWARE, "rPDU2IdentHardwareRev"),
        ("6", FIRMWARE, "rPDU2IdentFirmwareRev")),
    *group("PowerNet-MIB", "318.1.1.12.1", ("5", MODEL, "rPDUIdentModelNumber"),
        ("6", SERIAL, "rPDUIdentSerialNumber"), ("2", HARDWARE, "rPDUIdentHardwareRev"),
        ("3", FIRMWARE, "rPDUIdentFirmwareRev")),
    *group("PowerNet-MIB", "318.1.1.8.1", ("5", MODEL, "atsIdentModelNumber"),
        ("6", SERIAL, "atsIdentSerialNumber"), ("1", HARDWARE, "atsIdentHardwareRev"),
        ("2", FIRMWARE, "atsIdentFirmwareRev")),
    *group("PowerNet-MIB", "318.1.1.4.1", ("4", MODEL, "sPDUIdentModelNumber"),
        ("5", SERIAL, "sPDUIdentSerialNumber"), ("1", HARDWARE, "sPDUIdentHardwareRev"),
        ("2", FIRMWARE, "sPDUIdentFirmwareRev")),
    # Easy PDU: name, firmware, model, serial of each strip.
    *group("PowerNet-MIB ePDU", "318.1.1.30.2.1.1", ("4", MODEL, "ePDUDeviceIdentModelNumber"),
        ("5", SERIAL, "ePDUDeviceIdentSerialNumber"), ("3", SOFTWARE, "ePDUDeviceIdentFirmwareRev")),
    *group("PowerNet-MIB", "318.1.4.2.2.1", ("2", MODEL, "apcDiscoveryModelNumber"),
        ("3", SERIAL, "apcDiscoverySerialNumber")),
    *group("PowerNet-MIB", "318.1.4.2.4.1", ("4", SOFTWARE, "apcDiscoveryFirmwareRevision")),
)  # fmt: skip

EATON_OBJECTS = (
    *group("XUPS-MIB", "534.1.1", ("1", MFG, "xupsIdentManufacturer"), ("2", MODEL, "xupsIdentModel"),
        ("6", SERIAL, "xupsIdentSerialNumber"), ("3", SOFTWARE, "xupsIdentSoftwareVersion"),
        also=("1.3.6.1.4.1.705",)),
    *group("EATON-EPDU-MIB", "534.6.6.7.1.2.1", ("3", MODEL, "partNumber"), ("2", MODEL, "productName"),
        ("4", SERIAL, "serialNumber"), ("5", FIRMWARE, "firmwareVersion")),
    *group("EATON-EPDU-MA-MIB", "534.6.6.6.1.1", ("12", MODEL, "objectName"), ("2", SERIAL, "serialNumber"),
        ("1", SOFTWARE, "firmwareVersion")),
    *group("EATON-ATS2-MIB", "534.10.2.1", ("1", MFG, "ats2IdentManufacturer"),
        ("2", MODEL, "ats2IdentModel"),
        ("5", SERIAL, "ats2IdentSerialNumber"), ("3", FIRMWARE, "ats2IdentFWVersion")),
    *group("MG-SNMP-UPS-MIB", "705.1.1", ("1", MODEL, "upsmgIdentFamilyName"),
        ("7", SERIAL, "upsmgIdentSerialNumber"), ("4", SOFTWARE, "upsmgIdentFirmwareVersion"),
        also=("1.3.6.1.4.1.534",)),
    *group("XPPC-MIB", "935.1.1.1.1", ("1.1", MODEL, "upsBaseIdentModel"),
        ("2.3", SERIAL, "upsSmartIdentUPSSerialNumber"),
        ("2.1", FIRMWARE, "upsSmartIdentFirmwareRevision")),
    *group("MATRIX-MIB", "935.10.2.1.1", ("2", MODEL, "matConName"),
        ("5", SOFTWARE, "matConSoftwareVersion")),
)  # fmt: skip

RACK_OBJECTS = (
    *group("Sentry4-MIB", "1718.4.1", ("2.2.1.5", MODEL, "st4UnitModel"),
        ("2.2.1.4", SERIAL, "st4UnitProductSN"),
        ("1.1.3", SOFTWARE, "st4SystemFirmwareVersion")),
    *group("Sentry3-MIB", "1718.3", ("2.1.1.7", MODEL, "towerModelNumber"),
        ("2.1.1.6", SERIAL, "towerProductSN"),
        ("1.1", SOFTWARE, "systemVersion")),
    *group("PDU2-MIB", "13742.6.3.2", ("1.1.2", MFG, "pduManufacturer"), ("1.1.3", MODEL, "pduModel"),
        ("1.1.4", SERIAL, "pduSerialNumber"), ("3.1.6", SOFTWARE, "boardFirmwareVersion"),
        also=("1.3.6.1.4.1.8072",)),
    *group("PDU-MIB", "13742.4.1.1", ("12", MODEL, "pduModel"), ("2", SERIAL, "serialNumber"),
        ("1", FIRMWARE, "firmwareVersion")),
    *group("Panduit-PDUG5-MIB", "19536.10.1.1.2.1", ("7", MODEL, "pdug5Model"),
        ("8", SERIAL, "pdug5SerialNumber"),
        ("5", SOFTWARE, "pdug5FirmwareVersion"), also=("1.3.6.1.4.1.8072",)),
    *group("RITTAL-CMC-III-MIB", "2606.7", ("4.1.2.1.2", MODEL, "cmcIIIDevName"),
        ("2.6", SERIAL, "cmcIIIUnitSerial"),
        ("2.4", SOFTWARE, "cmcIIIUnitFWRev")),
    *group("CPI-UNITY-MIB", "30932.1.1.1", ("2", SERIAL, "pduSerialNumber"), ("1", SOFTWARE, "pduFirmware")),
    *group("WTI-MPC-MIB", "2634.1.200.10.1", ("2", MODEL, "environmentUnitModel"),
        ("27", SERIAL, "environmentSerialNumber"), ("28", SOFTWARE, "environmentSoftwareVersion"),
        also=("1.3.6.1.4.1.8072",)),
    *group("WTI-POWER-MIB", "2634.3.200.10.1", ("2", MODEL, "environmentUnitModel"),
        ("27", SERIAL, "environmentSerialNumber"), ("28", SOFTWARE, "environmentSoftwareVersion"),
        also=("1.3.6.1.4.1.8072",)),
    *group("NTI-ENVIROMUX-MIB", "3699.1.1.10.1.1", ("9", MODEL, "deviceModel"),
        ("8", SOFTWARE, "firmwareVersion"),
        ("13", MFG, "deviceManufacturer"), also=("1.3.6.1.4.1.8072",)),
    *group("IPOMANII-MIB", "2468.1.4.2.1.1",
        ("3", SERIAL, "ipmIdentAgentSoftwareVerion", "", r"\(SN (\w+)\)")),
    *group("TERACOM-MIB", "38783.3.1", ("1", MODEL, "name", "", r"^(TCW\S+)"), ("2", SOFTWARE, "version")),
)  # fmt: skip

RECTIFIER_OBJECTS = (
    *group("LIEBERT-GP-AGENT-MIB", "476.1.42.2.1", ("1", MFG, "lgpAgentIdentManufacturer"),
        ("2", MODEL, "lgpAgentIdentModel"), ("4", SERIAL, "lgpAgentIdentSerialNumber"),
        ("3", FIRMWARE, "lgpAgentIdentFirmwareVersion")),
    *group("CPS-MIB", "3808.1.1.1.1", ("1.1", MODEL, "upsBaseIdentModel"),
        ("2.3", SERIAL, "upsAdvanceIdentSerialNumber"), ("2.1", FIRMWARE, "upsAdvanceIdentFirmwareRevision")),
    *group("GEIST-V4-MIB", "21239.5.1.1", ("10", SERIAL, "productSerialNumber")),
    *group("VERTIV-V5-MIB", "21239.5.2.1", ("10", SERIAL, "productSerialNumber")),
    *group("LIEBERT-UPS-MIB", "476.1.1.1.1.1", ("6", SERIAL, "lcUpsIdentSerialNumber")),
    *group("CPQPOWER-MIB", "232.165.1.2", ("7", SERIAL, "deviceSerialNumber")),
    *group("ANDPOWER-SDS-MIB", "33283.1.30.8", ("81", MODEL, "sdsModel"), ("83", SERIAL, "sdsSerialNumber"),
        ("84", SOFTWARE, "sdsFirmware")),
    *group("DELL-SNMP-UPS-MIB", "674.10902.2.120.1", ("1", MODEL, "physicalIdentProductName"),
        ("2", SERIAL, "physicalIdentSerialNumber")),
    *group("DeltaUPS-MIB", "2254.2.4.1", ("1", MFG, "dupsIdentManufacturer"), ("2", MODEL, "dupsIdentModel"),
        ("3", SOFTWARE, "dupsIdentUPSSoftwareVersion")),
    *group("SOCOMECUPS7-MIB", "4555.1.1.7.1.1", ("1", MODEL, "upsIdentModel"),
        ("2", SERIAL, "upsIdentSerialNumber"), ("5", SOFTWARE, "upsIdentAgentSoftwareVersion")),
    *group("SP2-MIB", "12148.10", ("13.8.2.1.2", MODEL, "controlUnitInfoDescription"),
        ("2.6", MODEL, "powerSystemModel"), ("2.7", SERIAL, "powerSystemSerialNumber"),
        ("13.8.2.1.8", SOFTWARE, "controlUnitInfoSwVersion")),
    *group("ELTEK-DISTRIBUTED-MIB", "12148.9", ("2.1.3.7", SERIAL, "systemSiteInfoSystemSeriaNum"),
        ("1.18.7", SOFTWARE, "controlUnitSwVersion")),
    *group("VALERE-DC-POWER-MIB", "13858.2.1", ("1", MFG, "vpwrIdentManufacturer"),
        ("2", MODEL, "vpwrIdentModel"),
        ("3", SOFTWARE, "vpwrIdentVersion")),
    # Emerson's, later Vertiv's ITA2.
    *group("EMERSON-ITA2-MIB", "13400.2.54.1", ("3", SERIAL, "serialNumber")),
    *group("ICT-MODULAR-POWER-MIB", "39145.13", ("1", MODEL, "deviceModel"), ("5", SERIAL, "deviceSerial"),
        ("4", SOFTWARE, "deviceFirmware")),
)  # fmt: skip

POWER_OBJECTS = (*APC_OBJECTS, *EATON_OBJECTS, *RACK_OBJECTS, *RECTIFIER_OBJECTS)
"""In order of preference; within one MIB too."""
