"""Reads cells as `Observed` values, and files what cannot be read as a problem.

The only place that makes references from decode's side: a value read here cannot lose its
origin. It must not know any table; the table readers call it with the type they expect.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from auditor.decode.placeholders import is_placeholder
from auditor.decode.problems import ProblemList
from auditor.decode.rows_index import Cell
from auditor.decode.text import PADDING, decode_text
from auditor.decode.values import (
    MAX_INTEGER_OCTETS,
    NUMBER_TAGS,
    TEXT_TAGS,
    UNSTATED_TAGS,
    decode_day,
    decode_integer,
    decode_mac,
    decode_oui,
)
from auditor.model.device import Observed, Reference
from auditor.model.limits import MAX_TEXT_CHARACTERS
from auditor.model.oid import oid_text, stated_oid
from auditor.model.recording import Reason
from auditor.model.rows import Tag

T = TypeVar("T")
INTEGER, TEXT = int(Tag.INTEGER), int(Tag.OCTET_STRING)
NEW = tuple.__new__
"""Makes a named tuple of all its fields in half the time: a device states thousands of values."""
ZERO_DOT_ZERO = "0.0"
"""The null OID that stands for "not known" (RFC 2578 section 7.1.3 and RFC 6933)."""


class CellReader:
    """Reads cells of one recording. None always means "not stated"."""

    def __init__(self, recording_id: str, problems: ProblemList) -> None:
        self.recording_id = recording_id
        self.problems = problems
        self._texts: dict[bytes, str] = {}

    def reference(self, cell: Cell) -> Reference:
        return NEW(Reference, (self.recording_id, cell[3], cell[4], cell[0], "", 0))

    def observe(self, value: T, cell: Cell) -> Observed[T]:
        """The value that was read from a cell."""
        oid, _, raw, section, row = cell
        return NEW(Observed, (value, raw, NEW(Reference, (self.recording_id, section, row, oid, "", 0))))

    def text(self, cell: Cell | None) -> Observed[str] | None:
        """Text as stated, or None when there is no character in it."""
        if cell is None or not cell[2]:
            return None
        text = self._texts.get(cell[2])
        if text is None or cell[1] != TEXT:
            text = self._decode_text(cell)
        return self.observe(text, cell) if text else None

    def identity(self, cell: Cell | None) -> Observed[str] | None:
        """Text that names a maker, model or serial number; placeholders are not stated."""
        observed = self.text(cell)
        return None if observed is None or is_placeholder(observed.value) else observed

    def number_or_identity(self, cell: Cell | None) -> Observed[str] | None:
        """As `identity`; a number other than zero stands for itself, as some serials are sent."""
        if cell is None or cell[1] not in NUMBER_TAGS:
            return self.identity(cell)
        number = self.number(cell)
        return self.observe(str(number), cell) if number else None

    def number(self, cell: Cell | None) -> int | None:
        if cell is None:
            return None
        if cell[1] == INTEGER and 0 < len(cell[2]) <= MAX_INTEGER_OCTETS:
            return int.from_bytes(cell[2], "big", signed=True)
        if cell[1] in UNSTATED_TAGS:
            return None
        value = decode_integer(cell[1], cell[2])
        if value is None:
            self._undecoded(cell, "not an integer")
        return value

    def object_id(self, cell: Cell | None) -> Observed[str] | None:
        if cell is None or cell[1] in UNSTATED_TAGS or not cell[2]:
            return None
        text = stated_oid(cell[2]) if cell[1] == Tag.OBJECT_IDENTIFIER else ""
        if not text:
            self._undecoded(cell, "not an object identifier")
            return None
        return None if text == ZERO_DOT_ZERO else self.observe(text, cell)

    def mac(self, cell: Cell | None) -> Observed[int] | None:
        """A MAC address; other lengths are valid addresses of other media, hence no problem."""
        return self._binary(cell, decode_mac)

    def oui(self, cell: Cell | None) -> Observed[int] | None:
        return self._binary(cell, decode_oui)

    def day(self, cell: Cell | None) -> Observed[str] | None:
        """A DateAndTime as "2019-05-06"; one that says nothing hides no part, hence no problem."""
        return self._binary(cell, decode_day)

    def octets(self, cell: Cell | None) -> Observed[bytes] | None:
        return self._binary(cell, bytes)

    def _binary(self, cell: Cell | None, decode: Callable[[bytes], T | None]) -> Observed[T] | None:
        if cell is None or cell[1] in UNSTATED_TAGS or not cell[2]:
            return None
        value = decode(cell[2])
        return None if value is None else self.observe(value, cell)

    def _decode_text(self, cell: Cell) -> str | None:
        oid, tag, raw = cell[:3]
        if tag not in TEXT_TAGS:
            if tag not in UNSTATED_TAGS:
                self._undecoded(cell, "not a text")
            return None
        if raw.isascii() and len(raw) <= MAX_TEXT_CHARACTERS and b"\0" not in raw:
            self._texts[raw] = text = raw.strip(PADDING).decode("ascii")
            return text
        decoded = decode_text(raw)
        if decoded.is_cut:
            self.problems.add(Reason.TEXT_CUT, oid_text(oid), f"{len(raw)} octets of text, cut")
        if decoded.is_guessed:
            self._undecoded(cell, "not UTF-8, read as ISO 8859-1")
        if not decoded.is_cut and not decoded.is_guessed:
            self._texts[raw] = decoded.text
        return decoded.text

    def _undecoded(self, cell: Cell, why: str) -> None:
        detail = f"{why}: tag {cell[1]:#04x}, {len(cell[2])} octets {cell[2][:32].hex()}"
        self.problems.add(Reason.ROW_UNDECODED, oid_text(cell[0]), detail)
