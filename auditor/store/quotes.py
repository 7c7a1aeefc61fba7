"""The evidence of many subjects at once, as findings quote it.

Leads are left out, primary evidence comes first. What a claim says is remembered, because the
stations of an address block share theirs. Must not decide what a finding quotes.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from auditor.model.identity import Claim, EvidenceRole, SubjectKind, Technique
from auditor.store.records import EvidenceQuote
from auditor.store.station_claims import quoted

CLAIMS_REMEMBERED = 10_000
"""Some 5 MB; the parts of a network state fewer different things."""
EVIDENCE = {
    SubjectKind.COMPONENT: """
        SELECT e.component_key, e.claim_key, e.oid_or_line
        FROM json_each(?) AS w CROSS JOIN component_evidence AS e ON e.component_key = w.value
        ORDER BY e.component_key, e.ordinal
    """,
    SubjectKind.NEIGHBOR: """
        SELECT e.neighbor_key, e.claim_key, e.oid_or_line
        FROM json_each(?) AS w CROSS JOIN neighbor_quote AS e ON e.neighbor_key = w.value
        ORDER BY e.neighbor_key, e.ordinal
    """,
}
CLAIM = """
    SELECT k.technique, k.claim, k.role, coalesce(v.id, ''), k.confidence, k.matched_text, k.raw, k.digest
    FROM claim AS k LEFT JOIN vendor AS v USING (vendor_key)
    WHERE k.claim_key = ?
"""


class Said(NamedTuple):
    """A claim, without the place where it was read."""

    technique: Technique
    claim: Claim
    role: EvidenceRole
    vendor: str
    confidence: int
    text: str
    raw: bytes | None
    digest: bytes


Evidence = Sequence[tuple[Said, str]]
"""What was claimed of a subject, and the OID or line where."""


class EvidenceReader:
    """Reads the evidence of subjects of a kind, remembering claims."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._said: dict[int, Said] = {}

    def read(self, kind: SubjectKind, subjects: Iterable[int]) -> Mapping[int, Evidence]:
        """The evidence of subjects, by their key."""
        found: dict[int, list[tuple[Said, str]]] = defaultdict(list)
        for key, claim_key, place in self._connection.execute(EVIDENCE[kind], (json.dumps(list(subjects)),)):
            said = self._said.get(claim_key) or self._claim(claim_key)
            if said.role is not EvidenceRole.LEAD:
                found[key].append((said, place))
        return found

    def _claim(self, claim_key: int) -> Said:
        technique, claim, role, *rest = self._connection.execute(CLAIM, (claim_key,)).fetchone()
        said = Said(Technique(technique), Claim(claim), EvidenceRole(role), *rest)
        if len(self._said) >= CLAIMS_REMEMBERED:
            self._said.clear()
        self._said[claim_key] = said
        return said


def quotes_of(evidence: Evidence, mac: int | None) -> tuple[EvidenceQuote, ...]:
    """The quotes of a subject, known by this MAC address; primary evidence first."""
    quotes = tuple(_quote(said, place, mac) for said, place in evidence)
    if len(quotes) < 2:
        return quotes
    return tuple(sorted(quotes, key=lambda quote: quote.role is not EvidenceRole.PRIMARY))


def _quote(said: Said, place: str, mac: int | None) -> EvidenceQuote:
    return EvidenceQuote(*said[:5], place, *quoted(said.text, said.raw, mac))
