"""A lost datagram costs what the device usually takes, not the timeout; patience for slow ones stays."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable

from builders import text_row
from collect.polling import QUICK, SYSTEM, SYSTEM_PLAN, poll, rows_of, target_at
from collect.snmp_agent import Asked, running, table

from auditor.collect.pace import MIN_WAIT_S, Pace
from auditor.model.recording import Outcome, Recording

ROWS = [text_row(f"{SYSTEM}.{number}.0", "x") for number in range(1, 21)]
LOST = (4, 7)
PATIENT = dataclasses.replace(QUICK, timeout_s=8, retries=1, device_budget_s=12, max_repetitions=2)
"""Two timeouts are more than the device's time."""


def poll_losing(lost: Iterable[int]) -> tuple[Recording, int]:
    """A poll of an agent that loses these requests, counted from 0; how many there were."""
    honest, losing = table(ROWS), frozenset(lost)

    def behave(asked: Asked) -> Iterable[bytes]:
        return () if asked.number in losing else honest(asked)

    async def run() -> tuple[Recording, int]:
        async with running(behave) as agent:
            return await poll(target_at(agent.port), SYSTEM_PLAN, PATIENT), len(agent.requests)

    return asyncio.run(run())


def test_lost_answers_do_not_cost_the_timeout_each() -> None:
    whole, asked = poll_losing(())
    recording, repeated = poll_losing(LOST)
    assert recording.outcome == Outcome.COMPLETE
    assert rows_of(recording, SYSTEM) == rows_of(whole, SYSTEM) == ROWS
    assert repeated == asked + len(LOST)


def test_an_answer_lost_twice_does_not_cost_the_timeout_either() -> None:
    recording, repeated = poll_losing((4, 5, 9, 10))
    assert recording.outcome == Outcome.COMPLETE
    assert rows_of(recording, SYSTEM) == ROWS
    assert repeated == poll_losing(())[1] + 4


def waits(pace: Pace, timeout_s: float = 2, tries: int = 3) -> list[float]:
    return list(pace.waits_s(timeout_s, tries))


def after(*took_s: float) -> Pace:
    pace = Pace()
    for one in took_s:
        pace.learn(one)
    return pace


def test_nothing_is_known_before_the_first_answer() -> None:
    assert waits(Pace()) == [2, 4, 8]


def test_a_device_that_answers_at_once_is_asked_again_soon_and_then_as_patiently_as_any() -> None:
    assert waits(after(0.025)) == [MIN_WAIT_S, 2 * MIN_WAIT_S, 2, 4, 8]


def test_a_repeat_that_would_come_little_before_its_time_is_left_out() -> None:
    assert waits(after(0.25)) == [0.75, 2, 4, 8]


def test_no_early_repeat_where_one_try_is_asked_for_or_the_device_is_slow() -> None:
    assert waits(after(0.7)) == [2, 4, 8]
    assert waits(after(0.025), tries=1) == [2]


def test_a_device_that_becomes_slow_is_waited_for() -> None:
    assert waits(after(*[0.02] * 20, *[1.5] * 20), timeout_s=8, tries=2)[0] > 1.5
