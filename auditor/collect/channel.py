"""A UDP socket to one device: sends, waits, repeats; one request in flight.

Connected, so that the kernel drops answers from strangers and an ICMP "port unreachable"
is seen at once; unconnected only where the operator accepts answers from elsewhere. Must
not know SNMP: whoever asks judges each datagram. Next: `community`, `usm_session`.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import NamedTuple

from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.pdu import Pdu
from auditor.model.limits import Limits
from auditor.model.recording import Reason

MAX_REJECTED = 1_000
"""Datagrams in a row that were not an answer: duplicates are a few, a flood is an attack."""

LATE = "late or repeated answer"
OTHER_REQUEST = "answer to another request"
STALE = frozenset((LATE, OTHER_REQUEST))
"""What a slow network brings; says nothing about the device."""

SocketAddress = tuple[str, int] | tuple[str, int, int, int]
"""As `getaddrinfo` gives it, for IPv4 and IPv6."""


class Rejected(NamedTuple):
    """A datagram that is not the answer. `ours`: it carried our request's number, so that
    waiting longer for a better one makes no sense."""

    why: str
    ours: bool = False


Verdict = Pdu | Trouble | Rejected
Judge = Callable[[bytes], Verdict]


class Channel(asyncio.DatagramProtocol):
    """Open with `open_channel`; every method but `exchange` is called by the event loop."""

    transport: asyncio.DatagramTransport

    def __init__(
        self, remote: SocketAddress, limits: Limits, budget: DeviceBudget, *, connected: bool
    ) -> None:
        self.remote = remote
        self.budget = budget
        self.rejected: dict[str, int] = {}
        """Why datagrams were not taken as answers, and how many for each reason."""
        self.other_sources: set[str] = set()
        """Addresses other than the asked one whose answers were accepted."""
        self.answered = False
        self._limits = limits
        self._connected = connected
        self._in_a_row = 0
        self._judge: Judge | None = None
        self._waiting: asyncio.Future[Verdict] | None = None

    def datagram_received(self, data: bytes, addr: SocketAddress) -> None:
        self.budget.spend_bytes(len(data))
        if self._judge is None or self._waiting is None or self._waiting.done():
            self._count(LATE)
            return
        verdict = self._judge(data)
        if isinstance(verdict, Rejected):
            self._count(verdict.why)
            self._in_a_row += 1
            if not verdict.ours and self._in_a_row <= MAX_REJECTED:
                return
        elif addr[:2] != self.remote[:2] and not self._connected:
            self.other_sources.add(f"{addr[0]}:{addr[1]}")
        self._waiting.set_result(verdict)

    def error_received(self, exc: Exception) -> None:
        closed = isinstance(exc, ConnectionRefusedError)
        reason = Reason.PORT_CLOSED if closed else Reason.NO_ANSWER
        text = "port unreachable (ICMP)" if closed else f"network error: {type(exc).__name__}"
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(Trouble(reason, text))

    def _count(self, why: str) -> None:
        self.rejected[why] = self.rejected.get(why, 0) + 1

    async def exchange(
        self, packet: Callable[[], bytes], judge: Judge, retries: int | None = None
    ) -> Pdu | Trouble:
        """Send `packet()` until `judge` accepts an answer or the tries are used up.

        Waits double with each try. `retries` None = as the limits say.
        """
        rejected, before = Rejected(""), dict(self.rejected)
        for attempt in range(1 + (self._limits.retries if retries is None else retries)):
            spent = await self.budget.wait_turn()
            if spent is not None or self._in_a_row > MAX_REJECTED:
                return spent or self._silence(before)
            verdict = await self._attempt(packet(), judge, self._limits.timeout_s * 2**attempt)
            if not isinstance(verdict, Rejected):
                self.answered = self.answered or isinstance(verdict, Pdu)
                self._in_a_row = 0
                return verdict
            rejected = verdict
        if rejected.ours:
            return Trouble(Reason.ANSWERS_REJECTED, f"answer not usable: {rejected.why}")
        return self.budget.exhausted() or self._silence(before)

    def _silence(self, before: dict[str, int]) -> Trouble:
        """Why nothing usable arrived, told from what did arrive meanwhile."""
        unusable = {why: count - before.get(why, 0) for why, count in self.rejected.items()}
        unusable = {why: count for why, count in unusable.items() if count}
        if not unusable or (self.answered and STALE.issuperset(unusable)):
            return Trouble(Reason.NO_ANSWER, "no answer")
        reasons = ", ".join(f"{count} x {why}" for why, count in sorted(unusable.items()))
        return Trouble(Reason.ANSWERS_REJECTED, f"only unusable answers: {reasons}")

    async def _attempt(self, packet: bytes, judge: Judge, timeout_s: float) -> Verdict:
        waiting: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
        self._judge, self._waiting = judge, waiting
        try:
            self.transport.sendto(packet, None if self._connected else self.remote)
            async with asyncio.timeout(min(timeout_s, self.budget.remaining_s)):
                return await waiting
        except TimeoutError:
            # On a busy loop the answer and the end of the wait may come in the same turn.
            arrived = waiting.done() and not waiting.cancelled()
            return waiting.result() if arrived else Rejected("no answer in time")
        finally:
            self._judge = self._waiting = None

    def close(self) -> None:
        self.transport.close()


async def open_channel(
    remote: SocketAddress, limits: Limits, budget: DeviceBudget, *, any_source: bool = False
) -> Channel:
    """A channel to `remote`; OSError when the network refuses the socket."""
    family = socket.AF_INET6 if ":" in remote[0] else socket.AF_INET
    udp = socket.socket(family, socket.SOCK_DGRAM)
    try:
        udp.setblocking(False)
        if not any_source:
            udp.connect(remote)
        else:
            udp.bind(("::" if family == socket.AF_INET6 else "0.0.0.0", 0))  # noqa: S104 a client's port
        loop = asyncio.get_running_loop()
        channel = Channel(remote, limits, budget, connected=not any_source)
        channel.transport, _ = await loop.create_datagram_endpoint(lambda: channel, sock=udp)
    except BaseException:
        udp.close()
        raise
    return channel
