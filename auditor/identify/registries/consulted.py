"""Registries that remember which of their rows were asked for, and small tables of those rows.

A small table answers the same questions alike, so that an identification can be repeated from it
alone. Next: `auditor.bundle`, which packs the tables beside the evidence.
"""

from __future__ import annotations

from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.oui import OuiTable, Registrant
from auditor.identify.registries.table_text import write_header

MAX_SOURCES = 26
"""Sources go by a letter; our tables have three."""


class ConsultedOui(OuiTable):
    """The same table; `consulted` collects the rows that answered: prefix to (registrant, source)."""

    __slots__ = ("consulted",)

    def __init__(self, table: OuiTable) -> None:
        super().__init__(table._rows, table.data_date, table.digest, table.sources)
        self.newer_rows = table.newer_rows
        self.consulted: dict[str, Registrant] = {}

    def find_prefix(self, digits: str) -> Registrant | None:
        found = super().find_prefix(digits)
        if found:
            self.consulted[found.prefix] = found
        return found

    def consulted_text(self) -> str:
        """A table of the consulted rows, readable by `OuiTable.parse`."""
        sources = sorted({row.source for row in self.consulted.values()})[:MAX_SOURCES]
        letters = {source: chr(ord("a") + number) for number, source in enumerate(sources)}
        head = write_header("oui", self.data_date, {letter: source for source, letter in letters.items()})
        rows = (
            f"{prefix}\t{len(prefix) * 4}\t{row.name}\t{letters.get(row.source, 'a')}\n"
            for prefix, row in sorted(self.consulted.items())
        )
        return head + "".join(rows)


class ConsultedEnterprises(EnterpriseTable):
    """The same table; `consulted` collects the numbers that had a holder."""

    __slots__ = ("consulted",)

    def __init__(self, table: EnterpriseTable) -> None:
        super().__init__(table._names, table.data_date, table.digest, table.source)
        self.consulted: dict[int, str] = {}

    def lookup(self, number: int) -> str | None:
        found = super().lookup(number)
        if found is not None:
            self.consulted[number] = found
        return found

    def consulted_text(self) -> str:
        """A table of the consulted numbers, readable by `EnterpriseTable.parse`."""
        head = write_header("enterprises", self.data_date, {"a": self.source})
        return head + "".join(f"{number}\t{name}\n" for number, name in sorted(self.consulted.items()))
