"""A fresh store, and a way to look at it as a user with sqlite3 does."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from stored import run_of, target_of

from auditor.store import Store, open_store

Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "inventory.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A store with one run and one target."""
    with open_store(path, create=True) as opened:
        opened.start_run(run_of())
        opened.save_targets("run-1", (target_of(),), retire_missing=False)
        yield opened


@pytest.fixture
def ask(path: Path) -> Ask:
    """Rows of a query over a connection of its own."""

    def query(sql: str, *bound: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(sql, bound).fetchall()

    return query
