"""How the last evaluation was made: its day, profile, policies and version.

What it said is `read_result`'s. Next: `auditor.bundle`, which judges again from this.
"""

from __future__ import annotations

import json
from datetime import date

from auditor.errors import StoreError
from auditor.model.policy import Profile
from auditor.store.records import EvaluationRecord
from auditor.store.session import Session

LAST = """
    SELECT e.evaluation_key, run.id, e.as_of, e.evaluated_at, e.product_version, e.profile,
      e.run_only
    FROM evaluation AS e JOIN run USING (run_key)
    ORDER BY e.evaluation_key DESC LIMIT 1
"""
POLICIES = "SELECT policy_id, digest FROM evaluation_policy WHERE evaluation_key = ? ORDER BY policy_id"


def last_evaluation(session: Session) -> EvaluationRecord:
    """The last evaluation; StoreError when there is none."""
    with session.reading() as connection:
        row = connection.execute(LAST).fetchone()
        if row is None:
            raise StoreError(
                "nothing was evaluated yet", file=str(session.path), remedy="run auditor evaluate"
            )
        key, run_id, as_of, evaluated_at, product_version, profile, run_only = row
        policies = tuple(connection.execute(POLICIES, (key,)).fetchall())
    answers = json.loads(profile)
    return EvaluationRecord(
        run_id=run_id,
        as_of=date.fromisoformat(as_of),
        evaluated_at=evaluated_at,
        product_version=product_version,
        profile=Profile(tuple(answers["affirmed"]), tuple(answers["denied"])),
        policies=policies,
        run_only=bool(run_only),
    )
