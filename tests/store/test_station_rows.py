"""Stations: one claim for an address block, and each with its own address as the evidence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from builders import integer_row, recording_of, text_row
from store.conftest import Ask
from store.stored import run_of

from auditor.decode import decode_recording
from auditor.evaluate import TargetFacts, classify
from auditor.identify import identify_device
from auditor.model.explanation import RowMatch, SubjectId
from auditor.model.identity import SubjectKind
from auditor.model.recording import Recording
from auditor.model.rows import Row
from auditor.model.sections import SectionKind
from auditor.resources import load_knowledge
from auditor.store import Store

FDB_PORT = "1.3.6.1.2.1.17.7.1.2.2.1.2"
ROWS = {mac: f"{FDB_PORT}.10.{'.'.join(str(octet) for octet in bytes.fromhex(mac.replace(':', '')))}"
        for mac in ("00:18:82:00:00:01", "00:18:82:7f:80:ff", "00:0f:e2:00:00:01")}  # fmt: skip
"""Two stations of one block, of Huawei's, and one of another."""


def save(store: Store) -> None:
    rows = [text_row(oid, b"\x02") for oid in ROWS.values()]
    save_read(store, recording_of((SectionKind.FDB, FDB_PORT, rows)))


def save_read(store: Store, recording: Recording) -> None:
    device = decode_recording(recording)
    identities = identify_device(device, load_knowledge())
    classes = classify(device, identities, ever_read=True, target=TargetFacts())
    store.save_recording(recording)
    store.save_device(device, identities, classes, recording, recording.run_id)


def test_the_claim_is_stored_once_for_a_block(store: Store, ask: Ask) -> None:
    save(store)
    assert ask("SELECT matched_text FROM claim WHERE technique = 'oui'") == [("",), ("",)]


def test_the_view_shows_each_stations_own_address_and_row(store: Store, ask: Ask) -> None:
    save(store)
    shown = ask("SELECT matched_text, raw_hex, oid_or_line FROM evidence WHERE subject_kind = 'neighbor'")
    assert sorted((mac, mac.replace(":", ""), oid) for mac, oid in ROWS.items()) == sorted(shown)


def test_evidence_of_a_station_leads_to_the_row_whose_index_is_its_address(store: Store, ask: Ask) -> None:
    save(store)
    neighbors = ask("SELECT neighbor_id, mac FROM neighbors")
    assert set(ROWS) == {mac for _, mac in neighbors}
    for number, mac in neighbors:
        (evidence,) = store.explanation(SubjectId(SubjectKind.NEIGHBOR, int(str(number)))).subject.evidence
        assert (mac, bytes.fromhex(str(mac).replace(":", ""))) == (evidence.matched_text, evidence.raw)
        assert ROWS[str(mac)] == evidence.oid_or_line
        assert evidence.section is not None
        assert RowMatch.INDEX is evidence.section.row_match


def test_stations_are_found_by_an_index_once_a_run_ended(store: Store, ask: Ask) -> None:
    plan = "EXPLAIN QUERY PLAN SELECT device_id FROM neighbors WHERE mac_int = 103582302209"
    save(store)
    assert not [row for row in ask(plan) if "neighbor_by_mac" in str(row)]
    store.finish_run("run-1", "2026-11-22T01:00:00Z", "complete")
    assert [row for row in ask(plan) if "neighbor_by_mac" in str(row)]


def night(run_id: str, *rows: Row, kind: SectionKind = SectionKind.FDB, root: str = FDB_PORT) -> Recording:
    return recording_of((kind, root, list(rows)), run_id=run_id)


def read(store: Store, recording: Recording) -> None:
    """Saves a recording of a later run, with all that it tells."""
    store.start_run(run_of(recording.run_id))
    save_read(store, recording)


def shown(ask: Ask) -> list[tuple[object, ...]]:
    return sorted(ask("SELECT oid_or_line, section_sha256 FROM evidence WHERE subject_kind = 'neighbor'"))


