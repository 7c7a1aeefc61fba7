"""The plan, asked of one device that answers: a section for every root, whatever happens.

A root that fails does not stop the next one, a device that died does. Must not know how a
session was opened nor what rows mean (but the device's sysObjectID and its VLANs, which
decide what else to ask). Next: `outcome`, `sections`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence

from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.login import PROBE
from auditor.collect.plan import SYS_OBJECT_ID, PlanIndex, PlanRoot
from auditor.collect.session import Session
from auditor.collect.survey import ROOTS_AT_ONCE, ROWS_EACH, UNKNOWN, Start, survey
from auditor.collect.vlan_tables import (
    VLAN_ROOTS,
    VlanChoice,
    asks_each_vlan,
    choose_vlans,
    context_name,
)
from auditor.collect.walk import Walked, WalkedRoot, Walker, end_of
from auditor.model.limits import Limits
from auditor.model.oid import oid_text
from auditor.model.recording import End, Problem, Reason
from auditor.model.rows import Tag
from auditor.model.sections import SectionKind
from auditor.model.target import Target

NOT_SELECTED = Walked(b"", 0, End.SKIPPED, Reason.NOT_SELECTED, "not selected for this target")
MAX_REPEATS_BESIDE = 3
"""Unanswered requests after which a device is asked one thing at a time: it is slow, or packets get lost,
and more requests at once would make either worse."""
_ENDS_DEVICE = frozenset((Reason.TIME_BUDGET, Reason.BYTE_CAP, Reason.PORT_CLOSED, Reason.STOPPED_ANSWERING))


def not_reached(trouble: Trouble) -> Walked:
    """The end of a root that was never asked for."""
    return Walked(b"", 0, end_of(trouble.reason), trouble.reason, f"not reached: {trouble.detail}")


def unread_roots(roots: tuple[PlanRoot, ...], target: Target, walked: Walked) -> tuple[WalkedRoot, ...]:
    """The roots every device is asked for, when the device was not asked at all."""
    return tuple(
        WalkedRoot(root.kind, root.root, target.snmp_context, _selected(root.kind, target, walked))
        for root in roots
        if not root.when
    )


def _selected(kind: SectionKind, target: Target, walked: Walked) -> Walked:
    return NOT_SELECTED if kind in target.skip_kinds else walked


class Poll:
    """One device being asked; `results` grow in plan order."""

    def __init__(
        self,
        session: Session,
        target: Target,
        limits: Limits,
        budget: DeviceBudget,
        beside: Sequence[Session] = (),
    ) -> None:
        self.results: list[WalkedRoot] = []
        self.problems: list[Problem] = []
        self.stopped: Trouble | None = None
        """Why the rest of the plan was not asked, None while the device goes on answering."""
        self._session = session
        self._beside = tuple(beside)
        self._target = target
        self._limits = limits
        self._budget = budget
        self._walker = Walker(session, limits, budget)
        self._sys_object_id = ""
        self._surveyed = True
        """Whether the device has answered each survey so far."""

    async def run(self, plan: PlanIndex) -> None:
        """Ask for every root that applies to the device, then for its VLANs where that is needed."""
        await self._walk_roots(plan.first)
        self._sys_object_id = self._stated_object_id()
        await self._walk_roots(plan.probes(self._sys_object_id), first_only=True)
        trees = [
            one.root for one in self.results if one.kind is SectionKind.PRIVATE_TREE and one.walked.row_count
        ]
        await self._walk_roots(plan.after_first(self._sys_object_id, *trees))
        if asks_each_vlan(self._sys_object_id, self.results, self._target.skip_kinds):
            await self._walk_vlans(choose_vlans(self.results))

    def _stated_object_id(self) -> str:
        rows = (row for one in self.results if one.root == SYS_OBJECT_ID for row in one.walked.read_rows())
        return next((oid_text(value) for _, tag, value in rows if tag == Tag.OBJECT_IDENTIFIER), "")

    async def _walk_roots(self, roots: Sequence[PlanRoot], *, first_only: bool = False) -> None:
        """Roots in any order of asking, a walk for each session at a time; results in plan order."""
        found: list[WalkedRoot | None] = [None] * len(roots)
        starts = await self._survey(roots, 1 if first_only else ROWS_EACH)
        waiting = iter(enumerate(roots))

        async def walk_over(session: Session) -> None:
            while self._may_ask(session):
                number, root = next(waiting, (0, None))
                if root is None:
                    return
                start = starts.get(root.root, UNKNOWN)
                found[number] = await self._walked(root, session, start, first_only=first_only)

        await self._side_by_side(walk_over, sum(not starts.get(root.root, UNKNOWN).ended for root in roots))
        self.results += filter(None, found)

    async def _survey(self, roots: Sequence[PlanRoot], rows_each: int) -> dict[str, Start]:
        """What few requests tell of many roots, "" of none where the device answers no such request."""
        at_once = min(ROOTS_AT_ONCE, self._limits.max_repetitions // rows_each)
        wanted = list(dict.fromkeys(one.root for one in roots if one.kind not in self._target.skip_kinds))
        starts: dict[str, Start] = {}
        if not self._session.bulk or at_once < 2 or self._limits.max_rows_per_root < rows_each:
            return starts
        firsts = iter(range(0, len(wanted), at_once))

        async def ask_over(session: Session) -> None:
            while self.stopped is None and self._surveyed and self._may_ask(session):
                first = next(firsts, len(wanted))
                if len(wanted) - first < 2:
                    return
                known = await survey(session, wanted[first : first + at_once], rows_each)
                self._surveyed = bool(known)
                starts.update(known)

        await self._side_by_side(ask_over, -(-len(wanted) // at_once))
        return starts

    def _may_ask(self, session: Session) -> bool:
        return session is self._session or self._budget.repeats <= MAX_REPEATS_BESIDE

    async def _side_by_side(self, work: Callable[[Session], Coroutine[None, None, None]], parts: int) -> None:
        """The same work over every session, as far as it has parts for them."""
        beside = self._beside[: max(0, parts - 1)]
        if not beside:
            return await work(self._session)
        tasks = [asyncio.ensure_future(work(one)) for one in (self._session, *beside)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    async def _walked(
        self, root: PlanRoot, session: Session, start: Start, *, first_only: bool = False
    ) -> WalkedRoot:
        if root.kind in self._target.skip_kinds:
            walked = NOT_SELECTED
        elif start.ended:
            walked = Walked(start.payload, start.row_count, End.COMPLETE)
        elif self.stopped is not None:
            walked = not_reached(self.stopped)._replace(payload=start.payload, row_count=start.row_count)
        else:
            walked = await self._walker.walk(root.root, first_only=first_only, over=session, start=start)
            await self._look_after(walked, session)
        return WalkedRoot(root.kind, root.root, self._target.snmp_context, walked)

    async def _look_after(self, walked: Walked, session: Session) -> None:
        """After a walk went wrong: is there any point in going on?"""
        if self.stopped is not None:
            return
        if walked.reason in _ENDS_DEVICE:
            reason = Reason.STOPPED_ANSWERING if walked.reason is Reason.PORT_CLOSED else walked.reason
            self.stopped = Trouble(reason, walked.detail)
        elif walked.reason is Reason.NO_ANSWER:
            alive = await session.ask(PROBE, retries=0)
            if isinstance(alive, Trouble):
                detail = f"stopped answering ({alive.detail})"
                self.stopped = Trouble(self._budget_reason(alive) or Reason.STOPPED_ANSWERING, detail)

    @staticmethod
    def _budget_reason(trouble: Trouble) -> Reason | None:
        return trouble.reason if trouble.reason in {Reason.TIME_BUDGET, Reason.BYTE_CAP} else None

    async def _walk_vlans(self, choice: VlanChoice) -> None:
        """The bridge tables of each VLAN, until one VLAN is met with silence."""
        for count, vlan in enumerate(choice.vlans):
            if self.stopped is not None or not await self._walk_vlan(vlan):
                self._note_vlans(
                    Reason.NO_ANSWER, f"{len(choice.vlans) - count} VLANs not read from {vlan} on"
                )
                return
        if choice.left_out:
            self._note_vlans(Reason.ROW_CAP, f"{choice.left_out} VLANs above the allowed number not asked")

    async def _walk_vlan(self, vlan: int) -> bool:
        walker = Walker(self._session.for_vlan(vlan), self._limits, self._budget)
        for kind, root in VLAN_ROOTS:
            if kind in self._target.skip_kinds:
                continue
            walked = await walker.walk(root)
            await self._look_after(walked, self._session)
            self.results.append(WalkedRoot(kind, root, context_name(vlan), walked))
            if walked.end not in {End.COMPLETE, End.CAP}:
                return False
        return True

    def _note_vlans(self, reason: Reason, detail: str) -> None:
        self.problems.append(Problem(reason, "forwarding tables per VLAN", detail))
