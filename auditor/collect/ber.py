"""The structure of SNMP datagrams: BER lengths and nesting, read with limits.

Runs before anything else looks at a datagram, so that a hostile one costs microseconds: no
recursion, no copies, no count above what was asked for. Values stay octets. Must not know
what a PDU means or which library checks the values. Next: `pdu`.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.oid import MAX_SUB_IDS
from auditor.model.rows import Row, encode_integer, encode_length

SEQUENCE, INTEGER, OCTET_STRING, NULL, OBJECT_IDENTIFIER = 0x30, 0x02, 0x04, 0x05, 0x06

MAX_LENGTH_OCTETS = 4
"""A datagram needs two; agents that pad to four exist, more would be an attack on memory."""
MAX_INTEGER_OCTETS = 8
"""Header integers fit four; a few agents pad them (BER, not DER)."""


class MalformedError(ValueError):
    """The datagram is not what BER and RFC 3416 allow; the text says where."""


class Tlv(NamedTuple):
    """Tag and content octets data[start:end] of one element."""

    tag: int
    start: int
    end: int


def encode_tlv(tag: int, content: bytes) -> bytes:
    """One element in definite form."""
    return bytes((tag,)) + encode_length(len(content)) + content


def encode_integer_tlv(value: int) -> bytes:
    """An INTEGER element."""
    return encode_tlv(INTEGER, encode_integer(value))


def read_tlv(data: bytes, position: int, end: int) -> Tlv:
    """The element at `position`; MalformedError unless it lies wholly before `end`."""
    if position + 2 > end:
        raise MalformedError("cut short")
    tag, length = data[position], data[position + 1]
    start = position + 2
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
    return Tlv(tag, start, start + length)


def expect(data: bytes, position: int, end: int, tag: int) -> Tlv:
    """The element at `position`, which must have this tag."""
    element = read_tlv(data, position, end)
    if element.tag != tag:
        raise MalformedError(f"tag {element.tag:#04x} instead of {tag:#04x}")
    return element


def read_integer(data: bytes, position: int, end: int) -> tuple[int, int]:
    """Value of the INTEGER at `position` and where the next element starts."""
    element = expect(data, position, end, INTEGER)
    if not 1 <= element.end - element.start <= MAX_INTEGER_OCTETS:
        raise MalformedError("integer size")
    return int.from_bytes(data[element.start : element.end], "big", signed=True), element.end


def read_octets(data: bytes, position: int, end: int) -> tuple[bytes, int]:
    """Content of the OCTET STRING at `position` and where the next element starts."""
    element = expect(data, position, end, OCTET_STRING)
    return data[element.start : element.end], element.end


def check_oid(oid: bytes) -> None:
    """MalformedError unless these are content octets of an OID (X.690 8.19, RFC 2578 3.5)."""
    if not oid or oid[-1] >= 0x80:
        raise MalformedError("object identifier cut short")
    if oid.isascii():
        count = len(oid)
    else:
        count, size = 0, 0
        for octet in oid:
            if size == 0 and octet == 0x80:
                raise MalformedError("padded sub-identifier")
            size += 1
            if octet < 0x80:
                count, size = count + 1, 0
            elif size == 5:
                raise MalformedError("sub-identifier above 32 bits")
    if count >= MAX_SUB_IDS:  # the first octet holds two sub-identifiers
        raise MalformedError(f"more than {MAX_SUB_IDS} sub-identifiers")


def read_rows(data: bytes, start: int, end: int, max_rows: int) -> tuple[Row, ...]:
    """Varbinds of a list's content, verbatim; MalformedError as soon as there is one too many."""
    rows: list[Row] = []
    position = start
    while position < end:
        if len(rows) == max_rows:
            raise MalformedError(f"more than the {max_rows} rows asked for")
        varbind = expect(data, position, end, SEQUENCE)
        name = expect(data, varbind.start, varbind.end, OBJECT_IDENTIFIER)
        value = read_tlv(data, name.end, varbind.end)
        oid = data[name.start : name.end]
        check_oid(oid)
        if value.end != varbind.end:
            raise MalformedError("varbind with more than a name and a value")
        rows.append((oid, value.tag, data[value.start : value.end]))
        position = varbind.end
    return tuple(rows)
