"""Do the documents of a bundle tell of the same findings, devices, recordings and judgement?

What is dropped from one of them is missed by another. A bundle without a signature that is made
anew as a whole still agrees with itself: `verify` says so. Must not decode or judge anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.bundle import layout
from auditor.bundle.archive import ArchiveReader
from auditor.bundle.documents import (
    Document,
    FindingStatement,
    JudgingStatement,
    TargetStatement,
    read_finding,
)


class Check(NamedTuple):
    """One thing that was checked. `subject` names it, `detail` says what was found; both unescaped."""

    subject: str
    holds: bool
    detail: str


class Contents(NamedTuple):
    """What a bundle says it is about."""

    judging: JudgingStatement
    findings: tuple[FindingStatement, ...]
    targets: tuple[TargetStatement, ...]


def disagreements(archive: ArchiveReader, manifest: Document, contents: Contents) -> Iterator[Check]:
    """One failed check for each document that another one contradicts; nothing when all agree."""
    judging, findings, targets = contents
    named = (manifest.text("scope"), manifest.text("run_id"), manifest.day("as_of"))
    if named != (judging.scope, judging.run_id, judging.as_of):
        yield _failed(layout.MANIFEST, f"states another scope, run or day than {layout.JUDGING}")
    if not _same(manifest.texts("findings"), [finding.fingerprint for finding in findings]):
        yield _failed(layout.FINDINGS, "holds other findings than the manifest")
    if not _same(manifest.texts("devices"), [target.target_id for target in targets]):
        yield _failed(layout.DEVICES, "holds other devices than the manifest")
    known = {layout.recording_name(identity) for target in targets for identity in target.recordings}
    for name in sorted(archive.names):
        if name.startswith(layout.RECORDING_FOLDER) and name not in known:
            yield _failed(name, f"is of no device in {layout.DEVICES}")
    if judging.scope == "audit":
        yield from _report_differs(archive, contents)
    elif len(findings) != 1:
        yield _failed(layout.FINDINGS, f"is about one finding, and holds {len(findings)}")


def _report_differs(archive: ArchiveReader, contents: Contents) -> Iterator[Check]:
    report = Document.parse(archive.read(layout.AUDIT), layout.AUDIT)
    # What suppliers attest is told apart from the findings in a report.
    told = {read_finding(finding)._replace(attested=()) for finding in report.objects("findings")}
    if told != {finding._replace(attested=()) for finding in contents.findings}:
        yield _failed(layout.AUDIT, f"tells of other findings than {layout.FINDINGS}")
    devices = [device.text("device_id") for device in report.objects("devices")]
    if not _same(devices, [target.target_id for target in contents.targets]):
        yield _failed(layout.AUDIT, f"tells of other devices than {layout.DEVICES}")


def _same(stated: Sequence[str], held: Sequence[str]) -> bool:
    return sorted(stated) == sorted(held)


def _failed(subject: str, detail: str) -> Check:
    return Check(subject, False, detail)
