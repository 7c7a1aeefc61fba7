"""Kinds of lines of an output, as data: what a pattern tells when a line matches it.

A grammar is a tuple of rules; for every line the first rule that matches and applies acts. A
rule begins a part, adds to the current one, speaks of the device, or enters a section. Values
are the named groups of its pattern. Must not know any platform (`grammar_*`), nor how rules
are carried out (`rule_reader`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from auditor.model.device import PartFunction, PhysicalClass

DATE = r"(?P<date>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)"
"""A day of manufacture; "2010-00-00" is none."""
_HEX = "[0-9A-Fa-f]"
MAC = (
    rf"(?P<mac>{_HEX}{{2}}(?:[:-]?{_HEX}{{2}}){{5}}|{_HEX}{{4}}(?:[.-]{_HEX}{{4}}){{2}}"
    rf"|{_HEX}{{6}}-{_HEX}{{6}})"
)
"""A MAC address in any maker's spelling."""
SERIAL = r"(?P<serial>[A-Za-z0-9][A-Za-z0-9_./-]{2,31})"
"""A serial number as a word of a row."""


class Does(Enum):
    """What a rule does with the line."""

    BEGIN = auto()
    """A part begins; it is kept where it states an identity or contains something."""
    UNREAD = auto()
    """A part begins in a form that is not known: kept without place, and a problem."""
    ADD = auto()
    """Completes the current part, or the device where there is none."""
    RESUME = auto()
    """The part of this place becomes the current one again and is completed."""
    DEVICE = auto()
    """Completes the device, which becomes the current part."""
    SECTION = auto()
    """Another section of the output begins."""
    SKIP = auto()
    """A line that tells nothing of parts, and shows that the output has a known form."""


class Rule(NamedTuple):
    """One kind of line. `within`: sections it applies in, () for all; `level`: a part hangs
    below the last one of a lower level; `place` is put before the place's own name."""

    does: Does
    pattern: re.Pattern[str]
    physical_class: PhysicalClass | None = None
    function: PartFunction | None = None
    level: int = 1
    within: tuple[str, ...] = ()
    enters: str | None = None
    place: str = ""


Grammar = tuple[Rule, ...]


def begin(
    pattern: str,
    physical_class: PhysicalClass | None = None,
    function: PartFunction | None = None,
    level: int = 1,
    within: tuple[str, ...] = (),
    place: str = "",
) -> Rule:
    """A line with which a part begins."""
    return Rule(Does.BEGIN, re.compile(pattern), physical_class, function, level, within, None, place)


def optic(pattern: str, level: int = 1, within: tuple[str, ...] = (), place: str = "") -> Rule:
    """A line with which a transceiver begins; its place is its interface."""
    return begin(pattern, PhysicalClass.MODULE, PartFunction.TRANSCEIVER, level, within, place)


def unread(pattern: str) -> Rule:
    """A heading that no rule before it reads: what follows is not the part's before it."""
    return Rule(Does.UNREAD, re.compile(pattern))


def add(pattern: str, within: tuple[str, ...] = ()) -> Rule:
    """A line that completes the current part."""
    return Rule(Does.ADD, re.compile(pattern), within=within)


def resume(pattern: str, within: tuple[str, ...] = (), place: str = "") -> Rule:
    """A line of a further table about a part told before."""
    return Rule(Does.RESUME, re.compile(pattern), within=within, place=place)


def device(pattern: str, within: tuple[str, ...] = ()) -> Rule:
    """A line about the device as a whole."""
    return Rule(Does.DEVICE, re.compile(pattern), within=within)


def section(pattern: str, enters: str) -> Rule:
    """A line after which other rules apply."""
    return Rule(Does.SECTION, re.compile(pattern), enters=enters)


def skip(pattern: str, within: tuple[str, ...] = ()) -> Rule:
    """A known line that tells nothing."""
    return Rule(Does.SKIP, re.compile(pattern), within=within)


def entering(rule: Rule, name: str) -> Rule:
    """The rule, after which another section's rules apply."""
    return rule._replace(enters=name)


def labelled(kind: Callable[[str], Rule], separator: str, *fields: tuple[str, str]) -> tuple[Rule, ...]:
    """A rule for each (label, group): what stands behind label and separator is the group's.
    A group may be a pattern of its own, such as `MAC`."""
    return tuple(kind(rf"\s*{label}{separator}{_group(group)}") for label, group in fields)


def _group(group: str) -> str:
    return f"(?P<{group}>.*)" if group.isidentifier() else group
