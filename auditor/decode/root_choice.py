"""Which row of the entity table is the device itself.

A part never lends the device its maker: only a stack or chassis is the device by its class, any
other lone row by its own words. It must not know vendors; next: `device_identity`.
"""

from __future__ import annotations

import re

from auditor.decode.parts import Part
from auditor.model.device import Observed, PhysicalClass

VAGUE_CLASSES = frozenset({PhysicalClass.OTHER, PhysicalClass.UNKNOWN})
"""Classes agents give the device itself where they know no better."""
PART_CLASSES = frozenset({PhysicalClass.BACKPLANE, PhysicalClass.CONTAINER, PhysicalClass.MODULE})
"""Classes of parts that some agents give the device; a lone port, fan, sensor … never is it."""
MIN_MODEL_CHARACTERS = 4
"""A shorter model stands in a description by chance."""
_WORD = re.compile(r"[^\W_]+")


def choose_root(tops: list[Part], descr: Observed[str] | None) -> Part | None:
    """The part that is the device: the only stack on top, else the only chassis, else the only
    part on top that can be it. `descr` is sysDescr. None means that the device has no row of its
    own, as for a stack whose members are all on top."""
    for physical_class in (PhysicalClass.STACK, PhysicalClass.CHASSIS):
        found = [part for part in tops if part.physical_class is physical_class]
        if found:
            return found[0] if len(found) == 1 else None
    return tops[0] if len(tops) == 1 and _is_device(tops[0], descr.value if descr else "") else None


def _is_device(part: Part, descr: str) -> bool:
    """Whether a lone part is the device, although it has no class that says so."""
    if part.physical_class in PART_CLASSES:
        return _is_borne_out(part, descr)
    if part.physical_class not in VAGUE_CLASSES:
        return False
    return part.mfg_name is None or not descr or _is_borne_out(part, descr)


def _is_borne_out(part: Part, descr: str) -> bool:
    """Whether sysDescr names the part's maker or model: then both tell of the same thing."""
    words = _words(descr)
    maker = _words(part.mfg_name.value)[:1] if part.mfg_name else []
    model = _words(part.model_name.value) if part.model_name else []
    is_model = len("".join(model)) >= MIN_MODEL_CHARACTERS and _contains(words, model)
    return is_model or _contains(words, maker)


def _contains(words: list[str], wanted: list[str]) -> bool:
    """Whether the words stand in a row in a text."""
    size = len(wanted)
    return bool(size) and any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
