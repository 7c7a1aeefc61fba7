"""Objects of servers, their management controllers, storage, consoles, cameras and printers.

Same form as `switches`.
"""

from __future__ import annotations

from auditor.model.device_objects.device_object import DeviceField, group

MFG, MODEL, SERIAL = DeviceField.MFG, DeviceField.MODEL, DeviceField.SERIAL
HARDWARE, FIRMWARE, SOFTWARE = DeviceField.HARDWARE, DeviceField.FIRMWARE, DeviceField.SOFTWARE
GENERIC = ("1.3.6.1.4.1.8072",)
WINDOWS = ("1.3.6.1.4.1.311",)

SERVER_OBJECTS = (
    *group("IDRAC-MIB-SMIv2", "674.10892.5.1", ("3.12", MODEL, "systemModelName"),
        ("3.2", SERIAL, "systemServiceTag"), ("1.8", FIRMWARE, "racFirmwareVersion"), also=GENERIC),
    *group("DELL-RAC-MIB", "674.10892.2.1", ("1.11", SERIAL, "drsSystemServiceTag"),
        ("2.1", SOFTWARE, "drsFirmwareVersion")),
    *group("MIB-Dell-10892", "674.10892.1.300.10.1", ("9", MODEL, "chassisModelName"),
        ("11", SERIAL, "chassisServiceTagName"), also=GENERIC + WINDOWS),
    *group("Dell-Vendor-MIB", "674.10895.3000.1.2.100", ("1", MODEL, "productIdentificationDisplayName"),
        ("4", SOFTWARE, "productIdentificationVersion"), ("8.1.4", SERIAL, "productIdentificationServiceTag"),
        ("8.1.2", SERIAL, "productIdentificationSerialNumber")),
    *group("CPQSINFO-MIB", "232.2.2", ("4.2", MODEL, "cpqSiProductName"),
        ("2.1", SERIAL, "cpqSiSysSerialNum"),
        also=GENERIC + WINDOWS),
    *group("HUAWEI-SERVER-IBMC-MIB", "2011.2.235.1.1.1", ("6", MODEL, "deviceName"),
        ("7", SERIAL, "deviceSerialNo")),
    # The same below xFusion's number.
    *group("XFUSION-SERVER-IBMC-MIB", "58132.2.235.1.1.1", ("6", MODEL, "deviceName"),
        ("7", SERIAL, "deviceSerialNo")),
    *group("CPQSM2-MIB", "232.9.2.2", ("2", FIRMWARE, "cpqSm2CntlrRomRevision")),
    *group("CPQRACK-MIB", "232.22.2.3.1.1.1", ("3", MODEL, "cpqRackCommonEnclosureModel"),
        ("7", SERIAL, "cpqRackCommonEnclosureSerialNum")),
    *group("LENOVO-XCC-MIB", "19046.11.1.1.5.2.1", ("5", MODEL, "machineLevelProductName"),
        ("2", MODEL, "machineLevelVpdMachineModel"), ("3", SERIAL, "machineLevelSerialNumber"), also=GENERIC),
    *group("LENOVO-XCC-MIB", "19046.11.1.1.5.1.1", ("3", SOFTWARE, "immVpdBuildId"), also=GENERIC),
    *group("IMM-MIB", "2.3.51.3.1.5.2.1", ("5", MODEL, "machineLevelProductName"),
        ("2", MODEL, "machineLevelVpdMachineModel"), ("3", SERIAL, "machineLevelSerialNumber"), also=GENERIC),
    *group("SERVERVIEW-STATUS-MIB sc2UnitTable", "231.2.10.2.2.10.2.3.1", ("5", MODEL, "sc2UnitModelName"),
        ("7", SERIAL, "sc2UnitSerialNumber"), also=GENERIC + WINDOWS),
    *group("HUAWEI-SERVER-IBMC-MIB", "2011.2.235.1.1.1", ("6", MODEL, "deviceName"),
        ("7", SERIAL, "deviceSerialNo")),
    *group("VMWARE-SYSTEM-MIB", "6876.1", ("2", SOFTWARE, "vmwProdVersion"), ("1", MODEL, "vmwProdName")),
    # Lines that the operator's scripts print, by convention: hardware, manufacturer, serial.
    *group("NET-SNMP-EXTEND-MIB", "8072.1.3.2.3.1",
        ("1", MODEL, "nsExtendOutput1Line.hardware", "8.104.97.114.100.119.97.114.101"),
        ("2", MODEL, "nsExtendOutputFull.hardware", "8.104.97.114.100.119.97.114.101"),
        ("1", SERIAL, "nsExtendOutput1Line.serial", "6.115.101.114.105.97.108"),
        ("2", SERIAL, "nsExtendOutputFull.serial", "6.115.101.114.105.97.108"),
        ("1", SOFTWARE, "nsExtendOutput1Line.distro", "6.100.105.115.116.114.111"),
        ("2", SOFTWARE, "nsExtendOutputFull.distro", "6.100.105.115.116.114.111")),
)  # fmt: skip

