"""What the rule pass says: verdicts by judgement class, findings, coverage, the audit result.

A verdict exists for every (subject, rule) pair, stored once per judgement class. Unknown
is never clear, and accepted is not a status.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from auditor.model.attestations import Attestation, AttestedSubject
from auditor.model.comparison import KNOWN
from auditor.model.decisions import SETTLING, Acceptance, Decision
from auditor.model.identity import Belief, SubjectKind
from auditor.model.policy import Citation, PolicyKind, PolicyStatus, Severity
from auditor.model.recording import HARMLESS_GAPS, Instant, Reason


class Status(StrEnum):
    """Value of a verdict."""

    EXCLUDED = "excluded"
    REVIEW = "review"
    UNKNOWN = "unknown"
    NOT_CHECKED = "not_checked"
    UNDETERMINED = "undetermined"
    CLEAR = "clear"
    NOT_APPLICABLE = "not_applicable"


STATUS_ORDER = tuple(Status)
"""Worst first; a summary takes the first that occurs."""


class ExitCode:
    """Exit codes of a run (architecture, chapter 2)."""

    CLEAR = 0
    OUR_FAILURE = 1
    USAGE = 2
    EXCLUDED = 3
    NOT_DECIDED = 4
    STALE_DATA = 5


class JudgementClass(NamedTuple):
    """Every input a rule can read about a subject; subjects with equal tuples share a verdict.

    `contains` are the distinct beliefs about the parts below a device's root; a part of unknown
    maker adds none, coverage counts it. `attested` are the makers that suppliers name for it: a
    word that is weighed apart, and never a belief.
    """

    kind: SubjectKind
    is_root: bool
    ever_read: bool
    structural: bool
    in_scope: bool
    manufacturer: str
    """Concluded vendor id, or "" when unknown."""
    brand: str
    conflict: bool
    beliefs: tuple[Belief, ...]
    contains: tuple[Belief, ...]
    tags: tuple[str, ...]
    attested: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """Judgement of a (judgement class, rule) pair. `because` is a sentence; `vendor` the
    listed vendor id it is about or ""; `through_part` says that a contained part decided."""

    status: Status
    policy_id: str
    rule_id: str
    vendor: str
    confidence: str
    because: str
    through_part: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was not read, decoded, identified or judged, and why."""

    stage: str
    reason: Reason
    device_id: str
    detail: str

    @property
    def hides_parts(self) -> bool:
        """Whether there may be equipment behind it that was not seen."""
        return self.stage in ("collect", "decode") and self.reason not in HARMLESS_GAPS


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict that needs a human; device text in it is unescaped. `subject` names the subject
    for people ("chassis:1/port:49 SFP-10G"), `observed` quotes what was read."""

    fingerprint: str
    policy_id: str
    rule_id: str
    status: Status
    severity: Severity
    confidence: str
    subject_kind: SubjectKind
    device_id: str
    subject_key: str
    subject: str
    site: str
    vendor: str
    vendor_name: str
    because: str
    observed: tuple[str, ...]
    first_detected_at: Instant
    observed_at: Instant
    citation: Citation
    through_part: str = ""
    """Path of the part that decided a device's verdict, or ""."""
    serial_num: str = ""
    """Serial number that the subject states, "" where it states none or a placeholder."""
    interface: str = ""
    """The interface a part belongs to, or a neighbor is seen at; "" where not known."""
    model_name: str = ""
    baseline: str = ""  # `NEW` or `KNOWN` where it was compared with an earlier audit, else ""
    acceptance: Acceptance | None = None
    """The internal acceptance in force that covers it; it does not change the status."""
    decision: Decision | None = None
    """The last word of a human on it."""
    confirmed_at: Instant = ""  # since when that word is "confirmed", or ""
    attestations: tuple[Attestation, ...] = ()  # not observed, and no relief

    @property
    def settled(self) -> bool:
        """Whether somebody decided that it no longer counts for the exit code."""
        decided = self.decision is not None and self.decision.kind in SETTLING
        return self.acceptance is not None or decided

    @property
    def counts(self) -> bool:
        """Whether it counts for the exit code."""
        return self.baseline != KNOWN and not self.settled


