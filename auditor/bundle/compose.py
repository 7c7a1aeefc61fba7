"""Collects what a finding, or a whole audit, rests on, and writes it as a bundle.

One device at a time, so that memory does not grow with the fleet. Reads the store and today's
knowledge; a bundle that does not lead to the same verdicts again is not written. Next: `verify`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from auditor import __version__
from auditor.bundle import layout
from auditor.bundle.archive import ArchiveWriter, written_archive
from auditor.bundle.documents import (
    JudgingStatement,
    TargetStatement,
    finding_statement,
    judging_values,
    recording_values,
    target_statement,
)
from auditor.bundle.readme import readme_text
from auditor.bundle.rederive import consult
from auditor.bundle.signing import Signer
from auditor.errors import BundleError
from auditor.explain_run import explain_subject
from auditor.identify import Knowledge
from auditor.identify.registries.consulted import ConsultedEnterprises, ConsultedOui
from auditor.model.finding import AuditResult, Finding
from auditor.model.fingerprint import MIN_DIGITS, beginning_of
from auditor.model.identity import SubjectKind
from auditor.model.recording import Recording, Section
from auditor.model.sections import PERSONAL_DATA_KINDS
from auditor.model.target import Target
from auditor.report.explain import render_explanation
from auditor.report.json_report import render_json
from auditor.report.record_json import render_record
from auditor.store import Store

EXPLANATION_WIDTH = 100


class Sources(NamedTuple):
    """What a bundle is made from. `files` are the knowledge files by name."""

    store: Store
    knowledge: Knowledge
    files: Mapping[str, str]


class Scope(NamedTuple):
    """What a bundle is about. `name` is "finding" or "audit"."""

    name: str
    result: AuditResult
    findings: tuple[Finding, ...]
    device_ids: tuple[str, ...]


def scope_of(result: AuditResult, fingerprint: str | None) -> Scope:
    """The one finding that a fingerprint (or its beginning) names, else the whole audit."""
    if fingerprint is None:
        devices = tuple(sorted(device.device_id for device in result.devices))
        return Scope("audit", result, tuple(result.findings), devices)
    wanted = beginning_of(fingerprint)
    found = [one for one in result.findings if wanted and one.fingerprint.startswith(wanted)]
    if len(found) != 1:
        reason = f"{len(found)} findings of the last evaluation begin with {fingerprint!r}"
        raise BundleError(
            reason,
            place="FINGERPRINT",
            remedy=f"give {MIN_DIGITS} or more characters of one that auditor report -o json=- lists",
        )
    return Scope("finding", result, tuple(found), (found[0].device_id,))


def write_bundle(sources: Sources, scope: Scope, path: Path, signer: Signer | None) -> None:
    """Write the bundle of `scope`, readable by its owner alone; BundleError when it cannot be."""
    traced = _traced(sources.knowledge)
    with written_archive(path) as archive:
        _add_judging(archive, sources, scope)
        _add_devices(archive, sources, scope, traced)
        oui, enterprises = traced.oui, traced.enterprises
        assert isinstance(oui, ConsultedOui)
        assert isinstance(enterprises, ConsultedEnterprises)
        archive.add(layout.OUI_ROWS, oui.consulted_text().encode())
        archive.add(layout.ENTERPRISE_ROWS, enterprises.consulted_text().encode())
        _add_explanations(archive, sources, scope)
        manifest = _manifest(archive, scope, signer)
        archive.add(layout.MANIFEST, manifest)
        if signer:
            archive.add(layout.SIGNATURE, signer.sign(manifest))


def _traced(knowledge: Knowledge) -> Knowledge:
    """The same knowledge, remembering which registry rows are asked for."""
    oui, enterprises = ConsultedOui(knowledge.oui), ConsultedEnterprises(knowledge.enterprises)
    return replace(knowledge, oui=oui, enterprises=enterprises)


def _add_judging(archive: ArchiveWriter, sources: Sources, scope: Scope) -> None:
    evaluation = sources.store.last_evaluation()
    judging = JudgingStatement(
        scope.name,
        evaluation.product_version,
        evaluation.run_id,
        evaluation.as_of,
        evaluation.evaluated_at,
        evaluation.profile,
        evaluation.policies,
        sources.knowledge.digest,
    )
    archive.add(layout.README, readme_text(scope.name, scope.result).encode())
    archive.add(layout.JUDGING, _document("judging", judging_values(judging)))
    findings = tuple(finding_statement(finding) for finding in scope.findings)
    archive.add(layout.FINDINGS, _document("findings", {"findings": findings}))
    if scope.name == "audit":
        archive.add(layout.AUDIT, render_json(scope.result).encode())
    for name, text in sorted(sources.files.items()):
        archive.add(layout.KNOWLEDGE_FOLDER + name, text.encode())
    for policy_id, digest in evaluation.policies:
        data = sources.store.artefact(digest)
        if data is None:
            raise BundleError(
                f"the bytes of policy {policy_id!r} are not stored", remedy="run auditor evaluate, then again"
            )
        archive.add(layout.policy_name(digest), data)


def _add_devices(archive: ArchiveWriter, sources: Sources, scope: Scope, traced: Knowledge) -> None:
    with_neighbors = {f.device_id for f in scope.findings if f.subject_kind is SubjectKind.NEIGHBOR}
    targets = {target.id: target for target in sources.store.targets()}
    statements = []
    for device_id in scope.device_ids:
        if device_id not in targets:
            raise BundleError(f"{device_id!r} is no longer a target", remedy="run auditor evaluate")
        keeps = device_id in with_neighbors
        statements.append(_add_device(archive, sources.store, targets[device_id], keeps, traced))
    archive.add(layout.DEVICES, _document("devices", {"devices": tuple(statements)}))


def _add_device(
    archive: ArchiveWriter, store: Store, target: Target, keeps_personal: bool, traced: Knowledge
) -> TargetStatement:
    recordings = []
    for recording in store.recordings(with_base=True, target_ids=(target.id,)):
        left_out = frozenset() if keeps_personal else _personal(recording)
        for section in recording.payloads:
            if section.digest not in left_out:
                archive.add(layout.section_name(section.digest), section.payload)
        document = _document("recording", recording_values(recording, left_out))
        archive.add(layout.recording_name(recording.id), document)
        recordings.append(_without(recording, left_out))
    statement = target_statement(target, tuple(recording.id for recording in recordings))
    consult(recordings, statement, traced)
    return statement


def _personal(recording: Recording) -> frozenset[str]:
    """Digests of payloads that show subscribers' equipment and hold a row."""
    shown = {s.digest for s in recording.sections if s.kind not in PERSONAL_DATA_KINDS}
    personal = {s.digest for s in recording.sections if s.kind in PERSONAL_DATA_KINDS and s.row_count}
    return frozenset(personal - shown)


