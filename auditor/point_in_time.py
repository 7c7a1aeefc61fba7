"""The inventory as it was: recordings until a moment, derived and judged in a store of their own.

The store itself is only read. What follows from the recordings (makers, verdicts) is worked
out anew with the knowledge and policies at hand, so it may differ from what was said then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from auditor import __version__
from auditor.errors import UsageError
from auditor.model.finding import AuditResult
from auditor.model.recording import Instant
from auditor.pipeline import INSTANT
from auditor.store import RunRecord, Store, temporary_store

PLACE = "--inventory-at"
END_OF_DAY = "T23:59:59Z"


class Past(NamedTuple):
    """A store as it was at a moment, and what has to be said of it."""

    store: Store
    moment: Instant
    note: str

    def result(self, result: AuditResult) -> AuditResult:
        """The result, saying of when it is."""
        return replace(result, inventory_at=self.moment, notes=(self.note, *result.notes))


def parse_moment(text: str) -> Instant:
    """A day (its end, UTC) or a time such as 2026-11-22T16:26:26Z; UsageError for anything else."""
    try:
        if len(text) == len("2026-11-22"):
            return date.fromisoformat(text).isoformat() + END_OF_DAY
        return datetime.strptime(text, INSTANT).replace(tzinfo=UTC).strftime(INSTANT)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no day and no time", place=PLACE, remedy="write 2026-11-22 or 2026-11-22T16:26:26Z"
        ) from error


@contextmanager
def inventory_at(store: Store, moment: Instant) -> Iterator[Past]:
    """A temporary store with what was recorded until `moment`; it goes with the block.

    UsageError when nothing was recorded by then.
    """
    with temporary_store() as past:
        yield Past(past, moment, _copy(store, past, moment))


def _copy(store: Store, past: Store, moment: Instant) -> str:
    """Copies what there was; returns what has to be said of it."""
    targets = store.targets_at(moment)
    run = RunRecord("inventory-at", "store", moment, __version__, "")
    past.start_run(run)
    past.save_targets(run.run_id, targets, retire_missing=False)
    read: set[str] = set()
    removed: set[str] = set()
    for recording in store.recordings_at(moment):
        past.start_run(replace(run, run_id=recording.run_id))
        past.save_recording(recording)
        kept = bool(recording.sections) or recording.reason is not None
        (read if kept else removed).add(recording.target_id)
    if not read | removed:
        first = store.first_recording()
        raise UsageError(
            f"nothing was recorded until {moment}",
            place=PLACE,
            remedy=f"the first recording is of {first}" if first else "run auditor audit first",
        )
    past.remember_detections(store.detections_until(moment))
    for decision in store.decisions():
        if decision.decided_at <= moment:
            past.add_decision(decision)
    gone = f" The recordings of {len(removed)} were removed by retention." if removed else ""
    return (
        f"The inventory as it was at {moment}, from recordings until then of {len(read | removed)} of"
        f" {len(targets)} targets.{gone} Sites, tags, scope, registries, knowledge and policies are those of"
        " the day this was made; decisions are those made until then, and"
        " acceptances count by the legal date. Nothing was polled, and the inventory is unchanged."
    )
