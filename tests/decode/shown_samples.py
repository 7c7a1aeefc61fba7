"""Outputs written for this project, where no real text may be kept: what a parser must read.

Names, numbers and serial numbers are invented; the forms are those of the vendors' command
references.
"""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """What one part must tell; "" is not stated."""

    name: str
    maker: str
    model: str
    serial: str


class Sample(NamedTuple):
    """An output and all of its parts; `device` is the device itself."""

    platform: str
    command: str
    text: str
    parts: tuple[Told, ...] = ()
    device: Told | None = None


ELABEL = """\
[Slot_4]
/$[Board Integration Version]
/$BoardIntegrationVersion=3.0


[Main_Board]

/$[ArchivesInfo Version]
/$ArchivesInfoVersion=3.0


[Board Properties]
BoardType=CR57LPUX1A
BarCode=210305XYZA10D1000007
Item=03050000
Description=Line processing unit
Manufactured=2013-01-22
/$VendorName=Huawei
IssueNumber=00
CLEICode=
BOM=

[Port_GigabitEthernet4/0/1]
/$[ArchivesInfo Version]
/$ArchivesInfoVersion=3.0

[Board Properties]
BoardType=LTF8502-BC+
BarCode=ZZ13X00042
Item=
Description=1300Mb/sec-850nm-LC-500(0.05mm)
Manufactured=2012-11-03
/$VendorName=Hisense
IssueNumber=
CLEICode=
BOM=

[Port_GigabitEthernet4/0/2]
[Board Properties]
BoardType=
BarCode=
Manufactured=
/$VendorName=
[PowerSlot_17]
[Board Properties]
BoardType=PDC-2200WB
BarCode=2102310000D1000008
Manufactured=2012-00-00
/$VendorName=Huawei
"""
TRANSCEIVERS = """\
GigabitEthernet0/0/25 transceiver information:
-------------------------------------------------------------
Common information:
  Transceiver Type               :1000_BASE_LX_SFP
  Connector Type                 :LC
  Wavelength(nm)                 :1310
  Transfer Distance(m)           :10000(9um)
  Digital Diagnostic Monitoring  :YES
  Vendor Name                    :HUAWEI
  Vendor Part Number             :RTXM191-400
  Ordering Name                  :
-------------------------------------------------------------
Manufacture information:
  Manu. Serial Number            :EA1234567
  Manufacturing Date             :2014-02-17
  Vendor Name                    :HUAWEI
-------------------------------------------------------------
GigabitEthernet0/0/26 transceiver information:
-------------------------------------------------------------
Common information:
  Transceiver Type               :10GBASE_SR
  Vendor Name                    :FINISAR CORP.
  Vendor Part Number             :FTLX8571D3BCL
Manufacture information:
  Manu. Serial Number            :AQZ0042
Error: GigabitEthernet0/0/27 transceiver is absent.
"""
SAMPLES = (
    Sample(
        "huawei_vrp",
        "display elabel",
        ELABEL,
        (
            Told("Slot_4", "", "", ""),
            Told("Main_Board", "Huawei", "CR57LPUX1A", "210305XYZA10D1000007"),
            Told("GigabitEthernet4/0/1", "Hisense", "LTF8502-BC+", "ZZ13X00042"),
            Told("PowerSlot_17", "Huawei", "PDC-2200WB", "2102310000D1000008"),
        ),
    ),
    Sample(
        "huawei_vrp",
        "display device manufacture-info",
        """\
Slot  Sub  Type                Serial-number         Manu-date
--------------------------------------------------------------
0     -    S5735-L24T4X-A      2102351ABCN0K0000011  2020-07-16
      PWR1 PAC60S12-AR         2102311ABCN0K0000012  2020-07-08
""",
        (
            Told("0     -", "", "S5735-L24T4X-A", "2102351ABCN0K0000011"),
            Told("PWR1", "", "PAC60S12-AR", "2102311ABCN0K0000012"),
        ),
    ),
    *(
        Sample(
            "huawei_vrp",
            command,
            TRANSCEIVERS,
            (
                Told("GigabitEthernet0/0/25", "HUAWEI", "RTXM191-400", "EA1234567"),
                Told("GigabitEthernet0/0/26", "FINISAR CORP.", "FTLX8571D3BCL", "AQZ0042"),
            ),
        )
        for command in ("display transceiver verbose", "display interface transceiver verbose")
    ),
    Sample(
        "huawei_vrp",
        "display esn",
        "ESN of slot 0: 2102351ABCN0K0000011\n",
        (),
        Told("slot 0", "", "", "2102351ABCN0K0000011"),
    ),
    Sample(
        "hp_comware",
        "display version",
        """\
H3C Comware Software, Version 7.1.070, Release 3208P10
Copyright (c) 2004-2019 New H3C Technologies Co., Ltd. All rights reserved.
H3C S6520X-30QC-EI uptime is 3 weeks, 2 days, 1 hour, 5 minutes
""",
        (),
        Told("", "H3C", "S6520X-30QC-EI", ""),
    ),
    Sample(
        "hp_comware",
        "display device",
        """\
Slot Type             State    Subslot  Soft Ver             Patch Ver
1    S6520X-30QC-EI   Master   0        S6520X-3208P10       None
""",
        (Told("Slot 1", "", "S6520X-30QC-EI", ""),),
    ),
    Sample(
        "hp_comware",
        "display transceiver interface",
        """\
GigabitEthernet1/0/25 transceiver information:
  Transceiver Type              : 1000_BASE_LX_SFP
  Connector Type                : LC
  Vendor Name                   : H3C
  Ordering Name                 : SFP-GE-LX-SM1310-A

GigabitEthernet1/0/26: The transceiver is absent.
""",
        (Told("GigabitEthernet1/0/25", "H3C", "SFP-GE-LX-SM1310-A", ""),),
    ),
    Sample(
        "hp_comware",
        "display transceiver manuinfo",
        """\
GigabitEthernet1/0/25 transceiver manufacture information:
  Manu. Serial Number : 213410A0000054000251
  Manufacturing Date  : 2012-09-01
  Vendor Name         : H3C

GigabitEthernet1/0/26 transceiver manufacture information:
The transceiver is absent.
""",
        (Told("GigabitEthernet1/0/25", "H3C", "", "213410A0000054000251"),),
    ),
    Sample(
        "zte_olt",
        "show card",
        """\
Rack Shelf Slot CfgType RealType Port  HardVer SoftVer         Status
-------------------------------------------------------------------------------
1    1     0    PRWG    PRWG     0     V1.0.0                  INSERVICE
1    1     3    GTGH    GTGHG    16    V1.0.0  V2.1.0          INSERVICE
1    1     4    GTGO             8                             OFFLINE
""",
        (Told("Slot 1    1     0", "", "PRWG", ""), Told("Slot 1    1     3", "", "GTGHG", "")),
    ),
    Sample(
        "cisco_xr",
        "admin show inventory",
        'NAME: "0/FT0", DESCR: "Fan tray"\nPID: ASR-9010-FAN-V2, VID: V01, SN: FOC1111AAAA\n',
        (Told("0/FT0", "", "ASR-9010-FAN-V2", "FOC1111AAAA"),),
    ),
    Sample(
        "aruba_aoscx",
        "show interface transceiver",
        """\
--------------------------------------------------------------
Port      Type        Product      Serial         Part
                      Number       Number         Number
--------------------------------------------------------------
1/1/1     SFP+SR      J9150A       CN004GU09E     1990-3657
1/1/2     SFP+DA3     J9283B       CN9999GU0X     8121-1300
1/1/3     unknown     n/a
""",
        (
            Told("1/1/1", "", "J9150A", "CN004GU09E"),
            Told("1/1/2", "", "J9283B", "CN9999GU0X"),
        ),
    ),
    Sample(
        "hp_procurve",
        "show interfaces transceiver",
        """\

 Transceiver Technical information:

                      Product      Serial             Part
  Port    Type        Number       Number             Number
  ------- ----------- ------------ ------------------ ----------
  21      1000SX      J4858C       MY050VM9ZZ         1990-3657
  A22     1000SX      J4858B       P834DZZ2
  23      ??          ??           unsupported
""",
        (Told("21", "", "J4858C", "MY050VM9ZZ"), Told("A22", "", "J4858B", "P834DZZ2")),
    ),
    Sample(
        "allied_telesis",
        "show system",
        """\
System Status                                           Sun Feb 18 18:44:30 2024

Board      ID   Bay     Board Name                        Rev   Serial number
--------------------------------------------------------------------------------
Base       269  Base    AT-SBx908                         X4-0  A0000000000000Z1
Expansion  272  Bay1    AT-XEM-12S                        B-0   A0000000000000Z2
PSU        212  PSU1    AT-PWR05-AC                       F-1   A0000000000000Z3
""",
        (
            Told("Bay1", "", "AT-XEM-12S", "A0000000000000Z2"),
            Told("PSU1", "", "AT-PWR05-AC", "A0000000000000Z3"),
        ),
        Told("", "", "AT-SBx908", "A0000000000000Z1"),
    ),
    Sample(
        "aruba_os",
        "show inventory",
        """\
System Serial#                  : CV0000ZZ2 (Date:08/25/18)
CPU Card Serial#                : ABC000ZYX (Date:08/25/18)
CPU Card Assembly#              : 2010151Z
SC Model#                       : Aruba7210-US
Power Supply 0                  : Present               : No
Power Supply 1                  : Present               : Yes
                                : Vendor & Model No     : ZCS DCJ3501-01Z
                                : Serial No             : ZC0000506L
Fan  0                          : 9070 rpm (5.831 V),Speed Low
""",
        (
            Told("CPU Card", "", "2010151Z", "ABC000ZYX"),
            Told("Power Supply 1", "ZCS", "DCJ3501-01Z", "ZC0000506L"),
        ),
        Told("", "", "Aruba7210-US", "CV0000ZZ2"),
    ),
    Sample(
        "oneaccess_oneos",
        "show transceiver equipment",
        """\
SFP module inventory information:
Physical device            = SFP transceiver
vendor:
   name                    = ZTE
   id                      = unspecified
   partNumber              = SFP-GE-S10K
   revision                = V1.2
   serialNumber            = ZZ33C006326
transceiver:
   ethernetComplianceCode  = 1000BASE-LX
""",
        (Told("", "ZTE", "SFP-GE-S10K", "ZZ33C006326"),),
    ),
    Sample(
        "fortinet",
        "get system ha status",
        """\
HA Health Status: OK
Model: FortiGate-40F
Primary     : fw-a       , FGT40FTK00000001, HA cluster index = 1
Secondary   : fw-b       , FGT40FTK00000002, HA cluster index = 0
Primary: FGT40FTK00000001, HA operating index = 0
""",
        (
            Told("Member fw-a", "", "", "FGT40FTK00000001"),
            Told("Member fw-b", "", "", "FGT40FTK00000002"),
        ),
        Told("", "", "FortiGate-40F", ""),
    ),
)
