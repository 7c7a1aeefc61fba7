"""The varbinds of a usual answer in one reach: a pattern of all that is short, matched in C.

Read octet by octet they cost twice as much, and rows are most of what a poll costs. Nothing is taken here
that `varbinds` would refuse: an answer with anything long, rare or odd in it is read there as a whole. Must
not know what an OID means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

SHORT_BYTES = 4_096
"""More than an answer that came in one frame; a long one made to fit nowhere would take long to look at."""
MAX_NAME = 60
"""Octets of a name: enough for tables with IPv6 addresses in their index."""
MAX_VALUE = 0x7F - 6
"""Octets of a value in a varbind whose length takes one octet."""
_HEADER = 2
"""Octets of a tag and a length."""


def _sized(sizes: Iterable[int], last: str = ".") -> str:
    """Matches a length octet and as many octets as it says. No two shapes begin alike, so there is at most
    one way to match and no going back."""
    return "|".join(f"\\x{size:02x}" + (f".{{{size - 1}}}{last}" if size else "") for size in sizes)


_NAME = _sized(range(1, MAX_NAME + 1), r"[\x00-\x7f]")
_VALUE = _sized(range(MAX_VALUE + 1))
_INTEGER = _sized(range(1, 5))
_VARBIND = re.compile(
    rf"\x30(.)(\x06({_NAME})(?:\x04(?:{_VALUE})|\x02(?:{_INTEGER})|\x40\x04.{{4}}|(.)(?:{_VALUE})))".encode(),
    re.DOTALL,
)
"""Length octet, row, name with its length octet, and the tag of a value whose content has to be looked at:
text, short integers and addresses are right as they are."""
_AFTER_LENGTH = itemgetter(slice(1, None))
_CONTINUES = bytes(0x80) + b"\x80" * 0x80
"""To tell octets of sub-identifiers that go on from those that end one."""


class ShortVarbinds(NamedTuple):
    """Names and rows in the order of the answer, and the tags of values to be looked at, empty for others."""

    names: list[bytes]
    rows: list[bytes]
    tags: tuple[bytes, ...]


def read_short(data: bytes, start: int, end: int) -> ShortVarbinds | None:
    """The varbinds of a list's content; None unless each is short and has a name that is an OID."""
    found = _VARBIND.findall(data, start, end) if end - start <= SHORT_BYTES else ()
    if not found:
        return None
    sizes, rows, names, tags = zip(*found, strict=True)
    lengths = bytes(map(len, rows))
    if not lengths.isascii():  # from 0x80 on, what looks like a length says how many octets the length has
        return None
    if lengths != b"".join(sizes) or sum(lengths) + _HEADER * len(rows) != end - start:
        return None
    if not _are_plain(b"".join(names)):
        return None
    return ShortVarbinds(list(map(_AFTER_LENGTH, names)), list(rows), tags)


def _are_plain(names: bytes) -> bool:
    """Whether names, each after its length octet and ending where a sub-identifier does, surely have none
    that is padded or above 32 bits: no octet 0x80, and no more than four octets to each."""
    return names.isascii() or not (b"\x80" in names or b"\x80" * 4 in names.translate(_CONTINUES))
