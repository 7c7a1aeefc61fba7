"""Chips and modems on a bus: the vendor's number, which PCI-SIG and USB-IF assign.

The number is in the part itself and names who made or ordered it: a module, not the chip on
it. A card's chip has its maker's number and, as subsystem, that of whose card it is: a brand
(PCI Local Bus 3.0, 6.2.4). PCI and USB number apart: 12d1 is Huawei on USB and somebody else
on PCI.
"""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.model.device import Component, Observed
from auditor.model.identity import Claim, Technique

NUMBER = re.compile(r"((?:pci|usb):[0-9a-f]{4})(?::[0-9a-f]{4})?", re.IGNORECASE)


def bus_vendor_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """Signals of the rows of its vendor's number, and of whose card it is where that is another
    than the chip's; none where it is on no bus."""
    chip, card = _code(component.vendor_type), _code(component.subsystem)
    if not chip and not card:
        return []
    made = _signals(component.vendor_type, chip, knowledge)
    if card == chip:
        return made
    return made + [_labelled(signal) for signal in _signals(component.subsystem, card, knowledge)]


def _code(number: Observed[str] | None) -> str:
    """Bus and vendor's number, "pci:19e5"; "" where it is no such number."""
    match = NUMBER.fullmatch(number.value) if number else None
    return match[1].lower() if match else ""


def _signals(number: Observed[str] | None, code: str, knowledge: Knowledge) -> list[Signal]:
    rows = knowledge.bus_vendors.get(code, ()) if number else ()
    return [signal_of(Technique.PCI_USB_ID, row, number) for row in rows if number]


def _labelled(signal: Signal) -> Signal:
    """The subsystem's vendor sells the card under its name; who made it, another may have."""
    return signal._replace(evidence=replace(signal.evidence, claim=Claim.BRAND))


def is_on_bus(component: Component) -> bool:
    """Whether it states a number on a bus: then it is a thing, whatever else it states."""
    return component.vendor_type is not None and NUMBER.fullmatch(component.vendor_type.value) is not None
