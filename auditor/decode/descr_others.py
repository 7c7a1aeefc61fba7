"""Grammars of sysDescr of servers, radios, printers, power and other equipment, as data.

One row per software; see `descr_pattern` for what a row is. It must not name a maker.
"""

from __future__ import annotations

from auditor.decode.descr_pattern import DescrPattern

OTHER_PATTERNS = (
    DescrPattern(
        "HP printers",
        "(?:HP|JETDIRECT|Hewlett).*?,PID:(?:HP )?(?P<model_name>[^,]+)",
        "HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,JD153,EEPROM JSI24,CIDATE 0,PID:HP Color"
        " LaserJet Pro M252dw",
        "HP J9146A",
    ),
    DescrPattern(
        "HP iLO",
        r"Integrated Lights-Out \d+ (?P<firmware_rev>(?P<software_rev>\d[\d.]+))",
        "Integrated Lights-Out 4 2.50 Sep 23 2016",
        "HP ETHERNET",
    ),
    DescrPattern(
        "Axis",
        r";? ?(?P<model_name>AXIS [^;]+);[^;]*; ?(?P<software_rev>\d[\w.]*)",
        "; AXIS Q1656; Box Camera; 10.12.240; Jun 03 2024",
        "AXIS",
    ),
    DescrPattern(
        "APC",
        r"APC (?P<model_name>.{3,60}?) \(MB:",
        "APC Uniflair SP (MB:v4.1.0 PF:v6.8.8 MN:SPRD100 HR:06 SN: TE1)",
        "APC",
    ),
    DescrPattern(
        "DOCSIS devices (RFC 4639 docsDevSw)",
        ".*?<<HW_REV: (?P<hardware_rev>[^;]*);.*?(?:SW_REV: (?P<software_rev>[^;>]+)).*?MODEL: "
        "(?P<model_name>[^;>]+)",
        "<<HW_REV: 1; VENDOR: Motorola Corporation; BOOTR: 2164; SW_REV: SB5101E-2.6.2.0; MODEL: SB5101E>>",
        "CMTS",
    ),
    DescrPattern(
        "Hikvision's and others' key: value lists",
        "(?:.*[;,] ?)?(?:Prod(?:uct)?|Model)(?: Name)?: ?(?P<model_name>[^;,]*[A-Za-z][^;,]*)",
        "Prod: Integra-X;Vers: 3.19.6;Timestamp: 2021",
        "Integra",
    ),
    DescrPattern(
        "Cambium Canopy",
        r"CANOPY (?P<software_rev>\d[\w.]+)",
        "CANOPY 21.1.0.1 (Build STA-1)  AP",
        "CANOPY",
    ),
    DescrPattern(
        "SAF",
        r"SAF microwave radio;(?P<model_name>[^;]+?) v(?P<software_rev>[\d.]+);",
        "SAF microwave radio;CFIP PhoeniX IDU v1.63.46;Model:3;",
        "SAF",
    ),
    DescrPattern(
        "LANCOM",
        r"(?P<model_name>LANCOM \S+(?: \S+)?) (?P<software_rev>\d[\w.]+ / [\d.]+) (?P<serial_num>\w+)",
        "LANCOM OAP-321 10.12.0147 / 15.11.2017 4002024918100043",
        "LANCOM",
    ),
    DescrPattern(
        "Teldat",
        r"Router model (?P<model_name>.+?) (?:CPU|\d+ \d+ CPU).*?S/N:? ?(?P<serial_num>[\w/]+)",
        "Router model RS123w-4G 25 19 CPU MPC8308 S/N: ABC/12345",
        "Router",
    ),
    DescrPattern(
        "Opengear and its brands",
        r"(?:Opengear|TrippLite) (?P<model_name>[\w-]+)(?:, Linux.*?/(?P<hardware_rev>\w+) Version "
        r"(?P<software_rev>\S+))?",
        "TrippLite B097-016, Linux 3.10.0-uc0 armv7l, TrippLite/B097 Version 4.12.3 a5834656",
        "Linux host",
    ),
    DescrPattern(
        "VMware",
        r"VMware[- ](?P<model_name>[\w-]+(?: Appliance)?) (?P<software_rev>\d[\w.]+)",
        "VMware-vCenter-Server-Appliance 7.0.0.10100 generic",
        "VMware ESXi",
    ),
    DescrPattern(
        "VMware ESXi",
        r"(?P<model_name>VMware ESXi) (?P<software_rev>\d[\w.]+)",
        "VMware ESXi 6.0.0 build-2494585 VMware, Inc. x86_64",
        "VMware",
    ),
    DescrPattern(
        "BSD appliances",
        r"(?:pfSense|OPNsense|FreeBSD|OpenBSD|NetBSD) \S+ (?P<software_rev>\d\S+)",
        "pfSense localhost 2.4.5-RELEASE-p1 pfSense FreeBSD",
        "Linux",
    ),
    DescrPattern(
        "VyOS",
        r"(?:Vyatta )?VyOS (?P<software_rev>\S+)",
        "VyOS 1.2.0-beta1",
        "Linux",
    ),
    DescrPattern(
        "Linux with a distribution's own words",
        r"Linux \S+ \S+ .*\(LCOS-LX: (?P<software_rev>[^)]+)\)",
        "Linux ap 4.4.60 #0 SMP PREEMPT (LCOS-LX: 6.12.0024)",
        "Linux a 4.4.60",
    ),
    DescrPattern(
        "Linux kernel (uname)",
        r"Linux (?:\S+ )+?(?P<software_rev>\d+\.\d+[^\s]*)(?: #|$)",
        "Linux server 3.10.0-693.5.2.el7.x86_64 #1 SMP",
        "Linux server",
    ),
    DescrPattern(
        "Windows",
        r"Hardware: .* - Software: (?P<software_rev>Windows.*?)(?: \(|$)",
        "Hardware: x86 Family 6 - Software: Windows Version 6.1 (Build 7601)",
        "Linux",
    ),
    DescrPattern(
        "AIX",
        r"IBM PowerPC[\s\S]*?Machine Type: (?P<model_name>\S+)[\s\S]*?AIX version: (?P<software_rev>\S+)",
        "IBM PowerPC CHRP Computer\nMachine Type: 0x0800004c Processor id: 0\nBase Operating System"
        " Runtime AIX version: 05.03.0008.0000",
        "IBM",
    ),
    DescrPattern(
        "Siemens",
        r"Siemens, SIMATIC NET,? (?P<model_name>[^,]+),.*?FW: Version (?P<software_rev>[^,\s]+)",
        "Siemens, SIMATIC NET, SCALANCE XC206-2SFP, 6GK5, HW: Version 3, FW: Version V04.02.00",
        "Siemens",
    ),
    DescrPattern(
        "OKI print servers",
        r"OKI .*: Attached to (?P<model_name>\S+) Rev\.(?P<software_rev>\S+)",
        "OKI OkiLAN 9450g Rev.00.69 10/100/1000BASE Ethernet PrintServer: Attached to MC873 Rev.07.87 :",
        "OKI",
    ),
    DescrPattern(
        "Omnitron",
        r"Omnitron iConverter (?P<model_name>.+?) v(?P<software_rev>[\d.]+) s/n (?P<serial_num>\w+)",
        "Omnitron iConverter GM4-HPOE 8991T11D v5.2.14 s/n 00827398 - GM4",
        "Omnitron",
    ),
    DescrPattern(
        "Pure Storage",
        r"Pure Storage (?P<model_name>[^,]+), (?P<software_rev>Purity\S* \S+)",
        "Pure Storage FA-X20R3, Purity//FA 6.5.6",
        "Pure",
    ),
    DescrPattern(
        "Keenetic",
        r"(?P<model_name>Keenetic [^(]+) \(KeeneticOS (?P<software_rev>[^)]+)\)",
        "Keenetic Hero 4G+ (KeeneticOS 4.02.C.1.0-1): KN-2311",
        "Keenetic",
    ),
    DescrPattern(
        "Ribbon Neptune",
        r"Ribbon Communications\. (?P<model_name>[^,]+), V(?P<software_rev>[^,]+)",
        "Ribbon Communications. NPT-2300, V9.1.00411-07, Build Date",
        "Ribbon",
    ),
    DescrPattern(
        "TrueNAS",
        r"TrueNAS-?(?:SCALE|CORE)?-(?P<software_rev>[\d.]+\d)[^.]*\. Hardware: (?P<model_name>[^.]+)\. ",
        "TrueNAS-SCALE-24.04.2.2. Hardware: x86_64 Intel. Software: Linux",
        "TrueNAS",
    ),
    DescrPattern(
        "Illustra",
        r"illustra (?P<model_name>\S+) .*Illustra\.(?P<software_rev>\S+)",
        "illustra IFS03D1OCWIT Network camera 05-27-2019 Illustra.SS004.01.06.05.0026",
        "illustra",
    ),
    DescrPattern(
        "ARRIS CMTS",
        r"CMTS_V(?P<software_rev>[\d.]+)",
        "CMTS_V08.02.00.97, <<HW_REV: 3.1; VENDOR: ARRIS; BOOTR: V00.01.00>>",
        "CMTS",
    ),
    DescrPattern(
        "Inteno",
        r"(?P<model_name>[A-Z]+\d\w*?)_(?P<software_rev>\d+\.\w+\.\w+)$",
        "XG6846_4.12ITT01.99",
        "XG6846",
    ),
    DescrPattern(
        "Rittal",
        r"Rittal .*?SN (?P<serial_num>\S+) HW (?P<hardware_rev>\S+) - SW (?P<software_rev>\S+)",
        "Rittal LCP SN 41326588 HW V4.01 - SW V3.17.10",
        "Rittal",
    ),
    DescrPattern(
        "Tait",
        "Tait Communications, (?P<model_name>[^,]+),",
        "Tait Communications, TB9300/TB7300, DMR Base Station",
        "Tait",
    ),
    DescrPattern(
        "Microsemi midspans",
        r"(?P<model_name>\w+)\. +Unit S/N=(?P<serial_num>\w+)\. +App Ver=(?P<software_rev>[\d.]+\d)",
        "Midspan.  Unit S/N=000076.  App Ver=4.17.05.07, Sep 12 2011",
        "Midspan",
    ),
    DescrPattern(
        "SW, HW, SN lists",
        r".*?SW: (?P<software_rev>[^,]+),.*?HW: (?P<hardware_rev>[^,]+), SN: (?P<serial_num>\w+)",
        "System Controller, SW: v8.30, OS: v6.30, HW: S1.I21.P3, SN: 252028189",
        "SW: v8",
    ),
    DescrPattern(
        "Raritan",
        r"Raritan PDU, MD:(?P<model_name>\S+)(?: HW:(?P<hardware_rev>\S+))?(?: FW:(?P<software_rev>\S+))?",
        "Raritan PDU, MD:PX3-5493U-K2 HW:0x10 FW:4.2.0.5-50274",
        "Raritan",
    ),
)
