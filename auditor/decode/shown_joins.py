"""One part that several commands tell of: told once, with the values of all.

Parts of one output are never the same part: two ends of a cable share a serial number. Of
different outputs they are where the serial number agrees, or the address on a bus, or the
name of the place; and where nothing that both state differs. Must not know any platform.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditor.decode.containment import TOP
from auditor.decode.parts import Part
from auditor.decode.vendor_parts import join
from auditor.model.device import Observed, PartFunction, PhysicalClass


def join_shown_parts(device: Part, outputs: Iterable[list[Part]]) -> dict[bytes, Part]:
    """The parts of all outputs by key, in order; later outputs complete earlier ones. A part
    with the device's own serial number is the device: the board of a fixed switch."""
    parts: dict[bytes, Part] = {}
    known: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    moved: dict[bytes, bytes] = {}
    for output in outputs:
        taken: set[bytes] = set()
        for part in output:
            if _is_device(part, device):
                moved[part.key] = TOP
                continue
            same = _find_same(part, known, taken)
            if same is None:
                parts[part.key] = same = part
            else:
                moved[part.key] = same.key
                _complete(same, part)
            taken.add(same.key)
        for part in (parts[key] for key in parts if key in taken):
            for sign in _signs(part):
                if part not in known[sign]:
                    known[sign].append(part)
    for part in parts.values():
        part.parent = moved.get(part.parent, part.parent)
    return parts


def _is_device(part: Part, device: Part) -> bool:
    serials = (part.serial_num, device.serial_num)
    return all(serials) and part.function is not PartFunction.TRANSCEIVER and not _differ(part, device)


def _find_same(part: Part, known: dict[tuple[str, str], list[Part]], taken: set[bytes]) -> Part | None:
    """The one part that shares a sign with it and contradicts it in nothing."""
    for sign in _signs(part):
        fitting = [one for one in known.get(sign, ()) if one.key not in taken and not _differ(one, part)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _signs(part: Part) -> Iterator[tuple[str, str]]:
    """What may tell that two parts are one, the surest first."""
    if part.segment:
        yield "address", part.segment
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
    return any(a is not None and b is not None and _letters(a) != _letters(b) for a, b in pairs)


def _letters(text: Observed[str]) -> str:
    return "".join(character for character in text.value.casefold() if character.isalnum())


def _complete(part: Part, told: Part) -> None:
    function = part.function
    join(part, told)
    part.function = function
    part.interface = part.interface or told.interface
    part.segment = part.segment or told.segment
