"""What a status rests on is said even where it changes nothing."""

from __future__ import annotations

from test_summaries import facts_of

from auditor.evaluate.unidentified import contradictory, unidentified
from auditor.model.recording import Reason


def reasons(**changes: object) -> list[Reason]:
    return [row.reason for row in unidentified(facts_of(**changes))]


def test_a_device_without_parts_says_that_it_has_no_inventory() -> None:
    assert reasons(components=1, judged_parts=0) == [Reason.NO_PART_INVENTORY]
    assert reasons() == []


def test_a_device_that_was_never_read_says_nothing() -> None:
    assert reasons(ever_read=False, components=1, manufacturer="") == []


def test_a_maker_that_is_not_stated_is_said_for_device_and_parts() -> None:
    assert reasons(manufacturer="", unknown_parts=2) == [Reason.MAKER_UNSTATED, Reason.MAKER_UNSTATED]


def test_contradicting_evidence_is_named_with_its_subject() -> None:
    found = [(row.device_id, row.reason, row.detail) for row in contradictory([("a", ""), ("a", "psu:1")])]
    assert found == [
        ("a", Reason.MAKER_CONFLICT, "the device itself: the evidence disagrees about its maker"),
        ("a", Reason.MAKER_CONFLICT, "psu:1: the evidence disagrees about its maker"),
    ]
