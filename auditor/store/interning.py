"""Small integer keys for text that millions of rows repeat.

Each table here is (key, unique value …). Keys are remembered per connection and forgotten
when a transaction is undone, because the rows they name are undone with it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from auditor.model.finding import Finding, JudgementClass, Verdict
from auditor.model.findings import verdict_of
from auditor.model.sections import SectionKind
from auditor.store.documents import citation_document, class_document
from auditor.store.text import clean

MAX_REMEMBERED = 200_000
"""Keys kept in memory: some 40 MB; a network has fewer distinct claims and classes than that."""
DIGEST_BYTES = 16
"""128 bits: no collisions among any number of rows a file can hold."""

Value = str | int | bytes | None
Statement = tuple[str, tuple[Value, ...]]
"""A statement and what is bound to it."""


class ClaimValue(NamedTuple):
    """What `claim` keeps once; `raw` None is the UTF-8 of `matched_text`."""

    field: str
    technique: str
    claim: str
    role: str
    vendor: str
    confidence: int
    matched_text: str
    raw: bytes | None
    knowledge_row: str
    registry_digest: str


FIND_VENDOR = "SELECT vendor_key FROM vendor WHERE id = ?"
ADD_VENDOR = "INSERT INTO vendor (id) VALUES (?)"
FIND_REGISTRY = "SELECT registry_key FROM registry WHERE digest = ?"
ADD_REGISTRY = "INSERT INTO registry (digest) VALUES (?)"
FIND_ROOT = "SELECT root_key FROM section_root WHERE kind = ? AND root = ? AND context = ?"
ADD_ROOT = "INSERT INTO section_root (kind, root, context) VALUES (?, ?, ?)"
FIND_RULE = "SELECT rule_key FROM rule WHERE policy_id = ? AND rule_id = ?"
ADD_RULE = "INSERT INTO rule (policy_id, rule_id) VALUES (?, ?)"
FIND_CLASS = "SELECT class_key FROM judgement_class WHERE digest = ?"
ADD_CLASS = "INSERT INTO judgement_class (digest, record, structural, attested) VALUES (?, ?, ?, ?)"
FIND_JUDGEMENT = "SELECT judgement_key FROM judgement WHERE digest = ?"
ADD_JUDGEMENT = """
    INSERT INTO judgement (digest, status, vendor, confidence, because, through_part)
    VALUES (?, ?, ?, ?, ?, ?)
"""
FIND_RULING = "SELECT ruling_key FROM ruling WHERE digest = ?"
ADD_RULING = """
    INSERT INTO ruling (digest, rule_key, judgement_key, severity, vendor_name, citation)
    VALUES (?, ?, ?, ?, ?, ?)
