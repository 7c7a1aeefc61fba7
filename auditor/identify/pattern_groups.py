"""Anchored patterns tried together: one match says that none of a group can match.

Every description is tried against every row, so the rows' number must not be its cost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from auditor.identify.interface import PatternGroup, PatternRow

GROUP_SIZE = 32
"""Measured on 370 rows: groups of 16 to 64 are five times as fast as single patterns."""


def group_patterns(rows: Sequence[PatternRow]) -> tuple[PatternGroup, ...]:
    """The rows in their order, in groups."""
    chunks = (tuple(rows[start : start + GROUP_SIZE]) for start in range(0, len(rows), GROUP_SIZE))
    return tuple(PatternGroup(_join(chunk), chunk) for chunk in chunks)


def group_by_field(rows: Sequence[PatternRow]) -> Mapping[str, tuple[PatternGroup, ...]]:
    """The same for rows about several fields, by field."""
    fields = {row.subject_field for row in rows}
    return {field: group_patterns([row for row in rows if row.subject_field == field]) for field in fields}


def match_rows(groups: Sequence[PatternGroup], text: str) -> list[tuple[PatternRow, str]]:
    """The rows that match the beginning of a text, each with what it matched."""
    found: list[tuple[PatternRow, str]] = []
    for group in groups:
        if group.any_of.match(text):
            matches = ((row, row.pattern.match(text)) for row in group.rows)
            found += [(row, match.group()) for row, match in matches if match]
    return found


def _join(rows: Sequence[PatternRow]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.pattern.pattern})" for row in rows))
