"""The inventory in SQLite: the only package that writes SQL.

Public: `open_store`, the `Store` it gives, and the records they exchange. The views of
`views.sql` are a public interface, described in docs/reference/schema.md.
"""

from __future__ import annotations

from auditor.store.places import open_store, temporary_store
from auditor.store.records import (
    AnnouncedNeighbor,
    CandidateBatch,
    ClassSubject,
    DeviceStatus,
    EvaluationRecord,
    EvidenceQuote,
    FindingCandidate,
    JustJudged,
    KnownBy,
    PartQuote,
    PastRun,
    RunRecord,
    VerdictCounts,
)
from auditor.store.retention import Purged
from auditor.store.run_lock import lock_path, only_run
from auditor.store.store import Store
from auditor.store.subject_rows import Derived
from auditor.store.turnstile import turnstile_file
from auditor.store.write_adjacency import derivation_of

__all__ = [
    "AnnouncedNeighbor",
    "CandidateBatch",
    "ClassSubject",
    "Derived",
    "DeviceStatus",
    "EvaluationRecord",
    "EvidenceQuote",
    "FindingCandidate",
    "JustJudged",
    "KnownBy",
    "PartQuote",
    "PastRun",
    "Purged",
    "RunRecord",
    "Store",
    "VerdictCounts",
    "derivation_of",
    "lock_path",
    "only_run",
    "open_store",
    "temporary_store",
    "turnstile_file",
]
