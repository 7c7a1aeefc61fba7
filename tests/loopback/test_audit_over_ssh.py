"""SNMP and SSH of a device end in one inventory: what one leaves open the other fills, gaps are told."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from builders import cli_recording, recording_of, text_row

from auditor.collect.recording_files import recorded_targets, write_recording
from auditor.identify import Knowledge
from auditor.model.limits import Limits
from auditor.model.recording import End, Outcome, Recording
from auditor.model.sections import SectionKind
from auditor.pipeline import Collection, collect_run, identify_store
from auditor.resources import load_knowledge
from auditor.store import open_store

SNMP = recording_of((SectionKind.SYSTEM, "1.3.6.1.2.1.1.5", [text_row("1.3.6.1.2.1.1.5.0", "sw")]))
KNOWLEDGE = load_knowledge()


INVENTORY = b'NAME: "Slot 1", DESCR: "card"\nPID: CARD-1 , VID: V01, SN: SNX2001\n'


def audited(
    folder: Path,
    *recordings: Recording,
    inventory: Path | None = None,
    knowledge: Knowledge | None = KNOWLEDGE,
) -> None:
    source = folder / "recordings"
    for recording in recordings:
        write_recording(source, recording)
    collection = Collection(recorded_targets(source), Limits(), str(source), whole_inventory=False)
    with open_store((inventory or folder) / "inventory.sqlite", create=True) as store:
        collect_run(store, collection, knowledge, lambda _: None)


def identified(folder: Path) -> None:
    with open_store(folder / "inventory.sqlite", create=False) as store:
        assert identify_store(store, KNOWLEDGE) == 1


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
    identified(tmp_path)
    assert (rows(tmp_path, "SELECT * FROM components"), rows(tmp_path, "SELECT * FROM coverage")) == before


def test_identifying_derives_what_an_earlier_whole_recording_over_ssh_tells(tmp_path: Path) -> None:
    partial = replace(shown({"show version": b"x\n"}), outcome=Outcome.PARTIAL)
    for run, over_ssh in enumerate((shown({"show inventory": INVENTORY}), partial, partial)):
        audited(tmp_path / str(run), SNMP, over_ssh, inventory=tmp_path, knowledge=None)
    identified(tmp_path)
    assert rows(tmp_path, "SELECT serial_num FROM components WHERE serial_num <> ''") == [("SNX2001",)]


@pytest.mark.parametrize("beside", [(), (SNMP,)], ids=["SSH alone", "SSH beside SNMP"])
def test_a_part_stays_when_the_command_that_told_of_it_is_rejected(
    tmp_path: Path, beside: tuple[Recording, ...]
) -> None:
    whole = shown({"show inventory": INVENTORY})
    rejected = cli_recording("cisco_ios", {"show inventory": b"% Invalid input\n"}, end=End.REJECTED)
    for run, over_ssh in enumerate((whole, rejected, rejected)):
        audited(tmp_path / str(run), *beside, over_ssh, inventory=tmp_path)
    assert rows(tmp_path, CARDS) == [("SNX2001", 1)]


CARDS = "SELECT serial_num, is_current FROM components WHERE serial_num <> '' ORDER BY 1"
OTHER_CARD = INVENTORY.replace(b"SNX2001", b"SNX2002").replace(b"Slot 1", b"Slot 2")


@pytest.mark.parametrize(
    ("end", "cards"),
    [(End.REJECTED, [("SNX2001", 0), ("SNX2002", 1)]), (End.AUTH, [("SNX2001", 1), ("SNX2002", 1)])],
    ids=["a command never offered", "a command not allowed"],
)
@pytest.mark.parametrize("beside", [(), (SNMP,)], ids=["SSH alone", "SSH beside SNMP"])
def test_parts_end_though_the_model_always_rejects_a_command_but_not_where_one_is_refused(
    tmp_path: Path, beside: tuple[Recording, ...], end: End, cards: list[tuple[object, ...]]
) -> None:
    for run, inventory in enumerate((INVENTORY, OTHER_CARD)):
        told = shown({"show inventory": inventory, "show module": b"% No\n"})
        over_ssh = replace(told, sections=(told.sections[0], replace(told.sections[1], end=end)))
        audited(tmp_path / str(run), *beside, over_ssh, inventory=tmp_path)
    assert rows(tmp_path, CARDS) == cards


UPGRADED = {"show inventory": b"% Invalid input\n", "show module": b"% Invalid input\n"}


@pytest.mark.parametrize("beside", [(), (SNMP,)], ids=["SSH alone", "SSH beside SNMP"])
@pytest.mark.parametrize("derived_at_once", [True, False], ids=["audited", "collected"])
def test_a_command_that_is_no_longer_offered_is_forgotten_once_nothing_known_rests_on_it(
    tmp_path: Path, beside: tuple[Recording, ...], derived_at_once: bool
) -> None:
    """Before the upgrade two commands are answered, of which one tells of nothing; then that one is gone."""
    knowledge = KNOWLEDGE if derived_at_once else None
    both = shown({"show inventory": INVENTORY, "show clock": b"12:00:00\n"})
    one = shown({"show inventory": INVENTORY, "show clock": b"% Invalid input\n"})
    lost = replace(one, sections=(one.sections[0], replace(one.sections[1], end=End.REJECTED)))
    other = shown({"show inventory": OTHER_CARD, "show clock": b"% Invalid input\n"})
    after = replace(other, sections=(other.sections[0], replace(other.sections[1], end=End.REJECTED)))
    for run, over_ssh in enumerate((both, lost, after, after)):
        audited(tmp_path / str(run), *beside, over_ssh, inventory=tmp_path, knowledge=knowledge)
    if not derived_at_once:
        identified(tmp_path)
        assert rows(tmp_path, CARDS) == [("SNX2001", 1), ("SNX2002", 1)]
        return
    assert rows(tmp_path, CARDS) == [("SNX2001", 0), ("SNX2002", 1)]


TOLD = "SELECT serial_num, is_current, last_seen FROM components WHERE serial_num <> ''"
LEFT_OUT = "SELECT reason, detail FROM coverage WHERE detail LIKE 'no longer asked%'"


def at(recording: Recording, day: int) -> Recording:
    moment = f"2026-11-{day:02}T01:00:00Z"
    return replace(recording, started_at=moment, finished_at=moment)


@pytest.mark.parametrize("left", [SNMP, shown({"show version": b"x\n"})], ids=["SNMP", "SSH"])
def test_what_a_transport_told_that_is_no_longer_asked_is_kept_with_its_date_and_said(
    tmp_path: Path, left: Recording
) -> None:
    with_card = {"show inventory": INVENTORY}
    audited(tmp_path / "1", at(SNMP, 1), at(shown(with_card), 1), inventory=tmp_path)
    if left is not SNMP:
        audited(tmp_path / "2", at(shown(with_card), 2), inventory=tmp_path)
        asked, other, seen = "snmp", "2026-11-01T01:00:00Z", "2026-11-02T01:00:00Z"
    else:
        audited(tmp_path / "2", at(SNMP, 2), inventory=tmp_path)
        asked, other, seen = "ssh", "2026-11-01T01:00:00Z", "2026-11-01T01:00:00Z"
    said = f"no longer asked over {asked}; what it told until {other} is kept"
    for again in (False, True):
        if again:
            identified(tmp_path)
        assert rows(tmp_path, TOLD) == [("SNX2001", 1, seen)]
        assert rows(tmp_path, LEFT_OUT) == [("parts_not_selected", said)]


def test_a_transport_that_is_asked_again_is_no_gap_and_ends_what_is_gone(tmp_path: Path) -> None:
    over_ssh = (shown({"show inventory": INVENTORY}), None, shown({"show inventory": OTHER_CARD}))
    for run, told in enumerate(over_ssh):
        recordings = [at(SNMP, run + 1), *([at(told, run + 1)] if told else [])]
        audited(tmp_path / str(run), *recordings, inventory=tmp_path)
    assert (rows(tmp_path, CARDS), rows(tmp_path, LEFT_OUT)) == ([("SNX2001", 0), ("SNX2002", 1)], [])


def test_a_rejected_command_is_no_gap_in_what_is_read(tmp_path: Path) -> None:
    rejected = cli_recording("cisco_ios", {"show inventory": b"% Invalid input\n"}, end=End.REJECTED)
    audited(tmp_path, SNMP, rejected)
    assert rows(tmp_path, "SELECT reason FROM coverage WHERE stage = 'decode'") == []
