"""entPhysicalMfgName and its vendor-MIB likes: the maker a part states.

Exact names only. A deceptive spelling, a Chinese encoding that had to be guessed, or a name that
contains or resembles a distinctive word, asks for a review. A stated company that is not in our
registry is concluded under the id "name:…", so that what was stated is not called unknown; one
whose octets are no UTF-8 is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.identify.interface import Knowledge, Reading, Row, Signal, signal_of
from auditor.identify.normalise import fold_lookalikes, normalise_name
from auditor.identify.resemblance import chinese_readings
from auditor.identify.vendors import UNLISTED, VendorRegistry
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
REMEMBERED_NAMES = 8_192
"""Names read once for all devices; the vendor registry knows fewer."""
MAX_REMEMBERED_SIZE = 256
"""Characters and octets of a name that is remembered: with REMEMBERED_NAMES at most some 8 MB."""
_PART_TOKEN = re.compile(r"^(?:q?sfp|xfp|cfp|gbic|osfp|[a-z]*\d[a-z]*\d|[a-z]{0,2}\d+$|0x)")
"""How part numbers, revisions and PCI or USB ids begin when a table's columns are mixed up."""


class StatedName(NamedTuple):
    """All that reading a name depends on, so that a fleet's few names are read once each."""

    text: str
    raw: bytes
    confidence: int
    compound: bool
    placeholders: frozenset[str]


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
    name = StatedName(observed.value, observed.raw, confidence, compound, knowledge.placeholders)
    is_short = len(name.text) + len(name.raw) <= MAX_REMEMBERED_SIZE
    readings = (_remembered if is_short else _read_name)(name, knowledge.vendors)
    return [signal_of(technique, row, observed, matched, cap=cap) for row, matched, cap in readings]


def name_row(kind: str, vendor: str, confidence: int, claim: Claim = Claim.MAKER) -> Row:
    """A knowledge row made of the vendor registry: its names are its examples."""
    return Row(f"{kind}/{vendor}", claim, vendor, confidence, "vendor registry", "", (), ())


def _read_name(name: StatedName, vendors: VendorRegistry) -> tuple[Reading, ...]:
    vendor = vendors.by_alias(name.text)
    if vendor:
        return (Reading(name_row("name", vendor.id, name.confidence)),)
    pair = _brand_and_maker(name, vendors) if name.compound else ()
    return pair or _odd_readings(name, vendors) or _unlisted_readings(name, vendors)


_remembered = lru_cache(maxsize=REMEMBERED_NAMES)(_read_name)


def _brand_and_maker(name: StatedName, vendors: VendorRegistry) -> tuple[Reading, ...]:
    """ "CISCO-FINISAR": the seller's name, a hyphen, the maker's (optics of IOS XE and XR)."""
    brand_text, hyphen, maker_text = name.text.partition("-")
    brand = vendors.by_alias(brand_text) if hyphen else None
    placeholder = maker_text.strip().casefold() in name.placeholders
    if brand is None or placeholder or not _looks_like_company(normalise_name(maker_text)):
        return ()
    known = vendors.by_alias(maker_text)
    if known:
        maker = name_row("name", known.id, name.confidence)
    else:
        unlisted = UNLISTED + normalise_name(maker_text)
        maker = name_row("unlisted", unlisted, min(name.confidence, UNLISTED_CONFIDENCE))
    return Reading(name_row("brand", brand.id, name.confidence, Claim.BRAND)), Reading(maker)


def _odd_readings(name: StatedName, vendors: VendorRegistry) -> tuple[Reading, ...]:
    """A registered name in look-alike letters, or in a Chinese encoding that nobody stated."""
    vendor = vendors.by_alias(fold_lookalikes(name.text))
    if vendor:
        row = name_row("odd-spelling", vendor.id, SUSPECT_CONFIDENCE)
        return (Reading(row, cap="odd_spelling"),)
    for text in chinese_readings(name.raw):
        vendor = vendors.by_alias(text) or vendors.mentioned(text)
        if vendor:
            row = name_row("odd-encoding", vendor.id, SUSPECT_CONFIDENCE)
            return (Reading(row, text, "odd_spelling"),)
    return ()


def _unlisted_readings(name: StatedName, vendors: VendorRegistry) -> tuple[Reading, ...]:
    """A name that is nobody's alias: what it mentions or resembles, and itself as a company."""
    readings = _suspect_readings(name.text, vendors)
    company = normalise_name(name.text)
    if _looks_like_company(company) and not _is_guessed(name):
        confidence = min(name.confidence, UNLISTED_CONFIDENCE)
        readings = (*readings, Reading(name_row("unlisted", UNLISTED + company, confidence)))
    return readings


def _suspect_readings(text: str, vendors: VendorRegistry) -> tuple[Reading, ...]:
    """A distinctive word of a vendor in a name, else a name that resembles one: reviews."""
    mentioned = vendors.mentioned(fold_lookalikes(text))
    if mentioned:
        row = name_row("mention", mentioned.id, SUSPECT_CONFIDENCE)
        return (Reading(row, cap="unlisted_name"),)
    resembled = vendors.resembled(text)
    if resembled:
        row = name_row("resembles", resembled.id, SUSPECT_CONFIDENCE)
        return (Reading(row, cap="resembles_name"),)
    return ()


def _is_guessed(name: StatedName) -> bool:
    """Whether the text is not what the octets say in UTF-8: then its letters are a guess."""
    return not name.text.isascii() and name.text.encode("utf-8", "surrogatepass") not in name.raw


def _looks_like_company(name: str) -> bool:
    """Letters, no part number, serial number or revision among its words."""
    letters = sum(mark.isalpha() for mark in name)
    if letters < MIN_LETTERS or len(name) > MAX_UNLISTED_CHARACTERS or letters * 2 < len(name):
        return False
    return not any(_PART_TOKEN.match(word) for word in name.split())
