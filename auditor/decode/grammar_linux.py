"""Linux-based devices: chips and modems on PCI and USB, the board, optics.

A device on a bus states the number of its vendor (`bus_id`), which PCI-SIG and USB-IF assign;
names beside it come from tables of the system, which may be old. Functions of one PCI device
are one part. Values of the kernel's own (root hubs, "Linux" as vendor) are no parts.
"""

from __future__ import annotations

from auditor.decode.line_rules import Grammar, add, begin, device, entering, optic, section, skip, unread
from auditor.decode.rule_reader import read_by_rules
from auditor.decode.shown import ShownOutput, ShownText
from auditor.model.device import PartFunction, PhysicalClass

_PCI = r"(?P<pci_at>(?:[0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2})\.[0-7]"
_SYS_PCI = rf"/sys/bus/pci/devices/{_PCI}"
_SYS_USB = r"/sys/bus/usb/devices/(?P<usb_at>\d{1,3}-\d{1,3}(?:\.\d{1,3}){0,6})"
_CHIP = (PhysicalClass.MODULE, PartFunction.PART)

LSPCI_VERBOSE: Grammar = (
    begin(rf"Slot:\s*(?P<place>{_PCI})", *_CHIP),
    unread(r"Slot:"),
    add(r"Class:\s*(?P<descr>.*)"),
    add(r"Vendor:\s*+(?:Vendor|(?P<maker>.*?)) \[(?P<pci_id>[0-9a-f]{4})\]"),
    add(r"SVendor:.*\[(?P<pci_card>[0-9a-f]{4})\]"),
    skip(r"[A-Z]\w+:"),
)
LSPCI: Grammar = (
    begin(rf"(?P<place>{_PCI}) (?P<descr>.*) \[(?P<pci_id>[0-9a-f]{{4}}:[0-9a-f]{{4}})\]", *_CHIP),
)
SYS_PCI: Grammar = (
    begin(rf"(?P<place>{_SYS_PCI})/vendor:0x(?P<pci_id>[0-9a-f]{{4}})", *_CHIP),
    begin(rf"{_SYS_PCI}/subsystem_vendor:0x(?P<pci_card>[0-9a-f]{{4}})", *_CHIP),
)
LSUSB: Grammar = (
    skip(r"Bus \d+ Device \d+: ID 1d6b:"),
    begin(r"(?P<place>Bus \d+ Device \d+): ID (?P<usb_id>[0-9a-f]{4}:[0-9a-f]{4})(?P<descr>.*)"),
)
SYS_USB: Grammar = (
    begin(rf"{_SYS_USB}/idVendor:(?P<usb_id>[0-9a-f]{{4}})"),
    begin(rf"{_SYS_USB}/manufacturer:(?P<maker>.*)"),
    begin(rf"{_SYS_USB}/product:(?P<model>.*)"),
    begin(rf"{_SYS_USB}/serial:(?P<serial>.*)"),
    skip(r"/sys/bus/usb/devices/usb\d+/"),
)
_NODE = r"\s*\"id\" *: *\"(?P<place>[^\"]+)\""
_IN_NODE = ("system", "node")
LSHW: Grammar = (
    entering(begin(_NODE, PhysicalClass.CHASSIS, level=0, within=("",)), "system"),
    section(r"\s*\"id\" *: *\"(?:firmware|volume|logicalvolume|usbhost|cache|pnp)[^\"]*\"", "none"),
    entering(begin(_NODE), "node"),
    skip(r"\s*\"(?:vendor|serial)\" *: *\"(?:Linux\b|(?:[0-9a-f]{2}:){5})", within=_IN_NODE),
    add(r"\s*\"vendor\" *: *\"(?P<maker>[^\"]*)\"", within=_IN_NODE),
    add(r"\s*\"product\" *: *\"(?P<model>[^\"]*)\"", within=_IN_NODE),
    add(r"\s*\"description\" *: *\"(?P<descr>[^\"]*)\"", within=_IN_NODE),
    add(r"\s*\"serial\" *: *\"(?P<serial>[^\"]*)\"", within=_IN_NODE),
    add(rf"\s*\"businfo\" *: *\"pci@{_PCI}", within=_IN_NODE),
    add(r"\s*\"businfo\" *: *\"usb@(?P<usb_at>\d+:[\d.]+)\"", within=_IN_NODE),
    skip(r"\s*[\[{]"),
)  # fmt: skip
DMI: Grammar = (
    section(r"System Information", "system"),
    section(r"#|Handle |[A-Z][A-Za-z ]+(?:Information|Options|Strings)$", "others"),
    device(r"\s*Manufacturer: (?P<maker>.*)", within=("system",)),
    device(r"\s*Product Name: (?P<model>.*)", within=("system",)),
    device(r"\s*Serial Number: (?P<serial>.*)", within=("system",)),
)
COMPATIBLE: Grammar = (
    begin(r"(?:.*\0)?(?P<maker>[a-z0-9-]{2,24}),(?P<model>[\w.-]{2,40})\0?$", PhysicalClass.CPU),
)
OPTIC: Grammar = (
    optic(r"\s*Identifier +: (?P<descr>.*)"),
    add(r"\s*Vendor name +: (?P<maker>.*)"),
    add(r"\s*Vendor PN +: (?P<model>.*)"),
    add(r"\s*Vendor SN +: (?P<serial>.*)"),
    add(r"\s*Vendor rev +: (?P<hw>.*)"),
    add(r"\s*Vendor OUI +: (?P<oui>[0-9a-f]{2}(?::[0-9a-f]{2}){2})\s*$"),
    skip(r"\s*\w.* : "),
)
ETHTOOL = "ethtool -m "


def read_optic(text: ShownText) -> ShownOutput:
    """The optic of the interface that the command itself names."""
    output = read_by_rules(OPTIC, text)
    interface = text.command.removeprefix(ETHTOOL)[:MAX_INTERFACE_CHARACTERS]
    for part in output.parts:
        part.interface = interface
        part.segment = f"module:{interface}".replace("/", "_")
    return output


MAX_INTERFACE_CHARACTERS = 15
"""IFNAMSIZ of Linux is 16 with the final NUL."""
