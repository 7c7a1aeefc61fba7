"""How many subjects each judgement class has, and how many verdicts of each status a policy.

Counts classes, never pairs of subject and rule. Must not judge. Next: `read_result`.
"""

from __future__ import annotations

from collections import Counter

from auditor.model.finding import STATUS_ORDER, Status
from auditor.store.records import VerdictCounts
from auditor.store.session import Session
from auditor.store.write_run import run_key_of

SUBJECTS = """
    SELECT s.class_key, sum(s.subjects), sum(s.stations)
    FROM (SELECT class_key, device_key, count(*) AS subjects, 0 AS stations
    FROM component
    WHERE current = 1
    GROUP BY class_key, device_key
    UNION ALL SELECT class_key, device_key, count(*), sum(personal)
    FROM neighbor
    WHERE current = 1
    GROUP BY class_key, device_key) AS s
    JOIN target AS t ON t.target_key = s.device_key
    WHERE t.retired_at IS NULL AND (?1 IS NULL OR t.target_key IN (SELECT target_key
    FROM recording
    WHERE run_key = ?1))
    GROUP BY s.class_key
"""
CLASS_STATUSES = """
    SELECT v.class_key, u.policy_id, s.name, k.attested
    FROM verdict AS v JOIN rule AS u USING (rule_key)
    JOIN judgement AS j USING (judgement_key)
    JOIN status AS s ON s.status = j.status
    JOIN judgement_class AS k USING (class_key)
"""


def verdict_counts(session: Session, run_id: str | None = None) -> VerdictCounts:
    """Counts over all current subjects, or over those of a run's targets."""
    counts: Counter[tuple[str, str]] = Counter()
    attested: Counter[str] = Counter()
    stations: Counter[str] = Counter()
    with session.reading() as connection:
        run_key = None if run_id is None else run_key_of(session, run_id)
        found = {key: row for key, *row in connection.execute(SUBJECTS, (run_key,))}
        for class_key, policy_id, status, is_attested in connection.execute(CLASS_STATUSES):
            if class_key not in found:
                continue
            subjects, seen_alone = found[class_key]
            counts[policy_id, status] += subjects
            if status == Status.UNKNOWN and is_attested:
                attested[policy_id] += subjects
            elif status == Status.UNKNOWN:
                stations[policy_id] += seen_alone
    policies = {
        policy_id: _worst_first(counts, policy_id) for policy_id in sorted({one for one, _ in counts})
    }
    return VerdictCounts({key: row[0] for key, row in found.items()}, policies, attested, stations)


def _worst_first(counts: Counter[tuple[str, str]], policy_id: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (status.value, counts[policy_id, status.value])
        for status in STATUS_ORDER
        if (policy_id, status.value) in counts
    )
