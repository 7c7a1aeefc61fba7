"""Target lists in CSV: a header, one device per row; comma, semicolon or tab.

Must not know what other systems call their columns: that is `csv_layouts.py`.
Next: `entry.py` checks the values of each row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from auditor.errors import TargetListError
from auditor.model.target import SourceLine
from auditor.targets.csv_layouts import Layout, detect_layout, normalise_column
from auditor.targets.entry import entry_of_text, line_error
from auditor.targets.interface import FIELDS, Entry, ListSource
from auditor.targets.operator_file import read_text, suggest

DELIMITERS = ",;\t"


class _Column(NamedTuple):
    """Where a field is in a row; `joint` joins the cells, "" takes the first that is not empty."""

    field: str
    indices: tuple[int, ...]
    joint: str


def read_csv_list(source: ListSource) -> Iterator[Entry]:
    """One entry per row that is not blank."""
    file = str(source.path)
    rows = _rows(read_text(source.path, TargetListError), file)
    line, header = next(rows, (1, []))
    titles = tuple(normalise_column(title) for title in header)
    layout = detect_layout(titles)
    columns = _columns(layout, titles, header, source, SourceLine(file, line))
    for line, row in rows:
        where = SourceLine(file, line)
        if len(row) > len(titles) and any(cell.strip() for cell in row[len(titles) :]):
            raise line_error(where, "has more cells than the header", "quote cells that hold the delimiter")
        yield entry_of_text(_fields(row, columns, layout), where, layout.tag_separator)


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with the line each starts on; the first is the header."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield start, row
            start = reader.line_num + 1
    except csv.Error as trouble:
        raise TargetListError(
            f"is not valid CSV: {trouble}", file=file, place=f"line {start}", remedy="check quotes"
        ) from None


def _columns(
    layout: Layout, titles: tuple[str, ...], header: list[str], source: ListSource, where: SourceLine
) -> tuple[_Column, ...]:
    mapped = {
        field: (_mapped(field, title, titles, header, source),) for field, title in source.columns.items()
    }
    columns = []
    for field, names in (dict(layout.fields) | mapped).items():
        present = tuple(name for name in names if name in titles)
        for name in present:
            if titles.count(name) > 1:
                raise line_error(where, f'the column "{name}" occurs twice', "rename one of them")
        joint = {"tags": ",", "address": " "}.get(field, "") if field in layout.every else ""
        if present:
            columns.append(_Column(field, tuple(titles.index(name) for name in present), joint))
    if not any(column.field == "address" for column in columns):
        raise line_error(
            where,
            f"no column holds the address; the header is: {', '.join(header)[:500] or 'empty'}",
            'name the column: columns = { address = "…" }',
        )
    return tuple(columns)


def _mapped(field: str, title: str, titles: tuple[str, ...], header: list[str], source: ListSource) -> str:
    if field not in FIELDS:
        raise TargetListError(
            f'columns: unknown field "{field}"', file=str(source.path), remedy=suggest(field, FIELDS)
        )
    if normalise_column(title) not in titles:
        remedy = suggest(title, [name.strip() for name in header])
        raise TargetListError(f'columns: {field}: no column "{title}"', file=str(source.path), remedy=remedy)
    return normalise_column(title)


def _fields(row: list[str], columns: tuple[_Column, ...], layout: Layout) -> Mapping[str, str]:
    fields = {}
    for field, indices, joint in columns:
        cells = [row[index].strip() for index in indices if index < len(row)]
        cells = [cell for cell in cells if cell and cell not in layout.empty]
        fields[field] = joint.join(cells) if joint else next(iter(cells), "")
    return fields
