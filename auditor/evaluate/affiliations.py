"""How a vendor is tied to one that a rule lists: itself, its subsidiary, or no longer.

Must not know evidence. Ownership changes, so a tie is read as of the day a part was built,
where it states one, else as of the audit; whatever is not plainly a subsidiary or brand then
leaves a doubt instead of an accusation. The meaning of each relation is the table `RELATIONS`.
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


class State(StrEnum):
    """How a tie stands on the day that counts."""

    CURRENT = "current"
    WHEN_BUILT = "when_built"
    """It held when the part was built."""
    FORMER = "former"
    """It ended, and when the part was built is not known (well enough)."""
    OVER = "over"
    """It had not begun, or had ended."""


RELATIONS = {
    "subsidiary": (Hold.CLOSE, "a subsidiary of"),
    "subsidiary under sale": (Hold.OPEN, "a subsidiary, its sale agreed, of"),
    "brand": (Hold.CLOSE, "a brand of"),
    "unit": (Hold.CLOSE, "a unit of"),
    "owner": (Hold.CLOSE, "owned by"),
    "affiliate": (Hold.OPEN, "an affiliate of"),
    "holding": (Hold.OPEN, "partly held by"),
    "joint venture": (Hold.OPEN, "a joint venture of"),
    "parent": (Hold.OPEN, "the parent of"),
    "name": (Hold.OPEN, "a name of"),
    "predecessor": (Hold.OPEN, "a predecessor of"),
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


class _Search(NamedTuple):
    """What ties are looked for: `share` is the rule's share above which a holding counts."""

    listed: tuple[str, ...]
    share: int | None
    built: str
    ground: Ground


def dated_vendors(affiliations: Affiliations) -> frozenset[str]:
    """The vendors of which a tie, or a tie further on, began or ended: for their parts it
    matters when a part was built."""
    dated = {
        vendor for vendor, ties in affiliations.items() if any(tie.valid_from or tie.valid_to for tie in ties)
    }
    for _ in range(MAX_TIE_STEPS):
        dated |= {vendor for vendor, ties in affiliations.items() if any(tie.to in dated for tie in ties)}
    return frozenset(dated)


def tie_to_listed(vendor: str, rule: Rule, ground: Ground, built: str = "") -> Tie | None:
    """The least doubtful tie of a vendor to one the rule lists, or None.

    `built` is the day a part of the vendor was built ("2019-05-06"), "" where it is not stated.
    """
    if vendor in rule.vendors:
        return Tie(vendor)
    if not rule.covers_affiliates or vendor not in ground.affiliations:
        return None
    search = _Search(rule.vendors, rule.affiliate_over_percent, built, ground)
    ties = _ties(vendor, search, MAX_TIE_STEPS)
    return min(ties, key=lambda tie: (bool(tie.doubt), tie), default=None)


def _ties(vendor: str, search: _Search, steps: int) -> Iterator[Tie]:
    """Ties to listed vendors, through others only where those are held closely."""
    names = search.ground.names
    for affiliation in search.ground.affiliations.get(vendor, ()) if steps else ():
        hold, phrase = _relation(affiliation, search.share)
        state = _state(affiliation, search)
        if hold is Hold.NONE or state is State.OVER:
            continue
        former = state is State.FORMER
        doubt = _doubt(affiliation, hold, state, names)
        words = f", {'formerly ' if former else ''}{phrase} {names.of(affiliation.to)}"
        if state is State.WHEN_BUILT:
            words += f" when it was built ({search.built})"
        if affiliation.to in search.listed:
            yield Tie(affiliation.to, words, doubt)
        elif hold is Hold.CLOSE and not former:
            for further in _ties(affiliation.to, search, steps - 1):
                yield Tie(further.listed, words + further.words, doubt or further.doubt)


def _state(affiliation: Affiliation, search: _Search) -> State:
    """A tie as of the day a part was built, else as of the audit."""
    start, end, built = affiliation.valid_from, affiliation.valid_to, search.built
    undated_end = affiliation.relation.casefold().startswith("former") and not end
    if built and not undated_end:
        if any(len(moment) < len(built) and built.startswith(moment) for moment in (start, end) if moment):
            return State.FORMER  # built in the month or year in which the ownership changed
        if (start and not _reached(start, built)) or _reached(end, built):
            return State.OVER
        return State.WHEN_BUILT if start or end else State.CURRENT
    day = search.ground.as_of.isoformat()
    if not _lasts(affiliation, day):
        return State.OVER
    return State.FORMER if undated_end or _reached(end, day) else State.CURRENT


def _relation(affiliation: Affiliation, share: int | None) -> tuple[Hold, str]:
    """Hold and words; a relation that is not in the table is open. A verified holding is close
    above the rule's share, and nothing up to it."""
    kind = affiliation.relation.replace("_", " ").strip().casefold()
    stem = kind.removeprefix("former ")
    otherwise = Hold.OPEN, f"({stem or 'unstated relation'}) tied to"
    hold, words = RELATIONS.get(kind) or RELATIONS.get(stem) or otherwise
    held = affiliation.share_percent
    if stem != "holding" or held is None or share is None or affiliation.verification == Verification.MEMORY:
        return hold, words
    return (Hold.CLOSE, f"{held:g} % held by") if held > share else (Hold.NONE, "")


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


def _doubt(affiliation: Affiliation, hold: Hold, state: State, names: Names) -> str:
    """Why the tie may not count, or ""."""
    owner = names.of(affiliation.to)
    if state is State.FORMER:
        until = f" until {affiliation.valid_to}" if affiliation.valid_to else " before"
        return f"ownership changed: tied to {owner}{until}, so the date it was built decides"
    if hold is Hold.OPEN:
        return f"whether its tie to {owner} makes it an affiliate is open"
    if affiliation.verification == Verification.MEMORY:
        return f"its tie to {owner} has not been verified"
    return ""
