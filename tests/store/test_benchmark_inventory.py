"""The inventory that benchmarks make by SQL is one: it fits the schema, answers queries and can be judged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from auditor.model.policy import Profile
from auditor.resources import load_knowledge
from auditor.rule_run import Judging, evaluate_store
from auditor.store import open_store
from benchmarks.inventory import make_inventory
from benchmarks.queries import POINT, ROLL_UP, measure

DEVICES, PARTS = 40, 60


def test_a_made_inventory_is_whole_and_answers_every_query(tmp_path: Path) -> None:
    path = tmp_path / "inventory.sqlite"
    make_inventory(path, DEVICES, PARTS, load_knowledge())
    with open_store(path, create=False) as store:
        evaluate_store(store, load_knowledge(), Judging((), Profile(), date(2026, 11, 22)), None)
    with closing(sqlite3.connect(path)) as connection:
        ((counted,),) = connection.execute("SELECT sum(components) FROM manufacturers").fetchall()
        assert connection.execute("SELECT count(*) FROM evidence").fetchall() == [(DEVICES * PARTS,)]
    assert counted == DEVICES * PARTS
    assert set(measure(path, DEVICES, PARTS)) == {*POINT, *ROLL_UP}
