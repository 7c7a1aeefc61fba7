"""Object identifiers as BER content octets, the form rows keep them in.

A prefix test on these octets is a prefix test on sub-identifiers, because the last
octet of a sub-identifier never has its high bit set (X.690 8.19.2). Their byte order
is *not* OID order; compare `sub_ids` where order matters.
"""

from __future__ import annotations

import re
from functools import lru_cache

SUB_ID = re.compile(rb"[\x80-\xff]{0,4}[\x00-\x7f]")
"""A sub-identifier of up to five octets: no number below 2**32 needs more."""
MAX_SUB_IDS = 128
MAX_SUB_ID = 0xFFFF_FFFF
"""RFC 2578 3.5: an OBJECT IDENTIFIER has at most 128 sub-identifiers."""


def encode_sub_id(value: int) -> bytes:
    """One sub-identifier (0 to 2**32-1) as base-128 octets."""
    if value < 0x80:
        return bytes((value,))
    octets = [value & 0x7F]
    value >>= 7
    while value:
        octets.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(reversed(octets))


def encode_sub_ids(sub_ids: tuple[int, ...]) -> bytes:
    """Content octets of an OID; ValueError when it is not one (X.690 8.19, RFC 2578 3.5)."""
    if not 2 <= len(sub_ids) <= MAX_SUB_IDS or not 0 <= sub_ids[0] <= 2:
        raise ValueError(f"not an object identifier: {sub_ids[:8]}")
    if any(not 0 <= sub_id <= MAX_SUB_ID for sub_id in sub_ids):
        raise ValueError(f"sub-identifier out of range in {sub_ids[:8]}")
    if sub_ids[0] < 2 and sub_ids[1] >= 40:
        raise ValueError(f"second sub-identifier too large in {sub_ids[:8]}")
    return b"".join(map(encode_sub_id, (sub_ids[0] * 40 + sub_ids[1], *sub_ids[2:])))


@lru_cache(maxsize=4096)
def encode_oid(dotted: str) -> bytes:
    """Content octets of a dotted OID such as "1.3.6.1.2.1"; ValueError when malformed."""
    parts = dotted.strip().removeprefix(".").split(".")
    if not all(part.isascii() and part.isdigit() and len(part) <= 10 for part in parts):
        raise ValueError(f"not an object identifier: {dotted[:80]!r}")
    return encode_sub_ids(tuple(map(int, parts)))


def decode_index(octets: bytes) -> tuple[int, ...]:
    """Sub-identifiers of a part of an encoded OID that does not hold its first octet.

    ValueError when the octets end inside a sub-identifier.
    """
    if octets.isascii():
        return tuple(octets)
    plain = SUB_ID.findall(octets)
    if sum(map(len, plain)) == len(octets):
        return tuple(map(_sub_id, plain))
    values, value = [], 0
    for octet in octets:
        value = value << 7 | octet & 0x7F
        if octet < 0x80:
            values.append(value)
            value = 0
    if octets[-1] >= 0x80:
        raise ValueError("object identifier ends inside a sub-identifier")
    return tuple(values)


@lru_cache(maxsize=4096)
def _sub_id(octets: bytes) -> int:
    """One sub-identifier: a fleet repeats the same few in every row."""
    value = 0
    for octet in octets:
        value = value << 7 | octet & 0x7F
    return value


def sub_ids(oid: bytes) -> tuple[int, ...]:
    """All sub-identifiers of an encoded OID; ValueError when it is empty or cut."""
    if not oid:
        raise ValueError("empty object identifier")
    first, *rest = decode_index(oid)
    head = (first // 40, first % 40) if first < 80 else (2, first - 80)
    return (*head, *rest)


def stated_oid(octets: bytes) -> str:
    """Dotted form of an OID that a device sends as a value; "" where it is none (RFC 2578 3.5)."""
    return (_remembered if len(octets) <= MAX_SUB_IDS else _stated_oid)(octets)


def _stated_oid(octets: bytes) -> str:
    try:
        numbers = sub_ids(octets)
    except ValueError:
        return ""
    if len(numbers) > MAX_SUB_IDS or max(numbers) > MAX_SUB_ID:
        return ""
    return ".".join(map(str, numbers))


_remembered = lru_cache(maxsize=4096)(_stated_oid)
"""Parts of one kind state the same type, on every device of a fleet."""


def oid_text(oid: bytes) -> str:
    """Dotted form of an encoded OID; hexadecimal after "oid:" when it is malformed."""
    try:
        return ".".join(map(str, sub_ids(oid)))
    except ValueError:
        return "oid:" + oid.hex()
