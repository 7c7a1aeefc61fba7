"""sysDescr: what the agent says it is, in words.

Only the polled device's own sysDescr.0 (or what a neighbor announces, see
`neighbor_claim`). Patterns are anchored, and so are registered names where no pattern
matches: a vendor's name in the middle of a text may be about somebody else, and then is a
mention, never more than a review.
"""

from __future__ import annotations

import re

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.identify.mfg_name import name_row
from auditor.identify.normalise import name_words
from auditor.identify.pattern_groups import match_rows
from auditor.model.device import Observed
from auditor.model.identity import Claim, Technique

MAX_DESCR_CHARACTERS = 512
"""RFC 3418 allows sysDescr 255 octets; agents that exceed it name themselves first."""
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
    found = [
        signal_of(Technique.SYS_DESCR, row.row, observed, matched)
        for row, matched in match_rows(knowledge.sys_descr_groups, text)
    ]
    named = [s.evidence for s in found if s.evidence.claim is not Claim.AGENT_SOFTWARE]
    if any(evidence.confidence >= LEADING_CONFIDENCE for evidence in named):
        return found
    leading = _name_signals(observed, text, "leading-name", LEADING_CONFIDENCE, knowledge)
    mentions = mention_signals(Technique.SYS_DESCR, observed, text, knowledge)
    notices = [] if leading or mentions else _notice_signals(observed, text, knowledge)
    return found + leading + notices + mentions


def _notice_signals(observed: Observed[str], text: str, knowledge: Knowledge) -> list[Signal]:
    """The registered name that a copyright notice begins with."""
    notice = _NOTICE.search(text)
    if notice is None:
        return []
    return _name_signals(observed, text[notice.end() :], "copyright", NOTICE_CONFIDENCE, knowledge)


def _name_signals(
    observed: Observed[str], text: str, kind: str, confidence: int, knowledge: Knowledge
) -> list[Signal]:
    """A registered name at the very beginning, the longest first; names of software say so."""
    words = name_words(text)[:MAX_LEADING_WORDS]
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        vendor = knowledge.vendors.by_alias(name) if len(name) >= MIN_LEADING_CHARACTERS else None
        if vendor and knowledge.vendors.leads_descriptions(vendor.id):
            software = knowledge.vendors.makes_software(vendor.id)
            claim = Claim.AGENT_SOFTWARE if software else Claim.MAKER
            row = name_row(kind, vendor.id, confidence, claim)
            return [signal_of(Technique.SYS_DESCR, row, observed, name)]
    return []


def mention_signals(
    technique: Technique, observed: Observed[str], text: str, knowledge: Knowledge
) -> list[Signal]:
    """A distinctive word of a registered vendor anywhere in a text."""
    vendor = knowledge.vendors.mentioned(text)
    if vendor is None:
        return []
    row = name_row("mention", vendor.id, MENTION_CONFIDENCE)
    return [signal_of(technique, row, observed, text, cap=MENTION_CAP)]
