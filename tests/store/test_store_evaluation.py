"""Verdicts, statuses, findings, coverage, and the audit result read from the store alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Ask
from stored import (
    classes_of,
    device_of,
    evaluate,
    evaluation_of,
    evidence_of,
    finding_of,
    identities_of,
    lldp_neighbor,
    next_run,
    part,
    recording_in,
    root,
    save,
    target_of,
    verdict_of,
)

from auditor.errors import StoreError
from auditor.model.finding import (
    Coverage,
    DataSource,
    Finding,
    JudgementClass,
    PolicySummary,
    Status,
    Verdict,
)
from auditor.model.identity import Belief, EvidenceRole, Strength, SubjectKind
from auditor.model.policy import Citation, PolicyKind, PolicyStatus, Verification
from auditor.model.recording import End, Outcome, Problem, Reason
from auditor.store import DeviceStatus, Store

DEVICE = device_of(
    root(mfg_name="Cisco", model_name="C9500", serial_num="FOC1"),
    part("psu:1", 1, mfg_name="ZTE", model_name="PWR", serial_num="Z1", name="PSU 1"),
    part("slot:2", 2),
    neighbors=(lldp_neighbor("serial:9", mfg_name="ZTE", system_name="cpe"),),
)


def findings_of(store: Store, evaluation_id: int, at: str = "2026-11-22T01:00:00Z") -> tuple[Finding, ...]:
    return store.save_findings(evaluation_id, [finding_of(row, at) for row in store.finding_candidates()])


def test_a_judgement_class_comes_back_as_it_was_and_equal_ones_are_one(store: Store) -> None:
    belief = Belief("zte", Strength.REVIEW, "oui_only")
    judgement = JudgementClass(
        SubjectKind.NEIGHBOR,
        False,
        True,
        False,
        True,
        "",
        "zte",
        True,
        (belief,),
        (belief,),
        ("core", "\udc80"),
    )
    device = device_of(root(), part("a"), part("b"))
    recording = recording_in()
    store.save_recording(recording)
    classes = (classes_of(identities_of(device))[0], judgement, judgement)
    store.save_device(device, identities_of(device), classes, recording, "")
    assert {classes[0], judgement} == {stored for _, stored in store.judgement_classes()}
    assert len(list(store.judgement_classes())) == 2


@pytest.mark.parametrize(
    ("statuses", "shown"),
    [
        ((Status.CLEAR, Status.EXCLUDED, Status.REVIEW), "excluded"),
        ((Status.UNKNOWN, Status.CLEAR), "unknown"),
        ((Status.UNDETERMINED, Status.CLEAR, Status.NOT_APPLICABLE), "clear"),
        ((Status.UNDETERMINED, Status.NOT_APPLICABLE), "undetermined"),
        ((Status.NOT_APPLICABLE,), "not_applicable"),
    ],
)
def test_a_subject_shows_its_worst_decided_status(
    store: Store, ask: Ask, statuses: tuple[Status, ...], shown: str
) -> None:
    save(store, device_of(root()), recording_in())
    ((key, _),) = store.judgement_classes()
    verdicts = [(key, replace_rule(verdict_of(status), f"rule-{n}")) for n, status in enumerate(statuses)]
    store.save_evaluation(evaluation_of(), verdicts)
    assert [(shown,)] == ask("SELECT status FROM components")
    assert len(statuses) == len(ask("SELECT * FROM verdicts"))


def replace_rule(verdict: Verdict, rule_id: str) -> Verdict:
    return verdict._replace(rule_id=rule_id)


def test_before_it_is_judged_nothing_is_clear(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in())
    assert ask("SELECT DISTINCT status FROM components") == [("unknown",)]
    assert ask("SELECT status, because FROM devices") == [("unknown", "not judged since it was last read")]


def test_a_device_that_changed_since_it_was_judged_is_unknown_again(store: Store, ask: Ask) -> None:
    save(store, device_of(root(mfg_name="Cisco")), recording_in())
    evaluate(store)
    store.set_device_statuses([DeviceStatus("switch-1", Status.CLEAR, "nothing listed")])
    assert ask("SELECT status FROM devices") == [("clear",)]
    save(store, DEVICE, next_run(store, 2, text="changed"))
    assert ask("SELECT status FROM devices") == [("unknown",)]


def test_every_pair_of_subject_and_rule_has_a_verdict(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in())
    evaluate(store)
    assert ask(
        "SELECT subject_kind, coalesce(path, key), verdicts.status, through_part FROM verdicts"
        " LEFT JOIN components USING (component_id) LEFT JOIN neighbors USING (neighbor_id) ORDER BY 1, 2"
    ) == [
        ("component", "", "excluded", 1),
        ("component", "psu:1", "excluded", 0),
        ("component", "slot:2", "unknown", 0),
        ("neighbor", "serial:9", "excluded", 0),
    ]
    assert store.policy_counts() == {"operator": (("excluded", 3), ("unknown", 1))}


def test_a_new_evaluation_replaces_the_last_verdicts(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in())
    evaluate(store)
    evaluate(store, excluded="huawei")
    assert ask("SELECT status, count(*) FROM verdicts GROUP BY 1") == [("clear", 3), ("unknown", 1)]
    assert list(store.finding_candidates()) == []


def test_candidates_say_what_a_finding_needs(store: Store) -> None:
    save(store, DEVICE, recording_in())
    evaluate(store)
    device, psu, neighbor = store.finding_candidates()
    assert device.part is not None
    assert (
        device.subject_key, device.part.path, device.part.name, device.part.serial_num
    ) == ("", "psu:1", "PSU 1", "Z1")  # fmt: skip
    assert psu.evidence == device.evidence
    assert [(quote.vendor, quote.matched_text, quote.raw, quote.oid_or_line) for quote in psu.evidence] == [
        ("zte", "ZTE", b"ZTE", "1.3.6.1.2.1.47.1.1.1.1.12.2")
    ]
    assert (
        psu.device_id, psu.address, psu.site, psu.device_name, psu.observed_at, psu.authenticated
    ) == ("switch-1", "127.0.0.1", "north", "core", "2026-11-22T00:00:01Z", False)  # fmt: skip
    assert (
        neighbor.subject_key, neighbor.name, neighbor.interface, neighbor.protocol, neighbor.mac
    ) == ("serial:9", "cpe", "ge-0/0/2", "lldp", None)  # fmt: skip


def test_a_lead_is_shown_with_the_device_and_never_quoted_against_it(store: Store, ask: Ask) -> None:
    device = device_of(root(mfg_name="ZTE", descr="see Huawei manual"))
    (identity,) = identities_of(device)
    descr = device.components[0].descr
    assert descr is not None
    lead = replace(evidence_of("huawei", descr, EvidenceRole.LEAD), registry_digest="e" * 64)
    maker = replace(identity.manufacturer, evidence=(lead, *identity.manufacturer.evidence))
    recording = recording_in()
    store.save_recording(recording)
    store.save_device(device, [replace(identity, manufacturer=maker)], classes_of([identity]), recording, "")
    evaluate(store)
    (facts,) = store.device_facts()
    (candidate,) = store.finding_candidates()
    assert facts.leads == ("huawei: see Huawei manual",)
    assert [quote.vendor for quote in candidate.evidence] == ["zte"]
    assert ask("SELECT role, vendor, registry_sha256 FROM evidence") == [
        ("lead", "huawei", "e" * 64),
        ("primary", "zte", None),
    ]


def test_the_subjects_of_a_class_are_named(store: Store) -> None:
    save(store, DEVICE, recording_in())
    keys = {judgement: key for key, judgement in store.judgement_classes()}
    unknown = next(key for judgement, key in keys.items() if not judgement.manufacturer)
    assert [(subject.device_id, subject.key, subject.label) for subject in store.subjects_of([unknown])] == [
        ("switch-1", "slot:2", "")
    ]


def test_first_detection_is_kept_for_ever(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in())
    first = findings_of(store, evaluate(store))
    findings_of(store, evaluate(store, excluded="huawei"))
    assert ask("SELECT * FROM findings") == []
    again = findings_of(store, evaluate(store), at="2027-01-01T00:00:00Z")
    assert first == again
    assert {"2026-11-22T01:00:00Z"} == {finding.first_detected_at for finding in again}


def test_findings_stay_until_the_next_ones_are_saved(store: Store, ask: Ask) -> None:
    """A kill between verdicts and findings must not look like nothing was found."""
    save(store, DEVICE, recording_in())
    findings_of(store, evaluate(store))
    evaluate(store)
    assert ask("SELECT count(*) FROM findings") == [(3,)]


def test_a_finding_leads_back_to_its_subject_run_and_policy(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in())
    findings_of(store, evaluate(store))
    assert ask(
        "SELECT policy_id, rule_id, f.status, path, vendor, severity, run_id, as_of, policy_sha256, accepted"
        " FROM findings AS f JOIN components USING (component_id) WHERE path <> ''"
    ) == [("operator", "list", "excluded", "psu:1", "zte", "high", "run-1", "2026-11-22", "a" * 64, 0)]


def test_a_finding_about_nothing_stored_is_our_fault(store: Store) -> None:
    save(store, DEVICE, recording_in())
    evaluation = evaluate(store)
    stray = replace(finding_of(next(store.finding_candidates())), subject_key="nowhere")
    with pytest.raises(ValueError, match="names 'nowhere' of 'switch-1', which is not stored"):
        store.save_findings(evaluation, [stray])


def test_a_device_names_the_part_that_decided(store: Store, ask: Ask) -> None:
    save(store, DEVICE, recording_in())
    evaluate(store)
    store.set_device_statuses([DeviceStatus("switch-1", Status.EXCLUDED, "contains a part of ZTE")])
    assert ask(
        "SELECT d.status, because, path FROM devices AS d JOIN components AS c"
        " ON c.component_id = d.because_component_id"
    ) == [("excluded", "contains a part of ZTE", "psu:1")]


def test_facts_count_parts_by_their_worst_status(store: Store) -> None:
    store.save_targets("run-1", (target_of("silent"),), retire_missing=False)
    save(store, DEVICE, recording_in())
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
    save(store, DEVICE, recording_in())
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
    save(store, replace(DEVICE, problems=(Problem(Reason.TEXT_CUT, "sysDescr", "4096"),)), cut)
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
    save(store, DEVICE, recording_in())
    for detail in ("old", "new"):
        store.save_coverage("identify", [Coverage("identify", Reason.MAKER_UNSTATED, "switch-1", detail)])
    assert [row.detail for row in store.coverage()] == ["new"]


def test_the_audit_result_comes_from_the_store_alone(store: Store) -> None:
    save(store, DEVICE, recording_in())
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
        result.policies, result.sources, result.findings, result.exit_code
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
    bridge = replace(
        lldp_neighbor("name:x", system_name="dist"), addresses=("10.0.0.9",), capabilities=("bridge",)
    )
    save(store, replace(DEVICE, neighbors=(bridge, *DEVICE.neighbors)), recording_in())
    known = store.known_by()
    assert tuple(known) == (("core", "switch-1"), ("127.0.0.1",), ())
    assert [tuple(neighbor) for neighbor in store.announced_neighbors()] == [
        ("switch-1", "ge-0/0/2", "lldp", "dist", None, ("10.0.0.9",), ("bridge",))
    ]
