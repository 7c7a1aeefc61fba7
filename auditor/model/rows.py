"""Verbatim SNMP rows and the canonical payload that stores them.

A row is (OID content octets, BER tag, value content octets), exactly as the device
sent it; meaning is decided later, in `decode`. A payload is the rows' TLVs one after
the other, so that equal answers give equal digests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

Row = tuple[bytes, int, bytes]


class Tag(IntEnum):
    """BER tags of SNMP values (RFC 2578 7.1, RFC 3416 3)."""

    INTEGER = 0x02
    BIT_STRING = 0x03
    OCTET_STRING = 0x04
    NULL = 0x05
    OBJECT_IDENTIFIER = 0x06
    IP_ADDRESS = 0x40
    COUNTER32 = 0x41
    GAUGE32 = 0x42
    TIME_TICKS = 0x43
    OPAQUE = 0x44
    COUNTER64 = 0x46


def encode_length(length: int) -> bytes:
    """BER length octets, definite form (X.690 8.1.3)."""
    if length < 0x80:
        return bytes((length,))
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((0x80 | len(octets),)) + octets


def encode_integer(value: int) -> bytes:
    """Minimal two's complement octets of an integer (X.690 8.3)."""
    magnitude = value if value >= 0 else ~value
    return value.to_bytes(magnitude.bit_length() // 8 + 1, "big", signed=True)


def pack_rows(rows: Iterable[Row]) -> bytes:
    """The canonical payload of rows; the inverse of `unpack_rows`."""
    parts: list[bytes] = []
    for oid, tag, value in rows:
        parts += (b"\x06", encode_length(len(oid)), oid)
        parts += (bytes((tag,)), encode_length(len(value)), value)
    return b"".join(parts)


def unpack_rows(payload: bytes) -> Iterator[Row]:
    """Rows of a payload, in order; ValueError when the payload is cut short."""
    position, end = 0, len(payload)
    while position < end:
        _, oid, position = _read_tlv(payload, position)
        tag, value, position = _read_tlv(payload, position)
        yield oid, tag, value


def _read_tlv(payload: bytes, position: int) -> tuple[int, bytes, int]:
    try:
        tag, length = payload[position], payload[position + 1]
    except IndexError:
        raise ValueError("payload ends inside a row") from None
    position += 2
    if length >= 0x80:
        size = length & 0x7F
        length = int.from_bytes(payload[position : position + size], "big")
        position += size
    if position + length > len(payload):
        raise ValueError("payload ends inside a row")
    return tag, payload[position : position + length], position + length
