"""Which command line a device has is told by what it said, and by nothing else."""

from __future__ import annotations

import re

import pytest
from builders import oid_row, recording_of, text_row

from auditor.collect.plan import SYS_DESCR, SYS_OBJECT_ID
from auditor.collect.platform_signs import (
    BY_BANNER,
    BY_DESCR,
    BY_OBJECT_ID,
    known_platform,
    platform_of,
    platform_of_banner,
    read_signs,
)
from auditor.model.sections import SectionKind

DESCRIPTIONS = {
    "Cisco IOS Software [Dublin], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 17.12.1": "cisco_ios",
    "Cisco IOS XR Software (ASR9K), Version 7.5.2": "cisco_xr",
    "Cisco NX-OS(tm) nxos.9.3.8.bin, Software (nxos), Version 9.3(8)": "cisco_nxos",
    "Cisco Adaptive Security Appliance Version 9.16(4)": "cisco_asa",
    "Juniper Networks, Inc. ex4300-48t Ethernet Switch, kernel JUNOS 20.4R3": "juniper_junos",
    "Arista Networks EOS version 4.30.1F running on an Arista Networks DCS-7050SX3": "arista_eos",
    "S5735-L48T4X-A1\r\nHuawei Versatile Routing Platform Software\r\nVRP (R) software": "huawei_vrp",
    "Huawei Integrated Access Software": "huawei_smartax",
    "H3C Comware Platform Software, Software Version 7.1.070": "hp_comware",
    "ZXR10 M6000-8S, ZTE ZXR10 Software Version": "zte_zxr10",
    "C320 Version V2.1.0 Software, Copyright (c) by ZTE Corporation": "zte_olt",
    "RouterOS CCR2004-16G-2S+": "mikrotik",
    "TiMOS-C-22.10.R1 cpm/hops64 Nokia 7750 SR": "nokia_sros",
    "VyOS 1.4": "vyos",
    "NEC Portable Internetwork Core Operating System Software, IX Series IX2207": "nec_ix",
    "Allied Telesis router/switch, AW+ v5.4.5-1.3": "allied_telesis",
    "MES2324P AC 28-port 1G/10G Managed Switch with 24 POE+ ports": "eltex",
    "ESR-20 Service Router": "",
    "EdgeOS v2.0.6.5208554.190708.0508": "edgerouter",
    "": "",
    "Linux switch 5.10.0": "",
    "An unheard-of box": "",
}
BANNERS = {
    "SSH-2.0-ROSSSH": "mikrotik",
    "SSH-2.0-Cisco-2.0": "cisco_xr",
    "SSH-2.0-Comware-7.1.070": "hp_comware",
    "SSH-2.0-HUAWEI-1.5": "huawei_vrp",
    "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3": "linux",
    "SSH-2.0-Cisco-1.25": "",
    "SSH-2.0-OpenSSH_8.0": "",
    "": "",
}


@pytest.mark.parametrize(("descr", "platform"), DESCRIPTIONS.items())
def test_sys_descr_tells_the_platform(descr: str, platform: str) -> None:
    assert platform_of("", descr) == platform


@pytest.mark.parametrize(("banner", "platform"), BANNERS.items())
def test_an_ssh_banner_tells_the_platform_where_one_alone_uses_it(banner: str, platform: str) -> None:
    assert platform_of_banner(banner) == platform


@pytest.mark.parametrize(
    ("object_id", "descr", "platform"),
    [
        ("1.3.6.1.4.1.47196.4.1.1.1.303", "Aruba JL635A", "aruba_aoscx"),
        ("1.3.6.1.4.1.12356.101.1.1041", "", "fortinet"),
        ("1.3.6.1.4.1.12356.1011.1", "", ""),
        ("1.3.6.1.4.1.9.6.1.82.24.2", "24-Port 10/100 PoE Managed Switch", "cisco_s300"),
        ("1.3.6.1.4.1.9.1.82", "", ""),
        ("1.3.6.1.4.1.14823.1.1.32", "ArubaOS (MODEL: Aruba7210), Version 8.6.0.4", "aruba_os"),
        ("1.3.6.1.4.1.14823.1.2.60", "ArubaOS (MODEL: 335), Version Aruba AP", ""),
        ("1.3.6.1.4.1.8072.3.2.10", "Linux box 5.10.0 x86_64", "linux"),
        ("1.3.6.1.4.1.8072.3.2.10", "Something on Linux", ""),
    ],
)
def test_sys_object_id_tells_where_sys_descr_does_not(object_id: str, descr: str, platform: str) -> None:
    assert platform_of(object_id, descr) == platform


def test_an_snmp_recording_tells_the_platform() -> None:
    recording = recording_of(
        (SectionKind.SYSTEM, SYS_DESCR, [text_row(f"{SYS_DESCR}.0", "RouterOS CCR2004")]),
        (SectionKind.SYSTEM, SYS_OBJECT_ID, [oid_row(f"{SYS_OBJECT_ID}.0", "1.3.6.1.4.1.14988.1")]),
    )
    assert (known_platform([recording]), known_platform([])) == ("mikrotik", "")


def test_every_sign_is_of_a_known_kind_and_can_be_matched() -> None:
    signs = read_signs()
    assert {sign.kind for sign in signs} == {BY_DESCR, BY_OBJECT_ID, BY_BANNER}
    assert [sign.sign for sign in signs if not re.compile(sign.sign)] == []
    numbers = [sign.sign for sign in signs if sign.kind == BY_OBJECT_ID]
    assert [number for number in numbers if not re.fullmatch(r"1(?:\.\d+)+", number)] == []
