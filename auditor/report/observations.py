"""What was read, taken apart for people: the name of the object, its OID and the value.

A finding quotes as "OID = value" text; nothing here decides anything. Text is unescaped and
must leave through an exit of `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from auditor.model.finding import Finding
from auditor.model.mib_names import name_oid
from auditor.report.escape import cut_text

OBSERVATION = re.compile(r"([0-9]+(?:\.[0-9]+)+) = (.*)", re.DOTALL)
LINE = re.compile(r"([^\n=]{1,300}, line [0-9]+) = (.*)", re.DOTALL)
"""A quote of what a command wrote: the command and the line, and the value."""
MAX_QUOTE_CHARACTERS = 90
"""About one line of a terminal: a maker's name stands at the beginning of its text."""
MAX_ALSO_NAMED = 3
"""Further objects named after the first quote; the HTML report quotes all of them."""


class Observation(NamedTuple):
    """One quote. `oid` is "" where the text does not begin with one, `name` where it is not known;
    of what a command wrote `oid` is the command and the line."""

    oid: str
    name: str
    instance: str
    value: str

    @property
    def label(self) -> str:
        """ "entPhysicalMfgName.1213", else the dotted OID, else ""."""
        return ".".join(filter(None, (self.name, self.instance))) if self.name else self.oid


def observation_of(text: str) -> Observation:
    """A quote "OID = value" taken apart; anything else is a value alone."""
    match = OBSERVATION.fullmatch(text)
    if match is None:
        line = LINE.fullmatch(text)
        return Observation(line[1], "", "", line[2]) if line else Observation("", "", "", text)
    name, instance = name_oid(match[1])
    return Observation(match[1], name, instance, match[2])


def observations_of(finding: Finding) -> tuple[Observation, ...]:
    """Everything a finding quotes, in its order."""
    return tuple(map(observation_of, finding.observed))


def evidence_text(finding: Finding) -> str:
    """The first quote and the names of the others: 'sysDescr "ZXR10 …", also sysObjectID'."""
    seen = observations_of(finding)
    if not seen:
        return ""
    first = cut_text(seen[0].value, MAX_QUOTE_CHARACTERS)
    quote = " ".join(filter(None, (seen[0].name or seen[0].oid, f'"{first}"')))
    also = object_names(seen[1:], besides=seen[0].name or seen[0].oid)
    return f"{quote}, also {also}" if also else quote


def object_names(seen: Iterable[Observation], *, besides: str = "") -> str:
    """The distinct objects of quotes, at most `MAX_ALSO_NAMED`: "sysDescr, sysObjectID"."""
    names = dict.fromkeys(one.name or one.oid for one in seen if one.oid)
    names.pop(besides, None)
    more = len(names) - MAX_ALSO_NAMED
    told = [*tuple(names)[:MAX_ALSO_NAMED], *((f"{more} more",) if more > 0 else ())]
    return ", ".join(told)
