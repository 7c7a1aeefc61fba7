"""Forwarding tables that a Cisco switch shows one VLAN at a time."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterable

from builders import integer_row, oid_row
from collect.polling import poll, rows_of, target_at
from collect.snmp_agent import Asked, Behaviour, running, table

from auditor.collect.plan import DEFAULT_PLAN, FDB_BRIDGE, VLAN_STATE, Plan
from auditor.collect.vlan_tables import MAX_VLANS, choose_vlans
from auditor.collect.walk import Walked, WalkedRoot
from auditor.model.recording import End, Outcome, Reason, Recording
from auditor.model.rows import Row, pack_rows
from auditor.model.sections import SectionKind


def poll_agent(behaviour: Behaviour, plan: Plan = DEFAULT_PLAN, **fields: object) -> Recording:
    async def run() -> Recording:
        async with running(behaviour) as agent:
            return await poll(dataclasses.replace(target_at(agent.port), **fields), plan)

    return asyncio.run(run())


CISCO = [
    oid_row("1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.9.1.1208"),
    *(integer_row(f"{VLAN_STATE}.1.{vlan}", 1) for vlan in (1, 10, 20, 1002)),
    integer_row(f"{VLAN_STATE}.1.30", 2),
]


def cisco(tables: dict[bytes, list[Row]]) -> Behaviour:
    """A switch whose forwarding table is seen through "community@VLAN" only."""
    agents = {name: table(rows) for name, rows in tables.items()}

    def behave(asked: Asked) -> Iterable[bytes]:
        return agents[asked.community](asked) if asked.community in agents else ()

    return behave


def fdb_row(last: int, port: int) -> Row:
    return integer_row(f"{FDB_BRIDGE}.0.27.33.0.0.{last}", port)


def test_a_cisco_switch_is_asked_for_the_forwarding_table_of_every_vlan() -> None:
    bridge_port = integer_row("1.3.6.1.2.1.17.1.4.1.2.5", 10105)
    vlans = {
        b"public@1": [fdb_row(1, 5)],
        b"public@10": [fdb_row(2, 5), bridge_port],
        b"public@20": [fdb_row(3, 6)],
    }
    recording = poll_agent(cisco({b"public": CISCO, **vlans}))
    assert recording.outcome == Outcome.COMPLETE
    assert [fdb_row(2, 5)] == rows_of(recording, FDB_BRIDGE, "vlan-10")
    assert [bridge_port] == rows_of(recording, "1.3.6.1.2.1.17.1.4.1.2", "vlan-10")
    contexts = [section.context for section in recording.sections if section.context]
    assert contexts == ["vlan-1", "vlan-1", "vlan-10", "vlan-10", "vlan-20", "vlan-20"]
    assert "public" not in repr(recording).replace("community-public", "")


def test_a_vlan_without_an_answer_ends_the_asking_and_is_counted() -> None:
    recording = poll_agent(cisco({b"public": CISCO, b"public@1": [fdb_row(1, 5)]}))
    assert (recording.outcome, recording.reason) == (Outcome.PARTIAL, Reason.NO_ANSWER)
    assert [problem.detail for problem in recording.problems] == ["2 VLANs not read from 10 on"]


def test_forwarding_tables_that_are_not_selected_are_not_asked_for_by_vlan() -> None:
    async def run() -> set[bytes]:
        async with running(cisco({b"public": CISCO})) as agent:
            await poll(target_at(agent.port, skip_kinds=(SectionKind.FDB,)))
            return {asked.community for asked in agent.requests}

    assert {b"public"} == asyncio.run(run())


def test_more_vlans_than_allowed_are_counted() -> None:
    rows = [integer_row(f"{VLAN_STATE}.1.{vlan}", 1) for vlan in range(2, MAX_VLANS + 12)]
    walked = Walked(pack_rows(rows), len(rows), End.COMPLETE)
    results = [WalkedRoot(SectionKind.FDB, VLAN_STATE, "", walked)]
    choice = choose_vlans(results)
    assert (choice.vlans[0], len(choice.vlans), choice.left_out) == (2, MAX_VLANS, 10)
