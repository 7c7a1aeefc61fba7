"""The collector of each transport, opened when the first target needs it.

A run without SSH never loads netmiko. Must not know targets. Next: `snmp`, `ssh`, `replay`.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from auditor.collect.interface import CollectJob, Collector
from auditor.model.target import Transport


class Collectors:
    """Opens collectors on demand and closes them together."""

    def __init__(self, job: CollectJob) -> None:
        self._job = job
        self._stack = AsyncExitStack()
        self._open: dict[Transport, Collector] = {}
        self._opening = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def of(self, transport: Transport) -> Collector:
        """The open collector of a transport: live, or over the job's folder of recordings."""
        async with self._opening:
            if transport not in self._open:
                self._open[transport] = await self._stack.enter_async_context(make(self._job, transport))
        return self._open[transport]


def make(job: CollectJob, transport: Transport) -> Collector:
    """A collector, not yet open."""
    # Loaded when needed: a live run reads no recordings, and most runs use one transport.
    if job.recordings:
        from auditor.collect.replay import ReplayCollector  # noqa: PLC0415
        from auditor.collect.replay_cli import CliReplayCollector  # noqa: PLC0415

        return CliReplayCollector(job) if transport is Transport.SSH else ReplayCollector(job)
    if transport is Transport.SSH:
        from auditor.collect.ssh import SshCollector  # noqa: PLC0415

        return SshCollector(job)
    from auditor.collect.snmp import SnmpCollector  # noqa: PLC0415

    return SnmpCollector(job)
