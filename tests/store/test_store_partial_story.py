"""Readings that show only a part of a device add to what is known of it and take nothing back."""

from __future__ import annotations

import pytest
from conftest import Ask
from stored import device_of, evaluate, next_run, part, recording_in, root, save

from auditor.model.finding import JudgementClass
from auditor.model.recording import Outcome
from auditor.store import Store

CHASSIS = root(mfg_name="Cisco", model_name="C9500", serial_num="FOC1")
PSU = part("psu:1", 1, mfg_name="Delta", model_name="PWR", serial_num="D1")


def root_class(store: Store) -> JudgementClass:
    (found,) = [judgement for _, judgement in store.judgement_classes() if judgement.is_root]
    return found


@pytest.mark.parametrize("outcome", [Outcome.PARTIAL, Outcome.UNSTATED])
def test_another_maker_in_a_partial_reading_is_a_conflict(store: Store, outcome: Outcome) -> None:
    save(store, device_of(CHASSIS), recording_in())
    save(store, device_of(root(mfg_name="ZTE")), next_run(store, 2, outcome=outcome))
    found = root_class(store)
    assert (found.conflict, [(belief.vendor, belief.because) for belief in found.beliefs]) == (
        True,
        [("cisco", "conflict"), ("zte", "conflict")],
    )


def test_a_listed_maker_is_not_forgotten_because_a_partial_reading_names_another(store: Store) -> None:
    save(store, device_of(root(mfg_name="ZTE")), recording_in())
    for number in (2, 3):
        save(store, device_of(root(mfg_name="Cisco")), next_run(store, number, outcome=Outcome.PARTIAL))
    found = root_class(store)
    assert (found.conflict, {belief.vendor for belief in found.beliefs}) == (True, {"cisco", "zte"})


def test_another_serial_number_is_another_device_not_a_conflict(store: Store) -> None:
    save(store, device_of(CHASSIS), recording_in())
    other = root(mfg_name="ZTE", model_name="ZXR10", serial_num="Z9")
    save(store, device_of(other), next_run(store, 2, outcome=Outcome.PARTIAL))
    assert (root_class(store).conflict, root_class(store).manufacturer) == (False, "zte")


def test_a_whole_reading_settles_a_conflict(store: Store) -> None:
    save(store, device_of(CHASSIS), recording_in())
    save(store, device_of(root(mfg_name="ZTE")), next_run(store, 2, outcome=Outcome.PARTIAL))
    save(store, device_of(root(mfg_name="ZTE")), next_run(store, 3))
    assert (root_class(store).conflict, root_class(store).manufacturer) == (False, "zte")


def test_a_root_that_a_partial_reading_brought_contains_what_was_kept(store: Store) -> None:
    save(store, device_of(CHASSIS, PSU), recording_in())
    save(store, device_of(root(mfg_name="ZTE")), next_run(store, 2, outcome=Outcome.PARTIAL))
    assert [belief.vendor for belief in root_class(store).contains] == ["delta"]


def test_identifying_a_hand_given_recording_again_forgets_the_earlier_knowledge(
    store: Store, ask: Ask
) -> None:
    recording = recording_in(outcome=Outcome.UNSTATED)
    save(store, device_of(root(mfg_name="ZTE"), PSU), recording, "old knowledge")
    save(store, device_of(root(mfg_name="Cisco")), recording, "new knowledge")
    evaluate(store)
    assert (root_class(store).conflict, root_class(store).manufacturer) == (False, "cisco")
    assert ask("SELECT path FROM components WHERE is_current") == [("",)]


def test_everything_since_the_last_whole_recording_is_replayed(store: Store) -> None:
    save(store, device_of(CHASSIS), recording_in(text="first"))
    save(store, device_of(CHASSIS), next_run(store, 2, text="whole"))
    for number, text in ((3, "a"), (4, "b"), (5, "b")):
        recording = next_run(store, number, text=text, outcome=Outcome.PARTIAL)
        store.save_recording(recording)
    replayed = [recording.run_id for recording in store.recordings(with_base=True)]
    assert replayed == ["run-2", "run-3", "run-5"]


def test_partial_recordings_collected_alone_are_all_derived(store: Store) -> None:
    save(store, device_of(CHASSIS), recording_in())
    for number in (2, 3):
        store.save_recording(next_run(store, number, text=f"{number}", outcome=Outcome.PARTIAL))
    waiting = [recording.run_id for recording in store.recordings(underived_only=True, with_base=True)]
    assert waiting == ["run-2", "run-3"]
