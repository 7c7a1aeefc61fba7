"""IANA private enterprise numbers: who registered the number under 1.3.6.1.4.1.

The holder assigned the object identifier; it need not have made the device (see
`sys_object_id` for numbers that are used by others).
"""

from __future__ import annotations

import hashlib

from auditor.identify.normalise import normalise_name
from auditor.identify.registries.table_text import read_header
from auditor.model.finding import DataSource

NOT_HOLDERS = frozenset({"reserved", "unassigned", "none", "none assigned", "iana-reserved", ""})
"""Normalised entries that stand for no organisation."""


class EnterpriseTable:
    """Organisations by enterprise number. Build with `parse`."""

    __slots__ = ("_names", "data_date", "digest", "source")

    def __init__(self, names: dict[int, str], data_date: str, digest: str, source: str):
        self._names, self.data_date, self.digest, self.source = names, data_date, digest, source

    @classmethod
    def parse(cls, text: str) -> EnterpriseTable:
        """The table of `text`: rows "number TAB name", or "name" for the previous number plus one.

        RegistryError for another file.
        """
        data_date, sources = read_header(text, "enterprises")
        names: dict[int, str] = {}
        number = -1
        for line in text.split("\n"):
            if not line or line[0] == "#":
                continue
            head, tab, name = line.partition("\t")
            number = int(head) if tab and head.isdecimal() else number + 1
            names[number] = name if tab else head
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(names, data_date, digest, "; ".join(sources.values()))

    def __len__(self) -> int:
        return len(self._names)

    def lookup(self, number: int) -> str | None:
        """The organisation as registered; None when unknown or nobody's."""
        name = self._names.get(number)
        return None if name is None or normalise_name(name) in NOT_HOLDERS else name

    def rows(self) -> list[tuple[int, str]]:
        """(number, organisation), by number."""
        return sorted(self._names.items())

    def data_source(self) -> DataSource:
        """What was used, for reports."""
        return DataSource("enterprises", self.data_date, self.digest, len(self), self.source)
