"""Holders of enterprise numbers that are no vendor of ours, where the device says the same name twice.

A bare number names its holder, and agents keep their author's number: of 242 numbers and labels in
recorded devices 37 differed, of the 101 whose holder the description also names none did. So such
a holder is concluded only where sysDescr names it too. The holder of the device's own addresses is
no second voice: contract makers hold numbers and addresses of devices sold under others' names.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.identify.interface import Signal
from auditor.identify.normalise import name_words
from auditor.identify.standing import with_role
from auditor.identify.vendors import UNLISTED
from auditor.model.device import Observed
from auditor.model.identity import MEDIUM_FROM, EvidenceRole, Technique

MAX_TEXT_CHARACTERS = 512
"""As many of sysDescr as `sys_descr` reads."""
MIN_TELLING_CHARACTERS = 4
"""A shorter word tells a company only at the beginning of a text, or with the word after it."""
_TWO = 2
_COMMON_TEXT = """
access advanced american applied beijing bright business cloud communication communications
computer connection control core cyber data digital direct dynamic electronic electronics energy equipment
ethernet express fiber first free future general global green guangdong guangzhou hangzhou high
hong home host image industrial information integrated intelligent international internet
kong light linux local main master media micro microwave mobile national network networks open
optical path point power private pro product project pure quality radio rapid real remote router
safe secure security server service shanghai shenzhen simple smart software solid solution source
sound standard star storage super switch system systems tech technology telecom the total tower
true united universal university version video virtual vision wave wireless world wuhan xiamen
zhejiang
"""
_COMMON = frozenset(_COMMON_TEXT.split())
"""First words of holders that descriptions also use for other things: with the next word only."""


def with_agreement(signals: Sequence[Signal], descr: Observed[str] | None) -> list[Signal]:
    """The signals; a lead on the holder of the device's number is primary where sysDescr names it."""
    if descr is None or not any(map(_is_holder, signals)):
        return list(signals)
    described = name_words(descr.value[:MAX_TEXT_CHARACTERS])
    return [
        with_role(signal, EvidenceRole.PRIMARY)
        if _is_holder(signal) and _names(described, _phrase(signal))
        else signal
        for signal in signals
    ]


def _is_holder(signal: Signal) -> bool:
    """A lead only because nobody told us about the holder."""
    evidence = signal.evidence
    ranked = evidence.technique is Technique.SYS_OBJECT_ID and evidence.confidence >= MEDIUM_FROM
    named = evidence.vendor.startswith(UNLISTED) and evidence.vendor != UNLISTED
    return ranked and named and evidence.role is EvidenceRole.LEAD


def _phrase(signal: Signal) -> tuple[str, ...]:
    """The words that tell the company from others: the first, or two where the first is common."""
    words = signal.evidence.vendor.removeprefix(UNLISTED).split()
    return tuple(words[:_TWO] if words[0] in _COMMON else words[:1])


def _names(described: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether a text says the words next to each other; short ones at its beginning."""
    size = len(phrase)
    if len(" ".join(phrase)) < MIN_TELLING_CHARACTERS:
        return tuple(described[:size]) == phrase
    return any(tuple(described[start : start + size]) == phrase for start in range(len(described)))
