from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable

from builders import text_row
from collect.polling import QUICK, SYSTEM, SYSTEM_PLAN, community, ends_of, job_of, recordings, target_at
from collect.snmp_agent import Asked, running, table

from auditor.collect.local_engine import LocalEngine
from auditor.model.recording import End, Outcome, Reason
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, Target

ROWS = [text_row(f"{SYSTEM}.1.0", "Example switch")]


def fleet(port: int, size: int) -> list[Target]:
    return [dataclasses.replace(target_at(port), id=f"switch-{number}") for number in range(size)]


def test_every_target_is_delivered_once() -> None:
    async def run() -> list[str]:
        async with running(table(ROWS)) as agent:
            job = job_of(SYSTEM_PLAN, dataclasses.replace(QUICK, concurrency=4))
            return [recording.target_id for recording in await recordings(job, fleet(agent.port, 20))]

    delivered = asyncio.run(run())
    assert sorted(f"switch-{number}" for number in range(20)) == sorted(delivered)


def named_fleet(port: int, sites: Iterable[str]) -> list[Target]:
    """A target for each site named, with a community of its own, so that the agent can tell them apart."""
    return [
        dataclasses.replace(target_at(port, community(f"c{number}")), id=f"switch-{number}", site=site)
        for number, site in enumerate(sites)
    ]


def begun_at_each_delivery(sites: list[str], **limits: int) -> list[list[str]]:
    """The sites of the devices that were asked anything, as they stood at each delivery."""

    async def run() -> list[list[str]]:
        async with running(table(ROWS)) as agent:
            job = job_of(SYSTEM_PLAN, dataclasses.replace(QUICK, **limits))
            seen = []
            async for _ in LocalEngine().run(job, named_fleet(agent.port, sites)):
                numbers = dict.fromkeys(int(asked.community[1:]) for asked in agent.requests)
                seen.append([sites[number] for number in numbers])
            return seen

    return asyncio.run(run())


def test_no_more_targets_are_started_than_the_window_and_the_consumer_allow() -> None:
    seen = begun_at_each_delivery(["here"] * 9, concurrency=3)
    assert len(seen) == len(seen[-1]) == 9
    assert all(len(begun) <= taken + 3 for taken, begun in enumerate(seen))


def test_no_more_targets_of_a_site_are_started_than_its_window_allows() -> None:
    seen = begun_at_each_delivery(["far"] * 9, concurrency=8, site_concurrency=2)
    assert len(seen) == len(seen[-1]) == 9
    assert all(len(begun) <= taken + 2 for taken, begun in enumerate(seen))


def test_sites_take_turns_from_the_beginning() -> None:
    begun = begun_at_each_delivery(["far"] * 6 + ["near"] * 3, concurrency=1)[-1]
    assert begun == ["far", "near", "far", "near", "far", "near", "far", "far", "far"]


def test_a_site_that_is_down_does_not_hold_up_the_others() -> None:
    async def run() -> list[str]:
        async with running(table(ROWS, (b"public",))) as agent:
            down = [
                dataclasses.replace(one, credentials=(community("silence"),))
                for one in named_fleet(agent.port, ["down"] * 6)
            ]
            up = [
                dataclasses.replace(one, id=f"up-{number}", site="up")
                for number, one in enumerate(fleet(agent.port, 6))
            ]
            job = job_of(SYSTEM_PLAN, dataclasses.replace(QUICK, concurrency=4, site_concurrency=2))
            return [recording.target_id for recording in await recordings(job, [*down, *up])]

    delivered = asyncio.run(run())
    assert len(delivered) == 12
    assert {f"up-{number}" for number in range(6)} == set(delivered[:6])


def test_a_device_that_hangs_does_not_hold_up_the_others() -> None:
    honest = table(ROWS, (b"public",))

    async def run() -> list[str]:
        async with running(honest) as agent:
            silent = target_at(agent.port, community("silence"))
            targets = [dataclasses.replace(silent, id="silent"), *fleet(agent.port, 3)]
            job = job_of(SYSTEM_PLAN, dataclasses.replace(QUICK, concurrency=2))
            return [recording.target_id for recording in await recordings(job, targets)]

    delivered = asyncio.run(run())
    assert delivered[-1] == "silent"
    assert len(delivered) == 4


def test_a_target_out_of_scope_is_not_polled_and_says_why() -> None:
    async def run() -> tuple[list[Asked], object]:
        async with running(table(ROWS)) as agent:
            target = dataclasses.replace(
                target_at(agent.port), in_scope=False, out_of_scope_reason="belongs to a customer"
            )
            return agent.requests, (await recordings(job_of(SYSTEM_PLAN), [target]))[0]

    requests, recording = asyncio.run(run())
    assert requests == []
    assert (recording.outcome, recording.reason) == (Outcome.SKIPPED, Reason.OUT_OF_SCOPE)
    assert recording.detail == "belongs to a customer"
    assert {End.SKIPPED} == ends_of(recording)


def test_an_exception_of_ours_is_the_recording_of_one_device_only() -> None:
    async def run() -> list[tuple[str, Outcome, Reason | None, str]]:
        async with running(table(ROWS)) as agent:
            broken = dataclasses.replace(target_at(agent.port), id="broken", addresses=())
            targets: Iterable[Target] = [broken, target_at(agent.port)]
            found = await recordings(job_of(SYSTEM_PLAN), targets)
            return [(r.target_id, r.outcome, r.reason, r.detail) for r in found]

    broken, fine = sorted(asyncio.run(run()))
    assert broken[:3] == ("broken", Outcome.FAILED, Reason.INTERNAL_ERROR)
    assert "Error at login.py:" in broken[3] or "StopIteration at login.py:" in broken[3]
    assert fine[:2] == ("switch-1", Outcome.COMPLETE)


def test_leaving_early_stops_what_is_running() -> None:
    async def run() -> set[str]:
        async with running(table(ROWS, (b"public",))) as agent:
            silent = [
                dataclasses.replace(target_at(agent.port, community("silence")), id=f"silent-{number}")
                for number in range(5)
            ]
            deliveries = LocalEngine().run(job_of(SYSTEM_PLAN), [target_at(agent.port), *silent])
            async for delivery in deliveries:
                assert delivery.recording.target_id == "switch-1"
                break
            await deliveries.aclose()  # type: ignore[attr-defined]
            return {task.get_name() for task in asyncio.all_tasks()} - {asyncio.current_task().get_name()}  # type: ignore[union-attr]

    assert set() == asyncio.run(run())


def test_a_secret_is_resolved_once_for_all_devices(tmp_path: object) -> None:
    """The command would give the second caller something else."""
    counter = f"{tmp_path}/counter"
    script = f"echo x >> {counter}; [ $(wc -l < {counter}) = 1 ] && printf public || printf wrong"
    credential = SnmpCommunity(
        "by-command", SnmpVersion.V2C, SecretRef(SecretScheme.COMMAND, ("sh", "-c", script))
    )

    async def run() -> list[Outcome]:
        async with running(table(ROWS, (b"public",))) as agent:
            targets = [
                dataclasses.replace(target_at(agent.port, credential), id=f"switch-{number}")
                for number in range(6)
            ]
            return [recording.outcome for recording in await recordings(job_of(SYSTEM_PLAN), targets)]

    assert asyncio.run(run()) == [Outcome.COMPLETE] * 6
