"""What a device's parts and neighbors become when it is read again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Ask
from stored import (
    classes_of,
    device_of,
    evaluate,
    fdb_neighbor,
    identities_of,
    lldp_neighbor,
    next_run,
    part,
    recording_in,
    root,
    save,
    target_of,
)

from auditor.errors import StoreError
from auditor.model.device import Component
from auditor.model.recording import Outcome, Problem, Reason, Recording
from auditor.store import Store

CHASSIS = root(mfg_name="Cisco", model_name="C9500", serial_num="FOC1")
PSU = part("psu:1", 1, mfg_name="ZTE", model_name="PWR", serial_num="Z1")
CARD = part("slot:1", 2, mfg_name="Cisco", model_name="LC", serial_num="C1")
COMPONENTS = (
    "SELECT path, serial_num, is_current, first_seen, last_seen FROM components ORDER BY component_id"
)
FIRST, SECOND, THIRD = "2026-11-22T00:00:01Z", "2026-11-22T02:00:00Z", "2026-11-22T03:00:00Z"


def ids(ask: Ask) -> dict[object, object]:
    return dict(ask("SELECT path, component_id FROM components"))  # type: ignore[arg-type]


def test_a_part_seen_again_keeps_its_row_and_is_seen_later(store: Store, ask: Ask) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    before = ids(ask)
    save(store, device_of(CHASSIS, PSU, CARD), next_run(store, 2, text="changed"))
    assert before == {path: key for path, key in ids(ask).items() if path != "slot:1"}
    assert ask(COMPONENTS) == [
        ("", "FOC1", 1, FIRST, SECOND),
        ("psu:1", "Z1", 1, FIRST, SECOND),
        ("slot:1", "C1", 1, SECOND, SECOND),
    ]


def test_a_device_of_the_same_derivation_need_not_be_decoded_again(store: Store, ask: Ask) -> None:
    assert not store.seen_unchanged(saved(store, recording_in()), "same")  # nothing is known of it yet
    save(store, device_of(CHASSIS, PSU), recording_in(), "same")
    assert store.seen_unchanged(saved(store, next_run(store, 2)), "same")
    assert ask(COMPONENTS) == [("", "FOC1", 1, FIRST, SECOND), ("psu:1", "Z1", 1, FIRST, SECOND)]
    assert not store.seen_unchanged(saved(store, next_run(store, 3)), "other")


def test_a_failed_attempt_is_never_a_device_unchanged(store: Store) -> None:
    save(store, device_of(CHASSIS), recording_in(), "same")
    failed = replace(next_run(store, 2), outcome=Outcome.FAILED, reason=Reason.NO_ANSWER)
    assert not store.seen_unchanged(saved(store, failed), "same")


def saved(store: Store, recording: Recording) -> Recording:
    store.save_recording(recording)
    return recording


def test_an_unchanged_device_costs_one_row_and_is_seen_later(store: Store, ask: Ask) -> None:
    assert save(store, device_of(CHASSIS, PSU), recording_in(), "same")
    recording = next_run(store, 2)
    store.save_recording(recording)
    changes = store._session.connection.total_changes
    assert not save(store, device_of(CHASSIS, PSU), recording, "same")
    assert store._session.connection.total_changes - changes == 1
    assert ask(COMPONENTS) == [("", "FOC1", 1, FIRST, SECOND), ("psu:1", "Z1", 1, FIRST, SECOND)]
    assert ask("SELECT DISTINCT observed_at FROM evidence") == [(SECOND,)]


def test_a_part_that_left_is_kept_as_history(store: Store, ask: Ask) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    save(store, device_of(CHASSIS), next_run(store, 2))
    save(store, device_of(CHASSIS), next_run(store, 3))
    evaluate(store)
    assert ask(COMPONENTS) == [("", "FOC1", 1, FIRST, THIRD), ("psu:1", "Z1", 0, FIRST, FIRST)]
    assert ask("SELECT status FROM components WHERE path = 'psu:1'") == [("not_applicable",)]
    assert ask("SELECT matched_text, observed_at FROM evidence WHERE vendor = 'zte'") == [("ZTE", FIRST)]
    assert list(store.finding_candidates()) == []


def test_a_part_that_came_back_takes_up_its_row(store: Store, ask: Ask) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    before = ids(ask)
    save(store, device_of(CHASSIS), next_run(store, 2))
    save(store, device_of(CHASSIS, PSU), next_run(store, 3))
    assert before == ids(ask)
    assert ask(COMPONENTS) == [("", "FOC1", 1, FIRST, THIRD), ("psu:1", "Z1", 1, FIRST, THIRD)]


def test_another_part_in_the_same_place_is_another_row(store: Store, ask: Ask) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    swapped = part("psu:1", 1, mfg_name="Cisco", model_name="PWR", serial_num="Z2")
    save(store, device_of(CHASSIS, swapped), next_run(store, 2))
    assert ask(COMPONENTS) == [
        ("", "FOC1", 1, FIRST, SECOND),
        ("psu:1", "Z1", 0, FIRST, FIRST),
        ("psu:1", "Z2", 1, SECOND, SECOND),
    ]


def test_a_part_that_tells_more_is_the_same_part(store: Store, ask: Ask) -> None:
    save(store, device_of(CHASSIS, part("psu:1", 1, model_name="PWR")), recording_in())
    save(store, device_of(CHASSIS, PSU), next_run(store, 2))
    assert ask(COMPONENTS) == [("", "FOC1", 1, FIRST, SECOND), ("psu:1", "Z1", 1, FIRST, SECOND)]


def test_a_serial_that_is_no_longer_told_stays_in_history(store: Store, ask: Ask) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    save(store, device_of(CHASSIS, part("psu:1", 1, model_name="PWR")), next_run(store, 2))
    assert ask("SELECT serial_num, is_current FROM components WHERE path = 'psu:1' ORDER BY 1 DESC") == [
        ("Z1", 0),
        (None, 1),
    ]


@pytest.mark.parametrize("outcome", [Outcome.PARTIAL, Outcome.UNSTATED])
def test_a_reading_that_is_not_known_to_be_whole_ends_nothing(
    store: Store, ask: Ask, outcome: Outcome
) -> None:
    save(store, device_of(CHASSIS, PSU, CARD, neighbors=(fdb_neighbor(1),)), recording_in())
    save(store, device_of(CHASSIS, CARD), next_run(store, 2, outcome=outcome))
    assert ask(COMPONENTS) == [
        ("", "FOC1", 1, FIRST, SECOND),
        ("psu:1", "Z1", 1, FIRST, FIRST),
        ("slot:1", "C1", 1, FIRST, SECOND),
    ]
    assert ask("SELECT is_current, last_seen FROM neighbors") == [(1, FIRST)]


@pytest.mark.parametrize("fewer", [{}, {"model_name": "PWR"}, {"mfg_name": "ZTE", "model_name": "PWR"}])
def test_a_partial_reading_that_tells_less_of_a_part_does_not_unname_it(
    store: Store, ask: Ask, fewer: dict[str, str]
) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    save(store, device_of(CHASSIS, part("psu:1", 1, **fewer)), next_run(store, 2, outcome=Outcome.PARTIAL))
    evaluate(store)
    assert ask("SELECT serial_num, manufacturer, status, last_seen FROM components WHERE path = 'psu:1'") == [
        ("Z1", "zte", "excluded", FIRST)
    ]


def test_the_root_still_contains_what_a_partial_reading_kept(store: Store) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    save(store, device_of(CHASSIS, CARD), next_run(store, 2, outcome=Outcome.PARTIAL))
    evaluate(store)
    assert [
        (candidate.subject_key, candidate.part and candidate.part.path)
        for candidate in store.finding_candidates()
    ] == [("", "psu:1"), ("psu:1", None)]


def test_the_root_no_longer_contains_a_part_whose_place_another_took(store: Store) -> None:
    save(store, device_of(CHASSIS, PSU, CARD), recording_in())
    swapped = part("psu:1", 1, mfg_name="Cisco", model_name="PWR", serial_num="Z2")
    save(store, device_of(CHASSIS, swapped), next_run(store, 2, outcome=Outcome.PARTIAL))
    evaluate(store)
    assert list(store.finding_candidates()) == []


def test_a_failed_poll_changes_nothing_but_the_outcome(store: Store, ask: Ask) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    before = ask(COMPONENTS)
    failed = next_run(store, 2, outcome=Outcome.FAILED, reason=Reason.NO_ANSWER)
    assert not save(store, device_of(root()), failed)
    assert before == ask(COMPONENTS)
    assert ask("SELECT outcome, last_attempt_reason, last_seen, manufacturer FROM devices") == [
        ("failed", "no_answer", FIRST, "cisco")
    ]
    assert [row.reason for row in store.coverage()] == [Reason.NO_ANSWER]


def test_a_device_that_never_answered_has_a_root_that_is_not_checked(store: Store, ask: Ask) -> None:
    assert save(store, device_of(root()), recording_in(outcome=Outcome.FAILED, reason=Reason.NO_ANSWER))
    assert ask("SELECT path, status, first_seen, last_seen FROM components") == [
        ("", "not_checked", None, None)
    ]
    assert ask("SELECT status, outcome, first_seen FROM devices") == [("not_checked", "failed", None)]
    assert [judgement.ever_read for _, judgement in store.judgement_classes()] == [False]


def test_a_device_that_answers_at_last_keeps_its_root(store: Store, ask: Ask) -> None:
    save(store, device_of(root()), recording_in(outcome=Outcome.FAILED))
    before = ids(ask)
    save(store, device_of(CHASSIS), next_run(store, 2))
    assert before == ids(ask)
    assert ask(COMPONENTS) == [("", "FOC1", 1, SECOND, SECOND)]


def test_a_neighbor_keeps_its_row_and_gets_a_last_seen(store: Store, ask: Ask) -> None:
    cpe = lldp_neighbor("serial:1", mfg_name="ZTE", system_name="cpe")
    save(store, device_of(CHASSIS, neighbors=(cpe, fdb_neighbor(7))), recording_in())
    save(store, device_of(CHASSIS, neighbors=(fdb_neighbor(7),)), next_run(store, 2))
    assert ask("SELECT key, is_current, first_seen, last_seen FROM neighbors ORDER BY neighbor_id") == [
        ("serial:1", 0, FIRST, FIRST),
        ("mac:000000000007", 1, FIRST, SECOND),
    ]


def test_a_retired_target_is_kept_and_not_judged(store: Store, ask: Ask) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    evaluate(store)
    next_run(store, 2)
    store.save_targets("run-2", (target_of("switch-2"),), retire_missing=True)
    assert ask("SELECT DISTINCT status, is_current FROM components") == [("not_applicable", 0)]
    assert ask("SELECT status, because FROM devices WHERE device_id = 'switch-1'") == [
        ("not_applicable", "taken off the target list")
    ]
    assert list(store.judgement_classes()) == []
    assert [facts.device_id for facts in store.device_facts()] == ["switch-2"]
    assert ask("SELECT * FROM verdicts") == []


def test_evidence_and_problems_are_those_of_the_last_derivation(store: Store, ask: Ask) -> None:
    device = replace(
        device_of(CHASSIS, PSU), problems=(Problem(Reason.ROW_UNDECODED, "entity row 9", "cut"),)
    )
    save(store, device, recording_in(), "old knowledge")
    save(store, device_of(CHASSIS, PSU._replace(mfg_name=CARD.mfg_name)), recording_in(), "new knowledge")
    assert ask("SELECT matched_text FROM evidence") == [("Cisco",), ("Cisco",)]
    assert store.coverage() == ()
    assert ask("SELECT path, manufacturer FROM components WHERE path <> ''") == [("psu:1", "cisco")]


def test_parts_that_share_a_path_after_cleaning_are_both_kept(store: Store, ask: Ask) -> None:
    """Decode gives unique paths; replacing what SQLite cannot hold must not make them collide."""
    twins: tuple[Component, ...] = (part("slot:\ud800"), part("slot:\ud801"))
    save(store, device_of(CHASSIS, *twins), recording_in())
    assert ask("SELECT path FROM components ORDER BY component_id") == [
        ("",),
        ("slot:\ufffd",),
        ("slot:\ufffd#2",),
    ]


def test_a_device_without_its_recording_is_refused(store: Store) -> None:
    device = device_of(CHASSIS)
    identities = identities_of(device)
    with pytest.raises(StoreError, match="save_recording comes before save_device"):
        store.save_device(device, identities, classes_of(identities), recording_in(), "")


def test_a_subject_without_an_identity_is_our_fault(store: Store) -> None:
    recording = recording_in()
    store.save_recording(recording)
    with pytest.raises(ValueError, match="has 1 subjects, but 0 identities and 0 classes"):
        store.save_device(device_of(CHASSIS), (), (), recording, "")


def test_a_neighbor_that_tells_the_same_is_not_written_again(store: Store, path: Path, ask: Ask) -> None:
    staying, leaving, arriving = fdb_neighbor(1), fdb_neighbor(2), fdb_neighbor(3)
    save(store, device_of(CHASSIS, neighbors=(staying, leaving)), recording_in())
    with closing(sqlite3.connect(path)) as beside:
        beside.execute("CREATE TABLE written (key TEXT) STRICT")
        for event in ("INSERT", "UPDATE"):
            beside.execute(
                f"CREATE TRIGGER note_{event} AFTER {event} ON neighbor"
                " BEGIN INSERT INTO written VALUES (NEW.key); END"
            )
    save(store, device_of(CHASSIS, neighbors=(staying, arriving)), next_run(store, 2, text="changed"))
    assert ask("SELECT key FROM written ORDER BY key") == [(leaving.key,), (arriving.key,)]
