"""Which platform's command line a device has, from what it has already said; tables, no I/O.

Goes by sysObjectID and sysDescr of an SNMP recording, or by the identification string of an
SSH server (RFC 4253 4.2). Commands are never tried out: what no row tells is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditor.collect.plan import SYS_DESCR, SYS_OBJECT_ID, within
from auditor.model.oid import oid_text
from auditor.model.platforms import Platform
from auditor.model.recording import Recording
from auditor.model.rows import Tag, unpack_rows
from auditor.model.target import Transport

MAX_DESCR_OCTETS = 1_024
"""The name of the software stands at the beginning; RFC 3418 allows 255 octets."""


class Sign(NamedTuple):
    """`pattern` in a text names the platform. The first row that fits counts."""

    platform: Platform
    pattern: str


DESCR_SIGNS = (
    Sign(Platform.CISCO_XR, r"Cisco IOS XR Software"),
    Sign(Platform.CISCO_NXOS, r"Cisco NX-OS"),
    Sign(Platform.CISCO_ASA, r"Cisco (?:Adaptive Security Appliance|Firepower Threat Defense)"),
    Sign(
        Platform.CISCO_IOS,
        r"Cisco IOS Software|Cisco Internetwork Operating System Software|IOS \(tm\)|IOS-XE Software",
    ),
    Sign(Platform.JUNIPER_JUNOS, r"Juniper Networks, Inc\. .*\bJUNOS\b|\bkernel JUNOS\b"),
    Sign(Platform.ARISTA_EOS, r"Arista Networks EOS"),
    Sign(Platform.HP_COMWARE, r"Comware (?:Platform )?Software|Comware Software"),
    Sign(Platform.HUAWEI_SMARTAX, r"Huawei Integrated Access Software|\bMA5[68]\d\d[A-Z]?\b"),
    Sign(Platform.HUAWEI_VRP, r"Versatile Routing Platform|\bVRP \(R\) software"),
    Sign(Platform.ZTE_OLT, r"\bZXA10\b|^C(?:300|320|6\d0)\b.*\bZTE\b"),
    Sign(Platform.ZTE_ZXR10, r"\bZXR10\b|\bZXCTN\b"),
    Sign(Platform.MIKROTIK, r"^RouterOS\b"),
    Sign(Platform.NOKIA_SROS, r"^TiMOS-"),
    Sign(Platform.NOKIA_SRL, r"^SRLinux-"),
    Sign(Platform.EXTREME_EXOS, r"^ExtremeXOS\b"),
    Sign(Platform.EXTREME_SLX, r"\bSLX-OS\b|^Extreme(?: Networks)? .*\bSLX\d"),
    Sign(Platform.DELL_OS10, r"\b(?:OS10|SmartFabric OS10)\b"),
    Sign(
        Platform.DELL_OS9,
        r"Dell (?:Networking OS|Application Software Version: +9)|Force10 (?:Networks )?Real Time",
    ),
    Sign(Platform.RUCKUS_FASTIRON, r"\b(?:FastIron|FWS|FCX|ICX)\w*\b.*\bIronWare\b"),
    Sign(Platform.PALOALTO_PANOS, r"^Palo Alto Networks .* (?:firewall|series)"),
    Sign(Platform.VYOS, r"^VyOS\b"),
    Sign(Platform.NEC_IX, r"^NEC Portable Internetwork Core Operating System"),
    Sign(Platform.ALAXALA, r"^ALAXALA\b"),
    Sign(Platform.RUIJIE_OS, r"^Ruijie\b"),
    Sign(Platform.YAMAHA, r"^(?:RTX|NVR|FWX|vRX|SRT)\d+\w* Rev\."),
)

OBJECT_ID_SIGNS = (
    (Platform.ARUBA_AOSCX, "1.3.6.1.4.1.47196.4.1"),
    (Platform.HP_PROCURVE, "1.3.6.1.4.1.11.2.3.7.11"),
    (Platform.FORTINET, "1.3.6.1.4.1.12356.101.1"),
    (Platform.PALOALTO_PANOS, "1.3.6.1.4.1.25461.2.3"),
    (Platform.ALCATEL_AOS, "1.3.6.1.4.1.6486.800"),
    (Platform.ALCATEL_AOS, "1.3.6.1.4.1.6486.801"),
    (Platform.MIKROTIK, "1.3.6.1.4.1.14988.1"),
    (Platform.NOKIA_SROS, "1.3.6.1.4.1.6527.1.3"),
    (Platform.ARISTA_EOS, "1.3.6.1.4.1.30065.1"),
    (Platform.EXTREME_EXOS, "1.3.6.1.4.1.1916.2"),
)
"""Sub-trees that only devices with this command line are registered in."""

LINUX_OBJECT_ID = "1.3.6.1.4.1.8072.3.2.10"
"""net-snmp's number for Linux; together with a sysDescr that is `uname -a`, a shell."""

BANNER_SIGNS = (
    # Only strings that one command line alone uses: "Cisco-1.25" is IOS, IOS XE and ASA.
    Sign(Platform.CISCO_XR, r"^SSH-[\d.]+-Cisco-2\.0"),
    Sign(Platform.MIKROTIK, r"^SSH-2\.0-ROSSSH"),
    Sign(Platform.HP_COMWARE, r"^SSH-[\d.]+-Comware-"),
    Sign(Platform.HUAWEI_VRP, r"^SSH-[\d.]+-(?:HUAWEI-|VRP-)"),
    Sign(Platform.LINUX, r"^SSH-2\.0-(?:OpenSSH_\S+ (?:Debian|Ubuntu|Raspbian)|dropbear)"),
)


def known_platform(recordings: Sequence[Recording]) -> str:
    """The platform that an SNMP recording of the same target tells of, or ""."""
    for recording in recordings:
        if recording.transport is Transport.SNMP:
            return platform_of(_text(recording, SYS_OBJECT_ID), _text(recording, SYS_DESCR))
    return ""


def platform_of(sys_object_id: str, sys_descr: str) -> str:
    """The platform of a dotted sysObjectID and a sysDescr, "" where neither is known."""
    stated = _first_sign(DESCR_SIGNS, sys_descr)
    if stated:
        return stated
    for platform, root in OBJECT_ID_SIGNS:
        if sys_object_id and within(sys_object_id, root):
            return platform.value
    if sys_object_id == LINUX_OBJECT_ID and sys_descr.startswith("Linux "):
        return Platform.LINUX.value
    return ""


def platform_of_banner(banner: str) -> str:
    """The platform of an SSH server's identification string, "" where several use it."""
    return _first_sign(BANNER_SIGNS, banner)


def _first_sign(signs: Iterable[Sign], text: str) -> str:
    return next((sign.platform.value for sign in signs if re.search(sign.pattern, text)), "")


def _text(recording: Recording, root: str) -> str:
    """The first value at a root of an SNMP recording, or ""."""
    for section, payload in zip(recording.sections, recording.payloads, strict=True):
        if section.root == root and section.row_count:
            _, tag, value = next(iter(unpack_rows(payload.payload)))
            is_oid = tag == Tag.OBJECT_IDENTIFIER
            return oid_text(value) if is_oid else value[:MAX_DESCR_OCTETS].decode("latin-1")
    return ""
