"""Processes that write in turn, and what is on the disk when a transaction has ended."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.store import turnstile_file
from auditor.store.opening import opened
from auditor.store.session import Session

FULL, NORMAL = 2, 1


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with opened(tmp_path / "inventory.sqlite", create=True, read_only=False) as session:
        yield session


def is_free(turns: Path) -> bool:
    """Whether somebody else could write now."""
    with turns.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_a_transaction_holds_the_turn_and_lets_go_of_it(session: Session) -> None:
    with turnstile_file() as turns, session.taking_turns(turns):
        with session.writing(), session.writing():
            held = is_free(turns)
        assert (held, is_free(turns)) == (False, True)


def test_a_transaction_that_fails_lets_go_of_the_turn(session: Session) -> None:
    with turnstile_file() as turns, session.taking_turns(turns):
        with pytest.raises(ZeroDivisionError), session.writing():
            _ = 1 / 0
        assert is_free(turns)


def test_only_what_can_be_derived_again_may_be_lost_with_the_power(session: Session) -> None:
    found = []
    for lasting in (True, False, True):
        with session.writing(lasting=lasting) as connection:
            found.append(connection.execute("PRAGMA synchronous").fetchone()[0])
    assert found == [FULL, NORMAL, FULL]
