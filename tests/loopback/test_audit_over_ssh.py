"""SNMP and SSH of a device end in one inventory: what one leaves open the other fills, gaps are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from builders import cli_recording, recording_of, text_row

from auditor.collect.recording_files import recorded_targets, write_recording
from auditor.model.limits import Limits
from auditor.model.recording import Outcome, Recording
from auditor.model.sections import SectionKind
from auditor.pipeline import Collection, collect_run, identify_store
from auditor.resources import load_knowledge
from auditor.store import open_store

SNMP = recording_of((SectionKind.SYSTEM, "1.3.6.1.2.1.1.5", [text_row("1.3.6.1.2.1.1.5.0", "sw")]))
KNOWLEDGE = load_knowledge()


def audited(folder: Path, *recordings: Recording) -> None:
    source = folder / "recordings"
    for recording in recordings:
        write_recording(source, recording)
    collection = Collection(recorded_targets(source), Limits(), str(source), whole_inventory=False)
    with open_store(folder / "inventory.sqlite", create=True) as store:
        collect_run(store, collection, KNOWLEDGE, lambda _: None)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "inventory.sqlite") as connection:
        return connection.execute(query).fetchall()


def shown(outputs: Mapping[str, bytes]) -> Recording:
    return cli_recording("cisco_ios", outputs)


def test_a_gap_over_ssh_is_told_beside_a_complete_poll(tmp_path: Path) -> None:
    audited(tmp_path, SNMP, shown({"show nonsense": b"text\n"}))
    found = rows(tmp_path, "SELECT stage, reason, device_id FROM coverage WHERE stage = 'decode'")
    assert ("decode", "output_undecoded", "switch-1") in found
    assert rows(tmp_path, "SELECT name FROM devices") == [("sw",)]


def test_both_recordings_of_a_target_are_kept(tmp_path: Path) -> None:
    audited(tmp_path, SNMP, shown({"show version": b"text\n"}))
    assert rows(tmp_path, "SELECT transport, outcome FROM recording ORDER BY transport") == [
        ("snmp", "complete"),
        ("ssh", "complete"),
    ]


def test_a_failed_attempt_over_ssh_does_not_hide_what_snmp_read(tmp_path: Path) -> None:
    failed = replace(shown({}), outcome=Outcome.FAILED, detail="down")
    audited(tmp_path, SNMP, failed)
    assert rows(tmp_path, "SELECT name, outcome FROM devices") == [("sw", "complete")]
    assert rows(tmp_path, "SELECT count(*) FROM coverage WHERE detail LIKE 'recording failed%'") == [(1,)]


@pytest.mark.parametrize("recordings", [(SNMP,), (SNMP, shown({"show version": b"x\n"}))])
def test_identifying_again_gives_the_same_inventory(
    tmp_path: Path, recordings: tuple[Recording, ...]
) -> None:
    audited(tmp_path, *recordings)
    before = rows(tmp_path, "SELECT * FROM components"), rows(tmp_path, "SELECT * FROM coverage")
    with open_store(tmp_path / "inventory.sqlite", create=False) as store:
        assert identify_store(store, KNOWLEDGE) == 1
    assert (rows(tmp_path, "SELECT * FROM components"), rows(tmp_path, "SELECT * FROM coverage")) == before
