"""What a part of an output is, by the words of its place and description.

Outputs name places ("Power Supply 1") where ENTITY-MIB gives a class. Must not know any
platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.decode.containment import TOP
from auditor.decode.part_function import assign_functions
from auditor.decode.parts import Part
from auditor.decode.shown import ShownOutput
from auditor.decode.vendor_parts import join
from auditor.model.device import PartFunction, PhysicalClass

CLASS_WORDS = (
    (PhysicalClass.FAN, re.compile(r"(?<![a-z])fans?(?![a-z])|fan ?tray|/ft\d", re.IGNORECASE)),
    (
        PhysicalClass.POWER_SUPPLY,
        re.compile(
            r"power ?(?:supply|shelf|module|unit|tray|slot|\d|$)"
            r"|(?<![a-z])(?:psu|psm|pwr|pem)(?![a-z])|/p[tm]\d",
            re.IGNORECASE,
        ),
    ),
    (
        PhysicalClass.CHASSIS,
        re.compile(r"(?<![a-z])chassis(?: \d+)?$|^rack \d+$|^switch(?: system| ?\d+)?$", re.IGNORECASE),
    ),
    (PhysicalClass.BACKPLANE, re.compile(r"back ?plane|midplane", re.IGNORECASE)),
    (PhysicalClass.STORAGE_DRIVE, re.compile(r"storage device|(?<![a-z])ssd(?![a-z])", re.IGNORECASE)),
)
"""The first that is found in the name of the place, else in the description, tells the class."""

PORT = re.compile(r"[A-Za-z][A-Za-z-]*\d+(?:[/:.]\d+)*")
"""A place that is the name of an interface: "Ethernet1/46"."""


def classify(parts: Iterable[Part], functions_stated: set[bytes]) -> None:
    """Sets class and function where the output's own form did not tell them."""
    parts = tuple(parts)
    for part in parts:
        if part.physical_class is PhysicalClass.UNKNOWN:
            part.physical_class = _class_by_words(part)
    assign_functions(part for part in parts if part.key not in functions_stated)
    for part in parts:
        if part.function is PartFunction.TRANSCEIVER and part.name and PORT.fullmatch(part.name.value):
            part.interface = part.name.value


def _class_by_words(part: Part) -> PhysicalClass:
    texts = (part.name.value if part.name else "", part.descr.value if part.descr else "")
    found = (kind for text in texts for kind, words in CLASS_WORDS if words.search(text))
    return next(found, PhysicalClass.MODULE)


def promote_chassis(output: ShownOutput) -> None:
    """The only chassis at the top is the device; several are members of a stack."""
    tops = [
        part for part in output.parts if part.physical_class is PhysicalClass.CHASSIS and part.parent == TOP
    ]
    if len(tops) != 1:
        return
    (chassis,), told = tops, output.device
    serials = {part.serial_num.value for part in (told, chassis) if part and part.serial_num}
    if len(serials) > 1:
        return
    output.parts.remove(chassis)
    for part in output.parts:
        part.parent = TOP if part.parent == chassis.key else part.parent
    output.device = chassis
    if told is not None:
        join(chassis, told)
