"""Cuts the rows of a recording into sections: those it states, else those of the plan.

Rows that no root covers are kept in a section of their own. Must not know files.
Next: `recording_statement`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from auditor.collect.plan import Plan
from auditor.collect.recording_files import oid_order
from auditor.collect.recording_statement import StatedSection, Statement
from auditor.model.oid import encode_oid, sub_ids
from auditor.model.recording import End, Problem, Reason, RecordingSection, Section
from auditor.model.rows import Row, pack_rows
from auditor.model.sections import SectionKind

OTHER_ROOT = "1.3.6.1"
"""internet: every OID of a device lies below it."""

PARTIAL_KINDS = frozenset({SectionKind.OTHER, SectionKind.PRIVATE_TREE})
"""Sections that hold only some of the rows below their root."""

RowsByContext = Mapping[str, list[Row]]
"""Rows in OID order, by context."""


class Cut(NamedTuple):
    """A section with its payload."""

    section: RecordingSection
    payload: Section


class _Wanted(NamedTuple):
    """A section to make and the rows (start, stop) at or below its root."""

    stated: StatedSection
    span: tuple[int, int]


def cut_sections(
    rows: RowsByContext, statement: Statement, plan: Plan, skip_kinds: tuple[SectionKind, ...]
) -> tuple[tuple[Cut, ...], tuple[Problem, ...]]:
    """Sections in stated order, else in the plan's, and what differs from what was stated.

    A section whose rows are not those that were stated ends unstated.
    """
    cuts: list[Cut] = []
    problems: list[Problem] = []
    for stated, table in _tables(rows, statement, plan):
        skipped = stated.kind in skip_kinds
        payload = Section.of(pack_rows([] if skipped else table))
        end, detail = stated.end, stated.detail
        if skipped:
            end, detail = End.SKIPPED, "not selected for this target"
        elif stated.digest not in ("", payload.digest):
            end, detail = End.UNSTATED, "the rows are not those that were recorded"
            problems.append(Problem(Reason.COMPLETENESS_UNSTATED, stated.root, detail))
        count = 0 if skipped else len(table)
        section = RecordingSection(
            len(cuts), stated.kind, stated.root, stated.context, end, detail, count, payload.digest
        )
        cuts.append(Cut(section, payload))
    return tuple(cuts), tuple(problems)


def _tables(
    rows: RowsByContext, statement: Statement, plan: Plan
) -> Iterator[tuple[StatedSection, list[Row]]]:
    listed = {stated.context for stated in statement.section}
    planned = [context for context in rows if context not in listed]
    orders = {context: [oid_order(row) for row in table] for context, table in rows.items()}
    wanted = [
        _Wanted(stated, _span(orders.get(stated.context, []), stated.root))
        for stated in (*statement.section, *_planned(plan, planned, statement.end or End.UNSTATED))
    ]
    rest = {context: list(_uncovered(table, _covered(wanted, context))) for context, table in rows.items()}
    for stated, (start, stop) in wanted:
        other = stated.kind is SectionKind.OTHER
        last = min(stop, start + 1) if stated.kind is SectionKind.PRIVATE_TREE else stop
        table = rest.pop(stated.context, []) if other else rows.get(stated.context, [])[start:last]
        if table or stated.context in listed:
            yield stated, table
    for context, table in rest.items():
        if table:
            yield StatedSection(SectionKind.OTHER, OTHER_ROOT, End.UNSTATED, context), table


def _planned(plan: Plan, contexts: Iterable[str], end: End) -> Iterator[StatedSection]:
    """One section per root and context; a root listed for several vendors counts once. Rows given
    by hand need no probe of their tree."""
    walked = [root for root in plan.roots if root.kind is not SectionKind.PRIVATE_TREE]
    kinds = {root.root: root.kind for root in reversed(walked)}
    roots = tuple(dict.fromkeys(root.root for root in walked))
    for context in contexts:
        yield from (StatedSection(kinds[root], root, end, context) for root in roots)


def _covered(wanted: Iterable[_Wanted], context: str) -> list[tuple[int, int]]:
    return sorted(
        span for stated, span in wanted if stated.context == context and stated.kind not in PARTIAL_KINDS
    )


def _span(orders: list[tuple[int, ...]], root: str) -> tuple[int, int]:
    """Where the rows of a root start and stop in the sorted sub-identifiers of all rows."""
    first, after = _bounds(root)
    start = bisect_left(orders, first)
    if start == len(orders) or orders[start] >= after:
        return start, start
    return start, bisect_left(orders, after, lo=start)


@lru_cache(maxsize=4096)
def _bounds(root: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    order = sub_ids(encode_oid(root))
    return order, (*order[:-1], order[-1] + 1)


def _uncovered(rows: list[Row], covered: Iterable[tuple[int, int]]) -> Iterator[Row]:
    position = 0
    for start, stop in covered:
        yield from rows[position:start]
        position = max(position, stop)
    yield from rows[position:]