STORAGE_OBJECTS = (
    *group("SYNOLOGY-SYSTEM-MIB", "6574.1.5", ("1", MODEL, "modelName"), ("2", SERIAL, "serialNumber"),
        ("3", SOFTWARE, "version"), also=GENERIC),
    *group("ASUSTOR-MIB", "44738.1", ("1", SERIAL, "sysSerialNumber"), also=GENERIC),
    *group("FCEOS-MIB", "289.2.1.1.2.1", ("9", SERIAL, "fcEosSysSerialNum")),
    *group("QTS-MIB", "55062.1.12", ("3", MODEL, "systemModel"), ("5", SERIAL, "systemSerialNumber"),
        also=GENERIC),
    *group("NAS-MIB", "24681.1.2", ("12", MODEL, "modelName"), also=GENERIC),
    *group("NETWORK-APPLIANCE-MIB", "789.1.1", ("5", MODEL, "productModel"),
        ("9", SERIAL, "productSerialNum"),
        ("6", FIRMWARE, "productFirmwareVersion"), ("2", SOFTWARE, "productVersion")),
    *group("ISILON-MIB", "12124.2.51.1", ("4", MODEL, "chassisModel"), ("3", SERIAL, "chassisSerialNumber"),
        also=GENERIC),
    *group("ISM-STORAGE-SVC-MIB", "34774.4.1.1", ("1", SERIAL, "deviceId"), ("6", SOFTWARE, "version")),
    *group("FLUIDFS-MIB", "674.11000.2000.200.1.47", ("2", MODEL, "fluidFSProductName"),
        ("1", SOFTWARE, "fluidFSVersion")),
    *group("SNIA-SML-MIB", "14851.3.1", ("4.2", MODEL, "chassis-Model"),
        ("4.3", SERIAL, "chassis-SerialNumber"),
        ("3.1", MODEL, "product-Name"), ("3.4", SOFTWARE, "product-Version")),
    # Fibre Channel switches and arrays of many makers.
    *group("FCMGMT-MIB", "1.3.6.1.3.94.1.6.1", ("7", MODEL, "connUnitProduct"), ("8", SERIAL, "connUnitSn")),
)  # fmt: skip

CONSOLE_OBJECTS = (
    *group("ACS-MIB", "10418.16.2.1", ("2", MODEL, "acsProductModel"), ("4", SERIAL, "acsSerialNumber"),
        ("7", SOFTWARE, "acsFirmwareVersion")),
    *group("ACS8000-MIB", "10418.26.2.1", ("2", MODEL, "acsProductModel"), ("4", SERIAL, "acsSerialNumber"),
        ("7", SOFTWARE, "acsFirmwareVersion")),
    *group("OG-STATUSv2-MIB", "25049.17.1", ("2", SERIAL, "ogSerialNumber"),
        ("1", SOFTWARE, "ogFirmwareVersion")),
    *group("OG-OMTELEM-MIB", "25049.10.19.1", ("2", SERIAL, "ogOmSystemSerialNumber"),
        ("3", SOFTWARE, "ogOmSystemFirmwareVersion")),
    *group("LIGHTHOUSE-MIB", "25049.18.1.1", ("1", SOFTWARE, "ogLhSoftwareVersion")),
)  # fmt: skip

CAMERA_OBJECTS = (
    *group("HIKVISION-MIB", "50001.1", ("4", MODEL, "deviceType"), ("3", SERIAL, "entityIndex"),
        ("6", SOFTWARE, "softwareVersion"), ("7", HARDWARE, "hardwareVersion"), also=GENERIC),
    *group("HIK-DEVICE-MIB", "39165.1", ("1", MODEL, "deviceType"), ("2", SERIAL, "serialNumber"),
        ("3", SOFTWARE, "softwVersion"), ("6", MFG, "manufacturer"), also=GENERIC),
    *group("DAHUA-SNMP-MIB", "1004849.2.1", ("2.6", MODEL, "deviceType"), ("2.4", SERIAL, "serialNumber"),
        ("1.1", SOFTWARE, "softwareRevision"), ("1.2", HARDWARE, "hardwareRevision"), also=GENERIC),
)  # fmt: skip

PRINTER_OBJECTS = (
    *group("LaserJet-COMMON-MIB", "11.2.3.9.4.2.1.1.3", ("2", MODEL, "model-name"),
        ("3", SERIAL, "serial-number"),
        ("6", FIRMWARE, "fw-rom-revision")),
    *group("KYOCERA-Private-MIB", "1347.43.5.1.1", ("1", MODEL, "kcprtGeneralModelName"),
        ("28", SERIAL, "kcprtSerialNumber")),
    *group("EPSON-MIB", "1248.1.2.2.1.1.1", ("2", MODEL, "epModelName"), ("5", SERIAL, "epSerialNumber")),
    *group("EPSON-SCANNER-MIB", "1248.1.1.3.1.1", ("1", SERIAL, "epScannerSerialNumber")),
    *group("BROTHER-MIB", "2435.2.3.9.4.2.1.5.5", ("1", SERIAL, "brInfoSerialNumber")),
    *group("CANON-MIB", "1602.1.1.1", ("1", MODEL, "canProductInfoName"),
        ("4", SOFTWARE, "canProductInfoVersion")),
    *group("ESI-MIB", "683.1", ("3", MODEL, "genProductName"), ("5", SERIAL, "genSerialNumber"),
        ("9", FIRMWARE, "genVersion")),
    *group("ZEBRA-MIB", "10642.1", ("1", MODEL, "zbrModelName"), ("2", FIRMWARE, "zbrFirmware")),
)  # fmt: skip

HOST_OBJECTS = (*SERVER_OBJECTS, *STORAGE_OBJECTS, *CONSOLE_OBJECTS, *CAMERA_OBJECTS, *PRINTER_OBJECTS)
"""In order of preference; within one MIB too."""
