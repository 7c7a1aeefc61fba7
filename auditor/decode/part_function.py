"""Tells transceivers and modems from other parts, by physical class and own words.

What a part *does* decides which technique may speak of its maker, so a line card with SFP
cages must not pass as a transceiver, nor an empty cage. It must not look at makers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from auditor.decode.parts import Part
from auditor.model.device import Observed, PartFunction, PhysicalClass


class Words:
    """A pattern of lower-case words, found whatever their case. It is tried at every character of every
    part's texts: alternatives with a condition in common share it, so that most places end there."""

    def __init__(self, pattern: str) -> None:
        self._folded, self._unfolded = re.compile(pattern), re.compile(pattern, re.IGNORECASE)

    def are_in(self, text: str) -> bool:
        """Whether they are. Folding first takes half the time, and only ASCII folds to itself."""
        if text.isascii():
            return self._folded.search(text.lower()) is not None
        return self._unfolded.search(text) is not None


TRANSCEIVER = Words(
    r"(?<![a-z0-9])(?=\d)(?:\d+g?[ _-]?base[ _-]?(?:[sle]x|[slez]r\d?|[blzeu]x|lh|zx|bx|cwdm|dwdm|cu|cx)"
    r"|\d{3,4}nm-(?:lc|sc|mpo|fc)(?![a-z]))"
    r"|(?<![a-z])(?=[a-z])(?:[coqx]?sfp(?![a-z]{2})|(?:aoc|dac|cu)\d*m?(?![a-z])"
    r"|(?<!\d)(?:(?:xfp|cfp\d?|cxp|gbic|xenpak|transceivers?|xcvr|cpak)(?![a-z])"
    r"|(?:glc|sfpp?|xfp|qsfp\d*|qdd)-[a-z0-9]))"
    r"|optical module|optics? module|pluggable optic"
    r"|^\d*ge (?:t|[sle]x|lh|[slez]r\d?)(?![a-z])"
)
"""Form factors (SFF, MSA names), IEEE 802.3 optical port types, Cisco's short forms of them, and
wave length with connector, as Huawei describes optics."""
CAGE = Words(
    r"(?<![a-z])(?:slot|cage|bay|container|holder|receptacle|empty|absent|vacant|unplugged"
    r"|not (?:present|inserted|installed)|no (?:transceiver|sfp|module))(?![a-z])"
)
"""Words for the place of a transceiver, or for its absence."""
CARD = Words(
    r"(?=\d)(?:(?<![\d/.-])\d+[ -]?ports?(?![a-z])"
    r"|(?<![a-z0-9])(?:\d{1,2} g sfp|(?<!-)(?:\d{2,}|[35679]) ?x ?\d+ ?g))"
    r"|(?<![a-z])(?=[a-z])(?:pic:|(?:line ?card|switch|(?:network|interface|uplink) module|supervisor"
    r"|expansion|adapter|nic|board|power supply|fan|sensor|temperature|voltage|(?:bias )?current|power)"
    r"(?![a-z]))"
)
"""Words for things that take transceivers or measure them. (Two, four and eight lanes of
one transceiver also read "4x10G".)"""
PLACE = Words(r"(?<![a-z])(?:ports?|lane)(?![a-z])")
"""Words that make a row without maker, model and serial number a place, not a part."""
MODEM = Words(r"(?<![a-z])(?:modem|lte|wwan|cellular|4g|5g(?: nr)?|gsm|umts|hspa\+?)(?![a-z])")
CANDIDATES = frozenset({PhysicalClass.PORT, PhysicalClass.MODULE, PhysicalClass.OTHER, PhysicalClass.UNKNOWN})
HOLDERS = frozenset({PhysicalClass.CONTAINER, PhysicalClass.FAN})
"""What only a thing with room inside contains."""
MAX_WORDS_CHARACTERS = 255
"""Longest SnmpAdminString of the entity table (RFC 6933): more than it is not searched."""
MAX_LANES = 8
"""Ports one transceiver shows at most: OSFP and QSFP-DD have eight lanes."""


def assign_functions(parts: Iterable[Part]) -> None:
    """Sets `function` of every part that its class and words call a transceiver or a modem."""
    parts = tuple(parts)
    holders = _holders(parts)
    lanes: dict[bytes, int] = {}
    for part in parts:
        if part.physical_class is PhysicalClass.PORT:
            lanes[part.parent] = lanes.get(part.parent, 0) + 1
    for part in parts:
        if _may_be_pluggable(part) and part.key not in holders:
            part.function = _function(part, lanes.get(part.key, 0))


def _holders(parts: tuple[Part, ...]) -> set[bytes]:
    """Keys of parts with parts inside. One nameless module is not one: IOS XR puts the
    controller of an optic into the optic."""
    holders = {part.parent for part in parts if part.physical_class in HOLDERS}
    nameless: Counter[bytes] = Counter()
    for part in parts:
        if part.physical_class is PhysicalClass.MODULE:
            if part.has_identity():
                holders.add(part.parent)
            nameless[part.parent] += 1
    return holders | {key for key, count in nameless.items() if count > 1}


def _may_be_pluggable(part: Part) -> bool:
    """Also a container that has a serial number: Arista gives that class to the optic inside."""
    is_filled = part.physical_class is PhysicalClass.CONTAINER and bool(part.model_name and part.serial_num)
    return is_filled or part.physical_class in CANDIDATES


def _function(part: Part, lanes: int) -> PartFunction:
    is_module, is_identified = part.physical_class is PhysicalClass.MODULE, part.has_identity()
    if lanes > MAX_LANES or not (is_module or is_identified):
        return PartFunction.PART
    texts = (part.descr, part.model_name, part.name)
    # An identified optic is often named after its slot; its own words never are.
    own_texts = texts[:2] if is_identified else texts
    return _function_by_words(_joined(texts), _joined(own_texts), is_module, is_identified)


@lru_cache(maxsize=4096)
def _function_by_words(words: str, own_words: str, is_module: bool, is_identified: bool) -> PartFunction:
    """Remembered, because a fleet has few words for its parts; `words` are bounded."""
    if is_module and MODEM.are_in(words):
        return PartFunction.MODEM
    if not TRANSCEIVER.are_in(words) or CAGE.are_in(own_words) or CARD.are_in(words):
        return PartFunction.PART
    is_place = not is_identified and PLACE.are_in(words)
    return PartFunction.PART if is_place else PartFunction.TRANSCEIVER


def _joined(texts: Iterable[Observed[str] | None]) -> str:
    return " | ".join([text.value[:MAX_WORDS_CHARACTERS] for text in texts if text])
