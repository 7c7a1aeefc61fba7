"""Names that look like a listed company's without being one of its names.

Glued ("ZTECorp"), spaced ("Z T E"), misspelt ("Huwaei"), drawn with other signs ("HUAWEl") or
sent in a Chinese encoding. A resemblance accuses nobody: it asks for a review. It must not know
signals; next: `mfg_name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from auditor.identify.normalise import LEGAL_SUFFIXES, fold_lookalikes, name_words

MIN_MISSPELT_LETTERS = 6
"""One wrong letter in a shorter word makes other companies' names ("Dahua", "Lahua")."""
MIN_SHORTENED_LETTERS = 8
"""Without a vowel a shorter word is another company's name ("Fibcom", "NCTech")."""
MAX_WORDS = 8
"""The longest registered names have eight words; more are a sentence."""
CHINESE_ENCODINGS = ("gb18030", "utf-16-be", "utf-16-le")
"""What Chinese agents send beside UTF-8. GB 18030 reads GBK and GB 2312 too."""

CHINESE = re.compile("[\u4e00-\u9fff]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d])(?=\d)")
_SIGNS = str.maketrans({"l": "i", "1": "i", "0": "o", "5": "s"})
_VOWELS = "aeiouy"
_PLACES = ("shenzhen", "hangzhou", "zhejiang", "shanghai", "beijing", "china", "the", "new")
_TAILS = (
    *LEGAL_SUFFIXES, "comm", "comms", "tech", "techno", "technology", "technologies", "telecom",
    "telecommunication", "telecommunications", "communication", "communications", "device",
    "devices", "digital", "network", "networks", "electronic", "electronics", "equipment", "system",
    "systems", "group", "global", "international", "china", "limitada", "security", "terminal",
    "terminals",
)  # fmt: skip
"""What is written after a company's name, also without a blank."""


def _folded(text: str) -> str:
    return text.translate(_SIGNS).replace("vv", "w")


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, map(_folded, words)), key=lambda word: (-len(word), word)))


_BEFORE = re.compile(f"(?:{_either(_PLACES)})+")
_AFTER = re.compile(f"(?:{_either(_TAILS)})*[0-9o]{{0,4}}")


class Resemblances:
    """Distinctive words of vendors, ready to be looked for in many names."""

    __slots__ = ("_any", "_slips", "_words")

    def __init__(self, words: Mapping[str, str]) -> None:
        """`words`: distinctive word, folded, to vendor id."""
        self._words = {_folded(word): vendor for word, vendor in words.items() if word.isascii()}
        self._any = re.compile(_either(self._words) or "$.")
        self._slips = {slip: v for word, v in self._words.items() for slip in _misspellings(word)}

    def find(self, text: str) -> str | None:
        """The vendor one of whose words the name resembles, or None."""
        tokens = _tokens(text)
        parted = _tokens(_CAMEL.sub(" ", text))
        start = _first_own(parted)
        return self._find(tokens) or self._find(parted[start : start + 1])

    def _find(self, tokens: list[str]) -> str | None:
        for token in tokens:
            if token in self._slips:
                return self._slips[token]
        joined = "".join(tokens)
        if not self._any.search(joined):
            return None
        looks = (_is_spaced, _is_glued)
        # Both find a word only where it stands, so the few that do are looked at.
        held = ((word, vendor) for word, vendor in self._words.items() if word in joined)
        return next((vendor for word, vendor in held if any(look(tokens, word) for look in looks)), None)


def chinese_readings(octets: bytes) -> Iterator[str]:
    """The octets read in each Chinese encoding that fits and yields a Chinese character."""
    for encoding in CHINESE_ENCODINGS:
        try:
            text = octets.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CHINESE.search(text):
            yield text.strip("\0 \t\r\n\ufeff")


def _tokens(text: str) -> list[str]:
    return [_folded(word) for word in name_words(fold_lookalikes(text))][:MAX_WORDS]


def _first_own(tokens: list[str]) -> int:
    """Index of the first token that is not a place."""
    return next((at for at, token in enumerate(tokens) if not _BEFORE.fullmatch(token)), len(tokens))


def _is_glued(tokens: list[str], word: str) -> bool:
    """The word with nothing but places and legal forms around it, in one token."""
    for token in tokens:
        head = _BEFORE.match(token)
        for rest in (token, token[head.end() :] if head else ""):
            if rest.startswith(word) and _AFTER.fullmatch(rest, len(word)):
                return True
    return False


def _is_spaced(tokens: list[str], word: str) -> bool:
    """The word written in pieces, with nothing but places before it and legal forms after it."""
    start = _first_own(tokens)
    for end in range(start + 2, len(tokens) + 1):
        if "".join(tokens[start:end]) == word:
            return all(_AFTER.fullmatch(token) for token in tokens[end:])
    return False


def _misspellings(word: str) -> Iterator[str]:
    """Slips of the pen: two letters swapped, one doubled, a vowel changed or, in long words, left out.

    Other slips make other companies' names: Hivision, Huafei, Toplink.
    """
    if len(word) < MIN_MISSPELT_LETTERS:
        return
    for at, mark in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        yield before + mark + mark + after
        if at and after:
            yield before + after[0] + mark + after[1:]
        if at and mark in _VOWELS:
            if after and len(word) >= MIN_SHORTENED_LETTERS:
                yield before + after
            yield from (before + other + after for other in _VOWELS)
