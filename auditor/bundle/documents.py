"""The JSON of a bundle: records to documents and back, the way back as strict as for a stranger's.

What is written here is what a bundle says for ever. The name of the credential is left out: it
proves nothing, and may tell how access is organised. Next: `compose` writes, `rederive` reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NoReturn, TypeVar

from auditor.errors import BundleError
from auditor.model.attestations import attested_makers
from auditor.model.finding import Finding, Status
from auditor.model.identity import SubjectKind
from auditor.model.policy import Profile
from auditor.model.recording import End, Outcome, Problem, Reason, Recording, RecordingSection, Section
from auditor.model.sections import SectionKind
from auditor.model.target import Target, Transport

Word = TypeVar("Word", bound=StrEnum)
MAX_NUMBER = 2**31 - 1
"""Ordinals and rows are counted from 0, and no table comes near this."""
LEFT_OUT = "left out of the bundle: it shows subscribers' equipment"


class Document:
    """One JSON object; BundleError names the file and the key that is not as it must be."""

    def __init__(self, values: Mapping[str, object], file: str) -> None:
        self._values, self._file = values, file

    @classmethod
    def parse(cls, data: bytes, file: str) -> Document:
        """The object in `data`; no text of it has a lone surrogate, which no store can hold."""
        try:
            values = json.loads(data)
            json.dumps(values, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise BundleError(f"is not JSON: {error}", file=file) from error
        if not isinstance(values, dict):
            raise BundleError("is not a JSON object", file=file)
        return cls(values, file)

    def states(self, key: str) -> bool:
        """Whether there is such a key: earlier versions did not write all of them."""
        return key in self._values

    def text(self, key: str) -> str:
        value = self._values.get(key)
        return value if isinstance(value, str) else self._fail(key, "a text")

    def number(self, key: str) -> int:
        value = self._values.get(key)
        counts = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_NUMBER
        return value if isinstance(value, int) and counts else self._fail(key, "a count")

    def flag(self, key: str) -> bool:
        value = self._values.get(key)
        return value if isinstance(value, bool) else self._fail(key, "true or false")

    def word(self, key: str, words: type[Word]) -> Word:
        value = self.text(key)
        return words(value) if value in tuple(words) else self._fail(key, "a known word")

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            return self._fail(key, "a date")

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._values.get(key)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            return self._fail(key, "a list of texts")
        return tuple(values)

    def object(self, key: str) -> Document:
        value = self._values.get(key)
        return Document(value, self._file) if isinstance(value, dict) else self._fail(key, "an object")

    def texts_by_key(self) -> dict[str, str]:
        """All of it, where every value is a text."""
        return {key: self.text(key) for key in self._values}

    def objects(self, key: str) -> tuple[Document, ...]:
        values = self._values.get(key)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            return self._fail(key, "a list of objects")
        return tuple(Document(value, self._file) for value in values)

    def require_distinct(self, key: str, numbers: Sequence[int]) -> None:
        """BundleError where objects of the document share a number."""
        if len(set(numbers)) != len(numbers):
            self._fail(key, "of one section alone")

    def _fail(self, key: str, wanted: str) -> NoReturn:
        raise BundleError(f"is not {wanted}", file=self._file, place=key)


class TargetStatement(NamedTuple):
    """What a bundle says of a target, and its recordings in the order they are read in."""

    target_id: str
    site: str
    tags: tuple[str, ...]
    in_scope: bool
    out_of_scope_reason: str
    recordings: tuple[str, ...]


class JudgingStatement(NamedTuple):
    """How the verdicts were reached. `policies` are (id, sha256); `scope` is "finding" or "audit"."""

    scope: str
    product_version: str
    run_id: str
    as_of: date
    evaluated_at: str
    profile: Profile
    policies: tuple[tuple[str, str], ...]
    knowledge_digest: str


class FindingStatement(NamedTuple):
    """What verification must arrive at again."""

    fingerprint: str
    policy_id: str
    rule_id: str
    status: Status
    vendor: str
    confidence: str
    because: str
    device_id: str
    subject_kind: SubjectKind
    subject_key: str
    subject: str
    through_part: str
    observed: tuple[str, ...]
    attested: tuple[str, ...] = ()
    """Makers that suppliers attest of the subject: given, as they are not observed."""


def finding_statement(finding: Finding) -> FindingStatement:
    """What a finding claims, without what only people need."""
    own = () if finding.through_part else attested_makers(finding.attestations)
    names = (name for name in FindingStatement._fields if name != "attested")
    return FindingStatement(*(getattr(finding, name) for name in names))._replace(attested=own)


def target_statement(target: Target, recordings: tuple[str, ...]) -> TargetStatement:
    """What rules may know of a target, and no address."""
    return TargetStatement(
        target.id, target.site, target.tags, target.in_scope, target.out_of_scope_reason, recordings
    )


def recording_values(recording: Recording, left_out: frozenset[str]) -> dict[str, object]:
    """The statement of a recording; `left_out` are digests of payloads that are not in the bundle."""
    sections = (
        {**_section_values(section), "included": section.digest not in left_out}
        for section in recording.sections
    )
    names = (
        *("id", "run_id", "target_id", "transport", "address", "started_at", "finished_at", "outcome"),
        *("detail", "security", "authenticated", "plan_digest", "collector_version", "problems"),
    )
    values = {name: getattr(recording, name) for name in names}
    return {**values, "reason": recording.reason or "", "sections": tuple(sections)}


def read_recording(document: Document, payloads: Mapping[str, bytes]) -> Recording:
    """The recording of a statement; sections without a payload in `payloads` count as left out."""
    pairs = [_read_section(section, payloads) for section in document.objects("sections")]
    document.require_distinct("ordinal", [section.ordinal for section, _ in pairs])
    return Recording(
        id=document.text("id"),
        run_id=document.text("run_id"),
        target_id=document.text("target_id"),
        transport=document.word("transport", Transport),
        address=document.text("address"),
        started_at=document.text("started_at"),
        finished_at=document.text("finished_at"),
        outcome=document.word("outcome", Outcome),
        reason=document.word("reason", Reason) if document.text("reason") else None,
        detail=document.text("detail"),
        security=document.text("security"),
        authenticated=document.flag("authenticated"),
        credential="",
        plan_digest=document.text("plan_digest"),
        collector_version=document.text("collector_version"),
        sections=tuple(section for section, _ in pairs),
        payloads=tuple(payload for _, payload in pairs),
        problems=tuple(
            Problem(problem.word("reason", Reason), problem.text("unit"), problem.text("detail"))
            for problem in document.objects("problems")
        ),
    )


def read_target(document: Document) -> TargetStatement:
    """The statement about one target."""
    return TargetStatement(
        document.text("target_id"),
        document.text("site"),
        document.texts("tags"),
        document.flag("in_scope"),
        document.text("out_of_scope_reason"),
        document.texts("recordings"),
    )


def judging_values(judging: JudgingStatement) -> dict[str, object]:
    """The document of `read_judging`."""
    policies = tuple({"id": policy_id, "sha256": digest} for policy_id, digest in judging.policies)
    values = {name: value for name, value in judging._asdict().items() if name != "profile"}
    answers = {"affirmed": judging.profile.affirmed, "denied": judging.profile.denied}
    return {**values, **answers, "policies": policies}


def read_judging(document: Document) -> JudgingStatement:
    """How the verdicts of a bundle were reached."""
    return JudgingStatement(
        document.text("scope"),
        document.text("product_version"),
        document.text("run_id"),
        document.day("as_of"),
        document.text("evaluated_at"),
        Profile(document.texts("affirmed"), document.texts("denied")),
        tuple((policy.text("id"), policy.text("sha256")) for policy in document.objects("policies")),
        document.text("knowledge_digest"),
    )


def read_finding(document: Document) -> FindingStatement:
    """What verification must arrive at."""
    return FindingStatement(
        document.text("fingerprint"),
        document.text("policy_id"),
        document.text("rule_id"),
        document.word("status", Status),
        document.text("vendor"),
        document.text("confidence"),
        document.text("because"),
        document.text("device_id"),
        document.word("subject_kind", SubjectKind),
        document.text("subject_key"),
        document.text("subject"),
        document.text("through_part"),
        document.texts("observed"),
        document.texts("attested") if document.states("attested") else (),
    )


def _section_values(section: RecordingSection) -> dict[str, object]:
    names = ("ordinal", "kind", "root", "context", "end", "detail", "row_count", "digest")
    return {name: getattr(section, name) for name in names}


def _read_section(document: Document, payloads: Mapping[str, bytes]) -> tuple[RecordingSection, Section]:
    digest = document.text("digest")
    included = document.flag("included")
    payload = Section(digest, payloads[digest]) if included and digest in payloads else Section.of(b"")
    section = RecordingSection(
        document.number("ordinal"),
        document.word("kind", SectionKind),
        document.text("root"),
        document.text("context"),
        document.word("end", End) if included else End.SKIPPED,
        document.text("detail") if included else LEFT_OUT,
        document.number("row_count"),
        payload.digest,
    )
    return section, payload
