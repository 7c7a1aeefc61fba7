"""A fault of our own while a device is decoded ends that device's reading, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from builders import recording_of, text_row

from auditor.derive import Reading, derive, derive_adjacency
from auditor.evaluate import TargetFacts
from auditor.model.recording import Outcome, Reason, Recording
from auditor.model.sections import SectionKind
from auditor.resources import load_knowledge

SYS_DESCR = "1.3.6.1.2.1.1.1"


def broken() -> Recording:
    """A recording no collector makes: a payload that is no bytes stands for a defect of ours."""
    recording = recording_of((SectionKind.SYSTEM, SYS_DESCR, [text_row(f"{SYS_DESCR}.0", "a switch")]))
    payload = replace(recording.payloads[0], payload=None)  # type: ignore[arg-type]
    return replace(recording, payloads=(payload,), outcome=Outcome.COMPLETE)


def test_a_fault_is_a_problem_of_the_device_that_names_type_and_place() -> None:
    derived = derive(Reading(broken(), None), load_knowledge(), TargetFacts())
    (problem,) = derived.device.problems
    assert Reason.INTERNAL_ERROR is problem.reason
    assert problem.detail.startswith("TypeError at ")


def test_what_was_known_is_not_replaced_by_nothing() -> None:
    derived = derive(Reading(broken(), None), load_knowledge(), TargetFacts())
    assert Outcome.PARTIAL is derived.recording.outcome
    assert [component.path for component in derived.device.components] == [""]


def test_a_fault_beyond_the_ports_is_left_to_the_whole_reading() -> None:
    assert derive_adjacency(broken(), load_knowledge(), TargetFacts()) is None
