"""The SNMP collector: one target in, one recording out, whatever the device does.

Joins login, poll and outcome, and writes down when, where and with which security it was.
The clock is read here. No type of the SNMP library and no secret leaves it. Start with
`login`, then `poll` and `walk`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.channel import STALE, Channel
from auditor.collect.community import CommunitySession
from auditor.collect.interface import CollectJob
from auditor.collect.keyring import Keyring
from auditor.collect.login import LoggedIn, Login, NotLoggedIn, order_credentials
from auditor.collect.outcome import Conclusion, conclude, conclude_unread
from auditor.collect.plan import PlanIndex
from auditor.collect.poll import Poll, not_reached, unread_roots
from auditor.collect.ports import SOCKETS_PER_FAMILY, Ports
from auditor.collect.session import Session
from auditor.collect.usm_session import UsmSession
from auditor.collect.walk import Walked, WalkedRoot
from auditor.model.limits import Limits
from auditor.model.recording import (
    End,
    Instant,
    Outcome,
    Problem,
    Reason,
    Recording,
    RecordingSection,
    Section,
    recording_id,
)
from auditor.model.target import Target, Transport


def now() -> Instant:
    """The time, as recordings write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class SnmpCollector:
    """Polls devices over SNMP; each `collect` owns its socket, all share resolved secrets."""

    def __init__(self, job: CollectJob) -> None:
        self._job = job
        self._plan = PlanIndex(job.plan)
        self._keyring = Keyring(job.limits)
        self._remembered = dict(job.remembered)
        self._ports: Ports | None = None

    async def __aenter__(self) -> Self:
        self._ports = Ports()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._ports is not None
        self._ports.close()
        await self._keyring.close()

    async def collect(self, target: Target) -> Recording:
        """One attempt; never raises for what the device, the network or a credential does."""
        started_at, budget = now(), DeviceBudget(self._job.limits)
        remembered = self._remembered.get(target.id, "")
        credentials = order_credentials(target, remembered, self._job.limits)
        assert self._ports is not None, "used outside `async with`"
        found = await Login(target, credentials, self._job.limits, self._keyring, self._ports, budget).run()
        if isinstance(found, NotLoggedIn):
            return self._unread(target, started_at, found)
        try:
            return await self._read(target, started_at, found, budget)
        finally:
            found.channel.close()

    def _unread(self, target: Target, started_at: Instant, found: NotLoggedIn) -> Recording:
        roots = unread_roots(self._job.plan.roots, target, not_reached(found.trouble))
        conclusion = conclude_unread(found.trouble)
        recording = _Draft(self._job, self._plan.digest, target, started_at, found.address)
        return recording.finish(conclusion, roots, found.problems)

    async def _read(
        self, target: Target, started_at: Instant, found: LoggedIn, budget: DeviceBudget
    ) -> Recording:
        assert self._ports is not None
        channels = [found.channel]
        try:
            beside = list(_sessions_beside(found.session, channels, self._ports, self._job.limits))
            poll = Poll(found.session, target, self._job.limits, budget, beside)
            await poll.run(self._plan)
        finally:
            for channel in channels[1:]:
                channel.close()
        draft = _Draft(self._job, self._plan.digest, target, started_at, found.address)
        draft.credential = found.credential.name
        draft.authenticated = found.session.authenticated
        sources = ", ".join(sorted(found.channel.other_sources))
        draft.security = found.session.security + (f", answers from {sources}" if sources else "")
        problems = (*found.problems, *poll.problems, *_channel_problems(found, channels, sources))
        return draft.finish(conclude(poll.results, poll.stopped, poll.problems), poll.results, problems)


def _sessions_beside(
    session: Session, channels: list[Channel], ports: Ports, limits: Limits
) -> Iterator[Session]:
    """Sessions for further requests in flight; their channels are added. None where a channel has a
    socket of its own, nor over pysnmp."""
    if isinstance(session, CommunitySession | UsmSession) and channels[0].shared:
        while len(channels) < min(limits.requests_in_flight, SOCKETS_PER_FAMILY):
            channels.append(ports.open_beside(channels))
            yield session.on_channel(channels[-1])


def _channel_problems(found: LoggedIn, channels: Sequence[Channel], sources: str) -> Iterable[Problem]:
    """What the sockets saw besides answers."""
    rejected = sum((Counter(channel.rejected) for channel in channels), Counter[str]())
    if sources:
        yield Problem(Reason.OTHER_SOURCE, found.address, f"answers accepted from {sources}")
    for why, count in sorted(rejected.items()):
        if why not in STALE:
            yield Problem(Reason.ANSWERS_REJECTED, found.address, f"{count} datagrams not accepted: {why}")


class _Draft:
    """A recording being written."""

    def __init__(
        self, job: CollectJob, plan_digest: str, target: Target, started_at: Instant, address: str
    ) -> None:
        self.credential = ""
        self.security = ""
        self.authenticated = False
        self._job, self._target, self._started_at, self._address = job, target, started_at, address
        self._plan_digest = plan_digest

    def finish(
        self, conclusion: Conclusion, results: Iterable[WalkedRoot], problems: tuple[Problem, ...]
    ) -> Recording:
        results = tuple(results)
        payloads = tuple(Section.of(result.walked.payload) for result in results)
        return Recording(
            id=recording_id(self._job.run_id, self._target.id, Transport.SNMP),
            run_id=self._job.run_id,
            target_id=self._target.id,
            transport=Transport.SNMP,
            address=self._address,
            started_at=self._started_at,
            finished_at=now(),
            outcome=conclusion.outcome,
            reason=conclusion.reason,
            detail=conclusion.detail,
            security=self.security,
            authenticated=self.authenticated,
            credential=self.credential,
            plan_digest=self._plan_digest,
            collector_version=self._job.collector_version,
            sections=tuple(map(_section, range(len(results)), results, payloads)),
            payloads=payloads,
            problems=problems,
        )


def _section(ordinal: int, result: WalkedRoot, payload: Section) -> RecordingSection:
    walked = result.walked
    return RecordingSection(
        ordinal=ordinal,
        kind=result.kind,
        root=result.root,
        context=result.context,
        end=walked.end,
        detail=walked.detail,
        row_count=walked.row_count,
        digest=payload.digest,
    )


def unpolled_recording(job: CollectJob, target: Target, trouble: Trouble) -> Recording:
    """A recording of a target that was never asked: out of scope, or our own failure."""
    skipped = trouble.reason is Reason.OUT_OF_SCOPE
    walked = Walked(b"", 0, End.SKIPPED, trouble.reason, trouble.detail) if skipped else not_reached(trouble)
    outcome = Outcome.SKIPPED if skipped else Outcome.FAILED
    address = target.addresses[0] if target.addresses else ""
    draft = _Draft(job, job.plan.digest, target, now(), address)
    roots = unread_roots(job.plan.roots, target, walked)
    return draft.finish(Conclusion(outcome, trouble.reason, trouble.detail), roots, ())
