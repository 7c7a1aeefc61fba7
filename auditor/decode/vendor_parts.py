"""Places a part that only a vendor's table tells of: joined with its ENTITY-MIB row, or added.

One physical part must not be counted twice, and two must not be told as one: rows are
joined where nothing they both state differs; else the vendor's row becomes a child of its
own, named "optic". It must not know any vendor's columns.
"""

from __future__ import annotations

from auditor.decode.parts import Part
from auditor.model.device import Observed, PartFunction, PhysicalClass

JOINABLE = frozenset(
    {
        PhysicalClass.PORT,
        PhysicalClass.MODULE,
        PhysicalClass.CONTAINER,
        PhysicalClass.OTHER,
        PhysicalClass.UNKNOWN,
    }
)
"""A vendor's row about a transceiver never describes the chassis, a fan or a power supply."""


def is_same_part(part: Part, told: Part) -> bool:
    """Whether nothing contradicts that both rows describe one part. Models may differ:
    ENTITY-MIB gives the product's name where the vendor's table gives the part number."""
    return (
        part.physical_class in JOINABLE
        and _agrees(part.mfg_name, told.mfg_name)
        and _agrees(part.serial_num, told.serial_num)
    )


def _agrees(one: Observed[str] | None, other: Observed[str] | None) -> bool:
    return one is None or other is None or _letters(one.value) == _letters(other.value)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def join(part: Part, told: Part) -> None:
    """Completes what ENTITY-MIB left open; what it states stays."""
    part.function = told.function
    part.name = part.name or told.name
    part.descr = part.descr or told.descr
    part.mfg_name = part.mfg_name or told.mfg_name
    part.model_name = part.model_name or told.model_name
    part.serial_num = part.serial_num or told.serial_num
    part.hardware_rev = part.hardware_rev or told.hardware_rev
    part.firmware_rev = part.firmware_rev or told.firmware_rev
    part.software_rev = part.software_rev or told.software_rev
    part.vendor_oui = part.vendor_oui or told.vendor_oui
    part.vendor_type = part.vendor_type or told.vendor_type
    part.subsystem = part.subsystem or told.subsystem
    part.mfg_date = part.mfg_date or told.mfg_date
    part.sources += tuple(source for source in told.sources if source not in part.sources)


def place(told: Part, by_index: Part | None, by_interface: list[Part], parts: dict[bytes, Part]) -> None:
    """Joins `told` with the part of its index or interface, or adds it to `parts`.

    `by_interface` are the parts that are, hold or sit in its interface: a transceiver among
    them is the same part unless it contradicts; otherwise it goes below the port.
    """
    same_function = [part for part in by_interface if part.function is told.function]
    candidates = [by_index] if by_index is not None else same_function
    for part in candidates:
        if is_same_part(part, told):
            join(part, told)
            return
    ports = [part for part in by_interface if part.physical_class is PhysicalClass.PORT]
    holder = next(iter(candidates + ports), None)
    if holder is not None:
        told.parent, told.if_index, told.interface = holder.key, holder.if_index, holder.interface
        if holder in candidates:
            told.segment = "optic" if told.function is PartFunction.TRANSCEIVER else told.segment
    parts[told.key] = told
