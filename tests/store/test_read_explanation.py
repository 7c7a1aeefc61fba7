"""What a text names, and the chain behind it, read back from the store alone."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from builders import recording_of, text_row
from stored import (
    MFG_NAME,
    device_of,
    evaluate,
    fdb_neighbor,
    lldp_neighbor,
    part,
    root,
    run_of,
    save,
    save_findings,
    target_of,
)
from story import findings_of

from auditor.errors import StoreError
from auditor.model.device import Component, Device
from auditor.model.explanation import PayloadState, RowMatch, SubjectId
from auditor.model.finding import Status
from auditor.model.identity import SubjectKind
from auditor.model.oid import encode_oid
from auditor.model.recording import Outcome, Reason, Recording
from auditor.model.sections import SectionKind
from auditor.store import Store

MAC = 0x48435A7C3100
FDB_PORT = "1.3.6.1.2.1.17.7.1.2.2.1.2"
FDB_ROW = f"{FDB_PORT}.1.72.67.90.124.49.0"
NAMES = ("Cisco", "ZTE", "Finisar")


def told(run_id: str = "run-1", **fields: object) -> Recording:
    """The makers' names in an entity section, and a forwarding table."""
    names = [text_row(f"{MFG_NAME}.{number}", name) for number, name in enumerate(NAMES, 1)]
    sections = (
        (SectionKind.ENTITY, MFG_NAME, names),
        (SectionKind.FDB, FDB_PORT, [text_row(FDB_ROW, b"\x02")]),
    )
    return recording_of(*sections, run_id=run_id, **fields)  # type: ignore[arg-type]


def chassis() -> Device:
    beyond = fdb_neighbor(MAC)
    observed = beyond.mac
    assert observed is not None
    reference = observed.reference._replace(oid=encode_oid(FDB_ROW))
    named = part("", 1, mfg_name="ZTE").mfg_name
    assert named is not None
    said = named._replace(raw=MAC.to_bytes(6, "big"), reference=reference)
    beyond = beyond._replace(mac=observed._replace(reference=reference), mfg_name=said)
    return device_of(
        root(mfg_name="Cisco", model_name="C9500"),
        part("psu:1", 1, mfg_name="ZTE", serial_num="Z1"),
        part("psu:2", 2, mfg_name="Finisar"),
        neighbors=(beyond, lldp_neighbor("serial:9", system_name="cpe")),
    )


@pytest.fixture
def audited(store: Store) -> Store:
    save(store, chassis(), told())
    findings_of(store, evaluate(store))
    return store


def component(store: Store, text: str) -> SubjectId:
    found = store.find_subject(text).found
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("switch-1", SubjectKind.COMPONENT, ""),
        ("switch-1:", SubjectKind.COMPONENT, ""),
        ("switch-1:psu:1", SubjectKind.COMPONENT, "psu:1"),
        ("switch-1:serial:9", SubjectKind.NEIGHBOR, "serial:9"),
        ("switch-1:mac:48435a7c3100", SubjectKind.NEIGHBOR, "mac:48435a7c3100"),
        ("switch-1:48:43:5A:7C:31:00", SubjectKind.NEIGHBOR, "mac:48435a7c3100"),
        ("switch-1:mac:4843.5a7c.3100", SubjectKind.NEIGHBOR, "mac:48435a7c3100"),
    ],
)
def test_a_subject_is_found_by_the_forms_of_its_name(
    audited: Store, text: str, kind: SubjectKind, key: str
) -> None:
    found = component(audited, text)
    assert (found.kind, audited.explanation(found).subject.key) == (kind, key)


def test_a_subject_is_found_by_the_id_of_the_views(audited: Store) -> None:
    found = component(audited, "switch-1:psu:1")
    again = component(audited, f"component:{found.number}")
    assert again == found


def test_a_device_whose_id_holds_colons_is_told_from_its_path(store: Store) -> None:
    store.save_targets("run-1", (target_of("2001"), target_of("2001:db8::1")), retire_missing=False)
    save(store, chassis(), told(target_id="2001:db8::1"))
    explained = store.explanation(component(store, "2001:db8::1:psu:2"))
    assert (explained.device.id, explained.subject.key) == ("2001:db8::1", "psu:2")