class DeviceFacts(NamedTuple):
    """What a summary of a device may read, as the store knows it after an evaluation.

    `complete` says that the latest attempt succeeded and was read to its end.
    `root_statuses` are (status, rule id, because) of the root's verdicts, worst first;
    `part_statuses` count the parts below the root by their worst decided status. `gaps`
    are the distinct reasons of the device's coverage rows. `attested_parts` of the unknown parts
    are covered by an attestation, as the device itself is with `root_attested`.
    """

    device_id: str
    address: str
    site: str
    name: str
    manufacturer: str
    model_name: str
    serial_num: str
    outcome: str
    in_scope: bool
    ever_read: bool
    complete: bool
    root_statuses: tuple[tuple[str, str, str], ...]
    part_statuses: tuple[tuple[str, int], ...]
    components: int
    judged_parts: int
    unknown_parts: int
    neighbors: int
    leads: tuple[str, ...]
    gaps: tuple[str, ...]
    read_at: Instant = ""
    security: str = ""
    source_file: str = ""
    source_line: int = 0
    policy_statuses: tuple[tuple[str, str], ...] = ()
    attested_parts: int = 0
    root_attested: bool = False
    unknown_neighbors: int = 0
    unknown_stations: int = 0  # of them those known by an address alone (FDB, ARP)


class DeviceSummary(NamedTuple):
    """One line about a device: its status after coverage gated it, and why.

    `read_at` is when it was last read, "" if never, and `security` with which message
    security ("v2c", "v3 authPriv sha256/aes256", both). `source_file` and `source_line` say where the
    target is written, "" and 0 where it is in no list. `policy_statuses` are (policy id,
    status) of the device itself, before coverage gates it.
    """

    device_id: str
    address: str
    site: str
    name: str
    manufacturer: str
    model_name: str
    serial_num: str
    status: Status
    because: str
    outcome: str
    components: int
    judged_parts: int
    unknown_parts: int
    neighbors: int
    leads: tuple[str, ...] = ()
    read_at: Instant = ""
    security: str = ""
    source_file: str = ""
    source_line: int = 0
    policy_statuses: tuple[tuple[str, str], ...] = ()
    baseline_coverage: str = ""  # `LOST` or `KEPT` where coverage was compared, else ""
    attested_parts: int = 0  # of `unknown_parts`; attested is not observed
    only_attested: bool = False  # unknown for nothing else: the exit code leaves it out
    unknown_neighbors: int = 0
    unknown_stations: int = 0  # of them those known by an address alone: the exit code leaves them out


class DueMilestone(NamedTuple):
    """A milestone after the day of the audit. `on` is a day, or the words of one that runs from an
    event ("decision+4y"); the counts are of subjects, judged as of the day it has passed."""

    on: str
    kind: str
    requirement: str
    verification: str
    excluded: int
    review: int
    rules: tuple[str, ...] = ()  # the rules it is the date of; () are all of the policy


class PolicySummary(NamedTuple):
    """A policy as used, with the number of verdicts per status (value of Status, count)."""

    id: str
    title: str
    kind: PolicyKind
    status: PolicyStatus
    digest: str
    counts: tuple[tuple[str, int], ...]
    unanswered: tuple[str, ...]
    """Questions of the profile that were not answered, as text."""
    designations: str
    """"", "none bound", or the number of matches with ids and the keyed digest."""
    citations: tuple[Citation, ...] = ()  # so that a policy without findings can be cited too
    undetermined_because: tuple[str, ...] = ()
    """The distinct reasons of its undetermined verdicts, as sentences."""
    milestones: tuple[DueMilestone, ...] = ()  # due after the day of the audit, soonest first
    attested: int = 0  # of its unknown verdicts, those about attested subjects
    stations: int = 0  # of its other unknown verdicts, those about stations beyond a port


class DataSource(NamedTuple):
    """A registry, knowledge set or pack that was used."""

    name: str
    data_date: str
    digest: str
    rows: int
    source: str


@dataclass(frozen=True, slots=True)
class AuditResult:
    """Everything a report shows; device text in it is unescaped. Tuples are sorted."""

    product_version: str
    run_id: str
    mode: str
    """"live", "recordings" or "store"."""
    started_at: Instant
    finished_at: Instant
    as_of: date
    policies: tuple[PolicySummary, ...]
    sources: tuple[DataSource, ...]
    devices: tuple[DeviceSummary, ...]
    findings: Sequence[Finding]  # read as one goes through them: see `model.findings`
    coverage: tuple[Coverage, ...]
    status_counts: tuple[tuple[str, int], ...]
    """Devices per status of their summary."""
    exit_code: int
    vendor_names: tuple[tuple[str, str], ...] = ()
    """(vendor id, name) of the vendors that devices and leads name by their id."""
    inventory_at: Instant = ""
    """Recordings up to then were judged; "" for all there were."""
    private_exit_code: int = 0
    """The exit code that matches under private designation lists alone would give."""
    exit_because: str = ""
    """Why the exit code is what gates made it; "" where none were asked for."""
    notes: tuple[str, ...] = ()
    """What a reader must know before the rest: what the report leaves out, what it is compared with."""
    attested: tuple[AttestedSubject, ...] = ()  # by device and place
