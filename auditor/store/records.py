"""What the pipeline and the store exchange beyond the records of `auditor.model`.

Plain values only: no row of a base table and no library type leaves this package.
`component_id` and `neighbor_id` are the public views' ids. Next: `store`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from auditor.model.finding import DeviceFacts, Status, Verdict
from auditor.model.findings import Findings
from auditor.model.identity import Claim, EvidenceRole, SubjectKind, Technique
from auditor.model.policy import Profile
from auditor.model.recording import Instant
from auditor.model.target import Transport


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One execution. `mode` is "live", "recordings" or "store"."""

    run_id: str
    mode: str
    started_at: Instant
    product_version: str
    config_digest: str


class PastRun(NamedTuple):
    """A run as stored; `outcome` is "unfinished" or "interrupted" where it did not finish. `recorded`:
    (target id, transport) of every recording that was made in it."""

    run_id: str
    mode: str
    started_at: Instant
    finished_at: Instant | None
    outcome: str
    product_version: str
    config_digest: str
    recorded: frozenset[tuple[str, Transport]]


@dataclass(frozen=True, slots=True)
class EvaluationRecord:
    """One judging of the inventory. `policies` are (policy id, sha256 of the pack)."""

    run_id: str
    as_of: date
    evaluated_at: Instant
    product_version: str
    profile: Profile
    policies: tuple[tuple[str, str], ...]
    run_only: bool = False
    """It reports on the targets of its run alone."""


class EvidenceQuote(NamedTuple):
    """One piece of evidence of a subject, as a finding quotes it."""

    technique: Technique
    claim: Claim
    role: EvidenceRole
    vendor: str
    confidence: int
    oid_or_line: str
    matched_text: str
    raw: bytes


class PartQuote(NamedTuple):
    """The contained part that decided its device's verdict."""

    component_id: int
    path: str
    physical_class: str
    name: str
    descr: str
    mfg_name: str
    model_name: str
    serial_num: str
    interface: str


class FindingCandidate(NamedTuple):
    """A current subject whose class has the status excluded or review, with what a finding says.

    Texts that the device did not state are "". `subject_key` is the component path or the
    neighbor key; `name` and `descr` are the neighbor's system name and description. With
    `verdict.through_part`, `part` is the worst part (None when it is gone) and `evidence`
    is the part's; otherwise the subject's. Leads are left out, primary evidence comes first.
    `recording_id` is the store's number of the recording it was last read in, None where that is the
    one its device was read by.
    """

    verdict: Verdict
    subject_kind: SubjectKind
    component_id: int | None
    neighbor_id: int | None
    subject_key: str
    device_id: str
    address: str
    site: str
    device_name: str
    observed_at: Instant
    authenticated: bool
    physical_class: str
    name: str
    descr: str
    mfg_name: str
    model_name: str
    serial_num: str
    interface: str
    protocol: str
    mac: int | None
    part: PartQuote | None
    evidence: tuple[EvidenceQuote, ...]
    recording_id: int | None = None
    basis: int = 0
    """A mark of all that its finding is made of, 0 where more has a say in it."""


class CandidateBatch(NamedTuple):
    """Candidates of one device and kind, but for those whose findings need not be made again, because
    nothing that they are made of changed. `open_keys`: the device's other findings that still stand."""

    device_key: int
    of_components: bool
    candidates: tuple[FindingCandidate, ...]
    open_keys: frozenset[int]


class JustJudged(NamedTuple):
    """An evaluation that was just made, with what its devices were summarised by and its findings."""

    evaluation_id: int
    facts: tuple[DeviceFacts, ...]
    findings: Findings


class VerdictCounts(NamedTuple):
    """How many current subjects each class has, and how many verdicts of each status, worst first, each
    policy; of its unknown ones those about attested subjects, and of the others those about stations:
    neighbors that tables of addresses alone show."""

    subjects: dict[int, int]
    policies: dict[str, tuple[tuple[str, int], ...]]
    attested: dict[str, int]
    stations: dict[str, int]


class ClassSubject(NamedTuple):
    """A current subject of a judgement class. `key` is its path or neighbor key; `label` the
    model, name or description it states, "" where it states none."""

    class_id: int
    subject_kind: SubjectKind
    device_id: str
    site: str
    key: str
    label: str
    interface: str


class AnnouncedNeighbor(NamedTuple):
    """A neighbor that says what it can do; `system_name` is "" where it does not name itself."""

    device_id: str
    local_interface: str
    protocol: str
    system_name: str
    mac: int | None
    addresses: tuple[str, ...]
    capabilities: tuple[str, ...]


class StatedKeys(NamedTuple):
    """What tells a device from others: chassis serial number and model, sysObjectID, engine id,
    48-bit base MAC; "", b"" and None where it states none."""

    device_id: str
    serial_num: str
    model_name: str
    sys_object_id: str
    engine_id: bytes
    base_mac: int | None


class KnownBy(NamedTuple):
    """What the listed targets are known by: ids and system names, addresses, 48-bit base MACs."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    macs: tuple[int, ...]


class DeviceStatus(NamedTuple):
    """The summary of a device to show in the views. Without `because_component` the store
    names the first component whose own verdict gave the status."""

    device_id: str
    status: Status
    because: str
    because_component: int | None = None
