"""entPhysicalMfgName and its vendor-MIB likes: the maker a part states.

Exact names only. A deceptive spelling, or a name that merely contains a distinctive
word, asks for a review. A stated company that is not in our registry is concluded under
the id "name:…", so that what was stated is not called unknown.
"""

from __future__ import annotations

import re

from auditor.identify.interface import Knowledge, Row, Signal, signal_of
from auditor.identify.normalise import fold_lookalikes, normalise_name
from auditor.identify.vendors import UNLISTED
from auditor.model.device import Observed
from auditor.model.identity import Claim, Technique

STATED_CONFIDENCE = 90
"""The device's own inventory names a known company for this very part."""
UNLISTED_CONFIDENCE = 70
"""A name we cannot check against a registry."""
SUSPECT_CONFIDENCE = 60
"""Deceptive spelling or a distinctive word: enough for a review only."""
MAX_UNLISTED_CHARACTERS = 60
_PART_TOKEN = re.compile(r"^(?:q?sfp|xfp|cfp|gbic|osfp|[a-z]*\d[a-z]*\d|[a-z]{0,2}\d+$|0x)")
"""How part numbers, revisions and PCI or USB ids begin when a table's columns are mixed up."""


def name_signals(
    technique: Technique,
    observed: Observed[str] | None,
    knowledge: Knowledge,
    *,
    confidence: int = STATED_CONFIDENCE,
) -> list[Signal]:
    """Signals of a stated maker's name; none for placeholders and part numbers."""
    if observed is None or not knowledge.states(observed):
        return []
    text = observed.value
    vendor = knowledge.vendors.by_alias(text)
    if vendor:
        return [_signal(technique, f"name/{vendor.id}", Claim.MAKER, vendor.id, confidence, observed)]
    compound = _brand_and_maker(technique, observed, knowledge, confidence)
    if compound:
        return compound
    vendor = knowledge.vendors.by_alias(fold_lookalikes(text))
    if vendor:
        row = f"odd-spelling/{vendor.id}"
        return [_signal(technique, row, Claim.MAKER, vendor.id, SUSPECT_CONFIDENCE, observed, "odd_spelling")]
    return _unlisted_signals(technique, observed, knowledge, min(confidence, UNLISTED_CONFIDENCE))


def _brand_and_maker(
    technique: Technique, observed: Observed[str], knowledge: Knowledge, confidence: int
) -> list[Signal]:
    """ "CISCO-FINISAR": the seller's name, a hyphen, the maker's (optics of IOS XE and XR)."""
    brand_text, hyphen, maker_text = observed.value.partition("-")
    brand = knowledge.vendors.by_alias(brand_text) if hyphen else None
    if brand is None or not _looks_like_company(normalise_name(maker_text)):
        return []
    maker = knowledge.vendors.by_alias(maker_text)
    maker_id = maker.id if maker else UNLISTED + normalise_name(maker_text)
    maker_confidence = confidence if maker else min(confidence, UNLISTED_CONFIDENCE)
    row = f"brand-maker/{brand.id}"
    return [
        _signal(technique, row, Claim.BRAND, brand.id, confidence, observed),
        _signal(technique, row, Claim.MAKER, maker_id, maker_confidence, observed),
    ]


def _unlisted_signals(
    technique: Technique, observed: Observed[str], knowledge: Knowledge, confidence: int
) -> list[Signal]:
    signals = []
    mentioned = knowledge.vendors.mentioned(fold_lookalikes(observed.value))
    if mentioned:
        row = f"mention/{mentioned.id}"
        signals.append(
            _signal(technique, row, Claim.MAKER, mentioned.id, SUSPECT_CONFIDENCE, observed, "unlisted_name")
        )
    name = normalise_name(observed.value)
    if _looks_like_company(name):
        signals.append(
            _signal(technique, "name/unlisted", Claim.MAKER, UNLISTED + name, confidence, observed)
        )
    return signals


def _looks_like_company(name: str) -> bool:
    """Letters, no part number, serial number or revision among its words."""
    letters = sum(mark.isalpha() for mark in name)
    if letters < 3 or len(name) > MAX_UNLISTED_CHARACTERS or letters * 2 < len(name):
        return False
    return not any(_PART_TOKEN.match(word) for word in name.replace("-", " ").split())


def _signal(
    technique: Technique,
    row_id: str,
    claim: Claim,
    vendor: str,
    confidence: int,
    observed: Observed[str],
    cap: str = "",
) -> Signal:
    row = Row(row_id, claim, vendor, confidence, "vendor registry", "", (), ())
    return signal_of(technique, row, observed, cap=cap)
