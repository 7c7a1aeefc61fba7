"""How much one device is asked, and how fast."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable

from builders import text_row
from collect.polling import QUICK, SYSTEM, SYSTEM_PLAN, poll, target_at
from collect.snmp_agent import GET_BULK, Asked, running, table

from auditor.collect.budget import BURST_PACKETS

SWITCH = [text_row(f"{SYSTEM}.{number}.0", "text") for number in range(1, 201)]


def test_after_a_burst_the_packet_rate_is_kept() -> None:
    limits = dataclasses.replace(QUICK, packets_per_s=400.0, max_repetitions=2)
    loop_times: list[float] = []
    honest = table(SWITCH)

    def behave(asked: Asked) -> Iterable[bytes]:
        loop_times.append(asyncio.get_running_loop().time())
        return honest(asked)

    async def run() -> None:
        async with running(behave) as agent:
            await poll(target_at(agent.port), SYSTEM_PLAN, limits)

    asyncio.run(run())
    assert len(loop_times) > BURST_PACKETS + 40
    assert (len(loop_times) - 1 - BURST_PACKETS) / 400.0 <= loop_times[-1] - loop_times[0] + 0.005


def test_getbulk_asks_for_no_more_rows_than_the_allowed_repetitions() -> None:
    async def run() -> int:
        async with running(table(SWITCH)) as agent:
            await poll(target_at(agent.port), limits=dataclasses.replace(QUICK, max_repetitions=7))
            bulk = [asked for asked in agent.requests if asked.tag == GET_BULK]
            return max(asked.repetitions * len(asked.oids) for asked in bulk)

    assert asyncio.run(run()) == 7
