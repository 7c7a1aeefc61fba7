"""Decisions are added, never changed; the last one stands, and confirmation keeps its first day."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import Ask
from stored import evaluate, recording_in, save
from story import STORY, findings_of

from auditor.errors import UsageError
from auditor.model.decisions import Decision, DecisionKind
from auditor.store import Store

CONFIRMED, WRONG = DecisionKind.CONFIRMED, DecisionKind.FALSE_POSITIVE


@pytest.fixture
def found(store: Store) -> str:
    """The fingerprint of a finding."""
    save(store, STORY, recording_in())
    return findings_of(store, evaluate(store))[0].fingerprint


def decide(store: Store, fingerprint: str, *kinds: DecisionKind) -> None:
    for number, kind in enumerate(kinds, start=1):
        store.add_decision(Decision(fingerprint, kind, "me", "why", f"2026-11-2{number}T00:00:00Z"))


@pytest.mark.parametrize(
    ("kinds", "confirmed_at"),
    [
        ((CONFIRMED,), "2026-11-21T00:00:00Z"),
        ((CONFIRMED, CONFIRMED), "2026-11-21T00:00:00Z"),
        ((CONFIRMED, WRONG), ""),
        ((CONFIRMED, WRONG, CONFIRMED), "2026-11-23T00:00:00Z"),
        ((WRONG,), ""),
    ],
    ids=str,
)
def test_the_last_decision_stands_with_the_day_of_confirmation(
    store: Store, found: str, kinds: tuple[DecisionKind, ...], confirmed_at: str
) -> None:
    decide(store, found, *kinds)
    finding = next(finding for finding in findings_of(store, evaluate(store)) if finding.fingerprint == found)
    assert finding.decision is not None
    assert (kinds[-1], confirmed_at) == (finding.decision.kind, finding.confirmed_at)


@pytest.mark.parametrize("statement", ["UPDATE decision SET reason = 'x'", "DELETE FROM decision"])
def test_a_decision_cannot_be_changed_or_removed(store: Store, found: str, statement: str) -> None:
    decide(store, found, CONFIRMED)
    with pytest.raises(sqlite3.IntegrityError, match="add another one"):
        store._session.connection.execute(statement)
    assert [decision.kind for decision in store.decisions()] == [CONFIRMED]


def test_a_beginning_names_a_finding_only_where_it_is_unambiguous(store: Store, found: str) -> None:
    assert found == store.find_fingerprint(found[:11]) == store.find_fingerprint(found[3:11])
    with pytest.raises(UsageError, match="no finding begins with"):
        store.find_fingerprint("v1:zzzzzzzz")
    with pytest.raises(UsageError, match="give 8 or more characters after v1:"):
        store.find_fingerprint(found[:10])
    with pytest.raises(UsageError, match="no finding begins with"):
        store.find_fingerprint("v1:")


def test_hostile_words_are_kept_as_they_are(store: Store, found: str, ask: Ask) -> None:
    hostile = "\x1b[31m=cmd()<script>\x00"
    store.add_decision(Decision(found, WRONG, hostile, hostile, "2026-11-22T00:00:00Z"))
    assert store.decisions()[0].by == "\x1b[31m=cmd()<script>\N{SYMBOL FOR NULL}"
    assert ask("SELECT count(*) FROM decisions") == [(1,)]
