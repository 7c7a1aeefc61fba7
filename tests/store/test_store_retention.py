"""Personal data goes when its time is over; the inventory and its proofs stay."""

from __future__ import annotations

from pathlib import Path

from conftest import Ask
from stored import (
    device_of,
    evaluate,
    fdb_neighbor,
    lldp_neighbor,
    next_run,
    part,
    recording_in,
    root,
    run_of,
    save,
    save_findings,
    seen,
)

from auditor.model.recording import End
from auditor.store import Purged, Store, open_store

MAC = 0xA1B2C3D4E5F6
DEVICE = device_of(
    root(mfg_name="Cisco"),
    part("psu:1", 1, mfg_name="ZTE"),
    neighbors=(fdb_neighbor(MAC), lldp_neighbor("serial:1")),
)
LATER = "2026-11-22T01:30:00Z"


def test_old_tables_and_who_was_only_seen_there_are_removed(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in(fdb=True))
    digests = ask("SELECT digest, raw_size FROM section")
    assert Purged(1, 1) == store.purge_personal_data(LATER)
    assert digests == ask("SELECT digest, raw_size FROM section")
    assert ask("SELECT key FROM neighbors") == [("serial:1",)]
    assert store.check() == ()
    (recording,) = store.recordings()
    assert [(part.end, part.row_count) for part in recording.sections] == [
        (End.COMPLETE, 1),
        (End.SKIPPED, 0),
    ]


def test_what_is_recent_stays(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in(fdb=True))
    save(store, DEVICE, next_run(store, 2, fdb=True))
    assert Purged(0, 0) == store.purge_personal_data(LATER)
    assert ask("SELECT count(*) FROM neighbors") == [(2,)]


def test_the_device_is_derived_anew_with_its_next_recording(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in(fdb=True), "same")
    store.purge_personal_data(LATER)
    assert save(store, DEVICE, next_run(store, 2, fdb=True), "same")
    assert ask("SELECT count(*) FROM neighbors") == [(2,)]
    (recording,) = store.recordings()
    assert [part.end for part in recording.sections] == [End.COMPLETE, End.COMPLETE]


def test_a_removed_neighbor_takes_its_finding_along_and_leaves_the_others(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in(fdb=True))
    evaluation = evaluate(store)
    save_findings(store, evaluation)
    store.purge_personal_data(LATER)
    assert ask("SELECT subject_kind, count(*) FROM findings GROUP BY 1") == [("component", 2)]


def test_nothing_of_it_is_left_in_the_file(path: Path) -> None:
    """Freed pages are overwritten, and the log is truncated."""
    named = tuple(fdb_neighbor(n)._replace(system_name=seen("subscriber-f3a9", n)) for n in range(50))
    with open_store(path, create=True) as store:
        store.start_run(run_of())
        save(store, device_of(root(), neighbors=named), recording_in(fdb=True))
        store.check()
    assert b"subscriber-f3a9" in path.read_bytes()
    with open_store(path, create=False) as store:
        assert Purged(1, 50) == store.purge_personal_data(LATER)
    assert b"subscriber-f3a9" not in path.read_bytes()


def test_what_is_exactly_as_old_as_allowed_goes_too(store: Store, ask: Ask) -> None:
    """With no day allowed, the second in which it was read is not kept either."""
    save(store, DEVICE, recording_in(fdb=True))
    assert Purged(1, 1) == store.purge_personal_data("2026-11-22T00:00:01Z")
    assert ask("SELECT key FROM neighbors") == [("serial:1",)]


def test_a_recording_given_by_hand_counts_from_the_run_that_brought_it(store: Store) -> None:
    save(store, DEVICE, recording_in(fdb=True, finished_at="2001-01-01T00:00:00Z"))
    assert Purged(0, 0) == store.purge_personal_data("2026-11-21T00:00:00Z")
    assert Purged(1, 1) == store.purge_personal_data("2026-11-22T00:00:00Z")
