"""Why the inventory says what it says of one subject: the chain from a verdict to the bytes.

Read top-down as the chain runs: verdict and clause, identification, evidence with the row that
read it, section and recording, coverage gaps. Next: `report.explain`, which words it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from auditor.model.attestations import Attestation
from auditor.model.decisions import Acceptance, Decision
from auditor.model.finding import Coverage, Verdict
from auditor.model.identity import Claim, EvidenceRole, Field, Strength, SubjectKind, Technique
from auditor.model.policy import Citation
from auditor.model.recording import Instant


class PayloadState(StrEnum):
    """What became of the bytes a piece of evidence was read from."""

    VERIFIED = "verified"
    """Stored, and their sha256, computed anew, is the recorded one."""
    REMOVED = "removed"
    """Removed by retention; the digest stays as the proof of what was there."""
    DAMAGED = "damaged"
    """Stored, but their sha256 is another one."""


class RowMatch(StrEnum):
    """Whether the row that evidence points to still says what the evidence quotes."""

    VALUE = "value"
    INDEX = "index"
    """The octets are part of the row's OID (forwarding and ARP tables)."""
    LINE = "line"
    """The line of what a command wrote holds the octets."""
    DIFFERS = "differs"
    NOT_COMPARED = "not_compared"


class SubjectId(NamedTuple):
    """A component or neighbor by its id in the views."""

    kind: SubjectKind
    number: int


class SubjectSearch(NamedTuple):
    """What a text names: `found`, or None with a reason and the nearest names. `rule` is the
    (policy id, rule id) of a finding that was named by its fingerprint."""

    found: SubjectId | None
    rule: tuple[str, str] | None = None
    reason: str = ""
    near: tuple[str, ...] = ()


class RowOrigin(NamedTuple):
    """Where a knowledge row is written. `reads` says what it matches; `current` is False for a
    row that today's knowledge and registries do not hold in this form."""

    reads: str
    source: str
    date: str
    current: bool


class SectionFacts(NamedTuple):
    """The table or output evidence was read from. `row` counts from 0, lines of an output from 1; None
    where the OID alone says which row it was and the rows are no longer there. `line` is that line as it
    is stored, unescaped, "" where there is none."""

    digest: str
    kind: str
    root: str
    context: str
    end: str
    row: int | None
    state: PayloadState
    row_match: RowMatch
    line: str = ""


class RecordingFacts(NamedTuple):
    """The attempt at the device that brought a section."""

    id: str
    run_id: str
    transport: str
    address: str
    started_at: Instant
    finished_at: Instant
    outcome: str
    security: str
    authenticated: bool


class ExplainedEvidence(NamedTuple):
    """One piece of evidence; `origin` is None until the knowledge was asked."""

    field: Field
    technique: Technique
    claim: Claim
    role: EvidenceRole
    vendor: str
    confidence: int
    matched_text: str
    knowledge_row: str
    oid_or_line: str
    raw: bytes
    registry_digest: str
    section: SectionFacts | None
    recording: RecordingFacts | None
    origin: RowOrigin | None = None


class ExplainedBelief(NamedTuple):
    """A vendor that rules must consider. `code` is why no more is believed; `words` says it."""

    vendor: str
    strength: Strength
    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedSubject:
    """A component or neighbor with what it says of itself, what is concluded and on what."""

    id: SubjectId
    key: str
    """Component path ("" for the device itself) or neighbor key."""
    what: str
    """Physical class of a component, protocol of a neighbor."""
    said: tuple[tuple[str, str], ...]
    """(field, text) of what was stated, unescaped."""
    interface: str
    status: str
    manufacturer: str
    brand: str
    os_vendor: str
    confidence: int
    conflict: bool
    structural: bool
    beliefs: tuple[ExplainedBelief, ...]
    first_seen: Instant
    last_seen: Instant
    is_current: bool
    evidence: tuple[ExplainedEvidence, ...]
    attestations: tuple[Attestation, ...] = ()
    """What suppliers attest of it; no evidence."""


class Clause(NamedTuple):
    """What a rule says and where that is written; `taken_from` names what it was read from."""

    text: str
    citation: Citation | None
    exceptions: tuple[str, ...]
    taken_from: str


class ExplainedFinding(NamedTuple):
    """What the last evaluation reported of the subject under one rule."""

    fingerprint: str
    severity: str
    first_detected_at: Instant
    citation: Citation
    acceptance: Acceptance | None = None
    decision: Decision | None = None
    confirmed_at: Instant = ""
    attestations: tuple[Attestation, ...] = ()


class ExplainedVerdict(NamedTuple):
    """A verdict with its clause. `is_current` is False where only the finding is left, because
    the subject was read again and not judged since. `part` is the key of the deciding part."""

    verdict: Verdict
    policy_title: str
    policy_digest: str
    policy_citations: tuple[Citation, ...]
    finding: ExplainedFinding | None
    is_current: bool = True
    part: str | None = None
    clause: Clause | None = None


class ExplainedDevice(NamedTuple):
    """The device the subject is in, or was seen from."""

    id: str
    name: str
    address: str
    site: str
    status: str
    because: str
    outcome: str
    last_seen: Instant
    retired_at: Instant


class Explanation(NamedTuple):
    """The whole chain for one subject. `parts` are those that decided a device's verdicts;
    `run_id` and `as_of` are "" where nothing was judged; `vendor_names` are (id, name)."""

    device: ExplainedDevice
    subject: ExplainedSubject
    run_id: str
    as_of: str
    verdicts: tuple[ExplainedVerdict, ...]
    parts: tuple[ExplainedSubject, ...]
    coverage: tuple[Coverage, ...]
    vendor_names: tuple[tuple[str, str], ...] = ()
