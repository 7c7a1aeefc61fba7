"""One timer for the waits of a whole run, instead of one for each request.

Holds who waits and never what for: an answer would be held until its time is up, and the answers of
seconds are more than a processor's caches hold. Must not know what is waited for. Used by `channel`.
"""

from __future__ import annotations

import asyncio
import math
from typing import Protocol

TICK_S = 0.05
"""How late a wait may end: little beside the two seconds it lasts."""
NEVER = math.inf


class Waiter(Protocol):
    """Waits for one thing at a time, until `ends_at` of the loop's clock; NEVER while it does not wait.
    `tick` is when it is looked at next, 0 when it is not; only Deadlines may set it."""

    ends_at: float
    tick: int

    def end(self) -> None:
        """The time is up."""


class Deadlines:
    """Ends every wait that lasts too long, at most TICK_S after its time."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._due: dict[int, list[Waiter]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._ticked = int(self._loop.time() / TICK_S)

    def watch(self, waiter: Waiter, timeout_s: float) -> None:
        """Its wait begins and ends after `timeout_s` at the latest."""
        now = self._loop.time()
        waiter.ends_at = now + timeout_s
        if self._timer is None:
            self._ticked = int(now / TICK_S)
            self._timer = self._loop.call_later(TICK_S, self._tick)
        self._look_at(waiter)

    def _look_at(self, waiter: Waiter) -> None:
        tick = int(waiter.ends_at / TICK_S) + 1
        if not 0 < waiter.tick <= tick:  # otherwise it is looked at in time, and then again
            waiter.tick = tick
            self._due.setdefault(tick, []).append(waiter)

    def close(self) -> None:
        """Stop the timer; what still waits is its owner's to cancel."""
        if self._timer is not None:
            self._timer.cancel()

    def _tick(self) -> None:
        now = self._loop.time()
        last = int(now / TICK_S)
        for tick in range(self._ticked, last + 1):
            for waiter in self._due.pop(tick, ()):
                if waiter.tick == tick:
                    waiter.tick = 0
                    self._look(waiter, now)
        self._ticked = last
        self._timer = self._loop.call_later(TICK_S, self._tick) if self._due else None

    def _look(self, waiter: Waiter, now: float) -> None:
        if waiter.ends_at <= now:
            waiter.end()
        elif waiter.ends_at < NEVER:
            self._look_at(waiter)
