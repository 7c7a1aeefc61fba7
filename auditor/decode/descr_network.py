"""Grammars of sysDescr of switches, routers and their controllers, as data.

One row per software; see `descr_pattern` for what a row is. It must not name a maker.
"""

from __future__ import annotations

from auditor.decode.descr_pattern import DescrPattern

NETWORK_PATTERNS = (
    DescrPattern(
        "Cisco NX-OS",
        r"Cisco NX-OS\(tm\) (?P<model_name>[\w.-]+)?.*?Version (?P<software_rev>[^,\s]+)",
        "Cisco NX-OS(tm) n9000, Software (n9000-dk9), Version 7.0(3)I7(2), RELEASE",
        "Cisco IOS Software",
    ),
    DescrPattern(
        "Cisco IOS XR",
        r"Cisco IOS XR Software(?: \((?:Cisco )?(?P<model_name>[^)]+)\))?, +Version "
        r"(?P<software_rev>[^,\s\[]+)",
        "Cisco IOS XR Software (Cisco ASR9K Series),  Version 5.3.4[Default]",
        "Cisco IOS Software",
    ),
    DescrPattern(
        "Cisco IOS, IOS-XE, Firepower, IMC",
        r"(?:Cisco|IOS)(?s:.){0,160}?,? (?:Firmware )?Version (?P<software_rev>\d[^,\s]*(?: \(Build"
        r" \d+\))?)",
        "Cisco IOS Software, C3560 Software (C3560-M), Version 15.0(2)SE11, RELEASE",
        "Cisco Controller",
    ),
    DescrPattern(
        "Cisco PIX and ASA",
        r"Cisco (?:PIX|Adaptive) Security Appliance Version (?P<software_rev>\S+)",
        "Cisco Adaptive Security Appliance Version 9.8(4)",
        "Cisco IOS Software",
    ),
    DescrPattern(
        "Cisco Meraki",
        r"(?P<model_name>(?:Cisco |Meraki )(?:\S+ ){0,2}?(?:MR|MS|MX|MG|MV|CW|C9|Z)\w[\w-]*(?: Cloud"
        r" Managed \w+)?|Meraki \w+)",
        "Meraki MR28 Cloud Managed AP",
        "Cisco IOS Software",
    ),
    DescrPattern(
        "Juniper JUNOS",
        r"Juniper Networks, Inc\.? (?P<model_name>[\w-]+).*?kernel JUNOS (?P<software_rev>[^,\s]+)",
        "Juniper Networks, Inc. ex3400-48t Ethernet Switch, kernel JUNOS 15.1X53-D59.4, Build",
        "Juniper SRX",
    ),
    DescrPattern(
        "Juniper (Trapeze)",
        r"Juniper Networks, Inc (?P<model_name>\w+) (?P<software_rev>\d[\d.]+)",
        "Juniper Networks, Inc WLC880R 7.7.4.4 REL",
        "Juniper Networks, Inc. ex3400",
    ),
    DescrPattern(
        "Juniper ScreenOS",
        r"(?P<model_name>[\w-]+) version (?P<software_rev>\S+) \(SN: (?P<serial_num>\w+)",
        "SSG5-Serial version 6.3.0r24.0 (SN: 0162022008001234, Firewall+VPN)",
        "SSG5 version 6",
    ),
    DescrPattern(
        "Huawei VRP with the model ahead",
        r"(?:Huawei )?(?P<model_name>(?!Huawei)[A-Z][\w-]*\d[\w-]*)\s+(?:Huawei|HUAWEI)[\s\S]*?\(\S+ "
        r"(?P<software_rev>V\d+R\w+)\)",
        "S5720-56C-EI\nHuawei Versatile Routing Platform Software\n VRP (R) software,Version 5.170"
        " (S5720 V200R019C10)",
        "Huawei Versatile Routing Platform Software",
    ),
    DescrPattern(
        "Huawei VRP",
        r"[\s\S]{0,80}?VRP \(R\) software, ?Version [\d.]+ \((?P<model_name>[^)]*?) "
        r"(?P<software_rev>V\d+R\w+)\)",
        "Huawei Versatile Routing Platform Software\nVRP (R) software, Version 8.150 (CE12800"
        " V200R002C50SPC800)",
        "HP Comware Platform Software",
    ),
    DescrPattern(
        "HPE and H3C Comware",
        r"(?:HPE?|H3C|3Com)[\s\S]{0,40}?Software,? (?:Software )?Version (?P<software_rev>[^,\s]+(?:,?"
        r" (?:Release|ESS|Feature) \w+)?)(?:\s+(?:HPE?|H3C|3Com) (?P<model_name>[\w ./+-]+?)\s+"
        "(?:Switch|Copyright))?",
        "HP Comware Platform Software, Software Version 7.1.045, Release 2416 HP FF 5700-40XG-2QSFP "
        " Switch Copyright",
        "HP J9146A",
    ),
    DescrPattern(
        "HP ProCurve and Aruba",
        r"(?:HPE?|Aruba|ProCurve|PROCURVE|HPE ANW|HPE OfficeConnect)(?: Switch)? (?P<model_name>[\w"
        r" -]*J[A-Z]?\d{3,4}[A-Z](?: [\w+/ -]+?)?)(?: Switch| Swch|,| - |$)",
        "HP J9146A E2910al-24G-PoE Switch, revision W.15.08.0012, ROM W.14.06",
        "HP ETHERNET MULTI-ENVIRONMENT",
    ),
    DescrPattern(
        "HP ProCurve and Aruba, revisions",
        "(?:HPE?|Aruba|ProCurve|PROCURVE).*?(?:revision |, | - | )"
        r"(?P<software_rev>[A-Z]{1,2}\.\d[\w.]+)(?:, ROM (?P<firmware_rev>[\w.]+))?",
        "HP J9146A E2910al-24G-PoE Switch, revision W.15.08.0012, ROM W.14.06",
        "HP Comware, Version 7.1.045",
    ),
    DescrPattern(
        "Arista",
        r"Arista Networks EOS version (?P<software_rev>\S+) running on an Arista Networks "
        r"(?P<model_name>\S+)",
        "Arista Networks EOS version 4.20.1F running on an Arista Networks DCS-7050QX-32",
        "Arista",
    ),
    DescrPattern(
        "Extreme EXOS",
        r"ExtremeXOS \((?P<model_name>[^\s]+)\) version (?P<software_rev>\S+)",
        "ExtremeXOS (X440-24p) version 15.5.1.6 v1551b6 by release-manager",
        "Extreme Networks",
    ),
    DescrPattern(
        "Extreme VOSS and Avaya",
        r"(?P<model_name>[A-Z][\w-]*\d[\w-]*) \((?P<software_rev>\d+\.\d[\w.]+)\)",
        "VSP-8404 (5.1.1.1)",
        "FB2901 FB2900 Hamman+",
    ),
    DescrPattern(
        "Brocade and Foundry",
        "(?:Brocade|Foundry|Extreme|Ruckus).*?(?:IronWare |Network Operating System Software )?Version"
        r" V?(?P<software_rev>[\w.]+)",
        "Brocade Communications Systems, Inc. ICX6450-24, IronWare Version 07.4.00eT311 Compiled on",
        "ExtremeXOS",
    ),
    DescrPattern(
        "Brocade and Foundry, model",
        r"(?:Brocade|Foundry|Extreme|Ruckus)[^,]*,(?: Inc\.,?)? (?:Stacking System )?"
        r"(?P<model_name>[A-Z][\w-]*\d[\w-]*),",
        "Ruckus Wireless, Inc. Stacking System ICX7150-C12-POE, IronWare Version 08.0.80",
        "ExtremeXOS (X440-24p)",
    ),
    DescrPattern(
        "Nokia TiMOS",
        r"TiMOS-\w+-(?P<software_rev>\S+) \S+ (?:Nokia|ALCATEL) (?P<model_name>.{2,30}?) Copyright",
        "TiMOS-B-9.0.R11 both/hops Nokia 7705 SAR Copyright (c) 2000-2020 Nokia.",
        "TiMOS",
    ),
    DescrPattern(
        "Nokia ISAM",
        r"(?P<software_rev>R\d[\w.]+)\s+(?P<model_name>[A-Z]{2}\w+-\w+)\s.*ISAM",
        "R6.5.02r NFXS-E FANT-H NOKIA ISAM Copyright",
        "R6.5.02r",
    ),
    DescrPattern(
        "Alcatel-Lucent OmniSwitch",
        r"Alcatel-Lucent (?:Enterprise )?(?P<model_name>OS\S+) (?P<software_rev>\d[\w.]+)",
        "Alcatel-Lucent Enterprise OS6860E-U28 8.5.255.R02 GA, August 29, 2018.",
        "Alcatel-Lucent 7750",
    ),
    DescrPattern(
        "Aruba",
        r"(?:ArubaOS|AOS-\w+) \(MODEL: (?:Aruba)?(?P<model_name>[^)]+)\), Version "
        r"(?P<software_rev>[^\s]+(?: \(\d+\))?)",
        "ArubaOS (MODEL: Aruba7210), Version 6.5.1.4 (59123)",
        "ArubaOS Version 6.4",
    ),
    DescrPattern(
        "Dell Networking OS",
        "Dell (?:EMC )?(?:Networking|Force10|Application).*?Application Software Version: "
        r"(?P<software_rev>\S+) Series: (?P<model_name>\S+)",
        "Dell Networking OS Operating System Version: 2.0 Application Software Version: 9.9(0.0P9)"
        " Series: S4048-ON",
        "Dell Networking N2048",
    ),
    DescrPattern(
        "Fastpath switches",
        r"(?P<model_name>[A-Z][^,]{2,60}), (?P<software_rev>\d[\w.]+|\*)(?:, |$)",
        "EdgeSwitch 24-Port 250W, 1.0.1.4720839, Linux 3.6.5-f4a26ed5",
        "Linux host 3.6.5, x",
    ),
    DescrPattern(
        "MikroTik",
        r"RouterOS (?P<model_name>\S+)$",
        "RouterOS CRS317-1G-16S+",
        "RouterOS",
    ),
    DescrPattern(
        "MikroTik, older",
        r"(?:MikroTik )?RouterOS (?P<software_rev>\d\S+) .*on (?P<model_name>\S+)",
        "RouterOS 6.44.2 (stable) on CRS317-1G-16S+",
        "router",
    ),
    DescrPattern(
        "HiveOS",
        r"(?P<model_name>[\w-]+), HiveOS (?P<software_rev>\S+(?: build-\w+)?)",
        "AP305C-1, HiveOS 10.6r4 build-dcfd27b",
        "HiveOS",
    ),
    DescrPattern(
        "D-Link web-smart",
        r"(?P<model_name>(?:WS6-)?D[A-Z]{2}-\S+) +(?P<software_rev>\d+\.\d[\w.]*)",
        "WS6-DGS-1210-52/F1 6.10.007",
        "DGS-1210",
    ),
    DescrPattern(
        "OcNOS",
        r"Hardware Model:(?P<model_name>[^,]+), Software version: OcNOS,(?P<software_rev>[^,\s]+)",
        "Hardware Model:UFI_S9502-12SM, Software version: OcNOS,6.5.4.49",
        "OcNOS",
    ),
    DescrPattern(
        "ALAXALA",
        r"ALAXALA [^\[]*\[(?P<model_name>[^\]]+)\].*?Ver\. (?P<software_rev>\S+)",
        "ALAXALA AX2430 AX-2430-24TE-B [AX2430S-24T] Switching software Ver. 11.1.C [OS-L2]",
        "ALAXALA",
    ),
    DescrPattern(
        "Calix AXOS",
        r"(?P<model_name>Calix, Inc \S+) AXOS-(?P<software_rev>R\S+)",
        "Calix, Inc E5-16F AXOS-R2.2.0",
        "Calix",
    ),
    DescrPattern(
        "Ciena 6500",
        r"(?P<model_name>6500 \S+ \S+) SW:(?P<software_rev>\S+)",
        "6500 7-SLOT OPTICAL SW:1271 BN:AH (c) Ciena (R) Corporation",
        "6500",
    ),
    DescrPattern(
        "FSOS and Centec",
        r"FSOS software, [^(]*\((?P<model_name>[^)]+)\), Version (?P<software_rev>\S+)",
        "FSOS software, S5850 software (S5850 48S2Q4C), Version 6.2.29.r2",
        "FSOS",
    ),
    DescrPattern(
        "Ruijie and FS",
        r"(?:FS|Ruijie)[^(]*\((?P<model_name>[^)]+)\) By",
        "FS Campus Switch PoE (S5810-48TS-P) By FS.COM Inc",
        "FS",
    ),
    DescrPattern(
        "Maipu",
        r"MyPower \(R\) Operating System Software\s+MyPower (?P<model_name>\S+) version "
        r"(?P<software_rev>[^\s(]+)",
        "MyPower (R) Operating System Software\nMyPower S3220 version 6.6.4.1.3(R)",
        "MyPower",
    ),
    DescrPattern(
        "PLANET",
        r"PLANET,? (?P<model_name>[A-Z][\w-]*\d[\w-]*)(?:.*?, v(?P<software_rev>\S+))?",
        "PLANET, WDAP-3000AX, Indoor 3000AX Wireless AP, v1.2305b240822",
        "PLANET",
    ),
    DescrPattern(
        "QTECH",
        r"(?P<model_name>\S+) Device, Compiled [\s\S]*?Soft[Ww]are Version \S*?_?(?P<software_rev>\d[\d.]+)",
        "QSW-3500-24-AC Device, Compiled Feb 22 10:28:35 2011\n SoftWare Version QSW-3500-24-AC_6.0.220.41",
        "Device",
    ),
    DescrPattern(
        "Ericsson IPOS",
        r"(?P<software_rev>Ericsson IPOS-\S+)",
        "Ericsson IPOS-18.1.1.9.98p30-Release",
        "Ericsson",
    ),
)
