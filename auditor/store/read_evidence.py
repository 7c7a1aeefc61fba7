"""Evidence with the bytes it rests on: section, recording, and whether the payload still agrees.

A payload's sha256 is computed anew here, and the row is looked at that the evidence points to.
Damage is a fact to report, not an error: what is left is what a person wants to see.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from itertools import islice
from typing import NamedTuple

from auditor.model.explanation import (
    ExplainedEvidence,
    PayloadState,
    RecordingFacts,
    RowMatch,
    SectionFacts,
    SubjectId,
)
from auditor.model.identity import Claim, EvidenceRole, Field, SubjectKind, Technique
from auditor.model.oid import encode_sub_id, oid_text
from auditor.model.rows import Row, unpack_rows
from auditor.model.sections import SectionKind
from auditor.store.station_claims import quoted

COMPONENT_EVIDENCE = """
    SELECT k.field, k.technique, k.claim, k.role, coalesce(v.id, ''), k.confidence,
      k.knowledge_row, e.oid_or_line, coalesce(g.digest, ''), e.section_key, e.row,
      coalesce(c.last_recording_key, d.recording_key), k.matched_text, k.raw, NULL
    FROM component_evidence AS e JOIN component AS c USING (component_key)
    JOIN device AS d USING (device_key)
    JOIN claim AS k USING (claim_key)
    LEFT JOIN vendor AS v USING (vendor_key)
    LEFT JOIN registry AS g USING (registry_key)
    WHERE e.component_key = ?
    ORDER BY e.ordinal
"""
NEIGHBOR_EVIDENCE = """
    SELECT k.field, k.technique, k.claim, k.role, coalesce(v.id, ''), k.confidence,
      k.knowledge_row, e.oid_or_line, coalesce(g.digest, ''), e.section_key, e.row,
      coalesce(n.last_recording_key, d.recording_key), k.matched_text, k.raw, n.mac
    FROM neighbor_quote AS e JOIN neighbor AS n USING (neighbor_key)
    JOIN device AS d USING (device_key)
    JOIN claim AS k USING (claim_key)
    LEFT JOIN vendor AS v USING (vendor_key)
    LEFT JOIN registry AS g USING (registry_key)
    WHERE e.neighbor_key = ?
    ORDER BY e.ordinal
"""
EVIDENCE = {SubjectKind.COMPONENT: COMPONENT_EVIDENCE, SubjectKind.NEIGHBOR: NEIGHBOR_EVIDENCE}
PAYLOAD = "SELECT digest, raw_size, payload FROM section WHERE section_key = ?"
PLACE = """
    SELECT o.kind, o.root, o.context, s.end
    FROM recording_section AS s JOIN section_root AS o USING (root_key)
    WHERE s.recording_key = ? AND s.section_key = ?
    ORDER BY s.ordinal LIMIT 1
"""
RECORDING = """
    SELECT r.id, run.id, r.transport, r.address, r.started_at, r.finished_at, r.outcome, r.security,
      r.authenticated
    FROM recording AS r JOIN run USING (run_key)
    WHERE r.recording_key = ?
"""
HOLDER = """
    SELECT s.recording_key
    FROM recording_section AS s JOIN recording AS r USING (recording_key)
    WHERE s.section_key = ?1 AND (s.recording_key = ?2 OR
      r.target_key = (SELECT target_key FROM recording WHERE recording_key = ?2))
    ORDER BY s.recording_key = ?2 DESC, s.recording_key DESC LIMIT 1
"""
"""The recording that evidence is from: the device's own, else its newest that holds the section."""
NO_PLACE = ("", "", "", "")


class Payload(NamedTuple):
    """A section's payload as it is found; `rows` are () unless it is verified SNMP rows, `plain`
    is b"" unless it is verified."""

    digest: str
    state: PayloadState
    rows: tuple[Row, ...]
    plain: bytes = b""


