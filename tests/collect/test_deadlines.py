"""One timer ends the waits that last too long, and no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from auditor.collect.deadlines import NEVER, Deadlines


class Waiting:
    def __init__(self) -> None:
        self.ends_at, self.tick = NEVER, 0
        self.ended = asyncio.Event()

    def end(self) -> None:
        self.ends_at = NEVER
        self.ended.set()


def with_deadlines(work: Callable[[Deadlines], Awaitable[bool]]) -> bool:
    async def run() -> bool:
        deadlines = Deadlines()
        try:
            return await asyncio.wait_for(work(deadlines), 20)
        finally:
            deadlines.close()

    return asyncio.run(run())


def test_a_wait_that_lasts_too_long_ends() -> None:
    async def work(deadlines: Deadlines) -> bool:
        waiting = Waiting()
        deadlines.watch(waiting, 0.01)
        return await waiting.ended.wait()

    assert with_deadlines(work)


def test_a_short_wait_after_a_long_one_ends_in_its_own_time() -> None:
    async def work(deadlines: Deadlines) -> bool:
        waiting = Waiting()
        deadlines.watch(waiting, 3_600)
        deadlines.watch(waiting, 0.01)
        return await waiting.ended.wait()

    assert with_deadlines(work)


def test_a_wait_that_is_over_is_not_ended_and_a_longer_one_is_not_ended_early() -> None:
    async def work(deadlines: Deadlines) -> bool:
        over, longer, last = Waiting(), Waiting(), Waiting()
        deadlines.watch(over, 0.01)
        over.ends_at = NEVER
        deadlines.watch(longer, 0.01)
        deadlines.watch(longer, 3_600)
        deadlines.watch(last, 0.1)
        await last.ended.wait()
        return over.ended.is_set() or longer.ended.is_set()

    assert not with_deadlines(work)


def test_a_wait_made_longer_ends_in_the_end() -> None:
    async def work(deadlines: Deadlines) -> bool:
        waiting = Waiting()
        deadlines.watch(waiting, 0.01)
        deadlines.watch(waiting, 0.2)
        return await waiting.ended.wait()

    assert with_deadlines(work)
