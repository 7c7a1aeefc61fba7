"""MAC prefixes (MA-L 24, MA-M 28, MA-S 36 bits) and who they are registered to.

The longest prefix wins: asking the first 24 bits alone names the registration authority
for MA-M and MA-S blocks. A registrant holds the prefix; who made the port is another
question (`identify.oui`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from auditor.identify.normalise import normalise_name
from auditor.identify.registries.table_text import read_header
from auditor.model.finding import DataSource
from auditor.model.virtual_macs import VIRTUAL_OUIS, virtual_mac

NOT_REGISTRANTS = frozenset({"ieee registration authority", "private", "icann iana department", "(none)"})
"""Normalised entries that stand for no company: parents of smaller blocks and hidden ones."""

_SPECIAL_PREFIXES = (
    ("000000", "all-zero prefix, used as a placeholder"),
    ("00005E", "IANA: addresses of protocols (RFC 9542)"),
)
_SPECIAL_OUIS = VIRTUAL_OUIS | {int(prefix, 16) for prefix, _ in _SPECIAL_PREFIXES}
_GROUP_BIT = 1 << 40
_LOCAL_BIT = 1 << 41
_PREFIX_DIGITS = (9, 7, 6)


class Registrant(NamedTuple):
    """Who holds the prefix of an address. `prefix` has bits/4 hexadecimal digits."""

    name: str
    prefix: str
    source: str

    @property
    def block(self) -> str:
        """The prefix with its length, such as "AC64DD5/28"."""
        return f"{self.prefix}/{len(self.prefix) * 4}"


def table_bytes(text: str, newer: Mapping[str, str]) -> bytes:
    """What the digest of a table is of: its text, and a line for each newer row that it lacks."""
    return _table_bytes(text, _added(_rows_of(text), newer))


def _table_bytes(text: str, added: Mapping[str, str]) -> bytes:
    lines = "".join(f"\n{prefix}\t{name}" for prefix, name in added.items())
    return (text + lines).encode("utf-8", "surrogatepass")


def _rows_of(text: str) -> dict[str, tuple[str, str]]:
    lines = (line.split("\t") for line in text.split("\n") if not line.startswith("#"))
    return {cells[0]: (cells[2], cells[3]) for cells in lines if len(cells) == 4}


def _added(rows: Mapping[str, tuple[str, str]], newer: Mapping[str, str]) -> dict[str, str]:
    return {prefix: name for prefix, name in sorted(newer.items()) if prefix not in rows}


class OuiTable:
    """Registrants by prefix. Build with `parse`."""

    __slots__ = ("_rows", "_split", "data_date", "digest", "newer_rows", "sources")

    def __init__(
        self, rows: dict[str, tuple[str, str]], data_date: str, digest: str, sources: Mapping[str, str]
    ):
        self._rows, self.data_date, self.digest, self.sources = rows, data_date, digest, dict(sources)
        self._split = frozenset(int(prefix[:6], 16) for prefix in rows if len(prefix) > 6) | _SPECIAL_OUIS
        self.newer_rows = 0

    @classmethod
    def parse(cls, text: str, newer: Mapping[str, str] | None = None, newer_source: str = "") -> OuiTable:
        """The table of `text` (see table_text; columns prefix, bits, registrant, source letter).

        `newer` maps 24-bit prefixes (6 digits) to registrants; its rows are taken where `text`
        has none for that prefix, because a bundle without a data date cannot be newer
        than ours for a row both know. Their source is `newer_source`. RegistryError for
        another file.
        """
        data_date, sources = read_header(text, "oui")
        rows = _rows_of(text)
        added = _added(rows, newer or {})
        rows.update((prefix, (name, "newer")) for prefix, name in added.items())
        digest = hashlib.sha256(_table_bytes(text, added)).hexdigest()
        table = cls(rows, data_date, digest, {**sources, "newer": newer_source})
        table.newer_rows = len(added)
        return table

    def __len__(self) -> int:
        return len(self._rows)

    def lookup(self, mac: int) -> Registrant | None:
        """Holder of the longest prefix of a 48-bit address; None when unregistered or special."""
        if special_mac(mac):
            return None
        return self.find_prefix(f"{mac:012X}")

    def cache_key(self, mac: int) -> int:
        """Equal for addresses that `lookup` answers alike: the 24-bit prefix, all of the
        address where that prefix is split into smaller blocks or has special addresses."""
        return -mac if mac >> 24 in self._split else mac >> 24

    def find_prefix(self, digits: str) -> Registrant | None:
        """Holder of the longest registered prefix of upper-case hexadecimal digits (6 to 12)."""
        for length in _PREFIX_DIGITS:
            row = self._rows.get(digits[:length]) if len(digits) >= length else None
            if row is not None:
                if normalise_name(row[0]) in NOT_REGISTRANTS:
                    return None
                return Registrant(row[0], digits[:length], self.sources.get(row[1], row[1]))
        return None

    def counts_by_bits(self) -> dict[int, int]:
        """Rows per prefix length in bits."""
        counts: dict[int, int] = {}
        for prefix in self._rows:
            counts[len(prefix) * 4] = counts.get(len(prefix) * 4, 0) + 1
        return counts

    def rows(self) -> list[tuple[str, str, str]]:
        """(prefix, registrant, source text), by prefix."""
        return [
            (p, name, self.sources.get(letter, letter)) for p, (name, letter) in sorted(self._rows.items())
        ]

    def data_source(self) -> DataSource:
        """What was used, for reports; the number of newer rows is part of the source."""
        texts = [text for letter, text in sorted(self.sources.items()) if letter != "newer"]
        if self.newer_rows:
            texts.append(f"{self.newer_rows} newer prefixes from {self.sources['newer']}")
        return DataSource("oui", self.data_date, self.digest, len(self), "; ".join(texts))


def special_mac(mac: int) -> str:
    """Why an address names no vendor ("" when it may): group, local, zero or protocol address."""
    if not 0 <= mac < 1 << 48:
        return "not a 48-bit address"
    if mac & _GROUP_BIT:
        return "group address"
    if mac & _LOCAL_BIT:
        return "locally administered"
    if mac >> 24 in _SPECIAL_OUIS:
        digits = f"{mac:012X}"
        why = next((why for prefix, why in _SPECIAL_PREFIXES if digits.startswith(prefix)), "")
        return virtual_mac(mac) or why
    return ""


def mac_text(mac: int) -> str:
    """An address as "ac:64:dd:50:00:01"."""
    return mac.to_bytes(6, "big").hex(":")
