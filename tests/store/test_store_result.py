"""Facts, coverage and the audit result, read from the store alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stored import (
    device_of,
    evaluate,
    lldp_neighbor,
    next_run,
    recording_in,
    root,
    save,
    target_of,
)
from story import STORY, findings_of

from auditor.errors import StoreError
from auditor.model.finding import (
    Coverage,
    DataSource,
    PolicySummary,
    Status,
)
from auditor.model.policy import Citation, PolicyKind, PolicyStatus, Verification
from auditor.model.recording import End, Outcome, Problem, Reason
from auditor.store import DeviceStatus, Store


def test_facts_count_parts_by_their_worst_status(store: Store) -> None:
    store.save_targets("run-1", (target_of("silent"),), retire_missing=False)
    save(store, STORY, recording_in())
    save(
        store,
        device_of(root()),
        recording_in(target_id="silent", outcome=Outcome.FAILED, reason=Reason.NO_ANSWER),
    )
    evaluate(store)
    silent, read = store.device_facts()
    assert (read.components, read.judged_parts, read.unknown_parts, read.neighbors) == (3, 2, 1, 1)
    assert read.part_statuses == (("excluded", 1), ("unknown", 1))
    assert read.root_statuses == (("excluded", "list", "contains a part that reports itself as ZTE"),)
    assert (read.ever_read, read.complete, read.gaps) == (True, True, ())
    assert (silent.ever_read, silent.complete, silent.outcome, silent.gaps) == (
        False,
        False,
        "failed",
        ("no_answer",),
    )
    assert silent.root_statuses == (("not_checked", "list", "never read"),)


def test_a_device_whose_last_poll_failed_is_not_complete(store: Store) -> None:
    save(store, STORY, recording_in())
    save(store, device_of(root()), next_run(store, 2, outcome=Outcome.FAILED, reason=Reason.NO_ANSWER))
    (facts,) = store.device_facts()
    assert (facts.ever_read, facts.complete, facts.gaps) == (True, False, ("no_answer",))


def test_coverage_names_all_that_was_not_read_or_decoded(store: Store) -> None:
    store.save_targets("run-1", (target_of("listed-only"),), retire_missing=False)
    recording = recording_in(outcome=Outcome.PARTIAL, reason=Reason.TIME_BUDGET, fdb=True)
    first, second = recording.sections
    cut = replace(
        recording, sections=(first, replace(second, end=End.CAP, detail="200000 rows", context="vlan-7"))
    )
    save(store, replace(STORY, problems=(Problem(Reason.TEXT_CUT, "sysDescr", "4096"),)), cut)
    store.save_coverage("identify", [Coverage("identify", Reason.MAKER_UNSTATED, "switch-1", "slot:2")])
    assert [(row.stage, row.reason, row.device_id, row.detail) for row in store.coverage()] == [
        ("collect", Reason.NEVER_POLLED, "listed-only", "no attempt is recorded"),
        (
            "collect",
            Reason.ROW_CAP,
            "switch-1",
            "fdb 1.3.6.1.2.1.17.4.3.1 (context vlan-7) ended by cap: 200000 rows",
        ),
        ("collect", Reason.TIME_BUDGET, "switch-1", "recording partial"),
        ("decode", Reason.TEXT_CUT, "switch-1", "sysDescr: 4096"),
        ("identify", Reason.MAKER_UNSTATED, "switch-1", "slot:2"),
    ]


@pytest.mark.parametrize(
    ("end", "detail", "reasons"),
    [
        (End.COMPLETE, "", []),
        (End.SKIPPED, "this table is for another sysObjectID", []),
        (End.SKIPPED, "not selected for this target", [Reason.NOT_SELECTED]),
        (End.TIMEOUT, "", [Reason.STOPPED_ANSWERING]),
        (End.ERROR, "", [Reason.ERROR_STATUS]),
        (End.LOOP, "", [Reason.NOT_INCREASING]),
        (End.AUTH, "", [Reason.VIEW_REFUSED]),
        (End.UNSTATED, "", []),
    ],
)
def test_each_end_of_a_section_has_its_reason(
    store: Store, end: End, detail: str, reasons: list[Reason]
) -> None:
    recording = recording_in()
    store.save_recording(
        replace(recording, sections=(replace(recording.sections[0], end=end, detail=detail),))
    )
    assert reasons == [row.reason for row in store.coverage()]


def test_every_reason_and_end_of_the_model_can_be_covered(store: Store) -> None:
    """A word the view invents would break reading coverage back."""
    for number, reason in enumerate(Reason):
        problem = Problem(reason, "unit", "detail")
        store.save_recording(
            recording_in(target_id=f"t{number}", outcome=Outcome.FAILED, reason=reason, problems=(problem,))
        )
    assert set(Reason) == {row.reason for row in store.coverage()}


def test_coverage_of_a_stage_is_replaced_not_added_to(store: Store) -> None:
    save(store, STORY, recording_in())
    for detail in ("old", "new"):
        store.save_coverage("identify", [Coverage("identify", Reason.MAKER_UNSTATED, "switch-1", detail)])
    assert [row.detail for row in store.coverage()] == ["new"]


def test_the_audit_result_comes_from_the_store_alone(store: Store) -> None:
    save(store, STORY, recording_in())
    source = DataSource("oui", "2026-11-01", "b" * 64, 40_000, "IEEE")
    store.save_data_sources("run-1", [source])
    evaluation = evaluate(store)
    findings = findings_of(store, evaluation)
    store.set_device_statuses([DeviceStatus("switch-1", Status.EXCLUDED, "contains a part of ZTE")])
    citation = Citation("text", "https://example.org", Verification.OFFICIAL)
    policy = PolicySummary(
        "operator", "Own list", PolicyKind.NAMED_EXCLUSION, PolicyStatus.IN_FORCE, "a" * 64,
        (("excluded", 3),), ("who are you?",), "none bound", (citation,), ("place of production",),
    )  # fmt: skip
    store.save_result(evaluation, [policy], 3)
    store.finish_run("run-1", "2026-11-22T01:30:00Z", "complete")
    result = store.audit_result()
    assert ((policy,), (source,), findings, 3) == (
        result.policies, result.sources, tuple(result.findings), result.exit_code
    )  # fmt: skip
    assert (result.status_counts, result.finished_at) == ((("excluded", 1),), "2026-11-22T01:30:00Z")
    assert [
        (device.status, device.components, device.judged_parts, device.unknown_parts, device.neighbors)
        for device in result.devices
    ] == [(Status.EXCLUDED, 3, 2, 1, 1)]


def test_an_evaluation_that_did_not_finish_is_no_result(store: Store) -> None:
    with pytest.raises(StoreError, match="nothing was evaluated yet"):
        store.audit_result()
    evaluate(store)
    with pytest.raises(StoreError, match="the last evaluation was interrupted"):
        store.audit_result()


def test_packs_are_kept_by_digest(store: Store) -> None:
    store.save_artefact("c" * 64, "pack.toml", b"bytes")
    store.save_artefact("c" * 64, "renamed.toml", b"bytes")
    assert store.artefact("c" * 64) == b"bytes"
    assert store.artefact("d" * 64) is None


def test_what_targets_are_known_by_and_whom_they_announce(store: Store) -> None:
    bridge = lldp_neighbor("name:x", system_name="dist")._replace(
        addresses=("10.0.0.9",), capabilities=("bridge",)
    )
    save(store, replace(STORY, neighbors=(bridge, *STORY.neighbors)), recording_in())
    known = store.known_by()
    assert tuple(known) == (("core", "switch-1"), ("127.0.0.1",), ())
    assert [tuple(neighbor) for neighbor in store.announced_neighbors()] == [
        ("switch-1", "ge-0/0/2", "lldp", "dist", None, ("10.0.0.9",), ("bridge",))
    ]
