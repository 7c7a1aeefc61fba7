"""Polls many targets from this process: a bounded window, deliveries as they finish.

The default engine; one that shares work between sites would be a sibling file. Must not
know SNMP: it drives a Collector. Next: `snmp`, `replay`.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from auditor.collect.budget import Trouble
from auditor.collect.interface import CollectJob, Collector, Delivery
from auditor.collect.snmp import SnmpCollector, unpolled_recording
from auditor.model.recording import Reason, Recording
from auditor.model.target import Target


class LocalEngine:
    """Runs a job in this event loop."""

    async def run(self, job: CollectJob, targets: Iterable[Target]) -> AsyncIterator[Delivery]:
        """A Delivery for every target, in the order they finish.

        At most `job.limits.concurrency` targets are polled or wait to be taken, so a slow
        consumer slows the polling. Closing the iterator cancels what is still running.
        """
        async with open_collector(job) as collector:
            waiting, running = iter(targets), set[asyncio.Task[Recording]]()
            try:
                _start_more(running, waiting, job, collector)
                while running:
                    done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        yield Delivery(task.result(), _accept)
                    _start_more(running, waiting, job, collector)
            finally:
                await _cancel(running)


def open_collector(job: CollectJob) -> Collector:
    """The collector a job asks for: live SNMP, or a directory of recordings."""
    if not job.recordings:
        return SnmpCollector(job)
    from auditor.collect.replay import ReplayCollector  # noqa: PLC0415 live runs need none of it

    return ReplayCollector(job)


def _accept() -> None:
    """Nothing to give back: the recording is in this process's hands already."""


def _start_more(
    running: set[asyncio.Task[Recording]], waiting: Iterator[Target], job: CollectJob, collector: Collector
) -> None:
    while len(running) < max(1, job.limits.concurrency):
        target = next(waiting, None)
        if target is None:
            return
        running.add(asyncio.create_task(_collect(job, collector, target)))


async def _collect(job: CollectJob, collector: Collector, target: Target) -> Recording:
    """One recording, also when it is our own code that fails."""
    if not target.in_scope:
        reason = target.out_of_scope_reason or "out of scope"
        return unpolled_recording(job, target, Trouble(Reason.OUT_OF_SCOPE, reason))
    try:
        return await collector.collect(target)
    except Exception as error:  # noqa: BLE001 becomes the recording's outcome; one device, not the run
        return unpolled_recording(job, target, Trouble(Reason.INTERNAL_ERROR, _describe(error)))


def _describe(error: Exception) -> str:
    """Type and place of an exception; its text could hold a secret."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


async def _cancel(running: set[asyncio.Task[Recording]]) -> None:
    for task in running:
        task.cancel()
    for task in running:
        with suppress(asyncio.CancelledError):
            await task
