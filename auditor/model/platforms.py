"""Platforms: whose command line a command belongs to, shared by collect, decode and targets.

A platform is a grammar of commands and outputs, not a maker: HPE and H3C share Comware. What
each is asked is `collect/cli_plan.py`'s, how its outputs read is `decode/show_output.py`'s.
"""

from __future__ import annotations

from enum import StrEnum


class Platform(StrEnum):
    """Names of command lines; stored with every output, so they never change."""

    ALAXALA = "alaxala"
    ALCATEL_AOS = "alcatel_aos"
    ALLIED_TELESIS = "allied_telesis"
    """AlliedWare Plus."""
    ARISTA_EOS = "arista_eos"
    ARUBA_AOSCX = "aruba_aoscx"
    ARUBA_OS = "aruba_os"
    """Controllers of wireless access points."""
    BROADCOM_ICOS = "broadcom_icos"
    """FASTPATH of Broadcom, on switches of several makers."""
    CHECKPOINT_GAIA = "checkpoint_gaia"
    CISCO_ASA = "cisco_asa"
    CISCO_IOS = "cisco_ios"
    """IOS and IOS XE."""
    CISCO_NXOS = "cisco_nxos"
    CISCO_S300 = "cisco_s300"
    """Cisco Small Business: the 200, 300 and 500 series."""
    CISCO_XR = "cisco_xr"
    DELL_OS10 = "dell_os10"
    DELL_OS9 = "dell_os9"
    EDGEROUTER = "edgerouter"
    EDGESWITCH = "edgeswitch"
    ELTEX = "eltex"
    """Switches of the MES series."""
    EXTREME_EXOS = "extreme_exos"
    EXTREME_SLX = "extreme_slx"
    FORTINET = "fortinet"
    FUJITSU_SIR = "fujitsu_sir"
    HP_COMWARE = "hp_comware"
    """Comware of H3C and HPE."""
    HP_PROCURVE = "hp_procurve"
    HUAWEI_ONT = "huawei_ont"
    HUAWEI_SMARTAX = "huawei_smartax"
    HUAWEI_VRP = "huawei_vrp"
    JUNIPER_JUNOS = "juniper_junos"
    LINUX = "linux"
    MIKROTIK = "mikrotik"
    NEC_IX = "nec_ix"
    NOKIA_SRL = "nokia_srl"
    NOKIA_SROS = "nokia_sros"
    ONEACCESS_ONEOS = "oneaccess_oneos"
    PALOALTO_PANOS = "paloalto_panos"
    RUCKUS_FASTIRON = "ruckus_fastiron"
    RUIJIE_OS = "ruijie_os"
    VYOS = "vyos"
    YAMAHA = "yamaha"
    ZTE_OLT = "zte_olt"
    """C300, C320, C600."""
    ZTE_ZXR10 = "zte_zxr10"


PLATFORM_NAMES = tuple(platform.value for platform in Platform)
