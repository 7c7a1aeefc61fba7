"""One attempt at one device over one transport: outcome, sections with their ends, payloads.

Failure is data: what was read before it is kept. A payload is addressed by its digest,
an end belongs to the attempt, so identical bytes may share a payload but not an end.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from auditor.model.sections import SectionKind
from auditor.model.target import Transport

Instant = str
"""UTC time as "2026-11-22T16:26:26Z"."""


class Outcome(StrEnum):
    """How an attempt at a device ended."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"
    REFUSED = "refused"
    SKIPPED = "skipped"
    UNSTATED = "unstated"
    """A recording given by hand that does not say whether it is complete."""


class End(StrEnum):
    """How the walk of one root, or one command, ended."""

    COMPLETE = "complete"
    TIMEOUT = "timeout"
    ERROR = "error"
    LOOP = "loop"
    CAP = "cap"
    AUTH = "auth"
    SKIPPED = "skipped"
    UNSTATED = "unstated"
    REJECTED = "rejected"
    """The device does not know the command, and never did as far as is known."""


class Reason(StrEnum):
    """Why something was not read, decoded, identified or judged; the words of coverage."""

    NO_ANSWER = "no_answer"
    PORT_CLOSED = "port_closed"
    NAME_UNRESOLVED = "name_unresolved"
    CREDENTIAL_UNAVAILABLE = "credential_unavailable"
    COMMUNITY_REFUSED = "community_refused"
    AUTHENTICATION_FAILED = "authentication_failed"
    UNKNOWN_USER = "unknown_user"
    DECRYPTION_FAILED = "decryption_failed"
    SECURITY_LEVEL_REFUSED = "security_level_refused"
    TIME_WINDOW = "time_window"
    VIEW_REFUSED = "view_refused"
    ANSWERS_REJECTED = "answers_rejected"
    """Only malformed, foreign or mismatched answers arrived."""
    STOPPED_ANSWERING = "stopped_answering"
    TIME_BUDGET = "time_budget"
    ROW_CAP = "row_cap"
    BYTE_CAP = "byte_cap"
    NOT_INCREASING = "not_increasing"
    ERROR_STATUS = "error_status"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_SELECTED = "not_selected"
    PARTS_NOT_SELECTED = "parts_not_selected"
    """The configuration leaves out a table that tells of parts."""
    INTERRUPTED = "interrupted"
    INTERNAL_ERROR = "internal_error"
    COMPLETENESS_UNSTATED = "completeness_unstated"
    RECORDING_UNREADABLE = "recording_unreadable"
    """The file of a recording holds nothing, or cannot be read."""
    LINE_SKIPPED = "line_skipped"
    ROW_UNDECODED = "row_undecoded"
    TREE_REPAIRED = "tree_repaired"
    TEXT_CUT = "text_cut"
    MAKER_UNSTATED = "maker_unstated"
    NO_PART_INVENTORY = "no_part_inventory"
    """It told of no part inside it."""
    MAKER_CONFLICT = "maker_conflict"
    SEEN_NOT_TARGETED = "seen_not_targeted"
    OTHER_SOURCE = "other_source"
    SUSPECTED_DUPLICATE = "suspected_duplicate"
    NEVER_POLLED = "never_polled"
    NOT_DECIDABLE = "not_decidable"
    ACCEPTANCE_EXPIRED = "acceptance_expired"
    ACCEPTANCE_UNUSED = "acceptance_unused"
    ATTESTATION_EXPIRED = "attestation_expired"
    ATTESTATION_UNUSED = "attestation_unused"
    DATA_TOO_OLD = "data_too_old"
    HOST_KEY_UNKNOWN = "host_key_unknown"
    HOST_KEY_CHANGED = "host_key_changed"
    ALGORITHMS_REFUSED = "algorithms_refused"
    """No key exchange, cipher or host key algorithm that both sides allow."""
    CREDENTIAL_PAUSED = "credential_paused"
    """Rejected by several devices in a row, so not offered to any more of them."""
    PLATFORM_UNKNOWN = "platform_unknown"
    PRIVILEGE_TOO_LOW = "privilege_too_low"
    COMMAND_REFUSED = "command_refused"
    """The device knows the command and does not let this user run it."""
    COMMAND_REJECTED = "command_rejected"
    """The device does not know the command."""
    WRITE_REFUSED = "write_refused"
    """Our own guard: something that is not in the catalogue was about to be sent."""
    PROMPT_UNCLEAR = "prompt_unclear"
    """Where an output begins or ends cannot be told."""
    OUTPUT_UNDECODED = "output_undecoded"
    """The text of a command is kept, and nothing reads it yet."""
    NOT_JUDGED_SINCE = "not_judged_since"
    """It was read again after the evaluation that is reported."""


HARMLESS_GAPS = frozenset({
    Reason.NOT_SELECTED, Reason.OTHER_SOURCE, Reason.TEXT_CUT, Reason.TREE_REPAIRED, Reason.MAKER_UNSTATED,
    Reason.COMMAND_REJECTED, Reason.SUSPECTED_DUPLICATE,
})  # fmt: skip
"""Gaps that hide no part: every other one keeps a device from being called clear."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Trouble caused by the outside world, as data. `unit` names what it hit."""

    reason: Reason
    unit: str
    detail: str


@dataclass(frozen=True, slots=True)
class Section:
    """A payload (packed rows or raw text) with its sha256 in hexadecimal."""

    digest: str
    payload: bytes

    @classmethod
    def of(cls, payload: bytes) -> Section:
        return cls(hashlib.sha256(payload).hexdigest(), payload)


@dataclass(frozen=True, slots=True)
class RecordingSection:
    """One root or command of a recording. `root` is a dotted OID or a command line."""

    ordinal: int
    kind: SectionKind
    root: str
    context: str
    end: End
    detail: str
    row_count: int
    digest: str


BESIDE = " and "
"""Between the security of what SNMP told and of what SSH told beside it; the store puts it there."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One attempt at one target. `sections` and `payloads` have the same length and order."""

    id: str
    run_id: str
    target_id: str
    transport: Transport
    address: str
    started_at: Instant
    finished_at: Instant
    outcome: Outcome
    reason: Reason | None
    detail: str
    security: str
    """Message security in words, such as "v2c" or "v3 authPriv sha256/aes256"."""
    authenticated: bool
    credential: str
    """Name of the credential that worked, never its value."""
    plan_digest: str
    collector_version: str
    sections: tuple[RecordingSection, ...] = ()
    payloads: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()


def recording_id(run_id: str, target_id: str, transport: Transport) -> str:
    """The id of an attempt: the same run, target and transport always give the same id."""
    text = "\0".join((run_id, target_id, transport.value))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
