"""Polls into recording files instead of a store. Next: `pipeline`, which stores."""

from __future__ import annotations

import asyncio
from pathlib import Path

from auditor.collect.local_engine import LocalEngine
from auditor.collect.replay import write_recording
from auditor.errors import UsageError
from auditor.model.progress import RunFinished, RunStarted, attempted
from auditor.model.recording import Recording
from auditor.pipeline import Collection, collect_job, new_run_id
from auditor.workers import Observer


def record_run(collection: Collection, folder: Path, observe: Observer) -> None:
    """Poll every target into recording files."""

    async def run() -> None:
        async for delivery in LocalEngine().run(job, collection.targets):
            _write(folder, delivery.recording)
            delivery.acknowledge()
            observe(attempted(delivery.recording, delivery.duration_s))

    job = collect_job(new_run_id(), collection, ())
    observe(RunStarted(job.run_id, collection.attempts, 0))
    outcome = "interrupted"
    try:
        asyncio.run(run())
        outcome = "complete"
    finally:
        observe(RunFinished(job.run_id, outcome))


def _write(folder: Path, recording: Recording) -> None:
    try:
        write_recording(folder, recording)
    except OSError as error:
        raise UsageError(
            f"cannot write the recording of {recording.target_id!r}: {error.strerror}",
            file=str(folder),
            remedy="free space or name another folder, then record again",
        ) from error
