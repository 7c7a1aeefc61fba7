"""Grammars of sysDescr, as data: vendors' first, then shapes that many agents share.

Groups are the fields of the root (`DeviceField`). A pattern is anchored at the start. Each
row has a text that fits and one that must not. It must not name who made the device.
"""

from __future__ import annotations

from typing import NamedTuple


class DescrPattern(NamedTuple):
    """A grammar; `example` fits it, `other` does not."""

    what: str
    pattern: str
    example: str
    other: str


VENDOR_PATTERNS = (
    DescrPattern("Cisco NX-OS", r"Cisco NX-OS\(tm\) (?P<model_name>[\w.-]+)?.*?Version (?P<software_rev>[^,\s]+)",
        "Cisco NX-OS(tm) n9000, Software (n9000-dk9), Version 7.0(3)I7(2), RELEASE", "Cisco IOS Software"),
    DescrPattern("Cisco IOS XR", r"Cisco IOS XR Software(?: \((?:Cisco )?(?P<model_name>[^)]+)\))?, +Version (?P<software_rev>[^,\s\[]+)",
        "Cisco IOS XR Software (Cisco ASR9K Series),  Version 5.3.4[Default]", "Cisco IOS Software"),
    DescrPattern("Cisco IOS, IOS-XE, Firepower, IMC",
        r"(?:Cisco|IOS)(?s:.){0,160}?,? (?:Firmware )?Version (?P<software_rev>\d[^,\s]*(?: \(Build \d+\))?)",
        "Cisco IOS Software, C3560 Software (C3560-M), Version 15.0(2)SE11, RELEASE", "Cisco Controller"),
    DescrPattern("Cisco PIX and ASA", r"Cisco (?:PIX|Adaptive) Security Appliance Version (?P<software_rev>\S+)",
        "Cisco Adaptive Security Appliance Version 9.8(4)", "Cisco IOS Software"),
    DescrPattern("Cisco Meraki", r"(?P<model_name>(?:Cisco |Meraki )(?:\S+ ){0,2}?(?:MR|MS|MX|MG|MV|CW|C9|Z)\w[\w-]*(?: Cloud Managed \w+)?|Meraki \w+)",
        "Meraki MR28 Cloud Managed AP", "Cisco IOS Software"),
    DescrPattern("Juniper JUNOS", r"Juniper Networks, Inc\.? (?P<model_name>[\w-]+).*?kernel JUNOS (?P<software_rev>[^,\s]+)",
        "Juniper Networks, Inc. ex3400-48t Ethernet Switch, kernel JUNOS 15.1X53-D59.4, Build", "Juniper SRX"),
    DescrPattern("Juniper (Trapeze)", r"Juniper Networks, Inc (?P<model_name>\w+) (?P<software_rev>\d[\d.]+)",
        "Juniper Networks, Inc WLC880R 7.7.4.4 REL", "Juniper Networks, Inc. ex3400"),
    DescrPattern("Juniper ScreenOS", r"(?P<model_name>[\w-]+) version (?P<software_rev>\S+) \(SN: (?P<serial_num>\w+)",
        "SSG5-Serial version 6.3.0r24.0 (SN: 0162022008001234, Firewall+VPN)", "SSG5 version 6"),
    DescrPattern("Huawei VRP with the model ahead",
        r"(?:Huawei )?(?P<model_name>(?!Huawei)[A-Z][\w-]*\d[\w-]*)\s+(?:Huawei|HUAWEI)[\s\S]*?\(\S+ (?P<software_rev>V\d+R\w+)\)",
        "S5720-56C-EI\nHuawei Versatile Routing Platform Software\n VRP (R) software,Version 5.170 (S5720 V200R019C10)",
        "Huawei Versatile Routing Platform Software"),
    DescrPattern("Huawei VRP", r"[\s\S]{0,80}?VRP \(R\) software, ?Version [\d.]+ \((?P<model_name>[^)]*?) (?P<software_rev>V\d+R\w+)\)",
        "Huawei Versatile Routing Platform Software\nVRP (R) software, Version 8.150 (CE12800 V200R002C50SPC800)",
        "HP Comware Platform Software"),
    DescrPattern("HPE and H3C Comware",
        r"(?:HPE?|H3C|3Com)[\s\S]{0,40}?Software,? (?:Software )?Version (?P<software_rev>[^,\s]+(?:,? (?:Release|ESS|Feature) \w+)?)(?:\s+(?:HPE?|H3C|3Com) (?P<model_name>[\w ./+-]+?)\s+(?:Switch|Copyright))?",
        "HP Comware Platform Software, Software Version 7.1.045, Release 2416 HP FF 5700-40XG-2QSFP  Switch Copyright",
        "HP J9146A"),
    DescrPattern("HP ProCurve and Aruba", r"(?:HPE?|Aruba|ProCurve|PROCURVE|HPE ANW|HPE OfficeConnect)(?: Switch)? (?P<model_name>[\w -]*J[A-Z]?\d{3,4}[A-Z](?: [\w+/ -]+?)?)(?: Switch| Swch|,| - |$)",
        "HP J9146A E2910al-24G-PoE Switch, revision W.15.08.0012, ROM W.14.06", "HP ETHERNET MULTI-ENVIRONMENT"),
    DescrPattern("HP ProCurve and Aruba, revisions", r"(?:HPE?|Aruba|ProCurve|PROCURVE).*?(?:revision |, | - | )(?P<software_rev>[A-Z]{1,2}\.\d[\w.]+)(?:, ROM (?P<firmware_rev>[\w.]+))?",
        "HP J9146A E2910al-24G-PoE Switch, revision W.15.08.0012, ROM W.14.06", "HP Comware, Version 7.1.045"),
    DescrPattern("HP printers", r"(?:HP|JETDIRECT|Hewlett).*?,PID:(?:HP )?(?P<model_name>[^,]+)",
        "HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,JD153,EEPROM JSI24,CIDATE 0,PID:HP Color LaserJet Pro M252dw",
        "HP J9146A"),
    DescrPattern("HP iLO", r"Integrated Lights-Out \d+ (?P<firmware_rev>(?P<software_rev>\d[\d.]+))", "Integrated Lights-Out 4 2.50 Sep 23 2016",
        "HP ETHERNET"),
    DescrPattern("Arista", r"Arista Networks EOS version (?P<software_rev>\S+) running on an Arista Networks (?P<model_name>\S+)",
        "Arista Networks EOS version 4.20.1F running on an Arista Networks DCS-7050QX-32", "Arista"),
    DescrPattern("Extreme EXOS", r"ExtremeXOS \((?P<model_name>[^\s]+)\) version (?P<software_rev>\S+)",
        "ExtremeXOS (X440-24p) version 15.5.1.6 v1551b6 by release-manager", "Extreme Networks"),
    DescrPattern("Extreme VOSS and Avaya", r"(?P<model_name>[A-Z][\w-]*\d[\w-]*) \((?P<software_rev>\d+\.\d[\w.]+)\)",
        "VSP-8404 (5.1.1.1)", "FB2901 FB2900 Hamman+"),
    DescrPattern("Brocade and Foundry", r"(?:Brocade|Foundry|Extreme|Ruckus).*?(?:IronWare |Network Operating System Software )?Version V?(?P<software_rev>[\w.]+)",
        "Brocade Communications Systems, Inc. ICX6450-24, IronWare Version 07.4.00eT311 Compiled on", "ExtremeXOS"),
    DescrPattern("Brocade and Foundry, model", r"(?:Brocade|Foundry|Extreme|Ruckus)[^,]*,(?: Inc\.,?)? (?:Stacking System )?(?P<model_name>[A-Z][\w-]*\d[\w-]*),",
        "Ruckus Wireless, Inc. Stacking System ICX7150-C12-POE, IronWare Version 08.0.80", "ExtremeXOS (X440-24p)"),
    DescrPattern("Nokia TiMOS", r"TiMOS-\w+-(?P<software_rev>\S+) \S+ (?:Nokia|ALCATEL) (?P<model_name>.{2,30}?) Copyright",
        "TiMOS-B-9.0.R11 both/hops Nokia 7705 SAR Copyright (c) 2000-2020 Nokia.", "TiMOS"),
    DescrPattern("Nokia ISAM", r"(?P<software_rev>R\d[\w.]+)\s+(?P<model_name>[A-Z]{2}\w+-\w+)\s.*ISAM", "R6.5.02r NFXS-E FANT-H NOKIA ISAM Copyright",
        "R6.5.02r"),
    DescrPattern("Alcatel-Lucent OmniSwitch", r"Alcatel-Lucent (?:Enterprise )?(?P<model_name>OS\S+) (?P<software_rev>\d[\w.]+)",
        "Alcatel-Lucent Enterprise OS6860E-U28 8.5.255.R02 GA, August 29, 2018.", "Alcatel-Lucent 7750"),
    DescrPattern("Aruba", r"(?:ArubaOS|AOS-W) \(MODEL: (?:Aruba)?(?P<model_name>[^)]+)\), Version (?P<software_rev>[^\s]+(?: \(\d+\))?)",
        "ArubaOS (MODEL: Aruba7210), Version 6.5.1.4 (59123)", "ArubaOS Version 6.4"),
    DescrPattern("Dell Networking OS", r"Dell (?:EMC )?(?:Networking|Force10|Application).*?Application Software Version: (?P<software_rev>\S+) Series: (?P<model_name>\S+)",
        "Dell Networking OS Operating System Version: 2.0 Application Software Version: 9.9(0.0P9) Series: S4048-ON",
        "Dell Networking N2048"),
    DescrPattern("Fastpath switches", r"(?P<model_name>[A-Z][^,]{2,60}), (?P<software_rev>\d[\w.]+|\*)(?:, |$)",
        "EdgeSwitch 24-Port 250W, 1.0.1.4720839, Linux 3.6.5-f4a26ed5", "Linux host 3.6.5, x"),
    DescrPattern("MikroTik", r"RouterOS (?P<model_name>\S+)$", "RouterOS CRS317-1G-16S+", "RouterOS"),
    DescrPattern("MikroTik, older", r"(?:MikroTik )?RouterOS (?P<software_rev>\d\S+) .*on (?P<model_name>\S+)", "RouterOS 6.44.2 (stable) on CRS317-1G-16S+",
        "router"),
    DescrPattern("Axis", r";? ?(?P<model_name>AXIS [^;]+);[^;]*; ?(?P<software_rev>\d[\w.]*)", "; AXIS Q1656; Box Camera; 10.12.240; Jun 03 2024", "AXIS"),
    DescrPattern("APC", r"APC (?P<model_name>.{3,60}?) \(MB:", "APC Uniflair SP (MB:v4.1.0 PF:v6.8.8 MN:SPRD100 HR:06 SN: TE1)", "APC"),
    DescrPattern("DOCSIS devices (RFC 4639 docsDevSw)", r".*?<<HW_REV: (?P<hardware_rev>[^;]*);.*?(?:SW_REV: (?P<software_rev>[^;>]+)).*?MODEL: (?P<model_name>[^;>]+)",
        "<<HW_REV: 1; VENDOR: Motorola Corporation; BOOTR: 2164; SW_REV: SB5101E-2.6.2.0; MODEL: SB5101E>>", "CMTS"),
    DescrPattern("Hikvision's and others' key: value lists", r"(?:.*[;,] ?)?(?:Prod(?:uct)?|Model)(?: Name)?: ?(?P<model_name>[^;,]*[A-Za-z][^;,]*)",
        "Prod: Integra-X;Vers: 3.19.6;Timestamp: 2021", "Integra"),
    DescrPattern("Cambium Canopy", r"CANOPY (?P<software_rev>\d[\w.]+)", "CANOPY 21.1.0.1 (Build STA-1)  AP", "CANOPY"),
    DescrPattern("SAF", r"SAF microwave radio;(?P<model_name>[^;]+?) v(?P<software_rev>[\d.]+);", "SAF microwave radio;CFIP PhoeniX IDU v1.63.46;Model:3;", "SAF"),
    DescrPattern("LANCOM", r"(?P<model_name>LANCOM \S+(?: \S+)?) (?P<software_rev>\d[\w.]+ / [\d.]+) (?P<serial_num>\w+)",
        "LANCOM OAP-321 10.12.0147 / 15.11.2017 4002024918100043", "LANCOM"),
    DescrPattern("Teldat", r"Router model (?P<model_name>.+?) (?:CPU|\d+ \d+ CPU).*?S/N:? ?(?P<serial_num>[\w/]+)",
        "Router model RS123w-4G 25 19 CPU MPC8308 S/N: ABC/12345", "Router"),
    DescrPattern("HiveOS", r"(?P<model_name>[\w-]+), HiveOS (?P<software_rev>\S+(?: build-\w+)?)", "AP305C-1, HiveOS 10.6r4 build-dcfd27b", "HiveOS"),
    DescrPattern("Opengear and its brands", r"(?:Opengear|TrippLite) (?P<model_name>[\w-]+)(?:, Linux.*?/(?P<hardware_rev>\w+) Version (?P<software_rev>\S+))?",
        "TrippLite B097-016, Linux 3.10.0-uc0 armv7l, TrippLite/B097 Version 4.12.3 a5834656", "Linux host"),
    DescrPattern("VMware", r"VMware[- ](?P<model_name>[\w-]+(?: Appliance)?) (?P<software_rev>\d[\w.]+)", "VMware-vCenter-Server-Appliance 7.0.0.10100 generic", "VMware ESXi"),
    DescrPattern("VMware ESXi", r"(?P<model_name>VMware ESXi) (?P<software_rev>\d[\w.]+)", "VMware ESXi 6.0.0 build-2494585 VMware, Inc. x86_64", "VMware"),
    DescrPattern("BSD appliances", r"(?:pfSense|OPNsense|FreeBSD|OpenBSD|NetBSD) \S+ (?P<software_rev>\d\S+)", "pfSense localhost 2.4.5-RELEASE-p1 pfSense FreeBSD", "Linux"),
    DescrPattern("VyOS", r"(?:Vyatta )?VyOS (?P<software_rev>\S+)", "VyOS 1.2.0-beta1", "Linux"),
    DescrPattern("Linux with a distribution's own words", r"Linux \S+ \S+ .*\(LCOS-LX: (?P<software_rev>[^)]+)\)", "Linux ap 4.4.60 #0 SMP PREEMPT (LCOS-LX: 6.12.0024)", "Linux a 4.4.60"),
    DescrPattern("Linux kernel (uname)", r"Linux (?:\S+ )+?(?P<software_rev>\d+\.\d+[^\s]*)(?: #|$)", "Linux server 3.10.0-693.5.2.el7.x86_64 #1 SMP", "Linux server"),
    DescrPattern("Windows", r"Hardware: .* - Software: (?P<software_rev>Windows.*?)(?: \(|$)", "Hardware: x86 Family 6 - Software: Windows Version 6.1 (Build 7601)", "Linux"),
    DescrPattern("D-Link web-smart", r"(?P<model_name>(?:WS6-)?D[A-Z]{2}-\S+) +(?P<software_rev>\d+\.\d[\w.]*)", "WS6-DGS-1210-52/F1 6.10.007", "DGS-1210"),
    DescrPattern("OcNOS", r"Hardware Model:(?P<model_name>[^,]+), Software version: OcNOS,(?P<software_rev>[^,\s]+)", "Hardware Model:UFI_S9502-12SM, Software version: OcNOS,6.5.4.49", "OcNOS"),
    DescrPattern("AIX", r"IBM PowerPC[\s\S]*?Machine Type: (?P<model_name>\S+)[\s\S]*?AIX version: (?P<software_rev>\S+)", "IBM PowerPC CHRP Computer\nMachine Type: 0x0800004c Processor id: 0\nBase Operating System Runtime AIX version: 05.03.0008.0000", "IBM"),
    DescrPattern("Siemens", r"Siemens, SIMATIC NET,? (?P<model_name>[^,]+),.*?FW: Version (?P<software_rev>[^,\s]+)", "Siemens, SIMATIC NET, SCALANCE XC206-2SFP, 6GK5, HW: Version 3, FW: Version V04.02.00", "Siemens"),
    DescrPattern("ALAXALA", r"ALAXALA [^\[]*\[(?P<model_name>[^\]]+)\].*?Ver\. (?P<software_rev>\S+)", "ALAXALA AX2430 AX-2430-24TE-B [AX2430S-24T] Switching software Ver. 11.1.C [OS-L2]", "ALAXALA"),
    DescrPattern("Calix AXOS", r"(?P<model_name>Calix, Inc \S+) AXOS-(?P<software_rev>R\S+)", "Calix, Inc E5-16F AXOS-R2.2.0", "Calix"),
    DescrPattern("Ciena 6500", r"(?P<model_name>6500 \S+ \S+) SW:(?P<software_rev>\S+)", "6500 7-SLOT OPTICAL SW:1271 BN:AH (c) Ciena (R) Corporation", "6500"),
    DescrPattern("FSOS and Centec", r"FSOS software, [^(]*\((?P<model_name>[^)]+)\), Version (?P<software_rev>\S+)", "FSOS software, S5850 software (S5850 48S2Q4C), Version 6.2.29.r2", "FSOS"),
    DescrPattern("Ruijie and FS", r"(?:FS|Ruijie)[^(]*\((?P<model_name>[^)]+)\) By", "FS Campus Switch PoE (S5810-48TS-P) By FS.COM Inc", "FS"),
    DescrPattern("Maipu", r"MyPower \(R\) Operating System Software\s+MyPower (?P<model_name>\S+) version (?P<software_rev>[^\s(]+)", "MyPower (R) Operating System Software\nMyPower S3220 version 6.6.4.1.3(R)", "MyPower"),
    DescrPattern("OKI print servers", r"OKI .*: Attached to (?P<model_name>\S+) Rev\.(?P<software_rev>\S+)", "OKI OkiLAN 9450g Rev.00.69 10/100/1000BASE Ethernet PrintServer: Attached to MC873 Rev.07.87 :", "OKI"),
    DescrPattern("Omnitron", r"Omnitron iConverter (?P<model_name>.+?) v(?P<software_rev>[\d.]+) s/n (?P<serial_num>\w+)", "Omnitron iConverter GM4-HPOE 8991T11D v5.2.14 s/n 00827398 - GM4", "Omnitron"),
    DescrPattern("Pure Storage", r"Pure Storage (?P<model_name>[^,]+), (?P<software_rev>Purity\S* \S+)", "Pure Storage FA-X20R3, Purity//FA 6.5.6", "Pure"),
    DescrPattern("Keenetic", r"(?P<model_name>Keenetic [^(]+) \(KeeneticOS (?P<software_rev>[^)]+)\)", "Keenetic Hero 4G+ (KeeneticOS 4.02.C.1.0-1): KN-2311", "Keenetic"),
    DescrPattern("Ribbon Neptune", r"Ribbon Communications\. (?P<model_name>[^,]+), V(?P<software_rev>[^,]+)", "Ribbon Communications. NPT-2300, V9.1.00411-07, Build Date", "Ribbon"),
    DescrPattern("PLANET", r"PLANET,? (?P<model_name>[A-Z][\w-]*\d[\w-]*)(?:.*?, v(?P<software_rev>\S+))?", "PLANET, WDAP-3000AX, Indoor 3000AX Wireless AP, v1.2305b240822", "PLANET"),
    DescrPattern("QTECH", r"(?P<model_name>\S+) Device, Compiled [\s\S]*?Soft[Ww]are Version \S*?_?(?P<software_rev>\d[\d.]+)", "QSW-3500-24-AC Device, Compiled Feb 22 10:28:35 2011\n SoftWare Version QSW-3500-24-AC_6.0.220.41", "Device"),
    DescrPattern("TrueNAS", r"TrueNAS-?(?:SCALE|CORE)?-(?P<software_rev>[\d.]+\d)[^.]*\. Hardware: (?P<model_name>[^.]+)\. ", "TrueNAS-SCALE-24.04.2.2. Hardware: x86_64 Intel. Software: Linux", "TrueNAS"),
    DescrPattern("Ericsson IPOS", r"(?P<software_rev>Ericsson IPOS-\S+)", "Ericsson IPOS-18.1.1.9.98p30-Release", "Ericsson"),
    DescrPattern("Illustra", r"illustra (?P<model_name>\S+) .*Illustra\.(?P<software_rev>\S+)", "illustra IFS03D1OCWIT Network camera 05-27-2019 Illustra.SS004.01.06.05.0026", "illustra"),
    DescrPattern("ARRIS CMTS", r"CMTS_V(?P<software_rev>[\d.]+)", "CMTS_V08.02.00.97, <<HW_REV: 3.1; VENDOR: ARRIS; BOOTR: V00.01.00>>", "CMTS"),
    DescrPattern("Inteno", r"(?P<model_name>[A-Z]+\d\w*?)_(?P<software_rev>\d+\.\w+\.\w+)$", "XG6846_4.12ITT01.99", "XG6846"),
    DescrPattern("Rittal", r"Rittal .*?SN (?P<serial_num>\S+) HW (?P<hardware_rev>\S+) - SW (?P<software_rev>\S+)", "Rittal LCP SN 41326588 HW V4.01 - SW V3.17.10", "Rittal"),
    DescrPattern("Tait", r"Tait Communications, (?P<model_name>[^,]+),", "Tait Communications, TB9300/TB7300, DMR Base Station", "Tait"),
    DescrPattern("Microsemi midspans", r"(?P<model_name>\w+)\. +Unit S/N=(?P<serial_num>\w+)\. +App Ver=(?P<software_rev>[\d.]+\d)", "Midspan.  Unit S/N=000076.  App Ver=4.17.05.07, Sep 12 2011", "Midspan"),
    DescrPattern("SW, HW, SN lists", r".*?SW: (?P<software_rev>[^,]+),.*?HW: (?P<hardware_rev>[^,]+), SN: (?P<serial_num>\w+)", "System Controller, SW: v8.30, OS: v6.30, HW: S1.I21.P3, SN: 252028189", "SW: v8"),
    DescrPattern("Raritan", r"Raritan PDU, MD:(?P<model_name>\S+)(?: HW:(?P<hardware_rev>\S+))?(?: FW:(?P<software_rev>\S+))?", "Raritan PDU, MD:PX3-5493U-K2 HW:0x10 FW:4.2.0.5-50274", "Raritan"),
)  # fmt: skip

