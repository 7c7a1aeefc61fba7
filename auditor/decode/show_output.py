"""Which parser reads which command of which platform; tables, nothing else.

A parser is `(ShownText) -> ShownOutput`: pure, bounded, never raising on what it reads. A
command that no row names is kept as text, and `show_device` says that nothing reads it. Most
are grammars, tables of line patterns, one file per family (`grammar_*`); neighbors have forms
(`neighbor_forms`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from auditor.decode import grammar_aruba as aruba
from auditor.decode import grammar_cisco as cisco
from auditor.decode import grammar_comware as comware
from auditor.decode import grammar_huawei as huawei
from auditor.decode import grammar_linux as linux
from auditor.decode import grammar_routers as routers
from auditor.decode import grammar_switches as switches
from auditor.decode import grammar_zte as zte
from auditor.decode.line_rules import Grammar
from auditor.decode.neighbor_forms import FORMS
from auditor.decode.rule_reader import parser_of
from auditor.decode.shown import ShownOutput, ShownText
from auditor.decode.shown_lldpd import read_lldpd
from auditor.decode.shown_neighbors import neighbor_parser

Parser = Callable[[ShownText], ShownOutput]

GRAMMARS: Mapping[tuple[str, str], Grammar] = {
    ("alcatel_aos", "show system"): switches.ALCATEL_SYSTEM,
    ("alcatel_aos", "show chassis"): switches.ALCATEL_CHASSIS,
    ("allied_telesis", "show system"): switches.AWPLUS_SYSTEM,
    ("arista_eos", "show version"): switches.ARISTA_VERSION,
    ("arista_eos", "show inventory"): switches.ARISTA_INVENTORY,
    ("arista_eos", "show module"): cisco.MODULES,
    ("aruba_aoscx", "show system"): aruba.AOSCX_SYSTEM,
    ("aruba_aoscx", "show module"): aruba.AOSCX_MODULES,
    ("aruba_aoscx", "show interface transceiver"): aruba.AOSCX_OPTICS,
    ("aruba_os", "show inventory"): aruba.ARUBA_OS_INVENTORY,
    ("broadcom_icos", "show version"): switches.FASTPATH_VERSION,
    ("cisco_asa", "show inventory"): cisco.INVENTORY,
    ("cisco_asa", "show version"): cisco.ASA_VERSION,
    ("cisco_asa", "show module"): cisco.MODULES,
    ("cisco_ios", "show inventory"): cisco.INVENTORY,
    ("cisco_ios", "show version"): cisco.IOS_VERSION,
    ("cisco_ios", "show module"): cisco.MODULES,
    ("cisco_ios", "show platform"): cisco.STACK,
    ("cisco_nxos", "show inventory"): cisco.NXOS_INVENTORY,
    ("cisco_nxos", "show version"): cisco.NXOS_VERSION,
    ("cisco_nxos", "show module"): cisco.NXOS_MODULES,
    ("cisco_nxos", "show interface transceiver"): cisco.NXOS_OPTICS,
    ("cisco_s300", "show system"): switches.ROS_SYSTEM,
    ("cisco_s300", "show system id"): switches.ROS_UNITS,
    ("cisco_xr", "show inventory"): cisco.INVENTORY,
    ("cisco_xr", "admin show inventory"): cisco.INVENTORY,
    ("cisco_xr", "show version"): cisco.XR_VERSION,
    ("cisco_xr", "show platform"): cisco.XR_PLATFORM,
    ("cisco_xr", "admin show platform"): cisco.XR_PLATFORM,
    ("edgerouter", "show version"): routers.EDGEROUTER_VERSION,
    ("edgeswitch", "show version"): switches.FASTPATH_VERSION,
    ("eltex", "show system"): switches.ROS_SYSTEM,
    ("eltex", "show system id"): switches.ROS_UNITS,
    ("fortinet", "get system status"): routers.FORTINET_STATUS,
    ("fortinet", "get system ha status"): routers.FORTINET_CLUSTER,
    ("fujitsu_sir", "show system information"): routers.FUJITSU_SYSTEM,
    ("hp_comware", "display device manuinfo"): comware.MANUFACTURE,
    ("hp_comware", "display version"): comware.VERSION,
    ("hp_comware", "display device"): comware.DEVICE,
    ("hp_comware", "display transceiver interface"): comware.OPTICS,
    ("hp_comware", "display transceiver manuinfo"): comware.OPTICS,
    ("hp_procurve", "show lldp info local-device"): aruba.PROCURVE_LOCAL,
    ("hp_procurve", "show system"): aruba.PROCURVE_SYSTEM,
    ("hp_procurve", "show interfaces transceiver"): aruba.PROCURVE_OPTICS,
    ("huawei_ont", "display optic"): huawei.ONT_OPTIC,
    ("huawei_ont", "display machineItem"): huawei.ONT_ITEMS,
    ("huawei_ont", "display boardItem"): huawei.ONT_ITEMS,
    ("huawei_ont", "display version"): huawei.ONT_VERSION,
    ("huawei_smartax", "display board 0"): huawei.SMARTAX_BOARDS,
    ("huawei_vrp", "display version"): huawei.VERSION,
    ("huawei_vrp", "display device"): huawei.DEVICE,
    ("huawei_vrp", "display device manufacture-info"): huawei.MANUFACTURE,
    ("huawei_vrp", "display elabel"): huawei.ELABEL,
    ("huawei_vrp", "display esn"): huawei.ESN,
    ("huawei_vrp", "display transceiver verbose"): huawei.OPTICS,
    ("huawei_vrp", "display interface transceiver verbose"): huawei.OPTICS,
    ("juniper_junos", "show chassis hardware"): routers.JUNOS_HARDWARE,
    ("juniper_junos", "show version"): routers.JUNOS_VERSION,
    ("linux", "lspci -Dvmmnn"): linux.LSPCI_VERBOSE,
    ("linux", "lspci -nn"): linux.LSPCI,
    ("linux", "grep -H . /sys/bus/pci/devices/*/vendor"): linux.SYS_PCI,
    ("linux", "grep -H . /sys/bus/pci/devices/*/subsystem_vendor"): linux.SYS_PCI,
    ("linux", "lsusb"): linux.LSUSB,
    ("linux", "grep -H . /sys/bus/usb/devices/*/idVendor"): linux.SYS_USB,
    ("linux", "grep -H . /sys/bus/usb/devices/*/manufacturer"): linux.SYS_USB,
    ("linux", "grep -H . /sys/bus/usb/devices/*/product"): linux.SYS_USB,
    ("linux", "grep -H . /sys/bus/usb/devices/*/serial"): linux.SYS_USB,
    ("linux", "lshw -json -quiet"): linux.LSHW,
    ("linux", "dmidecode -t system"): linux.DMI,
    ("linux", "cat /proc/device-tree/compatible"): linux.COMPATIBLE,
    ("mikrotik", "/system routerboard print"): routers.MIKROTIK_BOARD,
    ("mikrotik", "/system resource print"): routers.MIKROTIK_RESOURCE,
    ("oneaccess_oneos", "show system hardware"): routers.ONEOS_HARDWARE,
    ("oneaccess_oneos", "show transceiver equipment"): routers.ONEOS_OPTICS,
    ("paloalto_panos", "show system info"): routers.PANOS_INFO,
    ("ruckus_fastiron", "show version"): switches.FASTIRON_VERSION,
    ("zte_olt", "show card"): zte.CARDS,
    ("zte_zxr10", "show version"): zte.VERSION,
}
PARSERS: Mapping[tuple[str, str], Parser] = {
    **{key: parser_of(grammar) for key, grammar in GRAMMARS.items()},
    **{key: neighbor_parser(form) for key, form in FORMS.items()},
    ("linux", "ethtool -m {interface}"): linux.read_optic,
    ("linux", "lldpcli -f json0 show neighbors details"): read_lldpd,
}
"""(platform, command as the catalogue writes it) -> parser."""

NO_PARTS: Mapping[tuple[str, str], str] = {
    ("linux", "ls /sys/class/net"): "names the interfaces that ethtool is asked about",
    ("linux", "ip -j -d link"): "kept for people: kinds and addresses of interfaces",
    ("linux", "grep -H . /sys/bus/pci/devices/*/device"): "kept for people: numbers of products",
    ("linux", "grep -H . /sys/bus/usb/devices/*/idProduct"): "kept for people: numbers of products",
}
"""(platform, command) that is sent and tells of no part, and why it is sent: no gap."""


def decode_show_output(platform: str, command: str, text: ShownText) -> ShownOutput | None:
    """What an output tells; None when nothing reads this command."""
    if (platform, command) in NO_PARTS:
        return ShownOutput()
    if command.startswith(linux.ETHTOOL):
        command = f"{linux.ETHTOOL}{{interface}}"
    parser = PARSERS.get((platform, command))
    return None if parser is None else parser(text)
