"""The structure of SNMP datagrams: BER lengths and nesting, read with limits.

Runs before anything else looks at a datagram, so that a hostile one costs microseconds: no
recursion, no copies, no count above what was asked for. Values stay octets. Must not know
what a PDU means or which library checks the values. Next: `pdu`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.model.oid import MAX_SUB_IDS
from auditor.model.rows import encode_integer, encode_length

SEQUENCE, INTEGER, OCTET_STRING, NULL, OBJECT_IDENTIFIER = 0x30, 0x02, 0x04, 0x05, 0x06

MAX_LENGTH_OCTETS = 4
"""A datagram needs two; agents that pad to four exist, more would be an attack on memory."""
MAX_INTEGER_OCTETS = 8
"""Header integers fit four; a few agents pad them (BER, not DER)."""


MAX_SHORT_OID = MAX_SUB_IDS - 2
"""Octets of an OID of one-octet sub-identifiers that cannot have too many of them."""


_SUB_IDS = re.compile(
    rb"(?:[\x00-\x7f]|[\x81-\xff][\x80-\xff]{0,2}[\x00-\x7f]|[\x81-\x8f][\x80-\xff]{3}[\x00-\x7f])+"
)
"""Base-128 numbers of at most 32 bits (five octets, four bits in the first), none padded."""
_CONTINUED = bytes(range(0x80, 0x100))


class MalformedError(ValueError):
    """The datagram is not what BER and RFC 3416 allow; the text says where."""


class Tlv(NamedTuple):
    """Tag and content octets data[start:end] of one element."""

    tag: int
    start: int
    end: int


def encode_tlv(tag: int, content: bytes) -> bytes:
    """One element in definite form."""
    size = len(content)
    if size < 0x80:
        return b"%c%c%b" % (tag, size, content)
    return b"%c%b%b" % (tag, encode_length(size), content)


def encode_integer_tlv(value: int) -> bytes:
    """An INTEGER element."""
    octets = encode_integer(value)
    return b"\x02%c%b" % (len(octets), octets)


def head(data: bytes, position: int, end: int) -> tuple[int, int, int]:
    """(tag, start, end) of the element at `position`; MalformedError unless it lies wholly before `end`."""
    start = position + 2
    if start > end:
        raise MalformedError("cut short")
    tag, length = data[position], data[position + 1]
    if tag & 0x1F == 0x1F:
        raise MalformedError("multi-byte tag")
    if length >= 0x80:
        octets = length & 0x7F
        if not 1 <= octets <= MAX_LENGTH_OCTETS or start + octets > end:
            raise MalformedError("length octets")
        length = int.from_bytes(data[start : start + octets], "big")
        start += octets
    if start + length > end:
        raise MalformedError("cut short")
    return tag, start, start + length


def read_tlv(data: bytes, position: int, end: int) -> Tlv:
    """The element at `position`, as `head`."""
    return Tlv(*head(data, position, end))


def expect(data: bytes, position: int, end: int, tag: int) -> Tlv:
    """The element at `position`, which must have this tag."""
    element = read_tlv(data, position, end)
    if element.tag != tag:
        raise MalformedError(f"tag {element.tag:#04x} instead of {tag:#04x}")
    return element


def read_integer(data: bytes, position: int, end: int) -> tuple[int, int]:
    """Value of the INTEGER at `position` and where the next element starts."""
    start = position + 2
    if start >= end or data[position] != INTEGER:
        raise MalformedError("no integer")
    stop = start + data[position + 1]
    if not start < stop <= min(end, start + MAX_INTEGER_OCTETS):  # a length in long form is too large
        raise MalformedError("integer size")
    return int.from_bytes(data[start:stop], "big", signed=True), stop


def read_octets(data: bytes, position: int, end: int) -> tuple[bytes, int]:
    """Content of the OCTET STRING at `position` and where the next element starts."""
    tag, start, stop = head(data, position, end)
    if tag != OCTET_STRING:
        raise MalformedError(f"tag {tag:#04x} instead of 0x04")
    return data[start:stop], stop


def check_oid(oid: bytes) -> None:
    """MalformedError unless these are content octets of an OID (X.690 8.19, RFC 2578 3.5)."""
    if not _SUB_IDS.fullmatch(oid):
        raise MalformedError("object identifier with a padded, cut or too large sub-identifier")
    if len(oid) > MAX_SHORT_OID and len(oid.translate(None, _CONTINUED)) >= MAX_SUB_IDS:
        raise MalformedError(f"more than {MAX_SUB_IDS} sub-identifiers")  # the first octet holds two
