"""One timer for the waits of a whole run, instead of one for each request.

Must not know what is waited for. Used by `channel`.
"""

from __future__ import annotations

import asyncio
from typing import Generic, TypeVar

TICK_S = 0.05
"""How late a wait may end: little beside the two seconds it lasts."""

T = TypeVar("T")


class Deadlines(Generic[T]):
    """Gives every future that is not done in time the result `late`, at most TICK_S after its time."""

    def __init__(self, late: T) -> None:
        self._late = late
        self._loop = asyncio.get_running_loop()
        self._due: dict[int, list[asyncio.Future[T]]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._ticked = int(self._loop.time() / TICK_S)

    def wait(self, timeout_s: float) -> asyncio.Future[T]:
        """A future that ends after `timeout_s` at the latest."""
        future: asyncio.Future[T] = self._loop.create_future()
        now = self._loop.time()
        tick = int((now + timeout_s) / TICK_S) + 1
        due = self._due.get(tick)
        if due is None:
            self._due[tick] = [future]
        else:
            due.append(future)
        if self._timer is None:
            self._ticked = int(now / TICK_S)
            self._timer = self._loop.call_later(TICK_S, self._tick)
        return future

    def close(self) -> None:
        """Stop the timer; what still waits is its owner's to cancel."""
        if self._timer is not None:
            self._timer.cancel()

    def _tick(self) -> None:
        now = int(self._loop.time() / TICK_S)
        for tick in range(self._ticked, now + 1):
            for future in self._due.pop(tick, ()):
                if not future.done():
                    future.set_result(self._late)
        self._ticked = now
        self._timer = self._loop.call_later(TICK_S, self._tick) if self._due else None