MODEL = r"(?!Linux|Windows|Unix|FreeBSD)(?P<model_name>(?:[A-Z][\w.+/()-]*[ -]){0,4}?[A-Z]*[a-z-]*\d[\w+/.-]*(?: [A-Z][\w+-]*){0,2})"
"""Words of which one has a digit, as names of products have."""

SHARED_SHAPES = (
    DescrPattern("PRODUCT version N", MODEL + r"(?: [A-Za-z-]+){0,4}?,? (?:\(R\) )?(?:[Ss]oftware,? |[Ff]irmware,? )?(?:[Vv]ersion|Ver\.?|[Rr]evision|FW|fw|SW|v\.?)[: ]*(?P<software_rev>[Vv]?\d[^\s,;)(]*(?:\(\w+\)\w*)?(?: \(\d+\))?)",
        "GenieATM 6705 version: 7.2.1-RP3(MP) built: 2025/03/28", "Linux host"),
    DescrPattern("PRODUCT N.N.N", MODEL + r" v?(?P<software_rev>\d+\.\d+\.[\w.-]+(?: STD)?)", "USW-Flex8 5.76.7.13442", "Linux"),
    DescrPattern("PRODUCT (VN.N.N", MODEL + r"(?: [\w+-]+)* \((?P<software_rev>[Vv]\d+\.\d[\w.]+)", "FB2901 FB2900 Hamman+ (V1.55.126 2021-03-10)", "Linux"),
    DescrPattern("a revision somewhere", r"[\s\S]{0,200}?(?:(?:[Ss]oft[Ww]are|[Ff]irmware|SW|FW|App)[ -]?(?:[Vv]er(?:s(?:ion)?)?)?|[Vv]ersion|Vers?)\b[.:= ]{1,2}(?P<software_rev>[Vv]?\d[^\s,;)]*)",
        "Tait Communications, DMR Base Station, QBC30BSM, Version: 3.05.00.0007", "Linux host 3.2"),
    DescrPattern("a revision after v", r"(?!Linux)[^,;]{0,60}[ ,;]v(?P<software_rev>\d+\.\d[\w.]*)", "Room Alert 12E v3.3.0", "Room Alert"),
    DescrPattern("only a product", r"(?P<model_name>(?=.{3,60}$)(?=.*\d)(?!Linux|Unix|Windows|[Vv]\d|R\d)[A-Z][\w+/.-]*(?: (?:-|:|[\w+/.-]+)){0,7}$)", "EDS-510E", "12"),
    DescrPattern("a product, then words", r"(?!Linux|Windows)(?P<model_name>(?:[A-Z][\w.]*,? ){0,2}?[A-Z][A-Za-z]*-?\d[\w+/.-]*)(?= |,|$)", "SG350-10 10-Port Gigabit Managed Switch", "Linux 4.4"),
)  # fmt: skip
"""What is left to common form; after every vendor's own."""

DESCR_PATTERNS: tuple[DescrPattern, ...] = (*VENDOR_PATTERNS, *SHARED_SHAPES)