class EvidenceReader:
    """Reads evidence inside one snapshot and remembers sections, which many pieces share."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._payloads: dict[int, Payload] = {}

    def evidence_of(self, subject: SubjectId) -> tuple[ExplainedEvidence, ...]:
        """All evidence of a subject, leads included, in the order it was weighed."""
        rows = self._connection.execute(EVIDENCE[subject.kind], (subject.number,)).fetchall()
        return tuple(self._evidence(quoted(text, raw, mac), *row) for *row, text, raw, mac in rows)

    def _evidence(
        self,
        said: tuple[str, bytes],
        field: str,
        technique: str,
        claim: str,
        role: str,
        *rest: str | int | None,
    ) -> ExplainedEvidence:
        matched_text, octets = said
        vendor, confidence, knowledge_row, oid_or_line, registry_digest, section_key, row, recording_key = (
            rest
        )
        section = None
        if isinstance(section_key, int):
            holder = self._connection.execute(HOLDER, (section_key, recording_key)).fetchone()
            recording_key = holder[0] if holder else recording_key
            place = self._connection.execute(PLACE, (recording_key, section_key)).fetchone()
            at = row if isinstance(row, int) else None
            section = self._section(section_key, at, (str(oid_or_line), octets), place or NO_PLACE)
        return ExplainedEvidence(
            field=Field(field),
            technique=Technique(technique),
            claim=Claim(claim),
            role=EvidenceRole(role),
            vendor=str(vendor),
            confidence=int(confidence or 0),
            matched_text=matched_text,
            knowledge_row=str(knowledge_row),
            oid_or_line=str(oid_or_line),
            raw=octets,
            registry_digest=str(registry_digest),
            section=section,
            recording=self._recording(recording_key),
        )

    def _section(
        self,
        key: int,
        row: int | None,
        quoted: tuple[str, bytes],
        place: tuple[str, str, str, str],
    ) -> SectionFacts:
        if key not in self._payloads:
            self._payloads[key] = _payload(*self._connection.execute(PAYLOAD, (key,)).fetchone())
        payload = self._payloads[key]
        kind, root, context, end = place
        row = _row_named(payload, quoted[0]) if row is None else row
        line = _line(payload, row) if kind == SectionKind.CLI and row is not None else None
        match = _row_match(payload, row, *quoted) if line is None else _line_match(line, quoted[1])
        shown = (line or b"").decode(errors="backslashreplace")
        return SectionFacts(payload.digest, kind, root, context, end, row, payload.state, match, shown)

    def _recording(self, key: str | int | bytes | None) -> RecordingFacts | None:
        found = self._connection.execute(RECORDING, (key,)).fetchone()
        return RecordingFacts(*found)._replace(authenticated=bool(found[-1])) if found else None


def _payload(digest: bytes, raw_size: int, packed: bytes | None) -> Payload:
    """A payload checked against its digest; it is never unpacked beyond the size it had."""
    if packed is None:
        return Payload(digest.hex(), PayloadState.REMOVED, ())
    try:
        plain = zlib.decompressobj().decompress(packed, raw_size + 1)
    except zlib.error:
        plain = b""
    if len(plain) != raw_size or hashlib.sha256(plain).digest() != digest:
        return Payload(digest.hex(), PayloadState.DAMAGED, ())
    try:
        rows = tuple(unpack_rows(plain))
    except ValueError:  # command output is text, not rows
        rows = ()
    return Payload(digest.hex(), PayloadState.VERIFIED, rows, plain)


def _line(payload: Payload, number: int) -> bytes | None:
    """A line of a verified output, from 1, without its end; b"" where the output is shorter."""
    if payload.state is not PayloadState.VERIFIED:
        return None
    return next(islice(payload.plain.split(b"\n"), max(number - 1, 0), number), b"").rstrip(b"\r")


def _line_match(line: bytes, raw: bytes) -> RowMatch:
    return RowMatch.LINE if raw and raw in line else RowMatch.DIFFERS


def _row_named(payload: Payload, dotted: str) -> int | None:
    """The first row of a verified section with this OID; None where there is none."""
    return next((number for number, row in enumerate(payload.rows) if oid_text(row[0]) == dotted), None)


def _row_match(payload: Payload, number: int | None, oid_or_line: str, raw: bytes) -> RowMatch:
    if payload.state is not PayloadState.VERIFIED or not payload.rows:
        return RowMatch.NOT_COMPARED
    if number is None or number >= len(payload.rows):
        return RowMatch.DIFFERS
    oid, _, value = payload.rows[number]
    if oid_text(oid) != oid_or_line:
        return RowMatch.DIFFERS
    if value == raw:
        return RowMatch.VALUE
    return RowMatch.INDEX if raw and b"".join(map(encode_sub_id, raw)) in oid else RowMatch.DIFFERS
