"""Small builders for records that tests share."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.model.device import Observed, Reference
from auditor.model.oid import encode_oid
from auditor.model.recording import (
    End,
    Outcome,
    Problem,
    Reason,
    Recording,
    RecordingSection,
    Section,
    recording_id,
)
from auditor.model.rows import Row, Tag, encode_integer, pack_rows
from auditor.model.sections import SectionKind
from auditor.model.target import Transport

RECORDING_ID = "recording-0"


def text_row(oid: str, value: str | bytes) -> Row:
    return encode_oid(oid), Tag.OCTET_STRING, value.encode() if isinstance(value, str) else value


def integer_row(oid: str, value: int) -> Row:
    return encode_oid(oid), Tag.INTEGER, encode_integer(value)


def oid_row(oid: str, value: str) -> Row:
    return encode_oid(oid), Tag.OBJECT_IDENTIFIER, encode_oid(value)


def observed(value: str, oid: str = "1.3.6.1.2.1.1.1.0", section: int = 0, row: int = 0) -> Observed[str]:
    """A text value as `decode` yields it."""
    return Observed(value, value.encode(), Reference(RECORDING_ID, section, row, encode_oid(oid)))


def recording_of(
    *sections: tuple[SectionKind, str, Iterable[Row]],
    end: End = End.COMPLETE,
    outcome: Outcome = Outcome.COMPLETE,
    reason: Reason | None = None,
    target_id: str = "switch-1",
    run_id: str = "run-1",
    authenticated: bool = False,
    problems: tuple[Problem, ...] = (),
) -> Recording:
    """A recording with one section per (kind, root, rows)."""
    packed = [(kind, root, list(rows)) for kind, root, rows in sections]
    payloads = tuple(Section.of(pack_rows(rows)) for _, _, rows in packed)
    return Recording(
        id=recording_id(run_id, target_id, Transport.SNMP),
        run_id=run_id,
        target_id=target_id,
        transport=Transport.SNMP,
        address="127.0.0.1",
        started_at="2026-11-22T00:00:00Z",
        finished_at="2026-11-22T00:00:01Z",
        outcome=outcome,
        reason=reason,
        detail="",
        security="v2c",
        authenticated=authenticated,
        credential="test",
        plan_digest="0" * 64,
        collector_version="0",
        sections=tuple(
            RecordingSection(ordinal, kind, root, "", end, "", len(rows), payload.digest)
            for ordinal, ((kind, root, rows), payload) in enumerate(zip(packed, payloads, strict=True))
        ),
        payloads=payloads,
        problems=problems,
    )
