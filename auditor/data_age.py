"""Which registries, knowledge sets and packs are older than the operator allows.

Must not read the clock: the present is handed in. A row of coverage for each, and exit code 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from auditor.model.finding import Coverage, DataSource
from auditor.model.recording import Instant, Reason


def stale_rows(sources: Iterable[DataSource], max_age_days: int | None, now: Instant) -> Iterator[Coverage]:
    """A row per source that is older now than allowed; None allows any age."""
    if max_age_days is None:
        return
    today = date.fromisoformat(now[:10])
    for source in sources:
        age = (today - date.fromisoformat(source.data_date)).days if source.data_date else 0
        if age > max_age_days:
            detail = f"{source.name} of {source.data_date} is {age} days old, {max_age_days} are allowed"
            yield Coverage("evaluate", Reason.DATA_TOO_OLD, "", detail)
