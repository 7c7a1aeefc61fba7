"""knowledge/*.toml to typed rows; a bad row names its file, id, reason and remedy.

Any file may hold any kind of row. Parsing is strict: a row without source, date and
examples, an unknown vendor or an unanchored pattern is refused. Next: `interface`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from auditor.errors import ConfigError
from auditor.identify.interface import Knowledge, PatternGroups, PatternRow, PrefixRow, Row
from auditor.identify.parse_vendors import VENDOR_KEYS, parse_vendor
from auditor.identify.pattern_groups import group_by_field, group_patterns
from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.oui import OuiTable
from auditor.identify.standing import CAPS
from auditor.identify.toml_table import Table
from auditor.identify.vendors import VendorEntry, VendorRegistry
from auditor.model.finding import DataSource
from auditor.model.identity import Claim
from auditor.model.toml_text import parse_untrusted

ROW_KEYS = ("id", "claim", "vendor", "confidence", "source", "date", "matching", "non_matching", "cap")
PATTERN_KINDS = {
    "sys_descr": ("sys_descr",),
    "optic": ("text", "model_name", "serial_num"),
    "modem": ("model_name",),
    "part": ("model_name", "serial_num"),
    "neighbor_model": ("model_name",),
}
"""Pattern rows by kind, with the fields they may match."""
KINDS = (
    "vendor", "sys_object_id", "vendor_type", "private_tree", "bus_vendor", "onu_vendor_id", *PATTERN_KINDS,
    "placeholder",
)  # fmt: skip
BUS_VENDOR = re.compile(r"(?:pci|usb):[0-9a-f]{4}")
VENDOR_ID = re.compile(r"[A-Z0-9]{4}")
MAX_UNBOUNDED = 2
"""Repeats without a bound in one anchored pattern; together with the bound on the text's
length (`sys_descr.MAX_DESCR_CHARACTERS`) matching stays quick on hostile text."""
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_BACK_REFERENCE = re.compile(r"\\[1-9]|\(\?P=")
_UNBOUNDED = re.compile(r"(?<!\\)[*+](?!\])|\{\d+,\}")


def parse_knowledge(
    files: Mapping[str, str],
    oui: OuiTable,
    enterprises: EnterpriseTable,
) -> Knowledge:
    """Knowledge from TOML texts by file name, with the registries. ConfigError on a bad row."""
    tables = [table for name in sorted(files) for table in _tables(name, files[name])]
    vendors = _vendors(table for table in tables if table.kind == "vendor")
    rows = _Rows(vendors)
    for table in tables:
        rows.add(table)
    digest = hashlib.sha256(knowledge_bytes(files)).hexdigest()
    count = sum(table.kind != "placeholder" for table in tables)
    own = DataSource("knowledge", rows.newest, digest, count, "rows shipped with the program")
    return Knowledge(
        vendors=vendors,
        oui=oui,
        enterprises=enterprises,
        digest=hashlib.sha256(f"{digest}{oui.digest}{enterprises.digest}".encode()).hexdigest(),
        sources=(own, oui.data_source(), enterprises.data_source()),
        sys_object_ids=_by_prefix(rows.prefixes),
        vendor_types=_by_prefix(rows.types),
        private_trees=rows.by_number(),
        sys_descrs=tuple(rows.patterns["sys_descr"]),
        sys_descr_groups=PatternGroups(group_patterns(rows.patterns["sys_descr"])),
        optics=tuple(rows.patterns["optic"]),
        optic_groups=group_by_field(rows.patterns["optic"]),
        modems=tuple(rows.patterns["modem"]),
        parts=tuple(rows.patterns["part"]),
        part_groups=group_by_field(rows.patterns["part"]),
        neighbor_models=tuple(rows.patterns["neighbor_model"]),
        bus_vendors=rows.bus_vendors,
        onu_vendor_ids=rows.onu_vendor_ids,
        placeholders=frozenset(rows.placeholders),
    )


def knowledge_bytes(files: Mapping[str, str]) -> bytes:
    """What the digest of the knowledge is of: names and texts by name, joined by NUL."""
    text = "\0".join(f"{name}\0{files[name]}" for name in sorted(files))
    return text.encode("utf-8", "surrogatepass")


def _tables(name: str, text: str) -> Iterable[Table]:
    try:
        document = parse_untrusted(text)
    except ValueError as error:
        raise ConfigError(f"is not TOML: {error}", file=name) from error
    for kind, entries in document.items():
        if kind not in KINDS:
            raise ConfigError("is no kind of row", file=name, place=kind, remedy=_nearest(kind, KINDS))
        if not isinstance(entries, list):
            raise ConfigError("is no list of rows", file=name, place=kind, remedy=f"write [[{kind}]]")
        for position, entry in enumerate(entries, 1):
            fields = entry if isinstance(entry, dict) else {"text": entry}
            yield Table(name, kind, position, fields)


def _vendors(tables: Iterable[Table]) -> VendorRegistry:
    entries: dict[str, VendorEntry] = {}
    places: dict[str, Table] = {}
    for table in tables:
        table.allow(VENDOR_KEYS)
        entry = parse_vendor(table)
        if entry.vendor.id in entries:
            raise table.error("id", f"is used by {places[entry.vendor.id].file} too", "merge the two rows")
        entries[entry.vendor.id], places[entry.vendor.id] = entry, table
    registry = VendorRegistry(entries.values())
    _check_ambiguity(entries, places, registry)
    return registry


def _check_ambiguity(
    entries: Mapping[str, VendorEntry], places: Mapping[str, Table], registry: VendorRegistry
) -> None:
    lookups: tuple[tuple[str, Callable[[VendorEntry], Iterable[str]]], ...] = (
        ("aliases", lambda entry: entry.vendor.aliases),
        ("registrants", lambda entry: entry.vendor.registrants),
    )
    for vendor_id, entry in entries.items():
        for key, names in lookups:
            find = registry.by_alias if key == "aliases" else registry.by_registrant
            for name in names(entry):
                found = find(name)
                if found is None or found.id != vendor_id:
                    raise places[vendor_id].error(
                        key, f"{name!r} is {found.id if found else 'nobody'}'s too", ""
                    )
        for number in entry.enterprises:
            holder = registry.by_enterprise(number)
            if holder is None or holder.id != vendor_id:
                raise places[vendor_id].error("enterprises", f"{number} is used twice", "keep one")
        named = [("affiliations", tie.to) for tie in entry.vendor.affiliations]
        named += [("brand_of", entry.brand_of)] if entry.brand_of else []
        for key, other in named:
            if other not in entries:
                raise places[vendor_id].error(key, f"unknown vendor {other!r}", _nearest(other, entries))


class _Rows:
    """Collects the rows of all files; ids are unique over all of them."""

    def __init__(self, vendors: VendorRegistry):
        self.vendors = vendors
        self.ids: set[str] = set()
        self.prefixes: list[PrefixRow] = []
        self.types: list[PrefixRow] = []
        self.trees: dict[int, tuple[Row, ...]] = {}
        self.bus_vendors: dict[str, tuple[Row, ...]] = {}
        self.onu_vendor_ids: dict[str, tuple[Row, ...]] = {}
        self.patterns: dict[str, list[PatternRow]] = {kind: [] for kind in PATTERN_KINDS}
        self.placeholders: set[str] = set()
        self.newest = ""

    def add(self, table: Table) -> None:
        if table.kind == "placeholder":
            self.placeholders.add(table.text("text").casefold())
        elif table.kind == "sys_object_id":
            table.allow((*ROW_KEYS, "prefix", "exact"))
            row = self._row(table)._replace(exact=table.flag("exact"))
            self.prefixes.append(PrefixRow(row, _sub_ids(table)))
        elif table.kind == "vendor_type":
            table.allow((*ROW_KEYS, "prefix"))
            self.types.append(PrefixRow(self._row(table), _sub_ids(table)))
        elif table.kind == "private_tree":
            table.allow((*ROW_KEYS, "number"))
            number = table.number("number")
            self.trees[number] = (*self.trees.get(number, ()), self._row(table))
        elif table.kind == "bus_vendor":
            table.allow((*ROW_KEYS, "code"))
            code = table.text("code")
            if not BUS_VENDOR.fullmatch(code):
                raise table.error("code", "is not a bus and four hexadecimal digits", "as in usb:12d1")
            self.bus_vendors[code] = (*self.bus_vendors.get(code, ()), self._row(table))
        elif table.kind == "onu_vendor_id":
            table.allow((*ROW_KEYS, "code"))
            code = table.text("code")
            if not VENDOR_ID.fullmatch(code):
                raise table.error("code", "is not four capital letters or digits", "")
            self.onu_vendor_ids[code] = (*self.onu_vendor_ids.get(code, ()), self._row(table))
        elif table.kind in self.patterns:
            table.allow((*ROW_KEYS, "field", "pattern"))
            self.patterns[table.kind].append(self._pattern(table))

    def by_number(self) -> dict[int, tuple[Row, ...]]:
        return self.trees

    def _pattern(self, table: Table) -> PatternRow:
        fields = PATTERN_KINDS[table.kind]
        subject_field = table.text("field", fields[0])
        if subject_field not in fields:
            raise table.error("field", f"unknown field {subject_field!r}", _nearest(subject_field, fields))
        return PatternRow(self._row(table), subject_field, _linear_pattern(table))

    def _row(self, table: Table) -> Row:
        row_id, vendor, claim = table.text("id"), table.text("vendor"), table.text("claim")
        if row_id in self.ids:
            raise table.error("id", "is used twice", "give the row another id")
        if vendor not in self.vendors.ids():
            raise table.error("vendor", f"unknown vendor {vendor!r}", _nearest(vendor, self.vendors.ids()))
        if claim not in tuple(Claim):
            raise table.error("claim", f"unknown claim {claim!r}", _nearest(claim, tuple(Claim)))
        self.ids.add(row_id)
        self.newest = max(self.newest, table.text("date"))
        return Row(
            row_id,
            Claim(claim),
            vendor,
            table.rank("confidence"),
            table.text("source"),
            table.text("date"),
            table.texts("matching", required=True),
            table.texts("non_matching", required=True),
            _cap(table),
        )


def _by_prefix(rows: Iterable[PrefixRow]) -> dict[tuple[int, ...], tuple[Row, ...]]:
    grouped: dict[tuple[int, ...], tuple[Row, ...]] = {}
    for prefix_row in rows:
        grouped[prefix_row.prefix] = (*grouped.get(prefix_row.prefix, ()), prefix_row.row)
    return grouped


def _cap(table: Table) -> str:
    cap = table.text("cap", "")
    if cap not in CAPS:
        raise table.error("cap", f"unknown cap {cap!r}", _nearest(cap, CAPS))
    return cap


def _sub_ids(table: Table) -> tuple[int, ...]:
    parts = table.text("prefix").split(".")
    if not all(part.isdecimal() for part in parts):
        raise table.error("prefix", "is not a dotted object identifier", "")
    return tuple(map(int, parts))


def _linear_pattern(table: Table) -> re.Pattern[str]:
    text = table.text("pattern")
    if not text.startswith("^"):
        raise table.error("pattern", "is not anchored", "begin it with ^")
    if (
        _REPEATED_GROUP.search(text)
        or _BACK_REFERENCE.search(text)
        or len(_UNBOUNDED.findall(text)) > MAX_UNBOUNDED
    ):
        raise table.error(
            "pattern", "may take more than linear time", "no repeated groups, at most two of * and +"
        )
    try:
        return re.compile(text)
    except re.error as error:
        raise table.error("pattern", f"is no regular expression: {error}", "") from error


def _nearest(word: str, words: Iterable[str]) -> str:
    near = get_close_matches(word, list(words), n=1)
    return f"did you mean {near[0]}?" if near else ""