def test_a_table_in_which_rows_moved_writes_no_row_of_a_station(store: Store, path: Path, ask: Ask) -> None:
    first, later = (text_row(oid, b"\x02") for oid in list(ROWS.values())[:2])
    read(store, night("run-2", first))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TRIGGER none BEFORE UPDATE ON neighbor BEGIN SELECT RAISE(ABORT, 'written'); END"
        )
    moved = night("run-3", later, first)
    read(store, moved)
    assert ask("SELECT count(*) FROM neighbor_place") == [(0,)]
    digest = moved.sections[0].digest
    assert [(ROWS[mac], digest) for mac in sorted(ROWS)[1:]] == shown(ask)


def test_a_station_of_an_arp_table_is_read_at_its_address(store: Store, ask: Ask) -> None:
    entry = "1.3.6.1.2.1.4.22.1.2"
    recording = night(
        "run-2",
        text_row(f"{entry}.3.10.0.0.200", bytes.fromhex("001882000001")),
        text_row(f"{entry}.3.10.0.1.7", bytes.fromhex("001882000001")),
        kind=SectionKind.ARP,
        root=entry,
    )
    read(store, recording)
    assert shown(ask) == [(f"{entry}.3.10.0.0.200", recording.sections[0].digest)]
    assert ask("SELECT count(*) FROM neighbor_place") == [(0,)]
    (number,) = ask("SELECT neighbor_id FROM neighbors")[0]
    (evidence,) = store.explanation(SubjectId(SubjectKind.NEIGHBOR, int(str(number)))).subject.evidence
    assert evidence.section is not None
    assert (evidence.section.row, evidence.section.row_match) == (0, RowMatch.VALUE)


def test_where_two_sections_have_the_root_a_station_keeps_its_own(store: Store, ask: Ask) -> None:
    rows = [text_row(oid, b"\x02") for oid in list(ROWS.values())[:2]]
    recording = recording_of(*((SectionKind.FDB, FDB_PORT, [row]) for row in rows), run_id="run-2")
    read(store, recording)
    digests = [section.digest for section in recording.sections]
    assert sorted(zip(list(ROWS.values())[:2], digests, strict=True)) == shown(ask)


def test_evidence_of_a_station_that_left_outlives_its_recording(store: Store, ask: Ask) -> None:
    first, second = (text_row(oid, b"\x02") for oid in list(ROWS.values())[:2])
    read(store, night("run-2", first, second))
    read(store, night("run-3", second))
    before = shown(ask)
    assert len({digest for _, digest in before}) == 2
    assert store.purge_recordings("2027-01-01T00:00:00Z") == 1
    assert (before, 0) == (shown(ask), store.purge_recordings("2027-01-01T00:00:00Z"))
    read(store, night("run-4", first, second))
    assert len({digest for _, digest in shown(ask)}) == 1
    assert ask("SELECT count(*) FROM neighbor_place") == [(0,)]


def test_a_station_may_announce_itself_and_fall_silent_again(store: Store, ask: Ask) -> None:
    """What is written of it is each time what a first reading writes."""
    mac = bytes.fromhex("001882000001")
    (forwarded,) = (text_row(oid, b"\x02") for oid in list(ROWS.values())[:1])
    remote = "1.0.8802.1.1.2.1.4.1.1"
    announced = (
        integer_row(f"{remote}.4.0.5.1", 4),
        text_row(f"{remote}.5.0.5.1", mac),
        text_row(f"{remote}.9.0.5.1", "core"),
        text_row(f"{remote}.10.0.5.1", "Huawei VRP software"),
    )
    shown_of = "SELECT protocol, system_name, system_descr, sightings IS NULL FROM neighbors"
    evidence = "SELECT technique, oid_or_line FROM evidence WHERE subject_kind = 'neighbor' ORDER BY 1"
    read(store, night("run-2", forwarded))
    alone = ask(shown_of), ask(evidence)
    assert alone[0] == [("fdb", None, None, 1)]
    lldp = (SectionKind.LLDP, remote, list(announced))
    read(store, recording_of((SectionKind.FDB, FDB_PORT, [forwarded]), lldp, run_id="run-3"))
    assert ask(shown_of) == [("lldp", "core", "Huawei VRP software", 0)]
    assert ask(evidence) == [("neighbor_claim", f"{remote}.10.0.5.1"), ("oui", f"{remote}.5.0.5.1")]
    read(store, night("run-4", forwarded))
    assert alone == (ask(shown_of), ask(evidence))
    assert ask("SELECT count(*) FROM neighbor_place") == [(0,)]
