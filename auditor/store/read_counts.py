"""How many subjects each judgement class has, and how many verdicts of each status a policy.

Counts classes, never pairs of subject and rule. Must not judge. Next: `read_result`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.model.finding import STATUS_ORDER, Status
from auditor.store.session import Session
from auditor.store.write_run import run_key_of

CLASS_COUNTS = """
    SELECT class_key, sum(subjects) AS subjects
    FROM (SELECT c.class_key, count(*) AS subjects
    FROM component AS c JOIN target AS t ON t.target_key = c.device_key
    WHERE c.current = 1 AND t.retired_at IS NULL AND (?1 IS NULL OR t.target_key IN (SELECT target_key
    FROM recording
    WHERE run_key = ?1))
    GROUP BY c.class_key
    UNION ALL SELECT n.class_key, count(*)
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
    WHERE n.current = 1 AND t.retired_at IS NULL AND (?1 IS NULL OR t.target_key IN (SELECT target_key
    FROM recording
    WHERE run_key = ?1))
    GROUP BY n.class_key)
    GROUP BY class_key
"""
STATION_COUNTS = """
    SELECT n.class_key, count(*)
    FROM neighbor AS n JOIN target AS t ON t.target_key = n.device_key
    WHERE n.current = 1 AND n.personal = 1 AND t.retired_at IS NULL AND
      (?1 IS NULL OR t.target_key IN (SELECT target_key
    FROM recording
    WHERE run_key = ?1))
    GROUP BY n.class_key
"""
CLASS_STATUSES = """
    SELECT v.class_key, u.policy_id, s.name, k.attested
    FROM verdict AS v JOIN rule AS u USING (rule_key)
    JOIN judgement AS j USING (judgement_key)
    JOIN status AS s ON s.status = j.status
    JOIN judgement_class AS k USING (class_key)
"""


def class_counts(session: Session, run_id: str | None = None) -> dict[int, int]:
    """How many current subjects, or those of a run's targets, each judgement class has."""
    with session.reading() as connection:
        run_key = None if run_id is None else run_key_of(session, run_id)
        return dict(connection.execute(CLASS_COUNTS, (run_key,)).fetchall())


def policy_counts(session: Session, run_id: str | None = None) -> dict[str, tuple[tuple[str, int], ...]]:
    """Verdicts per status of each policy over all current subjects, or over those of a run's
    targets, worst status first."""
    counts: Counter[tuple[str, str]] = Counter()
    for policy_id, status, _, subjects in _counted(session, run_id):
        counts[policy_id, status] += subjects
    return {
        policy_id: tuple(
            (status.value, counts[policy_id, status.value])
            for status in STATUS_ORDER
            if (policy_id, status.value) in counts
        )
        for policy_id in sorted({policy_id for policy_id, _ in counts})
    }


def attested_counts(session: Session, run_id: str | None = None) -> dict[str, int]:
    """Unknown verdicts of each policy that are about attested subjects, as `policy_counts` counts."""
    counts: Counter[str] = Counter()
    for policy_id, status, attested, subjects in _counted(session, run_id):
        if attested and status == Status.UNKNOWN:
            counts[policy_id] += subjects
    return counts


def station_counts(session: Session, run_id: str | None = None) -> dict[str, int]:
    """Unknown verdicts of each policy about stations: neighbors that tables of addresses alone show.
    Attested ones are `attested_counts`'."""
    with session.reading() as connection:
        run_key = None if run_id is None else run_key_of(session, run_id)
        stations = dict(connection.execute(STATION_COUNTS, (run_key,)).fetchall())
        counts: Counter[str] = Counter()
        for class_key, policy_id, status, attested in connection.execute(CLASS_STATUSES):
            if status == Status.UNKNOWN and not attested:
                counts[policy_id] += stations.get(class_key, 0)
    return counts


def _counted(session: Session, run_id: str | None) -> Iterator[tuple[str, str, bool, int]]:
    """(policy id, status, whether it is attested, subjects) of each class under each rule."""
    with session.reading() as connection:
        subjects = class_counts(session, run_id)
        for class_key, policy_id, status, attested in connection.execute(CLASS_STATUSES):
            if class_key in subjects:
                yield policy_id, status, bool(attested), subjects[class_key]
