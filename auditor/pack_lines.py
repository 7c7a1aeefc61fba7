"""On which line of a pack or designation list the place of a fault is.

An edge module: `evaluate` reads TOML as values and knows no lines. A place that cannot be
found gives no line rather than a wrong one.
"""

from __future__ import annotations

import re
import tomllib

from auditor.errors import PackError
from auditor.targets.toml_lines import table_lines

_ENTRY = re.compile(r"(?P<array>[a-z]+) (?P<name>\S+)(?: \(.*\))?")


def with_line(error: PackError, data: bytes) -> PackError:
    """The same error with its file as FILE:LINE, where the place is found in the file's bytes."""
    line = line_of(data, error.place)
    if not line or not error.file:
        return error
    return PackError(error.reason, file=f"{error.file}:{line}", place=error.place, remedy=error.remedy)


def line_of(data: bytes, place: str) -> int:
    """The line, from 1, of a place such as "kind" or "rule 2 (a-1): vendors"; 0 where unknown."""
    try:
        text = data.decode("utf-8")
        document = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return 0
    lines = text.splitlines()
    entry, _, key = place.rpartition(": ")
    if not entry:
        return _key_line(lines, key, 0, _first_table(lines)) or _entry_line(document, text, place)
    start = _entry_line(document, text, entry)
    if not start:
        return 0
    end = start + _first_table(lines[start:])
    return _key_line(lines, key, start, end) or start


def _entry_line(document: dict[str, object], text: str, entry: str) -> int:
    """The header of an entry of an array of tables, by number or by its id or key."""
    found = _ENTRY.fullmatch(entry)
    rows = document.get(found["array"]) if found else None
    if not found or not isinstance(rows, list) or not rows:
        return 0
    starts = table_lines(text, found["array"], len(rows))
    if found["name"].isdecimal():
        number = int(found["name"])
        return starts[number - 1] if 0 < number <= len(starts) else 0
    names = [row.get("id", row.get("key")) if isinstance(row, dict) else None for row in rows]
    return next((line for line, name in zip(starts, names, strict=True) if name == found["name"]), 0)


def _first_table(lines: list[str]) -> int:
    """How many lines come before the next table header."""
    return next((number for number, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))


def _key_line(lines: list[str], key: str, start: int, end: int) -> int:
    pattern = re.compile(rf'\s*"?{re.escape(key)}"?\s*=')
    return next((n for n, line in enumerate(lines[start:end], start + 1) if pattern.match(line)), 0)
