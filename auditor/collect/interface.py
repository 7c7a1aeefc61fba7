"""The seam between the pipeline and whatever polls: one device (Collector), many (Engine).

Must not know any protocol or library: jobs, targets and recordings are plain data, so an
engine in another process or site is a sibling of `local_engine`. Next: `plan`, `snmp`, `replay`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from auditor.collect.plan import Plan
from auditor.model.limits import Limits
from auditor.model.recording import Recording
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import Target


@dataclass(frozen=True, slots=True)
class CollectJob:
    """What one run does to every target. Data only (it pickles), never a callable or secret.

    `remembered` holds (target id, name of the credential that worked last) pairs;
    `recordings` is the directory to replay, "" = live SNMP; `site_windows` holds (site, devices at
    once) where a site is polled by several processes, each with a part of its window.
    """

    run_id: str
    plan: Plan
    limits: Limits
    collector_version: str
    remembered: tuple[tuple[str, str], ...] = ()
    recordings: str = ""
    ssh: SshSettings = field(default_factory=SshSettings)
    site_windows: tuple[tuple[str, int], ...] = ()


class Delivery(NamedTuple):
    """A finished recording; `acknowledge` is called once the store has committed it."""

    recording: Recording
    acknowledge: Callable[[], None]
    duration_s: float
    """How long the attempt took, from the first packet to the last."""


class Collector(Protocol):
    """Polls one device at a time per call; an async context manager owning its sockets.

    `collect` never raises for what a device or network does: the outcome says it.
    """

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def collect(self, target: Target) -> Recording: ...


class Engine(Protocol):
    """Polls many targets; one Delivery for each, in the order they finish."""

    def run(self, job: CollectJob, targets: Iterable[Target]) -> AsyncIterator[Delivery]: ...