def _without(recording: Recording, left_out: frozenset[str]) -> Recording:
    payloads = (Section.of(b"") if one.digest in left_out else one for one in recording.payloads)
    return replace(recording, payloads=tuple(payloads))


def _add_explanations(archive: ArchiveWriter, sources: Sources, scope: Scope) -> None:
    for finding in scope.findings[: layout.MAX_EXPLANATIONS]:
        explanation = explain_subject(sources.store, finding.fingerprint, None, sources.knowledge)
        text = render_explanation(explanation, colour=False, width=EXPLANATION_WIDTH)
        archive.add(layout.explanation_name(finding.fingerprint), text.encode("utf-8", "backslashreplace"))


def _manifest(archive: ArchiveWriter, scope: Scope, signer: Signer | None) -> bytes:
    return _document(
        "bundle",
        {
            "product_version": __version__,
            "scope": scope.name,
            "run_id": scope.result.run_id,
            "as_of": scope.result.as_of,
            "findings": tuple(finding.fingerprint for finding in scope.findings),
            "devices": scope.device_ids,
            "signed_by": signer.key_id if signer else "",
            "files": tuple(archive.members),
        },
    )


def _document(kind: str, values: Mapping[str, object]) -> bytes:
    return render_record(layout.SCHEMA if kind == "bundle" else f"{layout.SCHEMA}/{kind}", values).encode()
