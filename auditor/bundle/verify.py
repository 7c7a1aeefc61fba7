"""Is a bundle what it was, and does it lead to its verdicts again? Offline, from the bundle alone.

Every byte is checked against the manifest before it is used, the manifest against its signature.
Trouble with the archive itself is a BundleError; what does not hold is a check that fails.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from auditor import __version__
from auditor.bundle import layout
from auditor.bundle.archive import ArchiveReader, opened_archive
from auditor.bundle.completeness import Check, Contents, disagreements
from auditor.bundle.documents import (
    Document,
    FindingStatement,
    JudgingStatement,
    TargetStatement,
    read_finding,
    read_judging,
    read_recording,
    read_target,
)
from auditor.bundle.figures import misstatements
from auditor.bundle.rederive import Reached, Verdict, Yardstick, differences, reach_again, verdict_of
from auditor.bundle.signing import is_signed, key_id
from auditor.errors import AuditorError, BundleError
from auditor.evaluate import OPERATOR_POLICY_ID, parse_pack, read_operator_document
from auditor.identify import Knowledge, parse_knowledge
from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.oui import OuiTable
from auditor.model.policy import Policy
from auditor.model.recording import Recording

UNLISTED = frozenset({layout.MANIFEST, layout.SIGNATURE})


class Verification(NamedTuple):
    """What became of a bundle. `intact`: bytes and signature hold. `notes` are worth knowing.
    `origin_doubt`: why nobody knows who wrote it, "" when its signature was checked."""

    product_version: str
    checks: tuple[Check, ...]
    notes: tuple[str, ...]
    intact: bool
    origin_doubt: str

    @property
    def verified(self) -> bool:
        """Whether everything holds."""
        return all(check.holds for check in self.checks)

    @property
    def conclusion(self) -> str:
        """The result in words. Without a signature that was checked, whoever changed a bundle may have
        made the rest of it agree."""
        if not self.verified:
            return "NOT verified"
        doubt = self.origin_doubt
        return f"consistent; origin not proven ({doubt})" if doubt else "verified"

    @property
    def same_version(self) -> bool:
        """Whether this auditor is the one that judged."""
        return self.product_version == __version__


def verify_bundle(path: Path, public_key: Ed25519PublicKey | None, ours: Knowledge) -> Verification:
    """Check the bundle at `path`; `ours` is compared with the knowledge that it brings."""
    with opened_archive(path) as archive:
        document = Document.parse(archive.read(layout.MANIFEST), layout.MANIFEST)
        if document.text("schema") != layout.SCHEMA:
            raise BundleError(
                "is a bundle of another version", file=str(path), remedy="verify it with a newer auditor"
            )
        version = document.text("product_version")
        doubt = "" if public_key else "no key given" if layout.SIGNATURE in archive.names else "not signed"
        integrity = (_signature(archive, document, public_key), *_files(archive, document))
        if not all(check.holds for check in integrity):
            return Verification(version, integrity, (), intact=False, origin_doubt=doubt)
        try:
            again, notes = _verdicts(archive, document, ours)
        except BundleError:
            raise
        except AuditorError as error:
            again, notes = (Check("verdicts", False, f"cannot be reached again: {error}"),), ()
        return Verification(version, (*integrity, *again), notes, intact=True, origin_doubt=doubt)


def _signature(archive: ArchiveReader, manifest: Document, key: Ed25519PublicKey | None) -> Check:
    signed = layout.SIGNATURE in archive.names
    if key is None:
        signer = manifest.text("signed_by")
        unchecked = f"by key {signer}, not checked: give --public-key" if signed else "none"
        return Check("signature", True, unchecked)
    if not signed:
        return Check("signature", False, "there is none, and --public-key asks for one")
    holds = is_signed(key, archive.read(layout.MANIFEST), archive.read(layout.SIGNATURE))
    return Check("signature", holds, f"{'is' if holds else 'is not'} by key {key_id(key)}")


def _files(archive: ArchiveReader, manifest: Document) -> Iterator[Check]:
    """Every file is listed and is what the list says."""
    listed = {entry.text("name"): entry for entry in manifest.objects("files")}
    for name in sorted(archive.names - UNLISTED - set(listed)):
        yield Check(name, False, "is not in the manifest")
    for name in sorted(set(listed) - archive.names):
        yield Check(name, False, "is missing")
    good = 0
    for name in sorted(set(listed) & archive.names):
        digest = hashlib.sha256(archive.read(name)).hexdigest()
        in_name = name.removeprefix(layout.SECTION_FOLDER).removesuffix(".bin")
        addressed = name.startswith(layout.SECTION_FOLDER)
        if digest != listed[name].text("sha256") or (addressed and digest != in_name):
            yield Check(name, False, "its bytes are not those of the manifest")
        else:
            good += 1
    yield Check("files", good == len(listed), f"{good} of {len(listed)} match their sha256")


def _verdicts(
    archive: ArchiveReader, manifest: Document, ours: Knowledge
) -> tuple[tuple[Check, ...], tuple[str, ...]]:
    judging = read_judging(Document.parse(archive.read(layout.JUDGING), layout.JUDGING))
    knowledge = _knowledge(archive)
    policies = tuple(_policy(archive, *stated, knowledge) for stated in judging.policies)
    yardstick = Yardstick(knowledge, policies, judging)
    stated = Document.parse(archive.read(layout.FINDINGS), layout.FINDINGS)
    devices = Document.parse(archive.read(layout.DEVICES), layout.DEVICES)
    contents = Contents(
        judging,
        tuple(map(read_finding, stated.objects("findings"))),
        tuple(map(read_target, devices.objects("devices"))),
    )
    checks = (*disagreements(archive, manifest, contents), *_findings(archive, contents, yardstick))
    return checks, tuple(_notes(judging, knowledge, ours))


def _findings(archive: ArchiveReader, contents: Contents, yardstick: Yardstick) -> Iterator[Check]:
    devices = ((target, _recordings(archive, target)) for target in contents.targets)
    reached, figures = reach_again(devices, contents.findings, yardstick)
    known = {target.target_id for target in contents.targets}
    for finding in contents.findings:
        wrong = "; ".join(differences(finding, reached.get(verdict_of(finding))))
        if finding.device_id not in known:
            wrong = "its device is not in the bundle"
        verdict = f"{finding.status.value}: {finding.because}"
        yield Check(_name(finding), not wrong, wrong or f"reached again: {verdict}")
    if contents.judging.scope == "audit":
        yield from _unstated(reached, contents.findings)
        report = Document.parse(archive.read(layout.AUDIT), layout.AUDIT)
        yield from misstatements(report, figures)


def _unstated(reached: Mapping[Verdict, Reached], stated: Iterable[FindingStatement]) -> Iterator[Check]:
    """A whole audit must not be silent about anything it leads to."""
    for verdict in sorted(set(reached) - set(map(verdict_of, stated))):
        found = reached[verdict].finding
        name = f"{found.device_id} {found.subject_key or 'device'}"
        yield Check(name, False, f"is {found.status.value} here, and not in findings.json")


def _name(finding: FindingStatement) -> str:
    return f"{finding.fingerprint} {finding.device_id}: {finding.subject}"


def _recordings(archive: ArchiveReader, target: TargetStatement) -> tuple[Recording, ...]:
    return tuple(_recording(archive, target, identity) for identity in target.recordings)


def _recording(archive: ArchiveReader, target: TargetStatement, identity: str) -> Recording:
    name = layout.recording_name(identity)
    document = Document.parse(archive.read(name), name)
    digests = [s.text("digest") for s in document.objects("sections") if s.flag("included")]
    payloads = {digest: archive.read(layout.section_name(digest)) for digest in digests}
    recording = read_recording(document, payloads)
    if (recording.id, recording.target_id) != (identity, target.target_id):
        raise BundleError("is the statement of another recording", file=name)
    return recording


def _knowledge(archive: ArchiveReader) -> Knowledge:
    names = sorted(name for name in archive.names if name.startswith(layout.KNOWLEDGE_FOLDER))
    files = {name.removeprefix(layout.KNOWLEDGE_FOLDER): _text(archive, name) for name in names}
    try:
        oui = OuiTable.parse(_text(archive, layout.OUI_ROWS))
        enterprises = EnterpriseTable.parse(_text(archive, layout.ENTERPRISE_ROWS))
    except ValueError as error:
        raise BundleError(f"is no registry table: {error}", file="registries/") from error
    return parse_knowledge(files, oui, enterprises)


def _text(archive: ArchiveReader, name: str) -> str:
    try:
        return archive.read(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BundleError("is not UTF-8", file=name) from error


def _policy(archive: ArchiveReader, policy_id: str, digest: str, knowledge: Knowledge) -> Policy:
    data, known = archive.read(layout.policy_name(digest)), knowledge.vendors.ids()
    if policy_id == OPERATOR_POLICY_ID:
        policy = read_operator_document(data, known)
    else:
        policy = parse_pack(data, f"{policy_id}.toml", known)
    if (policy.id, policy.digest) != (policy_id, digest):
        raise BundleError("is not the policy that judged", file=layout.policy_name(digest))
    return policy


def _notes(judging: JudgingStatement, knowledge: Knowledge, ours: Knowledge) -> Iterator[str]:
    """What the bundle's own words cannot prove: that its knowledge and registry rows are true."""
    yield f"judged as of {judging.as_of}, run {judging.run_id}, by auditor {judging.product_version}"
    if judging.product_version != __version__:
        yield f"this is auditor {__version__}: another version may read or judge otherwise"
    same = knowledge.sources[0].digest == ours.sources[0].digest
    yield f"the knowledge is {'' if same else 'not '}the one this auditor has"
    rows = [row[:2] for row in knowledge.oui.rows()]
    held = {(prefix, name) for prefix, name, _ in ours.oui.rows()}
    agreed = sum(row in held for row in rows) + sum(
        ours.enterprises.lookup(number) == name for number, name in knowledge.enterprises.rows()
    )
    yield f"{agreed} of {len(rows) + len(knowledge.enterprises)} registry rows are as this auditor has them"
