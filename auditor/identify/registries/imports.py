"""Published registry files to rows, and rows into a new table; refuses what looks damaged.

Five forms are known by their content: the IEEE CSVs, Wireshark's manuf, mac-vendors.txt,
Wireshark's enterprises.tsv and IANA's enterprise-numbers. Bytes come from, and go to,
`auditor.resources`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from auditor.errors import RegistryError
from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.oui import OuiTable
from auditor.identify.registries.table_text import write_header

OUI, ENTERPRISES = "oui", "enterprises"
MAX_REGISTRY_BYTES = 64 * 1024 * 1024
"""Ten times the largest published file."""
MAX_BAD_SHARE = 0.01
"""Published files have a handful of odd lines; one in a hundred means another format."""
MAX_SHRINK = 0.05
"""Registries only grow; a table that loses more than this was cut short."""
MAX_NAME_CHARACTERS = 256
_UPDATED = re.compile(r"\(last updated (\d{4}-\d{2}-\d{2})\)")
_PREFIX = re.compile(r"[0-9A-F]{6}(?:[0-9A-F]{1,3})?\Z")
_MANUF_LINE = re.compile(r"(?m)^(?:[0-9A-Fa-f]{2}:){2}[0-9A-Fa-f]{2}(?::[0-9A-Fa-f:]+/\d\d)?\s*\t")
_PAIR_LINE = re.compile(r"(?m)^[0-9A-Fa-f]{6}:\S")
_NUMBER_LINE = re.compile(r"(?m)^\d+\t\S")
_IANA_LINE = re.compile(r"(?m)^\d+\r?\n {2}\S")

Pair = tuple[str, str]


class RegistryRows(NamedTuple):
    """Rows of a published file. Keys are upper-case hexadecimal prefixes, or decimal numbers.

    `data_date` is "" when the file states none. `bad_lines` were not understood.
    """

    registry: str
    format: str
    rows: tuple[Pair, ...]
    bad_lines: int
    data_date: str


class Format(NamedTuple):
    """A published form: its name, how its text is told, how its lines are read (None: bad)."""

    name: str
    registry: str
    looks_like: Callable[[str], bool]
    read: Callable[[str], Iterator[Pair | None]]


def parse_registry_file(data: bytes, name: str) -> RegistryRows:
    """Rows of a published file; RegistryError when it is none, damaged or too large."""
    if len(data) > MAX_REGISTRY_BYTES:
        raise RegistryError("is larger than 64 MiB", file=name)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    known = next((form for form in FORMATS if form.looks_like(text)), None)
    if known is None:
        forms = ", ".join(form.name for form in FORMATS)
        raise RegistryError("is no registry file", file=name, remedy=f"give one of: {forms}")
    try:
        found = list(known.read(text))
    except csv.Error as error:
        raise RegistryError(
            f"cannot be read as {known.name}: {error}", file=name, remedy="fetch it again"
        ) from error
    rows = tuple(sorted({pair[0]: pair for pair in found if pair}.values()))
    bad_lines = sum(pair is None for pair in found)
    if not rows or bad_lines > MAX_BAD_SHARE * len(found):
        raise RegistryError(
            f"{bad_lines} of {len(found)} lines cannot be read as {known.name}",
            file=name,
            remedy="fetch it again",
        )
    updated = _UPDATED.search(text[:4096])
    return RegistryRows(known.registry, known.name, rows, bad_lines, updated[1] if updated else "")


def merge_oui(current: OuiTable, imported: RegistryRows, name: str, data_date: str) -> str:
    """Text of a new MAC table: `imported` replaces every row of the prefix lengths it has.

    RegistryError when a length would lose more than 5 % of its rows.
    """
    lengths = {len(prefix) * 4 for prefix, _ in imported.rows}
    before = current.counts_by_bits()
    for bits in sorted(lengths):
        count = sum(len(prefix) * 4 == bits for prefix, _ in imported.rows)
        _refuse_shrinking(name, f"{bits}-bit prefixes", before.get(bits, 0), count)
    source = f"{imported.format} {name} ({data_date or 'undated'})"
    kept = [row for row in current.rows() if len(row[0]) * 4 not in lengths]
    rows = sorted(kept + [(prefix, registrant, source) for prefix, registrant in imported.rows])
    letters = {text: f"s{number}" for number, text in enumerate(sorted({row[2] for row in rows}))}
    body = "".join(f"{p}\t{len(p) * 4}\t{registrant}\t{letters[text]}\n" for p, registrant, text in rows)
    return write_header(OUI, data_date, {letter: text for text, letter in letters.items()}) + body


def merge_enterprises(current: EnterpriseTable, imported: RegistryRows, name: str, data_date: str) -> str:
    """Text of a new enterprise number table; RegistryError when more than 5 % would be lost."""
    _refuse_shrinking(name, "enterprise numbers", len(current), len(imported.rows))
    source = f"{imported.format} {name} ({data_date or 'undated'})"
    rows = sorted((int(number), organisation) for number, organisation in imported.rows)
    body = "".join(f"{number}\t{organisation}\n" for number, organisation in rows)
    return write_header(ENTERPRISES, data_date, {"p": source}) + body


def _refuse_shrinking(name: str, what: str, before: int, after: int) -> None:
    if after < before * (1 - MAX_SHRINK):
        raise RegistryError(
            f"has {after} {what} where {before} are known",
            file=name,
            remedy="fetch it again; it is cut short or old",
        )


def _pair(key: str, text: str) -> Pair | None:
    """A row, its name in one line; None when either is unusable."""
    name = " ".join(text.split())[:MAX_NAME_CHARACTERS]
    return (key, name) if name else None


def _prefix_pair(prefix: str, text: str) -> Pair | None:
    folded = prefix.strip().replace(":", "").replace("-", "").upper()
    return _pair(folded, text) if _PREFIX.match(folded) and len(folded) != 8 else None


def _read_ieee_csv(text: str) -> Iterator[Pair | None]:
    """Registry, Assignment, Organization Name, Organization Address."""
    for cells in csv.reader(text.splitlines(keepends=True)):
        if cells[:1] == ["Registry"] or not cells:
            continue
        yield _prefix_pair(cells[1], cells[2]) if len(cells) >= 3 else None


def _read_manuf(text: str) -> Iterator[Pair | None]:
    """Block TAB short name TAB long name; a block may end in /28 or /36."""
    for line in _lines(text):
        cells = [cell.strip() for cell in line.split("\t")]
        address, _, bits = cells[0].partition("/")
        digits = address.replace(":", "")
        if bits in {"28", "36"}:
            digits = digits[: int(bits) // 4]
        yield _prefix_pair(digits, cells[-1]) if len(cells) > 1 else None


def _read_pairs(text: str) -> Iterator[Pair | None]:
    """PREFIX:NAME of mac-vendor-lookup's list."""
    for line in _lines(text):
        prefix, colon, name = line.partition(":")
        yield _prefix_pair(prefix, name) if colon and len(prefix) == 6 else None


