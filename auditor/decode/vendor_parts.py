"""Places a part that only a vendor's table tells of: joined with its ENTITY-MIB row, or added.

One physical part must not be counted twice, and two must not be told as one: rows are
joined where nothing they both state differs; else the vendor's row becomes a child of its
own, named "optic". It must not know any vendor's columns.
"""

from __future__ import annotations

from auditor.decode.parts import Part
from auditor.decode.problems import ProblemList
from auditor.model.device import PLUGGABLE, Observed, PartFunction, PhysicalClass
from auditor.model.recording import Reason

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
MAX_ALIKE = 16
"""Parts with one sign in common that another is compared with: a transceiver shows eight lanes at most,
and what more parts share tells none of them. Comparing all would take a hostile table's square."""


def is_same_part(part: Part, told: Part) -> bool:
    """Whether nothing contradicts that both rows describe one part. Models may differ:
    ENTITY-MIB gives the product's name where the vendor's table gives the part number."""
    return (
        part.physical_class in JOINABLE
        and _agrees(part.mfg_name, told.mfg_name)
        and _agrees(part.serial_num, told.serial_num)
    )


def _agrees(one: Observed[str] | None, other: Observed[str] | None) -> bool:
    return one is None or other is None or letters(one) == letters(other)


def letters(text: Observed[str]) -> str:
    """Letters and digits of a name or number: sources differ in blanks, marks and case."""
    return "".join(character for character in text.value.casefold() if character.isalnum())


def parts_by_interface(parts: dict[bytes, Part], problems: ProblemList) -> dict[int, list[Part]]:
    """Ports and pluggable parts by the ifIndex they are, hold or sit in, in an order that no index
    decides; of very many in one interface the first `MAX_ALIKE`."""
    found: dict[int, list[Part]] = {}
    for part in parts.values():
        if part.if_index is not None and _holds_or_is_pluggable(part):
            found.setdefault(part.if_index, []).append(part)
    for if_index, on_interface in found.items():
        on_interface.sort(key=lambda part: repr(part.values()))
        if len(on_interface) > MAX_ALIKE:
            note_crowd(f"ifIndex {if_index}", len(on_interface), problems)
            del on_interface[MAX_ALIKE:]
    return found


def _holds_or_is_pluggable(part: Part) -> bool:
    return part.physical_class is PhysicalClass.PORT or part.function in PLUGGABLE


def note_crowd(sign: str, count: int, problems: ProblemList) -> None:
    """Says that parts were not compared, so that one of them may be told twice."""
    detail = f"{count} parts share it; which of them two tables tell of is not looked for"
    problems.add(Reason.SUSPECTED_DUPLICATE, sign, detail)


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
