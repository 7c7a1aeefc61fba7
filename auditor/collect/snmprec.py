"""The snmprec text form of recorded rows, one `OID|TAG|VALUE` per line: read and written.

Reads what simulators and people write, in any order, and turns what it cannot read into
problems. Must not know files, targets or what rows mean. Next: `snmprec_values` for the
fields, `recording_files` for folders of recordings.
"""

from __future__ import annotations

import io
from binascii import unhexlify
from collections.abc import Iterable
from operator import itemgetter
from struct import Struct
from typing import NamedTuple

from auditor.collect.snmprec_values import field_reader, is_exact, value_fields
from auditor.model.limits import MAX_VALUE_BYTES
from auditor.model.oid import MAX_SUB_IDS, encode_oid, encode_sub_id, oid_text, sub_ids
from auditor.model.recording import Problem, Reason
from auditor.model.rows import Row

MAX_LINE_PROBLEMS = 100
"""Problems kept per file: enough to see what is wrong, too few to drown a report."""
MAX_BAD_LINES = 100_000
"""A file with more is not a recording; reading on would only hold up the others."""
MAX_ROWS = 500_000
"""Eight times the largest real recording (60,000 rows), and about 250 MB of memory."""
MAX_SHOWN = 60
"""Octets of a bad line quoted in a problem."""


class _Line(NamedTuple):
    """A row read, with what it is sorted by (`order`) and its line number from 1."""

    order: bytes
    row: Row
    number: int


class _Skipped:
    """Counts lines without a readable row and keeps the first problems."""

    def __init__(self, name: str) -> None:
        self.count = 0
        self._name = name
        self._problems: list[Problem] = []

    def add(self, number: int, detail: str) -> None:
        self.count += 1
        if self.count <= MAX_LINE_PROBLEMS:
            self._problems.append(Problem(Reason.LINE_SKIPPED, f"{self._name}:{number}", detail))

    def stopped(self, number: int, detail: str) -> None:
        self._problems.append(Problem(Reason.ROW_CAP, f"{self._name}:{number}", detail))

    def problems(self) -> tuple[Problem, ...]:
        more = self.count - MAX_LINE_PROBLEMS
        if more <= 0:
            return tuple(self._problems)
        summary = Problem(Reason.LINE_SKIPPED, self._name, f"{more} more lines were skipped")
        return (*self._problems, summary)


def read_snmprec(data: bytes, name: str) -> tuple[list[Row], tuple[Problem, ...]]:
    """Rows of a file in OID order, and a problem for each line that held no readable row.

    `name` is the file's name, for problems ("NAME:LINE"). Empty lines and lines that start
    with "#" are comments. Of lines with equal OIDs the first counts. Never raises.
    """
    skipped = _Skipped(name)
    rows = _distinct(_read_lines(data, skipped), skipped)
    return rows, skipped.problems()


def format_snmprec(rows: Iterable[Row]) -> bytes:
    """Rows as snmprec text, the inverse of `read_snmprec`: plain where that is exact, else
    the value's octets in hexadecimal. An OID that has no dotted form is written "oid:HEX"."""
    return b"".join(b"%s|%s\n" % (_oid_field(oid), value_fields(tag, value)) for oid, tag, value in rows)


def _read_lines(data: bytes, skipped: _Skipped) -> list[_Line]:
    read_oid = _OidReader()
    lines: list[_Line] = []
    for number, line in enumerate(io.BytesIO(data), 1):
        if len(lines) >= MAX_ROWS or skipped.count >= MAX_BAD_LINES:
            skipped.stopped(number, f"not read on after {len(lines)} rows and {skipped.count} bad lines")
            break
        try:
            oid_field, tag_field, value_field = line.rstrip(b"\r\n").split(b"|", 2)
            tag, convert = field_reader(tag_field)
            value = _bounded(convert(value_field))
            order, oid = read_oid(oid_field)
        except ValueError as error:
            if line.strip() and not line.startswith(b"#"):
                skipped.add(number, f"{_fields_shown(line)}: {_said(error)}")
            continue
        lines.append(_Line(order, (oid, tag, value), number))
    return lines