def _read_numbers(text: str) -> Iterator[Pair | None]:
    """Number TAB organisation [TAB former name] of Wireshark's enterprises.tsv."""
    for line in _lines(text):
        number, *names = line.split("\t")
        yield _pair(number, names[0]) if number.isdecimal() and len(number) <= 10 and names else None


def _read_iana(text: str) -> Iterator[Pair | None]:
    """IANA's list: the number alone, the organisation indented by two, contacts by more."""
    for line, following in pairwise(text.replace("\r", "").split("\n")):
        if line.isdecimal() and len(line) <= 10:
            indented = following.startswith("  ") and not following.startswith("   ")
            yield _pair(line, following) if indented else (line, "Reserved")


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.split("\n") if line.strip() and not line.startswith("#"))


FORMATS = (
    Format("IEEE CSV", OUI, lambda text: text.startswith("Registry,Assignment,"), _read_ieee_csv),
    Format("Wireshark manuf", OUI, lambda text: bool(_MANUF_LINE.search(text[:65_536])), _read_manuf),
    Format("mac-vendors.txt", OUI, lambda text: bool(_PAIR_LINE.match(text)), _read_pairs),
    Format("IANA enterprise-numbers", ENTERPRISES, lambda text: bool(_IANA_LINE.search(text)), _read_iana),
    Format(
        "enterprises.tsv", ENTERPRISES, lambda text: bool(_NUMBER_LINE.search(text[:65_536])), _read_numbers
    ),
)
