"""Polls many targets from this process: a bounded window, deliveries as they finish.

The default engine; one that shares work between sites would be a sibling file. Must not
know SNMP or SSH: it drives a Collector for each transport. Next: `turns`, `collectors`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from auditor.collect.budget import Trouble
from auditor.collect.collectors import Collectors
from auditor.collect.interface import CollectJob, Delivery
from auditor.collect.platform_signs import known_platform
from auditor.collect.turns import Turns
from auditor.collect.unpolled import unpolled_recording
from auditor.errors import type_and_place
from auditor.model.recording import Reason, Recording
from auditor.model.target import Target, Transport


class _Polled(NamedTuple):
    """A target and what was recorded of it: (recording, duration in seconds) over each transport."""

    target: Target
    attempts: tuple[tuple[Recording, float], ...]


class LocalEngine:
    """Runs a job in this event loop."""

    async def run(self, job: CollectJob, targets: Iterable[Target]) -> AsyncIterator[Delivery]:
        """A Delivery for every transport of every target, targets in the order they finish.

        At most `job.limits.concurrency` targets are polled or wait to be taken, so a slow
        consumer slows the polling. Closing the iterator cancels what is still running.
        """
        async with Collectors(job) as collectors:
            window = _Window(job, collectors, Turns(job, targets))
            try:
                while polled := await window.next():
                    for recording, duration_s in polled.attempts:
                        yield Delivery(recording, _accept, duration_s)
            finally:
                await window.cancel()


def _accept() -> None:
    """Nothing to give back: the recording is in this process's hands already."""


class _Window:
    """The targets being polled, and those that wait to be taken."""

    def __init__(self, job: CollectJob, collectors: Collectors, turns: Turns) -> None:
        self._job, self._collectors, self._turns = job, collectors, turns
        self._running = set[asyncio.Task[_Polled]]()
        self._finished = asyncio.Queue[asyncio.Task[_Polled]]()

    async def next(self) -> _Polled | None:
        """The target that finished next; None when there are no more."""
        self._fill()
        if not self._running:
            return None
        # Answers and timers of the others get their turn, however many targets wait to be taken.
        await asyncio.sleep(0)
        task = await self._finished.get()
        self._running.discard(task)
        polled = task.result()
        self._turns.give_back(polled.target)
        return polled

    def _fill(self) -> None:
        while len(self._running) < max(1, self._job.limits.concurrency):
            target = self._turns.take()
            if target is None:
                return
            task = asyncio.create_task(_collect(self._job, self._collectors, target))
            task.add_done_callback(self._finished.put_nowait)
            self._running.add(task)

    async def cancel(self) -> None:
        for task in self._running:
            task.cancel()
        for task in self._running:
            with suppress(asyncio.CancelledError):
                await task


async def _collect(job: CollectJob, collectors: Collectors, target: Target) -> _Polled:
    """One recording over each transport, in the target's order. SSH goes by what SNMP told."""
    attempts: list[tuple[Recording, float]] = []
    for transport in target.transports:
        started_s = time.monotonic()
        asked = replace(target, platform=target.platform or known_platform([one for one, _ in attempts]))
        recording = await _collect_over(job, collectors, asked, transport)
        attempts.append((recording, time.monotonic() - started_s))
    return _Polled(target, tuple(attempts))


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
        return unpolled_recording(
            job, target, transport, Trouble(Reason.INTERNAL_ERROR, type_and_place(error))
        )