def _bounded(value: bytes) -> bytes:
    if len(value) > MAX_VALUE_BYTES:
        raise ValueError(f"value of {len(value)} octets")
    return value


def _distinct(lines: list[_Line], skipped: _Skipped) -> list[Row]:
    lines.sort(key=itemgetter(0))
    rows: list[Row] = []
    previous: Row = (b"", 0, b"")
    for _, row, number in lines:
        if row[0] != previous[0]:
            rows.append(row)
            previous = row
        elif row != previous:
            skipped.add(number, f"{oid_text(row[0])} was given before with another value")
    return rows


class _OidReader:
    """Dotted text to (sort order, content octets); remembers what tables repeat.

    The order is four octets for each sub-identifier, because the order of the content
    octets themselves is not OID order.
    """

    def __init__(self) -> None:
        self._parts: dict[bytes, tuple[bytes, bytes]] = {}
        self._prefix = b""
        self._prefix_read = (b"", b"")

    def __call__(self, text: bytes) -> tuple[bytes, bytes]:
        prefix, _, last = text.rpartition(b".")
        if not prefix.startswith(b"1.3."):
            return _read_any_oid(text)
        if prefix != self._prefix:
            self._prefix_read = self._read_prefix(prefix)
            self._prefix = prefix
        order, octets = self._prefix_read
        last_order, last_octets = self._parts.get(last) or self._read_part(last)
        if len(order) >= _LONGEST_ORDER:
            raise ValueError(f"more than {MAX_SUB_IDS} sub-identifiers")
        return order + last_order, octets + last_octets

    def _read_prefix(self, prefix: bytes) -> tuple[bytes, bytes]:
        known = self._parts
        read = [known.get(part) or self._read_part(part) for part in prefix.split(b".")[2:]]
        orders, octets = zip(*read, strict=True)
        return _HEAD_ORDER + b"".join(orders), _HEAD_OCTETS + b"".join(octets)

    def _read_part(self, part: bytes) -> tuple[bytes, bytes]:
        if not part.isdigit() or len(part) > 10 or int(part) >= 1 << 32:
            raise ValueError(f"{_shown(part)} is not a sub-identifier")
        read = (_ORDER.pack(int(part)), encode_sub_id(int(part)))
        self._parts[part] = read
        return read


_ORDER = Struct(">I")
_HEAD_ORDER = _ORDER.pack(1) + _ORDER.pack(3)
_HEAD_OCTETS = encode_oid("1.3")
_LONGEST_ORDER = MAX_SUB_IDS * _ORDER.size
_LAST_ORDER = b"\xff" * _ORDER.size
"""Sorts after every OID: their first sub-identifier is at most 2."""


def _read_any_oid(text: bytes) -> tuple[bytes, bytes]:
    if text.startswith(b"oid:"):
        octets = unhexlify(text[4:])
        return _LAST_ORDER + octets, octets
    octets = encode_oid(text.decode("ascii"))
    return b"".join(map(_ORDER.pack, sub_ids(octets))), octets


def _oid_field(oid: bytes) -> bytes:
    dotted = oid_text(oid)
    exact = not dotted.startswith("oid:") and is_exact(encode_oid, dotted, oid)
    return dotted.encode() if exact else b"oid:" + oid.hex().encode()


def _fields_shown(line: bytes) -> str:
    """OID and tag of a bad line; its value may be a secret."""
    return _shown(b"|".join(line.rstrip(b"\r\n").split(b"|", 2)[:2]))


def _shown(text: bytes) -> str:
    return repr(text[:MAX_SHOWN])[1:]


def _said(error: ValueError) -> str:
    """The reason in words; unpacking a line without three fields has none of its own."""
    text = str(error)
    return "not OID|TAG|VALUE" if "unpack" in text else text
