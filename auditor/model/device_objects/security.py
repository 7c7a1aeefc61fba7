"""Objects of firewalls, load balancers and other appliances. Same form as `switches`."""

from __future__ import annotations

from auditor.model.device_objects.device_object import DeviceField, group

MFG, MODEL, SERIAL = DeviceField.MFG, DeviceField.MODEL, DeviceField.SERIAL
HARDWARE, FIRMWARE, SOFTWARE = DeviceField.HARDWARE, DeviceField.FIRMWARE, DeviceField.SOFTWARE
GENERIC = ("1.3.6.1.4.1.8072",)
"""net-snmp's number: the appliances are Linux or BSD inside."""
MODEL_AND_VERSION = r"^(\S+) v?\d"
"""fsSysVersion and its like: "MODEL vN.N.N,build…"."""

FORTINET_OBJECTS = (
    *group("FORTINET-CORE-MIB", "12356.100.1.1", ("1", SERIAL, "fnSysSerial")),
    *group("FORTINET-FORTIGATE-MIB", "12356.101.4.1", ("1", SOFTWARE, "fgSysVersion")),
    *group("FORTINET-FORTIMANAGER-FORTIANALYZER-MIB", "12356.103.2.1", ("7", SOFTWARE, "fmSysVersion")),
    *group("FORTINET-FORTIMAIL-MIB", "12356.105.1", ("1", MODEL, "fmlSysModel"),
        ("2", SERIAL, "fmlSysSerial"),
        ("3", SOFTWARE, "fmlSysVersion")),
    *group("FORTINET-FORTISWITCH-MIB", "12356.106.4.1", ("1", MODEL, "fsSysVersion", "", MODEL_AND_VERSION),
        ("1", SOFTWARE, "fsSysVersion", "", r"^\S+ (v?\d.*)$")),
    *group("FORTINET-FORTIAUTHENTICATOR-MIB", "12356.113.1", ("1", MODEL, "facSysModel"),
        ("2", SERIAL, "facSysSerial"), ("3", SOFTWARE, "facSysVersion")),
    *group("FORTINET-FORTISANDBOX-MIB", "12356.118.3.1", ("1", SOFTWARE, "fsaSysVersion")),
    *group("FORTINET-FORTIAP-MIB", "12356.120.1", ("2", SERIAL, "fapSerialNum"),
        ("1", SOFTWARE, "fapVersion")),
    *group("FORTINET-FORTIEXTENDER-MIB", "12356.121.21.1.1", ("3", MODEL, "fextInfoModel"),
        ("5", SERIAL, "fextInfoSerialNumber"), ("1", SOFTWARE, "fextInfoVersion")),
)  # fmt: skip

SECURITY_OBJECTS = (
    *FORTINET_OBJECTS,
    *group("CHECKPOINT-MIB", "2620.1.6", ("16.7", MODEL, "svnApplianceProductName"),
        ("16.3", SERIAL, "svnApplianceSerialNumber"), ("16.9", MFG, "svnApplianceManufacturer"),
        ("4.1", SOFTWARE, "svnVersion"), also=GENERIC),
    *group("PAN-COMMON-MIB", "25461.2.1.2.1", ("3", SERIAL, "panSysSerialNumber"),
        ("2", HARDWARE, "panSysHwVersion"), ("1", SOFTWARE, "panSysSwVersion")),
    *group("SONICWALL-COMMON-MIB", "8741.2.1.1", ("1", MODEL, "snwlSysModel"),
        ("2", SERIAL, "snwlSysSerialNumber"), ("4", FIRMWARE, "snwlSysROMVersion"),
        ("3", SOFTWARE, "snwlSysFirmwareVersion")),
    *group("SFOS-FIREWALL-MIB", "2604.5.1.1", ("2", MODEL, "sfosDeviceType"),
        ("4", SERIAL, "sfosDeviceAppKey"), ("3", SOFTWARE, "sfosDeviceFWVersion"), also=GENERIC),
    *group("STORMSHIELD-PROPERTY-MIB", "11256.1.18", ("1", MODEL, "snsModel"),
        ("3", SERIAL, "snsSerialNumber"),
        ("2", SOFTWARE, "snsVersion")),
    *group("F5-BIGIP-SYSTEM-MIB", "3375.2.1", ("3.5.2", MODEL, "sysPlatformInfoMarketingName"),
        ("3.3.1", MODEL, "sysGeneralHwName"), ("3.3.3", SERIAL, "sysGeneralChassisSerialNum"),
        ("4.2", SOFTWARE, "sysProductVersion"), also=GENERIC),
    *group("NS-ROOT-MIB", "5951.4.1.1", ("11", MODEL, "sysHardwareVersionDesc"),
        ("14", SERIAL, "sysHardwareSerialNumber"), ("1", SOFTWARE, "sysBuildVersion")),
    *group("A10-AX-MIB", "22610.2.4.1.6", ("2", SERIAL, "axSysSerialNumber")),
    *group("BLUECOAT-SG-PROXY-MIB", "3417.2.11.1", ("4", SERIAL, "sgProxySerialNumber"),
        ("2", MODEL, "sgProxySoftware"), ("3", SOFTWARE, "sgProxyVersion")),
    *group("STEELHEAD-MIB", "17163.1.1.1", ("1", MODEL, "model"), ("2", SERIAL, "serialNumber"),
        ("3", SOFTWARE, "systemVersion")),
    *group("JUNIPER-IVE-MIB", "12532", ("6", MODEL, "productName"), ("7", SOFTWARE, "productVersion")),
    *group("INTRUVERT-SENSOR-SYSTEM-MIB", "8962.2.1.2.1.1", ("4", MODEL, "ivSysModel"),
        ("5", SERIAL, "ivSysSerialNumber")),
    *group("HILLSTONE-SYSTEM-MIB", "28557.2.2.1", ("1", SERIAL, "sysSerialNumber"),
        ("2", SOFTWARE, "sysSoftware")),
    *group("IB-PLATFORMONE-MIB", "7779.3.1.1.2.1", ("4", MODEL, "ibHardwareType"),
        ("6", SERIAL, "ibSerialNumber"),
        ("7", SOFTWARE, "ibNiosVersion"), also=GENERIC),
    *group("EIP-MON-MIB", "2440.1", ("14.1.1", MODEL, "eipHwApplianceModel"),
        ("14.1.2", SERIAL, "eipHwApplianceSerial"), ("17.1.2", SOFTWARE, "eipSdsVersionNumber"),
        also=GENERIC),
    *group("EXCELIANCE-MIB", "23263.4.2.1", ("5.1", MODEL, "alHardwarePlatform"),
        ("5.3", SERIAL, "alHardwareSerial"),
        ("1.4", SOFTWARE, "alVersion"),
        also=GENERIC),
    *group("MCAFEE-SWG-MIB", "59732.2.7.1", ("1", MODEL, "pProductName"), ("3", SOFTWARE, "pProductVersion"),
        also=GENERIC),
    *group("MCAFEE-SWG-MIB", "1230.2.7.1", ("1", MODEL, "pProductName"), ("3", SOFTWARE, "pProductVersion"),
        also=GENERIC),
    *group("GIGAMON-SNMP-MIB", "26866.2", ("8", SERIAL, "chassisSerialNumber")),
    *group("VENTURI-SERVER-MIB", "3382.12.1.2.1.1", ("8", SERIAL, "vServerSerialNumber")),
)  # fmt: skip
"""In order of preference; within one MIB too."""
