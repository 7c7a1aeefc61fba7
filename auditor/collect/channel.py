"""What is said to one device over a UDP socket: sends, waits, repeats; one request in flight.

Must not know SNMP: whoever asks judges each datagram. Next: `community`, `usm_session`.
"""

from __future__ import annotations

import asyncio
import errno
import os
import time
from collections.abc import Callable
from typing import NamedTuple

from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.deadlines import NEVER, Deadlines
from auditor.collect.pace import Pace
from auditor.collect.pdu import Pdu
from auditor.collect.udp_port import SocketAddress, UdpPort, address_key
from auditor.model.limits import Limits
from auditor.model.recording import Reason

MAX_REJECTED = 1_000
"""Datagrams in a row that were not an answer: duplicates are a few, a flood is an attack."""

MAX_REASONS = 50
"""Kinds of rejection told apart: a hostile device could make up one for each size and tag."""
OTHER = "other reasons"

LATE = "late or repeated answer"
OTHER_REQUEST = "answer to another request"
STALE = frozenset((LATE, OTHER_REQUEST))
"""What a slow network brings; says nothing about the device."""


class Rejected(NamedTuple):
    """A datagram that is not the answer. `ours`: it carried our request's number, so that
    waiting longer for a better one makes no sense."""

    why: str
    ours: bool = False


_NOTHING = Rejected("")
_LATE = Rejected("no answer in time")
Verdict = Pdu | Trouble | Rejected
Judge = Callable[[bytes], Verdict]


class Channel:
    """Opened by `Ports.open_channel`; the socket calls `receive` and `refuse`."""

    def __init__(
        self,
        remote: SocketAddress,
        limits: Limits,
        budget: DeviceBudget,
        deadlines: Deadlines,
        *,
        any_source: bool,
    ) -> None:
        self.remote = remote
        self.budget = budget
        self.rejected: dict[str, int] = {}
        """Why datagrams were not taken as answers, and how many for each reason."""
        self.other_sources: set[str] = set()
        """Addresses other than the asked one whose answers were accepted."""
        self.answered = False
        self.also_close: Callable[[], None] | None = None
        """Ends what a session opened beside the channel."""
        self.ends_at, self.tick = NEVER, 0
        self._limits = limits
        self._deadlines = deadlines
        self._any_source = any_source
        self._in_a_row = 0
        self._pace = Pace()
        self._judge: Judge | None = None
        self._waiting: asyncio.Future[Verdict] | None = None

    @property
    def port(self) -> UdpPort:
        """The socket it speaks through."""
        return self._port

    def sibling(self) -> Channel:
        """One more channel to the same device, to be given a socket of its own: another request may be
        in flight there. Both spend one budget and learn one pace."""
        other = Channel(self.remote, self._limits, self.budget, self._deadlines, any_source=False)
        other._pace = self._pace
        return other

    def use(self, port: UdpPort, *, shared: bool) -> None:
        """Speak through this socket, which others use too when it is shared."""
        self._port, self.shared = port, shared
        if shared:
            port.add(self.remote, self)

    @property
    def awaits(self) -> bool:
        return self._waiting is not None and not self._waiting.done()

    def receive(self, data: bytes, source: SocketAddress) -> None:
        self.budget.spend_bytes(len(data))
        waiting = self._waiting
        if waiting is None or self._judge is None or waiting.done():
            self._count(LATE)
            return
        verdict = self._judge(data)
        if isinstance(verdict, Rejected):
            self._count(verdict.why)
            self._in_a_row += 1
            if not verdict.ours and self._in_a_row <= MAX_REJECTED:
                return
        else:
            self.answered = self.answered or isinstance(verdict, Pdu)
            if self._any_source and address_key(source) != address_key(self.remote):
                self.other_sources.add(f"{source[0]}:{source[1]}")
        waiting.set_result(verdict)

    def refuse(self, error_number: int, about: SocketAddress) -> None:
        same = address_key(about) == address_key(self.remote)
        if same and self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(_network_trouble(error_number))

    def _count(self, why: str) -> None:
        if why not in self.rejected and len(self.rejected) >= MAX_REASONS:
            why = OTHER
        self.rejected[why] = self.rejected.get(why, 0) + 1

    async def exchange(
        self, packet: Callable[[], bytes], judge: Judge, retries: int | None = None
    ) -> Pdu | Trouble:
        """Send `packet()` until `judge` accepts an answer or the tries are used up.

        Waits double with each try, after short ones where the device is known to answer soon.
        `retries` None = as the limits say.
        """
        rejected, before, self._judge = _NOTHING, self.rejected.copy(), judge
        tries = 1 + (self._limits.retries if retries is None else retries)
        started = time.monotonic()
        try:
            for wait_s in self._pace.waits_s(self._limits.timeout_s, tries):
                spent = await self.budget.wait_turn()
                if spent is not None or self._in_a_row > MAX_REJECTED:
                    return spent or self._silence(before)
                verdict = await self._send(packet(), wait_s)
                if not isinstance(verdict, Rejected):
                    self._in_a_row = 0
                    self._pace.learn(time.monotonic() - started)
                    return verdict
                rejected = verdict
                self.budget.repeats += 1
        finally:
            self._waiting, self.ends_at = None, NEVER
        if rejected.ours:
            return Trouble(Reason.ANSWERS_REJECTED, f"answer not usable: {rejected.why}")
        return self.budget.exhausted() or self._silence(before)

    def _send(self, packet: bytes, timeout_s: float) -> asyncio.Future[Verdict]:
        """What the datagram leads to: an answer, trouble, or the end of the wait."""
        self._waiting = waiting = asyncio.get_running_loop().create_future()
        self._deadlines.watch(self, min(timeout_s, self.budget.remaining_s))
        try:
            self._port.send(packet, self.remote)
        except OSError as error:
            waiting.set_result(_network_trouble(error.errno or 0))
        return waiting

    def end(self) -> None:
        """The wait is over: `Deadlines` says so."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(_LATE)

    def _silence(self, before: dict[str, int]) -> Trouble:
        """Why nothing usable arrived, told from what did arrive meanwhile."""
        unusable = {why: count - before.get(why, 0) for why, count in self.rejected.items()}
        unusable = {why: count for why, count in unusable.items() if count}
        if not unusable or (self.answered and STALE.issuperset(unusable)):
            return Trouble(Reason.NO_ANSWER, "no answer")
        reasons = ", ".join(f"{count} x {why}" for why, count in sorted(unusable.items()))
        return Trouble(Reason.ANSWERS_REJECTED, f"only unusable answers: {reasons}")

    def close(self) -> None:
        """Hear nothing more; a socket of its own is closed."""
        if self.also_close is not None:
            self.also_close()
        if self.shared:
            self._port.remove(self.remote, self)
        else:
            self._port.close()


def _network_trouble(error_number: int) -> Trouble:
    if error_number == errno.ECONNREFUSED:
        return Trouble(Reason.PORT_CLOSED, "port unreachable (ICMP)")
    return Trouble(Reason.NO_ANSWER, f"network error: {os.strerror(error_number)}")