def test_a_finding_is_found_by_the_beginning_of_its_fingerprint(audited: Store) -> None:
    fingerprints = [finding.fingerprint for finding in findings_of(audited, 1)]
    found = [audited.find_subject(text[3:15]) for text in fingerprints]
    assert [search.rule for search in found] == [("operator", "list")] * len(fingerprints)
    assert None not in [search.found for search in found]


def test_too_short_a_beginning_of_a_fingerprint_names_nothing(audited: Store) -> None:
    text = findings_of(audited, 1)[0].fingerprint
    assert audited.find_subject(text[3:10]).found is None


def test_a_fingerprint_of_two_subjects_is_ambiguous_and_both_are_named(audited: Store) -> None:
    """Parts with the same serial number and model share a fingerprint."""
    save_findings(audited, evaluate(audited), fingerprint="v1:" + "a" * 32)
    search = audited.find_subject("aaaaaaaa")
    assert (search.found, search.reason, len(search.near)) == (None, "3 findings begin with 'aaaaaaaa'", 3)


def test_a_finding_that_is_over_is_said_to_be_over(audited: Store) -> None:
    fingerprint = findings_of(audited, 1)[0].fingerprint
    audited.save_findings(evaluate(audited), ())
    search = audited.find_subject(fingerprint)
    assert (search.found, "is not in the last evaluation" in search.reason) == (None, True)


@pytest.mark.parametrize(
    ("text", "near"),
    [("switch-2", "switch-1"), ("switch-1:psu", "switch-1:psu:1"), ("swich-1:psu:1", "switch-1")],
)
def test_an_unknown_name_comes_back_with_the_nearest(audited: Store, text: str, near: str) -> None:
    search = audited.find_subject(text)
    assert (search.found, search.near[0].startswith(near)) == (None, True)


def test_a_system_name_points_to_its_target(audited: Store) -> None:
    assert audited.find_subject("core").near == ("switch-1",)


def test_a_target_that_was_never_polled_says_so(audited: Store) -> None:
    audited.save_targets("run-1", (target_of("switch-9"),), retire_missing=False)
    assert audited.find_subject("switch-9").reason == "target 'switch-9' was never polled"


def test_an_id_that_is_not_stored_is_refused(audited: Store) -> None:
    with pytest.raises(StoreError, match="has no component 999"):
        audited.explanation(SubjectId(SubjectKind.COMPONENT, 999))


def test_evidence_leads_to_the_row_the_section_and_the_recording(audited: Store) -> None:
    evidence = audited.explanation(component(audited, "switch-1:psu:1")).subject.evidence[0]
    section, recording = evidence.section, evidence.recording
    assert section is not None
    assert recording is not None
    assert (evidence.vendor, evidence.raw, evidence.oid_or_line) == ("zte", b"ZTE", f"{MFG_NAME}.2")
    assert (section.kind, section.root, section.end, section.row) == ("entity", MFG_NAME, "complete", 1)
    assert (section.digest, section.state, section.row_match) == (
        told().sections[0].digest,
        PayloadState.VERIFIED,
        RowMatch.VALUE,
    )
    assert (recording.id, recording.security, recording.authenticated) == (told().id, "v2c", False)


def test_an_address_in_the_index_of_a_row_is_found_there(audited: Store) -> None:
    evidence = audited.explanation(component(audited, "switch-1:mac:48435a7c3100")).subject.evidence[0]
    assert evidence.section is not None
    assert evidence.section.row_match is RowMatch.INDEX


def test_evidence_that_its_row_does_not_hold_is_not_called_equal(store: Store) -> None:
    device = device_of(root(mfg_name="Cisco"), part("psu:1", 0, mfg_name="ZTE"))
    save(store, device, told())
    evidence = store.explanation(component(store, "switch-1:psu:1")).subject.evidence[0]
    assert evidence.section is not None
    assert evidence.section.row_match is RowMatch.DIFFERS


def test_a_payload_removed_by_retention_keeps_its_digest(audited: Store) -> None:
    found = component(audited, "switch-1:mac:48435a7c3100")
    audited._session.connection.execute("UPDATE neighbor SET personal = 0")
    audited.purge_personal_data("2027-01-01T00:00:00Z")
    section = audited.explanation(found).subject.evidence[0].section
    assert section is not None
    assert (section.state, section.row_match) == (PayloadState.REMOVED, RowMatch.NOT_COMPARED)
    assert section.digest == told().sections[1].digest


