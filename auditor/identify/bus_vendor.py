"""Chips and modems on a bus: the vendor's number, which PCI-SIG and USB-IF assign.

The number is in the part itself and names who made or ordered it: a module, not the chip on
it. PCI and USB number apart: 12d1 is Huawei on USB and somebody else on PCI.
"""

from __future__ import annotations

import re

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.model.device import Component
from auditor.model.identity import Technique

NUMBER = re.compile(r"((?:pci|usb):[0-9a-f]{4})(?::[0-9a-f]{4})?", re.IGNORECASE)


def bus_vendor_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """Signals of the rows of its vendor's number; none where it is on no bus."""
    match = NUMBER.fullmatch(component.vendor_type.value) if component.vendor_type else None
    if component.vendor_type is None or match is None:
        return []
    rows = knowledge.bus_vendors.get(match[1].lower(), ())
    return [signal_of(Technique.PCI_USB_ID, row, component.vendor_type) for row in rows]


def is_on_bus(component: Component) -> bool:
    """Whether it states a number on a bus: then it is a thing, whatever else it states."""
    return component.vendor_type is not None and NUMBER.fullmatch(component.vendor_type.value) is not None
