"""The findings of an evaluation, read from the store as a report goes through them.

Only counts are kept in memory, a few for each device. What later evaluations say does not change
them, nor what people decide meanwhile. Must not judge. Next: `finding_tally`, the counts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from sys import intern

from auditor.errors import StoreError
from auditor.model.attestations import AttestedSubject
from auditor.model.decisions import SETTLING, Acceptance, Decision
from auditor.model.finding import STATUS_ORDER, Finding
from auditor.model.findings import SEVERITY_ORDER, Findings, FindingTotals, finding_key
from auditor.model.identity import SubjectKind
from auditor.store.attested import attested_subjects
from auditor.store.decisions import standing_decisions, with_decision
from auditor.store.documents import read_acceptance
from auditor.store.finding_tally import Block, Judged, Light, Rulings, Tally, read_rulings
from auditor.store.session import Session
from auditor.store.text import text_tuple

QUOTES_REMEMBERED = 10_000
"""Different quotes and acceptances of findings kept to be shared: some 5 MB."""
OF_DEVICE = """
    SELECT f.ruling_key, f.neighbor_key IS NOT NULL, f.fingerprint, f.subject_key, f.subject, f.site,
      f.observed, n.first_detected_at, r.finished_at, f.through_part, f.serial_num, f.interface,
      f.model_name, f.acceptance
    FROM finding AS f JOIN detection AS n USING (fingerprint)
    LEFT JOIN recording AS r ON r.recording_key = f.recording_key
    WHERE f.device_key = ?2 AND f.since_key <= ?1 AND (f.until_key IS NULL OR f.until_key > ?1)
"""
DECIDED_PARTS = """
    SELECT f.device_key, f.ruling_key, f.subject_key, f.fingerprint, f.acceptance
    FROM finding AS f
    WHERE f.fingerprint IN (SELECT value FROM json_each(?2)) AND f.component_key IS NOT NULL
      AND f.since_key <= ?1 AND (f.until_key IS NULL OR f.until_key > ?1)
"""
ANY_ACCEPTED = "SELECT 1 FROM finding WHERE acceptance <> '' LIMIT 1"
JUDGED = """
    SELECT t.target_key, t.id, coalesce(r.finished_at, '')
    FROM judged_device AS q JOIN target AS t ON t.target_key = q.device_key
    LEFT JOIN recording AS r ON r.recording_key = q.recording_key
    WHERE q.evaluation_key = ?
