"""Where the rows that read evidence are written: what each matches, its source and its date.

Evidence keeps a row's id only. Ids of rows that are made of registries ("name/zte",
"oui/00E0FC/24 …") are taken apart here, the others are found in the knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from auditor.identify.interface import Knowledge, Row
from auditor.model.explanation import RowOrigin

GONE = RowOrigin("", "not in today's knowledge", "", current=False)
NAME_READS = {
    "name": "the text is exactly a registered name of the vendor",
    "brand": "the part of the text before the hyphen is exactly a registered name of the vendor",
    "leading-name": "the text begins with a registered name of the vendor",
    "copyright": "a copyright notice in the text begins with a registered name of the vendor",
    "odd-spelling": "the text is a registered name once look-alike letters and hidden characters are undone",
    "odd-encoding": "the octets, read in a Chinese encoding, hold a registered name of the vendor",
    "resembles": "the text is spelled nearly like a distinctive word of the vendor",
    "mention": "a distinctive word of the vendor stands in the text",
    "unlisted": "a company name that is not in the vendor registry, taken as it is stated",
}
"""How the rows of `mfg_name.name_row` read, by the first part of their id."""
FIELD_NAMES = {"sys_descr": "sysDescr", "model_name": "model", "serial_num": "serial number"}
_MAX_NUMBER_DIGITS = 10


class Origins:
    """Origins by row id; built once for many questions."""

    __slots__ = ("_knowledge", "_rows")

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._rows = _written_rows(knowledge)

    def find(self, row_id: str) -> RowOrigin:
        """The origin of a row; `current` is False where today's data says otherwise or nothing."""
        written = self._rows.get(row_id)
        if written:
            return RowOrigin(written.reads, written.row.source, written.row.date, current=True)
        kind, slash, rest = row_id.partition("/")
        read = _MADE_ROWS.get(kind)
        return read(kind, rest, self._knowledge) if slash and read else GONE


class _Written(NamedTuple):
    row: Row
    reads: str


def _written_rows(knowledge: Knowledge) -> Mapping[str, _Written]:
    """Rows of knowledge/*.toml by id."""
    found = {
        row.id: _Written(row, _prefix_words(prefix, row))
        for prefix, rows in knowledge.sys_object_ids.items()
        for row in rows
    }
    found |= {
        row.id: _Written(row, _prefix_words(prefix, row))
        for prefix, rows in knowledge.vendor_types.items()
        for row in rows
    }
    found |= {
        row.id: _Written(row, f"the device answers below enterprise number {number}")
        for number, rows in knowledge.private_trees.items()
        for row in rows
    }
    found |= {
        row.id: _Written(row, f"the number on the bus begins with {code}")
        for code, rows in knowledge.bus_vendors.items()
        for row in rows
    }
    found |= {
        row.id: _Written(row, f"the serial number of a PON unit begins with {code}")
        for code, rows in knowledge.onu_vendor_ids.items()
        for row in rows
    }
    patterns = (
        *knowledge.sys_descrs,
        *knowledge.optics,
        *knowledge.modems,
        *knowledge.parts,
        *knowledge.neighbor_models,
    )
    for pattern_row in patterns:
        field = FIELD_NAMES.get(pattern_row.subject_field, pattern_row.subject_field)
        found[pattern_row.row.id] = _Written(
            pattern_row.row, f"the {field} matches {pattern_row.pattern.pattern}"
        )
    return found


def _prefix_words(prefix: tuple[int, ...], row: Row) -> str:
    dotted = ".".join(map(str, prefix))
    return (
        f"the object identifier is {dotted}"
        if row.exact
        else f"the object identifier is {dotted} or below it"
    )


def _named(kind: str, vendor_id: str, knowledge: Knowledge) -> RowOrigin:
    vendor = knowledge.vendors.get(vendor_id)
    date = next((source.data_date for source in knowledge.sources if source.name == "knowledge"), "")
    if kind == "unlisted":
        return RowOrigin(NAME_READS[kind], "the device's own word", "", current=True)
    if vendor is None:
        return GONE
    source = f"vendor registry: {vendor.source}" if vendor.source else "vendor registry"
    return RowOrigin(NAME_READS[kind], source, date, current=True)


def _registered(_kind: str, text: str, knowledge: Knowledge) -> RowOrigin:
    """ "00E0FC/24 HUAWEI …": a prefix of the MAC registry with its holder."""
    digits = text.partition("/")[0]
    holder = knowledge.oui.find_prefix(digits)
    if holder is None:
        return GONE
    reads = f"addresses that begin with {holder.block} are registered to {holder.name}"
    current = text.startswith(f"{holder.block} {holder.name}")
    return RowOrigin(reads, holder.source, knowledge.oui.data_date, current)


def _numbered(_kind: str, text: str, knowledge: Knowledge) -> RowOrigin:
    """ "2011 HUAWEI …": an enterprise number with its holder."""
    number, _, holder = text.partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) <= _MAX_NUMBER_DIGITS):
        return GONE
    name = knowledge.enterprises.lookup(int(number))
    reads = f"enterprise number {number} is registered to {name or 'nobody'}"
    source, date = knowledge.enterprises.source, knowledge.enterprises.data_date
    return RowOrigin(reads, source, date, current=holder == (name or "unregistered"))


_MADE_ROWS: Mapping[str, Callable[[str, str, Knowledge], RowOrigin]] = {
    **dict.fromkeys(NAME_READS, _named),
    "oui": _registered,
    "enterprise-number": _numbered,
}