def test_a_payload_with_one_octet_changed_is_called_damaged(audited: Store, path: Path) -> None:
    changed = told().payloads[0].payload.replace(b"Cisco", b"Cosco")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE section SET payload = ?", (zlib.compress(changed),))
        connection.commit()
    section = audited.explanation(component(audited, "switch-1:psu:1")).subject.evidence[0].section
    assert section is not None
    assert (section.state, section.row_match) == (PayloadState.DAMAGED, RowMatch.NOT_COMPARED)


@pytest.mark.parametrize(
    "payload", [zlib.compress(b"something else"), b"no zlib", zlib.compress(b"\0" * 9999)]
)
def test_a_payload_that_was_changed_is_called_damaged(audited: Store, path: Path, payload: bytes) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE section SET payload = ?", (payload,))
        connection.commit()
    section = audited.explanation(component(audited, "switch-1:psu:1")).subject.evidence[0].section
    assert section is not None
    assert section.state is PayloadState.DAMAGED


def test_verdicts_come_with_their_finding_and_the_evaluation(audited: Store) -> None:
    explained = audited.explanation(component(audited, "switch-1:psu:1"))
    verdict = explained.verdicts[0]
    assert verdict.finding is not None
    assert (verdict.verdict.status, verdict.policy_digest, verdict.is_current) == (
        Status.EXCLUDED,
        "a" * 64,
        True,
    )
    assert (explained.run_id, explained.as_of, verdict.finding.severity) == ("run-1", "2026-11-22", "high")


def test_a_device_decided_by_a_part_brings_the_parts_evidence(audited: Store) -> None:
    explained = audited.explanation(component(audited, "switch-1"))
    assert [verdict.part for verdict in explained.verdicts] == ["psu:1"]
    assert [(p.key, p.evidence[0].vendor) for p in explained.parts] == [("psu:1", "zte")]


def test_a_subject_read_again_and_not_judged_keeps_its_finding_marked(audited: Store) -> None:
    audited.start_run(run_of("run-2"))
    changed = device_of(root(mfg_name="Cisco"), part("psu:1", 1, mfg_name="Nokia", serial_num="Z1"))
    save(audited, changed, told("run-2"))
    verdicts = audited.explanation(component(audited, "switch-1:psu:1")).verdicts
    assert [(v.verdict.status, v.is_current) for v in verdicts] == [(Status.EXCLUDED, False)]


def test_a_part_that_is_gone_has_no_verdict_and_says_so(audited: Store) -> None:
    audited.start_run(run_of("run-2"))
    save(audited, device_of(root(mfg_name="Cisco")), told("run-2"))
    audited.save_findings(evaluate(audited), ())
    explained = audited.explanation(component(audited, "switch-1:psu:1"))
    assert (explained.verdicts, explained.subject.is_current) == ((), False)


@pytest.mark.parametrize("parts", [(), (part("psu:1", 0, serial_num="Z1"),)], ids=["unseen", "tells less"])
def test_a_part_kept_after_a_partial_reading_leads_to_the_earlier_recording(
    audited: Store, parts: tuple[Component, ...]
) -> None:
    audited.start_run(run_of("run-2"))
    partial = recording_of(
        (SectionKind.SYSTEM, "1.3.6.1.2.1.1", [text_row("1.3.6.1.2.1.1.5.0", "core")]),
        run_id="run-2",
        outcome=Outcome.PARTIAL,
        reason=Reason.STOPPED_ANSWERING,
    )
    save(audited, device_of(root(), *parts), partial)
    recording = audited.explanation(component(audited, "switch-1:psu:1")).subject.evidence[0].recording
    assert recording is not None
    assert recording.id == told().id


def test_the_gaps_of_the_device_come_with_it(audited: Store) -> None:
    audited.start_run(run_of("run-2"))
    failed = recording_of(run_id="run-2", outcome=Outcome.FAILED, reason=Reason.NO_ANSWER)
    audited.save_recording(failed)
    gaps = audited.explanation(component(audited, "switch-1:psu:1")).coverage
    assert [(gap.stage, gap.reason) for gap in gaps] == [("collect", Reason.NO_ANSWER)]


def test_too_short_a_fingerprint_is_told_how_long_it_must_be(audited: Store) -> None:
    assert "8 digits or more" in audited.find_subject("v1:7f64").reason