"""
Place = tuple[int, str, str, str]
"""Device, policy, rule and path of a part."""


class StoredFindings(Findings):
    """The findings of an evaluation about the devices `shown`; the store must stay open.

    `decided_until` leaves out what people decided after that decision, None nothing; `attested` is
    what suppliers say of subjects.
    """

    def __init__(
        self,
        session: Session,
        evaluation_id: int,
        shown: frozenset[str],
        attested: Iterable[AttestedSubject] = (),
        decided_until: int | None = None,
    ) -> None:
        self._session, self._evaluation, self._shown = session, evaluation_id, shown
        self._said = {
            (one.device_id, one.subject_kind, one.subject_key): one.attestations for one in attested
        }
        self._quotes_of = lru_cache(QUOTES_REMEMBERED)(text_tuple)
        self._acceptance_of = lru_cache(QUOTES_REMEMBERED)(read_acceptance)
        self._standing = standing_decisions(session, decided_until)

    @property
    def totals(self) -> FindingTotals:
        return self._totals

    def __iter__(self) -> Iterator[Finding]:
        for block in self._blocks:
            yield from self._read(block)

    def of_kind(self, kind: SubjectKind) -> Iterator[Finding]:
        for block in self._blocks:
            if block.neighbors if kind is SubjectKind.NEIGHBOR else block.components:
                yield from (finding for finding in self._read(block) if finding.subject_kind is kind)

    def of_device(self, device_id: str) -> tuple[Finding, ...]:
        blocks = self._blocks_of.get(device_id, ())
        return tuple(finding for block in blocks for finding in self._read(block))

    @cached_property
    def _rulings(self) -> Rulings:
        return read_rulings(self._session.connection)

    @cached_property
    def _judged(self) -> dict[int, Judged]:
        rows = self._session.connection.execute(JUDGED, (self._evaluation,))
        return {key: Judged(device_id, at) for key, device_id, at in rows if device_id in self._shown}

    @cached_property
    def _tally(self) -> Tally:
        with self._session.reading() as connection:
            tally = Tally(self._rulings, self._judged, self._is_settled if self._has_words else None)
            tally.count(connection, self._evaluation)
        return tally

    @cached_property
    def _totals(self) -> FindingTotals:
        return self._tally.totals()

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        return tuple(sorted(self._tally.blocks))

    @cached_property
    def _blocks_of(self) -> Mapping[str, list[Block]]:
        found: dict[str, list[Block]] = defaultdict(list)
        for block in self._blocks:
            found[block.device_id].append(block)
        return found

    @cached_property
    def _settled_parts(self) -> dict[Place, tuple[Acceptance | None, Decision]]:
        """What people settled of parts: a device that is listed through one shares it."""
        settling = {key: said for key, (said, _) in self._standing.items() if said.kind in SETTLING}
        if not settling:
            return {}
        bound = (self._evaluation, json.dumps(list(settling)))
        found: dict[Place, tuple[Acceptance | None, Decision]] = {}
        for device, ruling, path, key, acceptance in self._session.connection.execute(DECIDED_PARTS, bound):
            place = (device, *self._rulings[ruling][:2], path)
            found[place] = (self._acceptance_of(acceptance), settling[key])
        return found

    @property
    def _has_words(self) -> bool:
        """Whether anybody decided or accepted anything."""
        return bool(self._standing) or self._session.connection.execute(ANY_ACCEPTED).fetchone() is not None

    def _is_settled(self, one: Light) -> bool:
        device_key, ruling_key, _, _, _, is_accepted, through_part, fingerprint, _ = one
        said = self._standing.get(fingerprint)
        if is_accepted or (said is not None and said[0].kind in SETTLING):
            return True
        if not through_part:
            return False
        place = (device_key, *self._rulings[ruling_key][:2], through_part)
        acceptance, decision = self._settled_parts.get(place, (None, None))
        return acceptance is not None or (decision is not None and said is None)

    def _read(self, block: Block) -> list[Finding]:
        """The findings of a block, in the order of a report; StoreError where retention removed some
        since they were counted: a report with fewer than it says must not look whole."""
        with self._session.reading() as connection:
            rows = connection.execute(OF_DEVICE, (self._evaluation, block.device_key)).fetchall()
        findings = []
        for ruling_key, *row in rows:
            ruling = self._rulings[ruling_key]
            place = STATUS_ORDER.index(ruling.status), SEVERITY_ORDER.index(ruling.severity)
            if place == block[:2]:
                findings.append(self._finding(ruling_key, row, block.device_key))
        if len(findings) != block.components + block.neighbors:
            raise StoreError(
                "findings were removed by retention while they were read",
                file=str(self._session.path),
                remedy="make the report again",
            )
        return sorted(findings, key=finding_key)

    def _finding(self, ruling_key: int, row: list[str], device_key: int) -> Finding:
        is_neighbor, fingerprint, key, subject, site, observed, first, read_at, part, *own = row
        serial_num, interface, model_name, acceptance = own
        policy_id, rule_id, status, severity, confidence, vendor, vendor_name, because, citation = (
            self._rulings[ruling_key]
        )
        device_id, observed_at = self._judged[device_key]
        kind = SubjectKind.NEIGHBOR if is_neighbor else SubjectKind.COMPONENT
        finding = Finding(
            fingerprint,
            policy_id,
            rule_id,
            status,
            severity,
            confidence,
            kind,
            device_id,
            key,
            subject,
            intern(site),
            vendor,
            vendor_name,
            because,
            self._quotes_of(observed),
            intern(first),
            read_at or observed_at,
            citation,
            part,
            serial_num,
            interface,
            model_name,
            acceptance=self._acceptance_of(acceptance),
            attestations=self._said.get((device_id, kind, part or key), ()),
        )
        return self._with_words(with_decision(finding, self._standing), device_key)

    def _with_words(self, finding: Finding, device_key: int) -> Finding:
        """A device that is listed through a part shares what settles that part: every other part has
        a finding of its own."""
        if not finding.through_part or finding.settled:
            return finding
        place = (device_key, finding.policy_id, finding.rule_id, finding.through_part)
        acceptance, decision = self._settled_parts.get(place, (None, None))
        if decision is None:
            return finding
        return replace(finding, acceptance=acceptance, decision=finding.decision or decision)


def findings_of(session: Session, evaluation_id: int, shown: frozenset[str]) -> StoredFindings:
    """The findings of an evaluation about these devices, with all that people said of them."""
    attested = tuple(one for one in attested_subjects(session) if one.device_id in shown)
    return StoredFindings(session, evaluation_id, shown, attested)
