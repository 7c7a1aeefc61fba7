"""Finds the rows of a table wherever they are: any section, kind or context of a recording.

One pass over the payloads sorts rows by root and column; rows of other tables are skipped.
It must not know what a column means. The readers of the tables are next to this file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from auditor.decode.problems import ProblemList
from auditor.model.oid import decode_index, encode_oid, encode_sub_id, oid_text
from auditor.model.recording import Reason, Recording, RecordingSection, Section
from auditor.model.sections import SectionKind
from auditor.model.target import Transport

Cell = tuple[bytes, int, bytes, int, int]
"""OID octets, BER tag, value octets, ordinal of the section, row in it from 0."""

NO_PREFIX: tuple[bytes, ...] = ()
"""No OID starts with it."""


@dataclass(slots=True)
class Rows:
    """Cells of the known tables: root octets -> column octets -> cells in canonical order."""

    tables: defaultdict[bytes, dict[bytes, list[Cell]]]
    contexts: dict[int, str] = field(default_factory=dict)
    """Context of each section that is not the target's own, by ordinal."""

    def column(self, root: bytes, column: int) -> list[tuple[bytes, Cell]]:
        """(index octets, cell) of every row of a column."""
        octets = encode_sub_id(column)
        offset = len(root) + len(octets)
        return [(cell[0][offset:], cell) for cell in self.tables[root].get(octets, ())]

    def table(self, root: bytes) -> dict[bytes, dict[int, Cell]]:
        """Rows by index octets, cells by column; of equal OIDs the first in order counts."""
        rows: dict[bytes, dict[int, Cell]] = {}
        for octets, cells in self.tables[root].items():
            column = decode_index(octets)[0]
            offset = len(root) + len(octets)
            for cell in cells:
                index = cell[0][offset:]
                row = rows.get(index)
                if row is None:
                    rows[index] = {column: cell}
                elif column not in row:
                    row[column] = cell
        return rows

    def scalar(self, root: bytes, column: int) -> Cell | None:
        """The only instance of an object; agents that leave out its ".0" are understood."""
        return next((cell for index, cell in self.column(root, column) if index in (b"\0", b"")), None)


def index_rows(recording: Recording, roots: tuple[bytes, ...], problems: ProblemList) -> Rows:
    """Sorts the rows of an SNMP recording by table. The order of its sections does not matter."""
    finder = _ColumnFinder(_known_roots(roots), problems)
    contexts: dict[int, str] = {}
    if recording.transport is not Transport.SNMP:
        return Rows(finder.tables)
    own = _own_context(recording)
    pairs = sorted(zip(recording.sections, recording.payloads, strict=False), key=_canonical)
    for section, payload in sorted(pairs, key=lambda pair: pair[0].context != own):
        if section.context != own:
            contexts[section.ordinal] = section.context
        if not _scan(payload.payload, section.ordinal, finder):
            problems.add(Reason.ROW_UNDECODED, section.root, "the stored rows end inside a row")
    return Rows(finder.tables, contexts)


def only_below(roots: tuple[bytes, ...], recording: Recording) -> Recording:
    """The recording without the sections that, by their root, can hold no row below any of `roots`."""
    known = _known_roots(roots)
    kept = [
        (section, payload)
        for section, payload in zip(recording.sections, recording.payloads, strict=False)
        if _may_hold(section.root, known)
    ]
    return replace(
        recording,
        sections=tuple(section for section, _ in kept),
        payloads=tuple(payload for _, payload in kept),
    )


def _may_hold(dotted: str, known: _KnownRoots) -> bool:
    try:
        root = encode_oid(dotted)
    except ValueError:
        return True
    return root in known.beginnings or any(root[:length] in known.roots for length in known.lengths)


def _own_context(recording: Recording) -> str:
    """The target's own context is the one its system group was read in."""
    sections = recording.sections
    system = [section.context for section in sections if section.kind is SectionKind.SYSTEM]
    return min(system or [section.context for section in sections], default="")


def _canonical(pair: tuple[RecordingSection, Section]) -> tuple[str, str, str, str]:
    section, _ = pair
    return section.context, section.kind.value, section.root, section.digest


@dataclass(frozen=True, slots=True)
class _KnownRoots:
    """Roots, their lengths from the longest, and everything that a root starts with."""

    roots: frozenset[bytes]
    lengths: tuple[int, ...]
    beginnings: frozenset[bytes]


@lru_cache(maxsize=8)
def _known_roots(roots: tuple[bytes, ...]) -> _KnownRoots:
    """The same for every recording, so made once."""
    lengths = tuple(sorted({len(root) for root in roots}, reverse=True))
    beginnings = frozenset(root[:length] for root in roots for length in range(1, len(root) + 1))
    return _KnownRoots(frozenset(roots), lengths, beginnings)


class _ColumnFinder:
    """Tells which list the rows below an OID prefix go to."""

    def __init__(self, known: _KnownRoots, problems: ProblemList) -> None:
        self.tables: defaultdict[bytes, dict[bytes, list[Cell]]] = defaultdict(dict)
        self._known = known
        self._problems = problems

    def find(self, oid: bytes) -> tuple[bytes | tuple[bytes, ...], list[Cell] | None]:
        """A prefix, and the list (None: not wanted) for this row and all others below it."""
        for length in self._known.lengths:
            if oid[:length] in self._known.roots:
                return self._find_column(oid, length, self.tables[oid[:length]])
        for length in range(1, len(oid) + 1):
            if oid[:length] not in self._known.beginnings:
                return oid[:length], None
        return NO_PREFIX, None

    def _find_column(
        self, oid: bytes, length: int, table: dict[bytes, list[Cell]]
    ) -> tuple[bytes | tuple[bytes, ...], list[Cell] | None]:
        end = length
        while end < len(oid) and oid[end] >= 0x80:
            end += 1
        if end >= len(oid):
            self._problems.add(Reason.ROW_UNDECODED, oid_text(oid), "the OID ends before a column")
            return NO_PREFIX, None
        return oid[: end + 1], table.setdefault(oid[length : end + 1], [])


def _scan(payload: bytes, ordinal: int, finder: _ColumnFinder) -> bool:
    """Hands the rows of a payload to their lists; False when it is cut short.

    `model.rows.unpack_rows` yields the same rows; this loop is inlined because it runs
    for every row of every device.
    """
    position, end, row = 0, len(payload), 0
    prefix: bytes | tuple[bytes, ...] = NO_PREFIX
    cells: list[Cell] | None = None
    try:
        while position < end:
            size = payload[position + 1]
            position += 2
            if size >= 0x80:
                size, position = _long_length(payload, size, position)
            value_at = position + size
            oid = payload[position:value_at]
            tag, size = payload[value_at], payload[value_at + 1]
            position = value_at + 2
            if size >= 0x80:
                size, position = _long_length(payload, size, position)
            value = payload[position : position + size]
            position += size
            if position > end:
                return False
            if not oid.startswith(prefix):
                prefix, cells = finder.find(oid)
            if cells is not None:
                cells.append((oid, tag, value, ordinal, row))
            row += 1
    except IndexError:
        return False
    return True


def _long_length(payload: bytes, size: int, position: int) -> tuple[int, int]:
    octets = size & 0x7F
    return int.from_bytes(payload[position : position + octets], "big"), position + octets
