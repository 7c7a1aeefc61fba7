"""sysDescr: what the agent says it is, in words.

Only the polled device's own sysDescr.0 (or what a neighbor announces, see
`neighbor_claim`). Patterns are anchored, and so are registered names where no pattern
matches: a vendor's name in the middle of a text may be about somebody else, and then is a
mention, never more than a review.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.identify.interface import Knowledge, PatternGroups, Reading, Signal, signal_of
from auditor.identify.mfg_name import name_row
from auditor.identify.normalise import name_words
from auditor.identify.pattern_groups import match_rows
from auditor.identify.vendors import VendorRegistry
from auditor.model.device import Observed
from auditor.model.identity import Claim, Technique

MAX_DESCR_CHARACTERS = 512
"""RFC 3418 allows sysDescr 255 octets; agents that exceed it name themselves first."""
REMEMBERED_DESCRS = 4_096
"""Descriptions read once for all devices and neighbors: of few characters in two octets, some 6 MB."""
LEADING_CONFIDENCE = 75
"""A text that begins with a registered name: medium, because nobody checked its grammar."""
MAX_LEADING_WORDS = 4
"""Names of more words do not stand in front of a model."""
MIN_LEADING_CHARACTERS = 4
"""Shorter names are also words and codes; those that do begin descriptions have a row."""
NOTICE_CONFIDENCE = 65
"""A copyright notice names who wrote the agent: below a stated maker, and below the agent's number."""
MENTION_CONFIDENCE = 60
MENTION_CAP = "named_in_text"
_NOTICE = re.compile(r"(?:(?:\(c\)|copyright|©)[\s,:;\d-]{0,24}){1,2}(?:by\s)?", re.IGNORECASE)
_PADDING = " \t\r\n\0\"'"


def sys_descr_signals(observed: Observed[str] | None, knowledge: Knowledge) -> list[Signal]:
    """Signals of every row that matches the beginning.

    Where none of them names a vendor by more than a product code: also of a registered name at
    the beginning, of a distinctive word inside, and of a copyright notice where neither is there.
    """
    if observed is None:
        return []
    text = observed.value[:MAX_DESCR_CHARACTERS].lstrip(_PADDING)
    readings = _read(text, knowledge.sys_descr_groups, knowledge.vendors)
    return [signal_of(Technique.SYS_DESCR, row, observed, matched, cap=cap) for row, matched, cap in readings]


@lru_cache(maxsize=REMEMBERED_DESCRS)
def _read(text: str, rows: PatternGroups, vendors: VendorRegistry) -> tuple[Reading, ...]:
    """What a description says, whoever states it."""
    found = [Reading(row.row, matched) for row, matched in match_rows(rows.groups, text)]
    named = [reading.row for reading in found if reading.row.claim is not Claim.AGENT_SOFTWARE]
    if any(row.confidence >= LEADING_CONFIDENCE for row in named):
        return tuple(found)
    leading = _leading_name(text, "leading-name", LEADING_CONFIDENCE, vendors)
    mentions = _mentions(text, vendors)
    notices = [] if leading or mentions else _notices(text, vendors)
    return (*found, *leading, *notices, *mentions)


def _notices(text: str, vendors: VendorRegistry) -> list[Reading]:
    """The registered name that a copyright notice begins with."""
    notice = _NOTICE.search(text)
    return _leading_name(text[notice.end() :], "copyright", NOTICE_CONFIDENCE, vendors) if notice else []


def _leading_name(text: str, kind: str, confidence: int, vendors: VendorRegistry) -> list[Reading]:
    """A registered name at the very beginning, the longest first; names of software say so."""
    words = name_words(text)[:MAX_LEADING_WORDS]
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        vendor = vendors.by_alias(name) if len(name) >= MIN_LEADING_CHARACTERS else None
        if vendor and vendors.leads_descriptions(vendor.id):
            claim = Claim.AGENT_SOFTWARE if vendors.makes_software(vendor.id) else Claim.MAKER
            return [Reading(name_row(kind, vendor.id, confidence, claim), name)]
    return []


def _mentions(text: str, vendors: VendorRegistry) -> list[Reading]:
    vendor = vendors.mentioned(text)
    return [Reading(name_row("mention", vendor.id, MENTION_CONFIDENCE), text, MENTION_CAP)] if vendor else []


def mention_signals(
    technique: Technique, observed: Observed[str], text: str, knowledge: Knowledge
) -> list[Signal]:
    """A distinctive word of a registered vendor anywhere in a text."""
    said = _mentions(text, knowledge.vendors)
    return [signal_of(technique, row, observed, matched, cap=cap) for row, matched, cap in said]
