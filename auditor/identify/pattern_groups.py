"""Anchored patterns tried together: one match says that none of a group can match.

Every description is tried against every row, so the rows' number must not be its cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.identify.interface import PatternGroup, PatternRow

GROUP_SIZE = 32
"""Measured on 370 rows: groups of 16 to 64 are five times as fast as single patterns."""


def group_patterns(rows: Sequence[PatternRow]) -> tuple[PatternGroup, ...]:
    """The rows in their order, in groups."""
    chunks = (tuple(rows[start : start + GROUP_SIZE]) for start in range(0, len(rows), GROUP_SIZE))
    return tuple(PatternGroup(_join(chunk), chunk) for chunk in chunks)


def match_rows(groups: Sequence[PatternGroup], text: str) -> Iterator[tuple[PatternRow, str]]:
    """The rows that match the beginning of a text, each with what it matched."""
    for group in groups:
        if group.any_of.match(text) is None:
            continue
        for row in group.rows:
            match = row.pattern.match(text)
            if match:
                yield row, match.group()


def _join(rows: Sequence[PatternRow]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.pattern.pattern})" for row in rows))
