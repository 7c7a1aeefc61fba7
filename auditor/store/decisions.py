"""Decisions of people on findings: added, never changed, read with the findings.

Must not know what a decision means for an exit code; `auditor.evaluate.settled` does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from auditor.errors import UsageError
from auditor.model.decisions import Decision, DecisionKind
from auditor.model.finding import Finding
from auditor.model.fingerprint import MIN_DIGITS, VERSION, beginning_of
from auditor.model.recording import Instant
from auditor.store.session import Session
from auditor.store.text import clean

MAX_NEAR = 5

ADD = """
    INSERT INTO decision (fingerprint, kind, decided_by, reason, decided_at)
    VALUES (?, ?, ?, ?, ?)
"""
READ = """
    SELECT fingerprint, kind, decided_by, reason, decided_at
    FROM decision
    WHERE ?1 IS NULL OR decision_key <= ?1
    ORDER BY fingerprint, decision_key
"""
MATCHING = """
    SELECT fingerprint
    FROM detection
    WHERE substr(fingerprint, 1, length(?1)) = ?1
    ORDER BY fingerprint LIMIT ?2
"""


def find_fingerprint(session: Session, prefix: str) -> str:
    """The one finding ever detected whose fingerprint begins so; UsageError for none or several."""
    with session.reading() as connection:
        wanted = beginning_of(prefix)
        found = [row[0] for row in connection.execute(MATCHING, (wanted, MAX_NEAR + 1))]
    place = "FINGERPRINT"
    if not wanted or not found:
        raise UsageError(
            f"no finding begins with {prefix!r}",
            place=place,
            remedy=f"give {MIN_DIGITS} or more characters after {VERSION}; auditor report -o json=- has them",
        )
    if len(found) > 1:
        shown = ", ".join(found[:MAX_NEAR])
        raise UsageError(f"several findings begin with {prefix!r}", place=place, remedy=f"one of: {shown}")
    return str(found[0])


def add_decision(session: Session, decision: Decision) -> None:
    """Keeps a decision after all earlier ones of its finding."""
    row = (
        decision.fingerprint,
        decision.kind.value,
        clean(decision.by),
        clean(decision.reason),
        decision.decided_at,
    )
    with session.writing() as connection:
        connection.execute(ADD, row)


def read_decisions(session: Session) -> tuple[Decision, ...]:
    """Every decision by fingerprint, the oldest first."""
    with session.reading() as connection:
        return tuple(_read(connection, None))


def _read(connection: sqlite3.Connection, until: int | None) -> Iterable[Decision]:
    for fingerprint, kind, by, reason, decided_at in connection.execute(READ, (until,)):
        yield Decision(fingerprint, DecisionKind(kind), by, reason, decided_at)


def standing_decisions(session: Session, until: int | None = None) -> dict[str, tuple[Decision, Instant]]:
    """The last decision on each finding, and since when it is confirmed ("" where it is not); `until`
    leaves out those made after that one."""
    with session.reading() as connection:
        stories = [
            tuple(group) for _, group in groupby(_read(connection, until), key=attrgetter("fingerprint"))
        ]
    return {story[0].fingerprint: _standing(story) for story in stories}


def with_decision(finding: Finding, standing: Mapping[str, tuple[Decision, Instant]]) -> Finding:
    """The finding with the last word on it, where there is one."""
    found = standing.get(finding.fingerprint)
    return replace(finding, decision=found[0], confirmed_at=found[1]) if found else finding


def _standing(story: tuple[Decision, ...]) -> tuple[Decision, Instant]:
    """Confirmed again, a finding is confirmed since the first of these confirmations."""
    confirmed_at = ""
    for decision in story:
        confirmed = decision.kind is DecisionKind.CONFIRMED
        confirmed_at = (confirmed_at or decision.decided_at) if confirmed else ""
    return story[-1], confirmed_at
