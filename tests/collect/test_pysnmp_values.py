"""Values that pysnmp decoded come out as the octets a device sends, also where its own encoder errs."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest
from collect.polling import QUICK, SYSTEM, SYSTEM_PLAN, poll, rows_of, target_at
from collect.snmp_agent import running, table

from auditor.model.limits import SnmpEngineName
from auditor.model.oid import encode_oid
from auditor.model.recording import Recording
from auditor.model.rows import Row, Tag, encode_integer

NUMBERS = (0, 1, -1, 127, 128, -127, -128, -129, -32_768, -(1 << 23), -(1 << 31), (1 << 31) - 1)
ROWS: list[Row] = [
    (encode_oid(f"{SYSTEM}.9.{place}"), Tag.INTEGER, encode_integer(number))
    for place, number in enumerate(NUMBERS, 1)
]


@pytest.mark.parametrize("engine", SnmpEngineName)
def test_every_integer_is_recorded_in_its_shortest_form(engine: SnmpEngineName) -> None:
    async def run() -> Recording:
        async with running(table(ROWS)) as agent:
            limits = dataclasses.replace(QUICK, timeout_s=2, engine=engine)
            return await poll(target_at(agent.port), SYSTEM_PLAN, limits)

    assert rows_of(asyncio.run(run()), SYSTEM) == ROWS
