"""How a vendor is tied to one that a rule lists: itself, its subsidiary, or no longer.

Must not know evidence. Ownership changes, so a tie is read as of a date, and whatever is
not plainly a current subsidiary or brand leaves a doubt instead of an accusation. The
meaning of each relation of the vendor registry is the table `RELATIONS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from auditor.model.identity import Affiliation
from auditor.model.policy import Rule, Verification

Affiliations = Mapping[str, tuple[Affiliation, ...]]
"""Vendor id to its ties."""


class Hold(StrEnum):
    """What a tie means for a rule that covers affiliates."""

    CLOSE = "close"
    """While it lasts, the vendor counts as the listed one."""
    OPEN = "open"
    """Whether it makes the vendor an affiliate is a question for people."""
    NONE = "none"
    """It says nothing of who stands behind the vendor's equipment."""


RELATIONS = {
    "subsidiary": (Hold.CLOSE, "a subsidiary of"),
    "brand": (Hold.CLOSE, "a brand of"),
    "unit": (Hold.CLOSE, "a unit of"),
    "owner": (Hold.CLOSE, "owned by"),
    "affiliate": (Hold.OPEN, "an affiliate of"),
    "holding": (Hold.OPEN, "partly held by"),
    "joint venture": (Hold.OPEN, "a joint venture of"),
    "parent": (Hold.OPEN, "the parent of"),
    "name": (Hold.OPEN, "a name of"),
    "oem customer": (Hold.OPEN, "a seller of equipment of"),
    "business sold to": (Hold.OPEN, "a business that was sold to"),
    "bought business of": (Hold.NONE, ""),
    "business partner": (Hold.NONE, ""),
    "oem for": (Hold.NONE, ""),
    "former parent": (Hold.NONE, ""),
}
"""A relation of the registry (with or without "former "): its hold, and its words."""
FORMER_TIE_YEARS = 15
"""After this long a tie that ended is over: equipment built before is out of service by then,
and a review of everything a company ever parted from would bury the others."""
UNLISTED = "name:"
"""Prefix of the id of a maker that is stated but not in the vendor registry."""
MAX_TIE_STEPS = 4
"""A brand of a unit of a subsidiary is three steps; more is a loop in the registry."""


class Names:
    """Words for vendors in sentences. `otherwise` replaces every unknown id, so that a
    private list can keep vendor names out of its sentences."""

    __slots__ = ("_known", "_otherwise")

    def __init__(self, known: Mapping[str, str], otherwise: str = "") -> None:
        self._known, self._otherwise = known, otherwise

    def of(self, vendor: str) -> str:
        """The vendor's display name, else `otherwise`, else its id without "name:"."""
        return self._known.get(vendor) or self._otherwise or vendor.removeprefix(UNLISTED)


class Ground(NamedTuple):
    """What every judgement of one pass stands on: the date, the ties of vendors, their names."""

    as_of: date
    affiliations: Affiliations
    names: Names


class Tie(NamedTuple):
    """A vendor's tie to a listed one: how it is said, and why it may not count ("" if it does)."""

    listed: str
    words: str = ""
    doubt: str = ""


def tie_to_listed(vendor: str, rule: Rule, ground: Ground) -> Tie | None:
    """The least doubtful tie of a vendor to one the rule lists, or None."""
    if vendor in rule.vendors:
        return Tie(vendor)
    if not rule.covers_affiliates or vendor not in ground.affiliations:
        return None
    ties = _ties(vendor, rule.vendors, ground, MAX_TIE_STEPS)
    return min(ties, key=lambda tie: (bool(tie.doubt), tie), default=None)


def _ties(vendor: str, listed: tuple[str, ...], ground: Ground, steps: int) -> Iterator[Tie]:
    """Ties to listed vendors, through others only where those are held closely."""
    day = ground.as_of.isoformat()
    for affiliation in ground.affiliations.get(vendor, ()) if steps else ():
        hold, phrase = _relation(affiliation)
        if hold is Hold.NONE or not _lasts(affiliation, day):
            continue
        former = _is_former(affiliation, day)
        doubt = _doubt(affiliation, hold, former, ground.names)
        words = f", {'formerly ' if former else ''}{phrase} {ground.names.of(affiliation.to)}"
        if affiliation.to in listed:
            yield Tie(affiliation.to, words, doubt)
        elif hold is Hold.CLOSE and not former:
            for further in _ties(affiliation.to, listed, ground, steps - 1):
                yield Tie(further.listed, words + further.words, doubt or further.doubt)


def _relation(affiliation: Affiliation) -> tuple[Hold, str]:
    """Hold and words; a relation that is not in the table is open."""
    kind = affiliation.relation.replace("_", " ").strip().casefold()
    stem = kind.removeprefix("former ")
    otherwise = Hold.OPEN, f"({stem or 'unstated relation'}) tied to"
    return RELATIONS.get(kind) or RELATIONS.get(stem) or otherwise


def _reached(moment: str, day: str) -> bool:
    """Whether a moment, which may name a year or a month only, has come on a day."""
    return bool(moment) and day[: len(moment)] >= moment


def _lasts(affiliation: Affiliation, day: str) -> bool:
    """Whether a tie has begun and, if it ended, ended too recently to be forgotten."""
    start, end = affiliation.valid_from, affiliation.valid_to
    if start and not _reached(start, day):
        return False
    year = end[:4]
    forgotten = f"{int(year) + FORMER_TIE_YEARS:04d}{end[4:]}" if year.isdecimal() else ""
    return not _reached(forgotten, day)


def _is_former(affiliation: Affiliation, day: str) -> bool:
    undated = affiliation.relation.casefold().startswith("former") and not affiliation.valid_to
    return undated or _reached(affiliation.valid_to, day)


def _doubt(affiliation: Affiliation, hold: Hold, former: bool, names: Names) -> str:
    """Why the tie may not count, or ""."""
    owner = names.of(affiliation.to)
    if former:
        until = f" until {affiliation.valid_to}" if affiliation.valid_to else " before"
        return f"ownership changed: tied to {owner}{until}, so the date it was built decides"
    if hold is Hold.OPEN:
        return f"whether its tie to {owner} makes it an affiliate is open"
    if affiliation.verification == Verification.MEMORY:
        return f"its tie to {owner} has not been verified"
    return ""
