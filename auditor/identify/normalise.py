"""Names as keys: company names, and the same names spelled to deceive.

An alias matches exactly after normalising, never as a substring: "zte" is inside
"Aztech". Folding look-alikes is a second, weaker comparison (see `mfg_name`).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

MAX_NAME_CHARACTERS = 256
"""The longest registrant of any registry has 128 characters; more is not a name."""

_SUFFIX_TEXT = """
a/s ab ag aktiengesellschaft ap aps as asa bv bvba co coltd company corp corporation doo gmbh inc
incorporated intl kft kg kgaa kk limited llc llp lp ltd ltda mbh nv oy oyj plc private pte pty pvt
sa sarl sas sau se sl spa spol srl sro ug zoo
"""
LEGAL_SUFFIXES = frozenset(_SUFFIX_TEXT.split())
"""Endings that say how a company is incorporated, not which one it is."""

_DROPPED = {ord(mark): None for mark in ".'’`´®™©"}
_KEPT_INSIDE = "&+/"


def _separators() -> dict[int, str]:
    """ASCII controls and punctuation that part words."""
    marks = [chr(code) for code in range(0x80) if not chr(code).isalnum()]
    return {ord(mark): " " for mark in marks if mark not in _KEPT_INSIDE and ord(mark) not in _DROPPED}


_TRANSLATION: dict[int, str | None] = {**_separators(), **_DROPPED}

_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԛԝьզαβεζηικμνορτυχϲհոսցӏɑıɡ",
    "abekmhopctyxijsqwbqabezhikmnoptyxchnugiaig",
)
"""Cyrillic, Greek and Armenian letters that print like Latin ones, lower case (Unicode TS 39)."""


def normalise_name(text: str) -> str:
    """The key of a company name: NFKC, case folded, padding and legal suffixes removed.

    "HUAWEI TECHNOLOGIES CO.,LTD\\0" and "Huawei Technologies" give "huawei technologies".
    "" when nothing is left.
    """
    return _normalised(text[:MAX_NAME_CHARACTERS])  # the rest bears on nothing and is not to be remembered


@lru_cache(maxsize=16_384)
def _normalised(text: str) -> str:
    words = name_words(text)
    while len(words) > 1 and words[-1] in LEGAL_SUFFIXES:
        words.pop()
    return " ".join(words)


def name_words(text: str) -> list[str]:
    """The words of a name, folded, with their legal suffixes; hyphens part words."""
    folded = unicodedata.normalize("NFKC", text[:MAX_NAME_CHARACTERS]).casefold().translate(_TRANSLATION)
    return [word for word in (part.strip(_KEPT_INSIDE) for part in folded.split()) if word]


def fold_lookalikes(text: str) -> str:
    """`text` without invisible characters and accents, look-alike letters as Latin ones."""
    if text.isascii() and text.isprintable():
        return text[:MAX_NAME_CHARACTERS].casefold()
    return unicodedata.normalize("NFKD", text[:MAX_NAME_CHARACTERS]).casefold().translate(_FOLDED)


class _Folded(dict[int, str | None]):
    """What stands for a character: nothing for an invisible one; found when first asked for."""

    def __missing__(self, code: int) -> str | None:
        mark = chr(code)
        folded = None if unicodedata.category(mark) in INVISIBLE else mark.translate(_LOOKALIKES)
        if len(self) < MAX_FOLDED:
            self[code] = folded
        return folded


INVISIBLE = frozenset({"Cf", "Mn", "Cc", "Co"})
"""Format, non-spacing mark, control, private use (Unicode general categories)."""
MAX_FOLDED = 65_536
"""Characters remembered, some 8 MB: as many as the basic plane has."""
_FOLDED = _Folded()
