"""Verdicts, statuses and findings."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Ask
from stored import (
    classes_of,
    device_of,
    evaluate,
    evaluation_of,
    evidence_of,
    identities_of,
    next_run,
    part,
    recording_in,
    root,
    run_of,
    save,
    save_findings,
    verdict_of,
)
from story import STORY, findings_of

from auditor.model.finding import (
    JudgementClass,
    Status,
    Verdict,
)
from auditor.model.identity import Belief, EvidenceRole, Strength, SubjectKind
from auditor.store import DeviceStatus, Store, open_store


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
    save(store, STORY, recording_in())
    assert ask("SELECT DISTINCT status FROM components") == [("unknown",)]
    assert ask("SELECT status, because FROM devices") == [("unknown", "not judged since it was last read")]


def test_a_device_that_changed_since_it_was_judged_is_unknown_again(store: Store, ask: Ask) -> None:
    save(store, device_of(root(mfg_name="Cisco")), recording_in())
    evaluate(store)
    store.set_device_statuses([DeviceStatus("switch-1", Status.CLEAR, "nothing listed")])
    assert ask("SELECT status FROM devices") == [("clear",)]
    save(store, STORY, next_run(store, 2, text="changed"))
    assert ask("SELECT status FROM devices") == [("unknown",)]


def test_every_pair_of_subject_and_rule_has_a_verdict(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
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
    assert store.verdict_counts().policies == {"operator": (("excluded", 3), ("unknown", 1))}


def test_a_new_evaluation_replaces_the_last_verdicts(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
    evaluate(store)
    evaluate(store, excluded="huawei")
    assert ask("SELECT status, count(*) FROM verdicts GROUP BY 1") == [("clear", 3), ("unknown", 1)]
    assert list(store.finding_candidates()) == []


def test_candidates_say_what_a_finding_needs(store: Store) -> None:
    save(store, STORY, recording_in())
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
    save(store, STORY, recording_in())
    keys = {judgement: key for key, judgement in store.judgement_classes()}
    unknown = next(key for judgement, key in keys.items() if not judgement.manufacturer)
    assert [(subject.device_id, subject.key, subject.label) for subject in store.subjects_of([unknown])] == [
        ("switch-1", "slot:2", "")
    ]


def test_first_detection_is_kept_for_ever(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
    first = findings_of(store, evaluate(store))
    findings_of(store, evaluate(store, excluded="huawei"))
    assert ask("SELECT * FROM findings") == []
    again = findings_of(store, evaluate(store), at="2027-01-01T00:00:00Z")
    assert first == again
    assert {"2026-11-22T01:00:00Z"} == {finding.first_detected_at for finding in again}


def test_findings_stay_until_the_next_ones_are_saved(store: Store, ask: Ask) -> None:
    """A kill between verdicts and findings must not look like nothing was found."""
    save(store, STORY, recording_in())
    findings_of(store, evaluate(store))
    evaluate(store)
    assert ask("SELECT count(*) FROM findings") == [(3,)]


def test_a_finding_leads_back_to_its_subject_run_and_policy(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
    findings_of(store, evaluate(store))
    assert ask(
        "SELECT policy_id, rule_id, f.status, path, vendor, severity, run_id, as_of, policy_sha256, accepted"
        " FROM findings AS f JOIN components USING (component_id) WHERE path <> ''"
    ) == [("operator", "list", "excluded", "psu:1", "zte", "high", "run-1", "2026-11-22", "a" * 64, 0)]


def test_a_device_names_the_part_that_decided(store: Store, ask: Ask) -> None:
    save(store, STORY, recording_in())
    evaluate(store)
    store.set_device_statuses([DeviceStatus("switch-1", Status.EXCLUDED, "contains a part of ZTE")])
    assert ask(
        "SELECT d.status, because, path FROM devices AS d JOIN components AS c"
        " ON c.component_id = d.because_component_id"
    ) == [("excluded", "contains a part of ZTE", "psu:1")]


def steps_of_saving(path: Path, parts: int) -> int:
    """SQLite's own count, in hundreds of steps, for saving a finding of every part of one device."""
    made = (part(f"slot:{number}", number, mfg_name="ZTE") for number in range(parts))
    with open_store(path, create=True) as store:
        store.start_run(run_of())
        save(store, device_of(root(mfg_name="Cisco"), *made), recording_in())
        evaluation, count = evaluate(store), itertools.count()
        store._session.connection.set_progress_handler(lambda: next(count) and 0, 100)
        save_findings(store, evaluation)
        store._session.connection.set_progress_handler(None, 0)
        assert parts < len(store.findings(evaluation, frozenset({"switch-1"})))
    return next(count)


def test_saving_findings_of_one_device_grows_with_their_number_alone(tmp_path: Path) -> None:
    few, many = (steps_of_saving(tmp_path / f"{parts}.sqlite", parts) for parts in (200, 1600))
    assert many < 12 * few
