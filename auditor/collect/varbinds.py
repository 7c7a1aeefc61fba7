"""Varbind lists of answers: structure and values checked, octets kept as they came.

The hot loop of a poll. Usual answers are read by `short_varbinds` in one reach. In others a varbind with
short lengths costs a few index operations and two slices; every other one is read by `ber`, element by
element. A kept row is its name and value elements in canonical form, which is also what a payload is
made of. Must not know what an OID means. Next: `pdu`.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import NamedTuple

from auditor.collect import ber
from auditor.collect.short_varbinds import ShortVarbinds, read_short
from auditor.collect.values import EXCEPTIONS, PLAIN, check_value
from auditor.model.rows import encode_length

_TEXT = 0x04
"""OCTET STRING: any size that fits a datagram is allowed, and most values are text."""
_BEYOND = bytes(2 * 0xFF + 8)
"""What two wrong short lengths may lead to; the sizes are compared when the last varbind is read."""
_PADDED = re.compile(rb"[\x00-\x7f]\x80")
_LONG = re.compile(rb"[\x80-\xff][\x80-\xff]{3}")
_TOO_LARGE = re.compile(rb"[\x90-\xff][\x80-\xff]{3}|[\x80-\xff]{5}")
"""In names one after the other: a sub-identifier that starts with a zero, one of five octets, which is
searched for because that is faster, and one above 32 bits."""
_LAST_OCTET = itemgetter(-1)


class Varbinds(NamedTuple):
    """Rows of one answer: OID octets, and the same rows as canonical name and value elements."""

    names: list[bytes]
    rows: list[bytes]
    special: bool = False
    """One of the values is an exception such as endOfMibView (RFC 3416 3)."""


def read_varbinds(data: bytes, start: int, end: int, max_rows: int, *, version_1: bool) -> Varbinds:
    """Varbinds of a list's content; MalformedError when anything about one of them is wrong."""
    short = read_short(data, start, end)
    if short is not None and len(short.rows) <= max_rows:
        return Varbinds(short.names, short.rows, _check_values(short, version_1))
    return read_each(data, start, end, max_rows, version_1=version_1)


def read_each(data: bytes, start: int, end: int, max_rows: int, *, version_1: bool) -> Varbinds:
    """As `read_varbinds`, one varbind after the other."""
    names: list[bytes] = []
    rows: list[bytes] = []
    special, position, plain = False, start, PLAIN[version_1]
    data = data[:end] + _BEYOND
    for _ in range(max_rows):
        name = position + 2
        value = position + 4 + data[position + 3]
        stop = value + 2 + data[value + 1]
        size = data[position + 1]
        if name + size != stop or size >= 0x80 or data[position] != 0x30 or data[name] != 0x06:
            if position >= end:
                break
            oid, row, tag, stop = _read_long(data, position, end, version_1)
            special = special or tag in EXCEPTIONS
        else:
            tag = data[value]
            if tag != _TEXT:
                if tag << 8 | stop - value not in plain:
                    check_value(version_1, tag, data[value + 2 : stop])
                if tag >= 0x80:  # of these only exceptions are values
                    special = True
            oid, row = data[name + 2 : value], data[name:stop]
        names.append(oid)
        rows.append(row)
        position = stop
    if position != end:
        many = position < end
        raise ber.MalformedError(f"more than the {max_rows} rows asked for" if many else "cut short")
    _check_names(names)
    return Varbinds(names, rows, special)


def _check_values(short: ShortVarbinds, version_1: bool) -> bool:
    """MalformedError when a value is none of its type; whether one is an exception."""
    tags = b"".join(short.tags)
    if tags:
        for name, row, tag in zip(*short, strict=True):
            if tag:
                check_value(version_1, tag[0], row[len(name) + 4 :])
    return not EXCEPTIONS.isdisjoint(tags)


def _read_long(data: bytes, position: int, end: int, version_1: bool) -> tuple[bytes, bytes, int, int]:
    """(OID, row, tag, end) of a varbind with a length that takes more than one octet, or a wrong one."""
    varbind = ber.expect(data, position, end, ber.SEQUENCE)
    name = ber.expect(data, varbind.start, varbind.end, ber.OBJECT_IDENTIFIER)
    value = ber.read_tlv(data, name.end, varbind.end)
    if value.end != varbind.end:
        raise ber.MalformedError("varbind with more than a name and a value")
    oid, octets = data[name.start : name.end], data[value.start : value.end]
    ber.check_oid(oid)
    check_value(version_1, value.tag, octets)
    row = (b"\x06", encode_length(len(oid)), oid, bytes((value.tag,)), encode_length(len(octets)), octets)
    return oid, b"".join(row), value.tag, varbind.end


def _check_names(names: list[bytes]) -> None:
    """MalformedError unless all are OIDs (X.690 8.19, RFC 2578 3.5); none is long enough to have too many
    sub-identifiers, or `_read_long` has counted them."""
    joined = b"".join(names)
    if joined.isascii():
        well_formed = all(names)
    else:
        well_formed = not (
            (_LONG.search(joined) and _TOO_LARGE.search(joined))
            or (b"\x80" in joined and _PADDED.search(b"\0" + joined))
            or not all(names)
            or not bytes(map(_LAST_OCTET, names)).isascii()
        )
    if not well_formed:
        raise ber.MalformedError("object identifier with a padded, cut or too large sub-identifier")
