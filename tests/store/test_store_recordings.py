"""Recordings in and out: whole, once, newest usable first, damage noticed."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest
from conftest import Ask
from stored import next_run, recording_in, target_of

from auditor.errors import StoreError
from auditor.model.recording import End, Outcome, Problem, Reason, Section
from auditor.model.target import Transport
from auditor.store import Store


def latest(store: Store, **options: object) -> list[tuple[str, str]]:
    return [(recording.run_id, recording.target_id) for recording in store.recordings(**options)]  # type: ignore[arg-type]


def test_a_recording_comes_back_as_it_was(store: Store) -> None:
    recording = recording_in(problems=(Problem(Reason.LINE_SKIPPED, "line 7", "no value"),), fdb=True)
    assert store.save_recording(recording)
    assert (recording,) == tuple(store.recordings())


def test_the_first_commit_of_an_id_wins(store: Store) -> None:
    recording = recording_in()
    assert store.save_recording(recording)
    assert not store.save_recording(replace(recording, detail="again", outcome=Outcome.FAILED))
    assert (recording,) == tuple(store.recordings())


def test_equal_sections_are_kept_once_and_ends_apart(store: Store, ask: Ask) -> None:
    store.save_recording(recording_in())
    second = next_run(store, 2)
    cut = replace(second, sections=(replace(second.sections[0], end=End.TIMEOUT),))
    store.save_recording(cut)
    assert ask("SELECT (SELECT count(*) FROM section), (SELECT count(*) FROM recording_section)") == [(1, 2)]
    assert (cut,) == tuple(store.recordings())


def test_a_failed_attempt_does_not_hide_an_earlier_recording(store: Store) -> None:
    store.save_recording(recording_in())
    store.save_recording(next_run(store, 2, outcome=Outcome.FAILED, reason=Reason.NO_ANSWER))
    assert latest(store) == [("run-1", "switch-1")]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.REFUSED, Outcome.SKIPPED])
def test_an_attempt_without_rows_counts_only_while_nothing_was_read(store: Store, outcome: Outcome) -> None:
    store.save_recording(recording_in(outcome=outcome))
    assert latest(store) == [("run-1", "switch-1")]
    store.save_recording(next_run(store, 2))
    store.save_recording(next_run(store, 3, outcome=outcome))
    assert latest(store) == [("run-2", "switch-1")]


def test_each_target_and_transport_gives_its_latest(store: Store) -> None:
    store.save_recording(recording_in(target_id="switch-2"))
    store.save_recording(recording_in())
    store.save_recording(replace(recording_in(), id="ssh", transport=Transport.SSH))
    store.save_recording(next_run(store, 2))
    assert latest(store) == [("run-2", "switch-1"), ("run-1", "switch-1"), ("run-1", "switch-2")]
    assert latest(store, run_id="run-1") == [
        ("run-1", "switch-1"),
        ("run-1", "switch-1"),
        ("run-1", "switch-2"),
    ]


def test_before_a_partial_recording_comes_the_whole_one_its_kept_parts_are_from(store: Store) -> None:
    store.save_recording(recording_in())
    store.save_recording(next_run(store, 2, outcome=Outcome.PARTIAL, text="half"))
    assert latest(store) == [("run-2", "switch-1")]
    assert latest(store, with_base=True) == [("run-1", "switch-1"), ("run-2", "switch-1")]


def test_retired_targets_are_left_out_and_come_back_when_listed_again(store: Store) -> None:
    store.save_recording(recording_in())
    next_run(store, 2)
    store.save_targets("run-2", (target_of("switch-2"),), retire_missing=True)
    assert latest(store) == []
    next_run(store, 3)
    store.save_targets("run-3", (target_of(),), retire_missing=False)
    assert latest(store) == [("run-1", "switch-1")]
    assert [target.id for target in store.targets()] == ["switch-1", "switch-2"]


def test_a_target_comes_back_without_its_secrets_and_ports(store: Store) -> None:
    target = target_of(tags=("core", "5g"), in_scope=False, out_of_scope_reason="leased")
    store.save_targets("run-1", (target,), retire_missing=False)
    assert (target,) == store.targets()


def test_a_damaged_payload_is_refused(store: Store) -> None:
    store.save_recording(recording_in())
    store._session.connection.execute("UPDATE section SET payload = x'00'")
    with pytest.raises(StoreError, match="does not match its digest"):
        tuple(store.recordings())


def test_a_payload_of_the_right_length_with_other_octets_is_refused(store: Store) -> None:
    recording = recording_in()
    store.save_recording(recording)
    other = zlib.compress(bytes(len(recording.payloads[0].payload)))
    store._session.connection.execute("UPDATE section SET payload = ?", (other,))
    with pytest.raises(StoreError, match="does not match its digest"):
        tuple(store.recordings())


def test_a_payload_that_would_unpack_to_more_than_it_was_is_refused(store: Store) -> None:
    store.save_recording(recording_in())
    store._session.connection.execute("UPDATE section SET raw_size = raw_size - 1")
    with pytest.raises(StoreError, match="does not match its digest"):
        tuple(store.recordings())


def test_a_payload_that_is_not_its_digest_is_our_fault_and_saves_nothing(store: Store, ask: Ask) -> None:
    recording = recording_in()
    wrong = replace(recording, payloads=(Section(recording.payloads[0].digest, b"other"),))
    with pytest.raises(ValueError, match="is not the digest of its payload"):
        store.save_recording(wrong)
    assert ask("SELECT count(*) FROM recording") == [(0,)]


def test_a_run_that_was_not_started_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="run 'run-9' was not started"):
        store.save_recording(recording_in("run-9"))


def test_a_target_that_was_never_listed_still_shows(store: Store, ask: Ask) -> None:
    store.save_recording(recording_in(target_id="by-hand"))
    assert ask("SELECT device_id, address FROM devices WHERE device_id = 'by-hand'") == [
        ("by-hand", "127.0.0.1")
    ]


def test_the_credential_that_worked_is_remembered_by_name(store: Store) -> None:
    store.save_recording(recording_in())
    store.save_recording(next_run(store, 2, outcome=Outcome.FAILED))
    assert store.remembered_credentials() == (("switch-1", "core-v2c"),)


def test_a_flood_of_problems_is_cut_and_says_so(store: Store) -> None:
    problems = tuple(Problem(Reason.LINE_SKIPPED, f"line {n}", "x") for n in range(10_005))
    store.save_recording(recording_in(problems=problems))
    (recording,) = store.recordings()
    assert len(recording.problems) == 10_000
    assert recording.problems[-1].detail == "and 6 more problems"
    (row,) = store.coverage()
    assert (row.reason, row.detail) == (Reason.LINE_SKIPPED, "line 0: x (and 9999 more)")
