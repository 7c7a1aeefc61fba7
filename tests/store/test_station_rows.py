"""Stations: one claim for an address block, and each with its own address as the evidence."""

from __future__ import annotations

from builders import recording_of, text_row
from store.conftest import Ask

from auditor.decode import decode_recording
from auditor.evaluate import TargetFacts, classify
from auditor.identify import identify_device
from auditor.model.explanation import RowMatch, SubjectId
from auditor.model.identity import SubjectKind
from auditor.model.sections import SectionKind
from auditor.resources import load_knowledge
from auditor.store import Store

FDB_PORT = "1.3.6.1.2.1.17.7.1.2.2.1.2"
ROWS = {mac: f"{FDB_PORT}.10.{'.'.join(str(octet) for octet in bytes.fromhex(mac.replace(':', '')))}"
        for mac in ("00:18:82:00:00:01", "00:18:82:7f:80:ff", "00:0f:e2:00:00:01")}  # fmt: skip
"""Two stations of one block, of Huawei's, and one of another."""


def save(store: Store) -> None:
    rows = [text_row(oid, b"\x02") for oid in ROWS.values()]
    recording = recording_of((SectionKind.FDB, FDB_PORT, rows))
    device = decode_recording(recording)
    identities = identify_device(device, load_knowledge())
    classes = classify(device, identities, ever_read=True, target=TargetFacts())
    store.save_recording(recording)
    store.save_device(device, identities, classes, recording, "once")


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
