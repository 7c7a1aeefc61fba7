"""Polls many targets from this process: a bounded window, deliveries as they finish.

The default engine; one that shares work between sites would be a sibling file. Must not
know SNMP or SSH: it drives a Collector for each transport. Next: `collectors`.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from auditor.collect.budget import Trouble
from auditor.collect.collectors import Collectors
from auditor.collect.interface import CollectJob, Delivery
from auditor.collect.platform_signs import known_platform
from auditor.collect.unpolled import unpolled_recording
from auditor.model.recording import Reason, Recording
from auditor.model.target import Target, Transport

_Recordings = tuple[Recording, ...]


class LocalEngine:
    """Runs a job in this event loop."""

    async def run(self, job: CollectJob, targets: Iterable[Target]) -> AsyncIterator[Delivery]:
        """A Delivery for every transport of every target, targets in the order they finish.

        At most `job.limits.concurrency` targets are polled or wait to be taken, so a slow
        consumer slows the polling. Closing the iterator cancels what is still running.
        """
        async with Collectors(job) as collectors:
            waiting, running = iter(targets), set[asyncio.Task[_Recordings]]()
            try:
                _start_more(running, waiting, job, collectors)
                while running:
                    done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        for recording in task.result():
                            yield Delivery(recording, _accept)
                    _start_more(running, waiting, job, collectors)
            finally:
                await _cancel(running)


def _accept() -> None:
    """Nothing to give back: the recording is in this process's hands already."""


def _start_more(
    running: set[asyncio.Task[_Recordings]],
    waiting: Iterator[Target],
    job: CollectJob,
    collectors: Collectors,
) -> None:
    while len(running) < max(1, job.limits.concurrency):
        target = next(waiting, None)
        if target is None:
            return
        running.add(asyncio.create_task(_collect(job, collectors, target)))


async def _collect(job: CollectJob, collectors: Collectors, target: Target) -> _Recordings:
    """One recording over each transport, in the target's order. SSH goes by what SNMP told."""
    recordings: list[Recording] = []
    for transport in target.transports:
        asked = replace(target, platform=target.platform or known_platform(recordings))
        recordings.append(await _collect_over(job, collectors, asked, transport))
    return tuple(recordings)


async def _collect_over(
    job: CollectJob, collectors: Collectors, target: Target, transport: Transport
) -> Recording:
    """One recording, also when it is our own code that fails."""
    if not target.in_scope:
        trouble = Trouble(Reason.OUT_OF_SCOPE, target.out_of_scope_reason or "out of scope")
        return unpolled_recording(job, target, transport, trouble)
    try:
        collector = await collectors.of(transport)
        return await collector.collect(target)
    except Exception as error:  # noqa: BLE001 becomes the recording's outcome; one device, not the run
        return unpolled_recording(job, target, transport, Trouble(Reason.INTERNAL_ERROR, _describe(error)))


def _describe(error: Exception) -> str:
    """Type and place of an exception; its text could hold a secret."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


async def _cancel(running: set[asyncio.Task[_Recordings]]) -> None:
    for task in running:
        task.cancel()
    for task in running:
        with suppress(asyncio.CancelledError):
            await task