"""
FIND_CLAIM = "SELECT claim_key FROM claim WHERE digest = ?"
ADD_CLAIM = """
    INSERT INTO claim (digest, field, technique, claim, role, vendor_key, confidence, matched_text, raw,
      knowledge_row, registry_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

FIND_SAID = "SELECT said_key FROM said WHERE claims = ?"
ADD_SAID = "INSERT INTO said (claims) VALUES (?)"
ADD_SAID_CLAIM = "INSERT OR IGNORE INTO said_claim (said_key, ordinal, claim_key) VALUES (?, ?, ?)"
FIND_PLACE = """
    SELECT place_key FROM station_place WHERE root_key = ? AND beginning = ? AND ends_in_address = ?
"""
ADD_PLACE = "INSERT INTO station_place (root_key, beginning, ends_in_address) VALUES (?, ?, ?)"

STATUS_KEYS = {
    "excluded": 0,
    "review": 1,
    "unknown": 2,
    "not_checked": 3,
    "clear": 4,
    "undetermined": 5,
    "not_applicable": 6,
}
"""Rows of the `status` table. A rule that polling cannot decide hides no decided status, so
undetermined comes after clear here (unlike STATUS_ORDER, which orders summaries)."""


def digest_of(*values: Value) -> bytes:
    """A digest of values that keeps their borders and types."""
    return hashlib.blake2b(repr(values).encode("utf-8"), digest_size=DIGEST_BYTES).digest()


class NotRememberedError(Exception):
    """A key that has to be looked up or made, which wants a transaction."""


class Keys:
    """Finds the key of a value, adding its row when it is new. Call inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, Hashable], int] = {}
        self._remembered_only = False

    def forget(self) -> None:
        self._known.clear()

    @contextmanager
    def remembered_only(self) -> Iterator[None]:
        """Reads and writes nothing meanwhile: NotRememberedError where that would be needed."""
        self._remembered_only = True
        try:
            yield
        finally:
            self._remembered_only = False

    def vendor(self, vendor_id: str | None) -> int | None:
        """The key of a vendor id; None for None and ""."""
        if not vendor_id:
            return None
        row = (vendor_id,)
        return self._key("vendor", vendor_id, (FIND_VENDOR, row), (ADD_VENDOR, row))

    def registry(self, digest: str) -> int | None:
        """The key of a registry's digest; None for ""."""
        if not digest:
            return None
        row = (digest,)
        return self._key("registry", digest, (FIND_REGISTRY, row), (ADD_REGISTRY, row))

    def root(self, kind: SectionKind, root: str, context: str) -> int:
        row = (kind.value, root, context)
        return self._key("root", row, (FIND_ROOT, row), (ADD_ROOT, row))

    def rule(self, policy_id: str, rule_id: str) -> int:
        row = (policy_id, rule_id)
        return self._key("rule", row, (FIND_RULE, row), (ADD_RULE, row))

    def judgement_class(self, judgement: JudgementClass) -> int:
        known = self._known.get(("class", judgement))
        if known is not None:
            return known
        document = class_document(judgement)
        digest = digest_of(document)
        row = (digest, document, judgement.structural, bool(judgement.attested))
        return self._key("class", judgement, (FIND_CLASS, (digest,)), (ADD_CLASS, row))

    def judgement(self, verdict: Verdict) -> int:
        """The key of what a verdict says, whichever rule says it."""
        said = (verdict.status, *verdict[3:])
        known = self._known.get(("judgement", said))
        if known is not None:
            return known
        row = (STATUS_KEYS[verdict.status], *verdict[3:6], int(verdict.through_part))
        digest = digest_of(*row)
        return self._key("judgement", said, (FIND_JUDGEMENT, (digest,)), (ADD_JUDGEMENT, (digest, *row)))

    def ruling(self, finding: Finding) -> int:
        """The key of what a finding shares with others: the rule, what was judged, how it is cited."""
        verdict = verdict_of(finding)
        said = (verdict, finding.severity, finding.vendor_name, finding.citation)
        known = self._known.get(("ruling", said))
        if known is not None:
            return known
        row = (
            self.rule(verdict.policy_id, verdict.rule_id),
            self.judgement(verdict._replace(because=clean(verdict.because))),
            finding.severity.value,
            clean(finding.vendor_name),
            citation_document(finding.citation),
        )
        digest = digest_of(*row)
        return self._key("ruling", said, (FIND_RULING, (digest,)), (ADD_RULING, (digest, *row)))

    def claim(self, value: ClaimValue) -> int:
        known = self._known.get(("claim", value))
        if known is not None:
            return known
        digest = digest_of(*value)
        row = (
            digest,
            *value[:4],
            self.vendor(value.vendor),
            *value[5:9],
            self.registry(value.registry_digest),
        )
        return self._key("claim", value, (FIND_CLAIM, (digest,)), (ADD_CLAIM, row))

    def said(self, claims: tuple[int, ...]) -> int | None:
        """The key of everything that is claimed of a neighbor, in order; None for nothing."""
        known = self._known.get(("said", claims))
        if known is not None or not claims:
            return known
        row = (",".join(map(str, claims)),)
        key = self._key("said", claims, (FIND_SAID, row), (ADD_SAID, row))
        rows = ((key, ordinal, claim) for ordinal, claim in enumerate(claims))
        self._connection.executemany(ADD_SAID_CLAIM, rows)
        return key

    def place(self, root_key: int, beginning: str, *, ends_in_address: bool) -> int:
        """The key of where stations were read."""
        row = (root_key, beginning, ends_in_address)
        return self._key("place", row, (FIND_PLACE, row), (ADD_PLACE, row))

    def _key(self, table: str, value: Hashable, find: Statement, add: Statement) -> int:
        known = self._known.get((table, value))
        if known is not None:
            return known
        if self._remembered_only:
            raise NotRememberedError(table)
        found = self._connection.execute(*find).fetchone()
        key = int(found[0]) if found else self._connection.execute(*add).lastrowid or 0
        if len(self._known) >= MAX_REMEMBERED:
            self._known.clear()
        self._known[table, value] = key
        return key
