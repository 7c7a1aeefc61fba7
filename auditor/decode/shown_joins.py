"""One part that several commands tell of: told once, with the values of all.

Parts of one output are never the same part (two ends of a cable share a serial number) but
where they share an address on a bus. Of different outputs they are where the serial number
agrees, or the vendor's number on one USB bus, or the name of the place; and where nothing
that both state differs. Must not know any platform.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditor.decode.containment import TOP
from auditor.decode.parts import Part
from auditor.decode.problems import ProblemList
from auditor.decode.vendor_parts import MAX_ALIKE, join, letters, note_crowd
from auditor.model.device import PartFunction, PhysicalClass

USB = "usb"
"""Two alike on one bus cannot be told apart by this, and need not be."""
USB_PLACE = re.compile(r"(?:usb:|Bus )(\d{1,3})(?!\d)")
"""The kernel's address "1-1.2" and lsusb's number of a device share the bus only."""


Sign = tuple[str, str]


def join_shown_parts(device: Part, outputs: Iterable[list[Part]], problems: ProblemList) -> dict[bytes, Part]:
    """The parts of all outputs by key, in order; later outputs complete earlier ones. A part
    with the device's own serial number is the device: the board of a fixed switch."""
    parts: dict[bytes, Part] = {}
    known: defaultdict[Sign, dict[bytes, Part]] = defaultdict(dict)
    addresses: dict[str, Part] = {}
    crowds: dict[Sign, int] = {}
    moved: dict[bytes, bytes] = {}
    for output in sorted(outputs, key=_has_unaddressed):
        taken: set[bytes] = set()
        for part in output:
            if _is_device(part, device):
                moved[part.key] = TOP
                continue
            same = addresses.get(part.segment) or _find_same(part, known, taken, crowds)
            if same is None:
                parts[part.key] = same = part
            else:
                moved[part.key] = same.key
                _complete(same, part)
            taken.add(same.key)
            if same.segment:
                addresses.setdefault(same.segment, same)
        for part in (parts[key] for key in parts if key in taken):
            for sign in _signs(part):
                known[sign][part.key] = part
    for part in parts.values():
        part.parent = moved.get(part.parent, part.parent)
    for (kind, value), count in crowds.items():
        note_crowd(f"{kind} {value}", count, problems)
    return parts


def _has_unaddressed(parts: list[Part]) -> bool:
    """lsusb's devices: compared last, when those with an address have their vendor's number."""
    return any(part.vendor_type and not part.segment for part in parts)


def _is_device(part: Part, device: Part) -> bool:
    serials = (part.serial_num, device.serial_num)
    return all(serials) and part.function is not PartFunction.TRANSCEIVER and not _differ(part, device)


def _find_same(
    part: Part, known: dict[Sign, dict[bytes, Part]], taken: set[bytes], crowds: dict[Sign, int]
) -> Part | None:
    """The one part that shares a sign with it and contradicts it in nothing; notes in `crowds` the
    signs that too many share."""
    for sign in _signs(part):
        alike = known.get(sign, {})
        if len(alike) > MAX_ALIKE:
            crowds[sign] = len(alike)
            continue
        fitting = [one for key, one in alike.items() if key not in taken and not _differ(one, part)]
        if len(fitting) == 1 or (fitting and sign[0] == USB):
            return fitting[0]
    return None


def _signs(part: Part) -> Iterator[Sign]:
    """What may tell that two parts are one, the surest first."""
    bus = USB_PLACE.match(part.segment) or USB_PLACE.match(part.name.value if part.name else "")
    if bus and part.vendor_type:
        yield USB, f"{int(bus[1])} {part.vendor_type.value[: len('usb:12d1')]}"
    if part.serial_num:
        yield "serial", part.serial_num.value.casefold()
    if part.name and part.physical_class is not PhysicalClass.CONTAINER:
        yield "place", " ".join(part.name.value.casefold().split())


def _differ(one: Part, other: Part) -> bool:
    """Whether both state a maker, model or serial number and not the same."""
    pairs = (
        (one.mfg_name, other.mfg_name),
        (one.model_name, other.model_name),
        (one.serial_num, other.serial_num),
    )
    return any(a is not None and b is not None and letters(a) != letters(b) for a, b in pairs)


def _complete(part: Part, told: Part) -> None:
    function = part.function
    join(part, told)
    part.function = function
    part.interface = part.interface or told.interface
    part.segment = part.segment or told.segment
    if part.vendor_type and told.vendor_type and told.vendor_type.raw.startswith(part.vendor_type.raw):
        part.vendor_type = told.vendor_type
