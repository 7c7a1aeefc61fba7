"""entPhysicalMfgName and its vendor-MIB likes: the maker a part states.

Exact names only. A deceptive spelling, a Chinese encoding that had to be guessed, or a name that
contains or resembles a distinctive word, asks for a review. A stated company that is not in our
registry is concluded under the id "name:…", so that what was stated is not called unknown; one
whose octets are no UTF-8 is not.
"""

from __future__ import annotations

import re

from auditor.identify.interface import Knowledge, Row, Signal, signal_of
from auditor.identify.normalise import fold_lookalikes, normalise_name
from auditor.identify.resemblance import chinese_readings
from auditor.identify.vendors import UNLISTED
from auditor.model.device import Observed
from auditor.model.identity import Claim, Technique

STATED_CONFIDENCE = 90
"""The device's own inventory names a known company for this very part."""
UNLISTED_CONFIDENCE = 70
"""A name we cannot check against a registry."""
SUSPECT_CONFIDENCE = 60
"""Deceptive spelling or a distinctive word: enough for a review only."""
MIN_LETTERS = 3
"""Shorter texts are codes; companies known by two letters are in the registry."""
MAX_UNLISTED_CHARACTERS = 60
"""The longest company names of the registries that people still read as names."""
_PART_TOKEN = re.compile(r"^(?:q?sfp|xfp|cfp|gbic|osfp|[a-z]*\d[a-z]*\d|[a-z]{0,2}\d+$|0x)")
"""How part numbers, revisions and PCI or USB ids begin when a table's columns are mixed up."""


def name_signals(
    technique: Technique,
    observed: Observed[str] | None,
    knowledge: Knowledge,
    *,
    confidence: int = STATED_CONFIDENCE,
    compound: bool = True,
) -> list[Signal]:
    """Signals of a stated maker's name; none for placeholders and part numbers.

    `compound`: whether "CISCO-FINISAR" may be a seller's and a maker's name, as on parts.
    """
    if observed is None or not knowledge.states(observed):
        return []
    vendor = knowledge.vendors.by_alias(observed.value)
    if vendor:
        return [signal_of(technique, name_row("name", vendor.id, confidence), observed)]
    pair = _brand_and_maker(technique, observed, knowledge, confidence) if compound else []
    if pair:
        return pair
    odd = _odd_signals(technique, observed, knowledge)
    return odd or _unlisted_signals(technique, observed, knowledge, min(confidence, UNLISTED_CONFIDENCE))


def name_row(kind: str, vendor: str, confidence: int, claim: Claim = Claim.MAKER) -> Row:
    """A knowledge row made of the vendor registry: its names are its examples."""
    return Row(f"{kind}/{vendor}", claim, vendor, confidence, "vendor registry", "", (), ())


def _brand_and_maker(
    technique: Technique, observed: Observed[str], knowledge: Knowledge, confidence: int
) -> list[Signal]:
    """ "CISCO-FINISAR": the seller's name, a hyphen, the maker's (optics of IOS XE and XR)."""
    brand_text, hyphen, maker_text = observed.value.partition("-")
    brand = knowledge.vendors.by_alias(brand_text) if hyphen else None
    placeholder = maker_text.strip().casefold() in knowledge.placeholders
    if brand is None or placeholder or not _looks_like_company(normalise_name(maker_text)):
        return []
    known = knowledge.vendors.by_alias(maker_text)
    if known:
        maker = name_row("name", known.id, confidence)
    else:
        name = UNLISTED + normalise_name(maker_text)
        maker = name_row("unlisted", name, min(confidence, UNLISTED_CONFIDENCE))
    rows = (name_row("brand", brand.id, confidence, Claim.BRAND), maker)
    return [signal_of(technique, row, observed) for row in rows]


def _odd_signals(technique: Technique, observed: Observed[str], knowledge: Knowledge) -> list[Signal]:
    """A registered name in look-alike letters, or in a Chinese encoding that nobody stated."""
    vendor = knowledge.vendors.by_alias(fold_lookalikes(observed.value))
    if vendor:
        row = name_row("odd-spelling", vendor.id, SUSPECT_CONFIDENCE)
        return [signal_of(technique, row, observed, cap="odd_spelling")]
    for text in chinese_readings(observed.raw):
        vendor = knowledge.vendors.by_alias(text) or knowledge.vendors.mentioned(text)
        if vendor:
            row = name_row("odd-encoding", vendor.id, SUSPECT_CONFIDENCE)
            return [signal_of(technique, row, observed, text, cap="odd_spelling")]
    return []


def _unlisted_signals(
    technique: Technique, observed: Observed[str], knowledge: Knowledge, confidence: int
) -> list[Signal]:
    """A name that is nobody's alias: what it mentions or resembles, and itself as a company."""
    signals = suspect_signals(technique, observed, fold_lookalikes(observed.value), knowledge)
    name = normalise_name(observed.value)
    if _looks_like_company(name) and not _is_guessed(observed):
        signals.append(signal_of(technique, name_row("unlisted", UNLISTED + name, confidence), observed))
    return signals


def suspect_signals(
    technique: Technique, observed: Observed[str], text: str, knowledge: Knowledge
) -> list[Signal]:
    """A distinctive word of a vendor in a name, else a name that resembles one: reviews."""
    mentioned = knowledge.vendors.mentioned(text)
    if mentioned:
        row = name_row("mention", mentioned.id, SUSPECT_CONFIDENCE)
        return [signal_of(technique, row, observed, cap="unlisted_name")]
    resembled = knowledge.vendors.resembled(observed.value)
    if resembled:
        row = name_row("resembles", resembled.id, SUSPECT_CONFIDENCE)
        return [signal_of(technique, row, observed, cap="resembles_name")]
    return []


def _is_guessed(observed: Observed[str]) -> bool:
    """Whether the text is not what the octets say in UTF-8: then its letters are a guess."""
    text = observed.value
    return not text.isascii() and text.encode("utf-8", "surrogatepass") not in observed.raw


def _looks_like_company(name: str) -> bool:
    """Letters, no part number, serial number or revision among its words."""
    letters = sum(mark.isalpha() for mark in name)
    if letters < MIN_LETTERS or len(name) > MAX_UNLISTED_CHARACTERS or letters * 2 < len(name):
        return False
    return not any(_PART_TOKEN.match(word) for word in name.split())
