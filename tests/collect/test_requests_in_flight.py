"""Several tables of one device are read at the same time, within the device's limit."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable

import pytest
from builders import oid_row, text_row
from collect.polling import QUICK, job_of, recordings, target_at
from collect.snmp_agent import Asked, Behaviour, running, table

from auditor.collect.login import PROBE
from auditor.collect.plan import SYS_OBJECT_ID, Plan, PlanRoot
from auditor.model.oid import encode_oid
from auditor.model.recording import End, Outcome, Recording
from auditor.model.sections import SectionKind

TREE = "1.3.6.1.4.1.99999"
ROOTS = tuple(f"{TREE}.{number}" for number in range(1, 7))
PLAN = Plan((PlanRoot(SectionKind.SYSTEM, SYS_OBJECT_ID), *(PlanRoot(SectionKind.OTHER, r) for r in ROOTS)))
ROWS = [
    oid_row(f"{SYS_OBJECT_ID}.0", TREE),
    *(text_row(f"{root}.{row}", f"{root} row {row}") for root in ROOTS for row in range(1, 200)),
]
"""Several answers for each table."""
ALIVE = "alive?"


def polled(behaviour: Behaviour, in_flight: int) -> tuple[Recording, list[str]]:
    """The recording, and the order of what was asked: tables by their number, probes as ALIVE."""

    async def run() -> tuple[Recording, list[str]]:
        async with running(behaviour) as agent:
            job = job_of(PLAN, dataclasses.replace(QUICK, retries=0, requests_in_flight=in_flight))
            (recording,) = await recordings(job, [target_at(agent.port)])
            return recording, [_name(asked) for asked in agent.requests]

    return asyncio.run(run())


def _name(asked: Asked) -> str:
    if asked.oid == PROBE.oids[0]:
        return ALIVE
    roots = (number for number, root in enumerate(ROOTS, 1) if asked.oid.startswith(encode_oid(root)))
    return str(next(roots, ""))


def silent_about(*numbers: int) -> Behaviour:
    honest = table(ROWS)

    def behave(asked: Asked) -> Iterable[bytes]:
        return () if _name(asked) in map(str, numbers) else honest(asked)

    return behave


def test_any_number_in_flight_reads_the_same_in_the_order_of_the_plan() -> None:
    one, *others = (polled(table(ROWS), in_flight)[0] for in_flight in (1, 2, 3, 8))
    assert (one.outcome, [section.root for section in one.sections]) == (
        Outcome.COMPLETE,
        [SYS_OBJECT_ID, *ROOTS],
    )
    assert all((other.sections, other.payloads) == (one.sections, one.payloads) for other in others)


@pytest.mark.parametrize(("in_flight", "next_begun"), [(1, False), (2, True)])
def test_a_table_without_an_answer_does_not_hold_up_the_next(in_flight: int, next_begun: bool) -> None:
    recording, order = polled(silent_about(1), in_flight)
    given_up = order.index(ALIVE, 1)  # the first one is the login's
    ends = [section.end for section in recording.sections]
    assert ends == [End.COMPLETE, End.TIMEOUT, *[End.COMPLETE] * 5]
    assert ("2" in order[:given_up]) == next_begun


def test_a_device_that_often_does_not_answer_is_asked_one_thing_at_a_time() -> None:
    order = polled(silent_about(1, 2, 3, 4, 5, 6), 2)[1]
    each = [word for number in "3456" for word in (number, number, ALIVE)]  # a long answer, a short one
    assert order[-12:] == each
    assert sorted(order[-18:-12]) == ["1", "1", "2", "2", ALIVE, ALIVE]
