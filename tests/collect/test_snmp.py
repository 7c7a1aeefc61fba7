from __future__ import annotations

import asyncio
import dataclasses
import pickle
import socket
from collections.abc import Iterable

import pytest
from builders import integer_row, oid_row, text_row
from collect.polling import (
    QUICK,
    SYSTEM_PLAN,
    community,
    ends_of,
    job_of,
    poll,
    poll_now,
    recordings,
    rows_of,
    target_at,
)
from collect.snmp_agent import GET_NEXT, Asked, Behaviour, answer, read_request, running, table

from auditor.collect.plan import DEFAULT_PLAN, FDB_BRIDGE, Plan
from auditor.model.recording import End, Outcome, Problem, Reason, Recording, recording_id
from auditor.model.rows import Tag
from auditor.model.sections import SectionKind
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, Transport

SWITCH = [
    text_row("1.3.6.1.2.1.1.1.0", "Example switch"),
    oid_row("1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.99999.1"),
    text_row("1.3.6.1.2.1.1.5.0", "sw-1"),
    *(text_row(f"1.3.6.1.2.1.2.2.1.2.{index}", f"port {index}") for index in range(1, 61)),
    integer_row("1.3.6.1.2.1.2.2.1.3.1", 6),
    text_row("1.3.6.1.2.1.47.1.1.1.1.11.1", b"\xff\x00binary"),
    text_row("1.3.6.1.2.1.17.4.3.1.2.0.27.33.0.0.1", "not an integer"),
]


def poll_agent(behaviour: Behaviour, plan: Plan = DEFAULT_PLAN, **fields: object) -> Recording:
    async def run() -> Recording:
        async with running(behaviour) as agent:
            return await poll(dataclasses.replace(target_at(agent.port), **fields), plan)

    return asyncio.run(run())


def test_a_complete_device_gives_every_row_verbatim_and_a_section_for_every_root() -> None:
    recording = poll_agent(table(SWITCH))

    assert (recording.outcome, recording.reason, recording.detail) == (Outcome.COMPLETE, None, "")
    assert [root.root for root in DEFAULT_PLAN.roots if not root.when] == [s.root for s in recording.sections]
    assert {End.COMPLETE} == ends_of(recording)
    assert SWITCH[3:63] == rows_of(recording, "1.3.6.1.2.1.2.2.1.2")
    assert [SWITCH[-2]] == rows_of(recording, "1.3.6.1.2.1.47.1.1.1")
    assert list(range(len(recording.sections))) == [section.ordinal for section in recording.sections]


def test_a_recording_says_where_when_and_how_securely_it_was_made() -> None:
    recording = poll_agent(table(SWITCH))

    assert recording_id("run-1", "switch-1", Transport.SNMP) == recording.id
    assert (recording.address, recording.security, recording.authenticated) == ("127.0.0.1", "v2c", False)
    assert recording.credential == "community-public"
    assert DEFAULT_PLAN.digest == recording.plan_digest
    assert recording.started_at <= recording.finished_at
    assert recording.started_at.endswith("Z")
    assert recording == pickle.loads(pickle.dumps(recording))


def test_version_1_is_walked_with_getnext_alone() -> None:
    async def run() -> tuple[Recording, set[int]]:
        async with running(table(SWITCH)) as agent:
            target = target_at(agent.port, community(version=SnmpVersion.V1))
            return await poll(target), {asked.tag for asked in agent.requests}

    recording, tags = asyncio.run(run())
    assert (recording.outcome, recording.security) == (Outcome.COMPLETE, "v1")
    assert SWITCH[3:63] == rows_of(recording, "1.3.6.1.2.1.2.2.1.2")
    assert {GET_NEXT} == tags


def test_a_generic_agent_that_serves_a_listed_vendors_objects_is_asked_for_its_parts() -> None:
    optic = text_row("1.3.6.1.4.1.2011.5.25.31.1.1.3.1.24.7", "HUAWEI")
    rows = [
        text_row("1.3.6.1.2.1.1.1.0", "Linux gateway"),
        oid_row("1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.8072.3.2.10"),
        text_row("1.3.6.1.4.1.2011.2.1.0", "first"),
        text_row("1.3.6.1.4.1.2011.2.2.0", "second"),
        optic,
    ]

    async def run() -> tuple[Recording, int]:
        async with running(table(rows)) as agent:
            return await poll(target_at(agent.port)), len(agent.requests)

    recording, requests = asyncio.run(run())
    probes = [one for one in recording.sections if one.kind is SectionKind.PRIVATE_TREE]
    assert [one.row_count for one in probes] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert {one.end for one in probes} == {End.COMPLETE}
    assert rows_of(recording, "1.3.6.1.4.1.2011") == [rows[2]]
    assert rows_of(recording, "1.3.6.1.4.1.2011.5.25.31.1.1.3.1.24") == [optic]
    assert requests < len(recording.sections) * 2


def test_an_ipv6_device_is_polled() -> None:
    async def run() -> Recording:
        async with running(table(SWITCH), "::1") as agent:
            return await poll(target_at(agent.port, address="::1"), SYSTEM_PLAN)

    try:
        recording = asyncio.run(run())
    except OSError:
        pytest.skip("no IPv6 loopback address here")
    assert (recording.outcome, recording.address) == (Outcome.COMPLETE, "::1")


def test_a_host_name_is_resolved() -> None:
    async def run() -> Recording:
        async with running(table(SWITCH)) as agent:
            return await poll(target_at(agent.port, address="localhost"), SYSTEM_PLAN)

    recording = asyncio.run(run())
    assert (recording.outcome, recording.address) == (Outcome.COMPLETE, "127.0.0.1")


def test_the_second_address_is_tried_when_the_first_is_closed_and_the_first_is_a_problem() -> None:
    async def run() -> Recording:
        async with running(table(SWITCH)) as agent:
            target = target_at(agent.port)
            return await poll(dataclasses.replace(target, addresses=("127.0.0.9", "127.0.0.1")), SYSTEM_PLAN)

    recording = asyncio.run(run())
    assert (recording.outcome, recording.address) == (Outcome.COMPLETE, "127.0.0.1")
    assert (Problem(Reason.PORT_CLOSED, "127.0.0.9", "port unreachable (ICMP)"),) == recording.problems


def test_a_closed_port_is_told_by_icmp() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    recording = poll_now(target_at(port))
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.PORT_CLOSED)
    assert {End.TIMEOUT} == ends_of(recording)


def test_a_silent_device_gives_no_answer_and_a_section_for_every_root() -> None:
    recording = poll_agent(lambda asked: ())
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.NO_ANSWER)
    assert [root.root for root in DEFAULT_PLAN.roots if not root.when] == [s.root for s in recording.sections]
    assert recording.sections[5].detail == "not reached: no answer to the credentials nor to SNMPv3 discovery"


def test_a_name_that_does_not_resolve_is_its_own_reason() -> None:
    recording = poll_now(target_at(161, address="no-such-device.invalid"))
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.NAME_UNRESOLVED)


def test_a_credential_that_cannot_be_resolved_is_its_own_reason() -> None:
    missing = SnmpCommunity("gone", SnmpVersion.V2C, SecretRef(SecretScheme.ENV, ("NO_SUCH_VARIABLE",)))
    recording = poll_agent(table(SWITCH), credentials=(missing,))
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.CREDENTIAL_UNAVAILABLE)
    assert recording.problems[0].unit == "credential gone"


def test_a_target_without_credentials_is_not_polled() -> None:
    recording = poll_agent(table(SWITCH), credentials=())
    assert recording.reason == Reason.CREDENTIAL_UNAVAILABLE


def communities_seen(behaviour: Behaviour, *credentials: SnmpCommunity, remembered: str = "") -> list[bytes]:
    async def run() -> list[bytes]:
        async with running(behaviour) as agent:
            job = job_of(SYSTEM_PLAN, remembered=remembered)
            await recordings(job, [target_at(agent.port, *credentials)])
            return list(dict.fromkeys(asked.community for asked in agent.requests))

    return asyncio.run(run())


def test_credentials_are_tried_in_order_until_one_is_answered() -> None:
    credentials = [community(name) for name in ("one", "two", "three")]
    assert communities_seen(table(SWITCH, (b"two", b"three")), *credentials) == [b"one", b"two"]


def test_the_credential_that_worked_last_is_tried_first() -> None:
    credentials = [community(name) for name in ("one", "two", "three")]
    seen = communities_seen(table(SWITCH), *credentials, remembered="community-two")
    assert seen == [b"two"]


def test_no_more_credentials_are_tried_than_allowed() -> None:
    credentials = [community(str(number)) for number in range(QUICK.credential_attempts + 3)]
    seen = communities_seen(table(SWITCH, (b"none of them",)), *credentials)
    assert QUICK.credential_attempts == len(seen)


def test_kinds_that_are_not_selected_are_skipped_and_said_to_be() -> None:
    recording = poll_agent(table(SWITCH), skip_kinds=(SectionKind.FDB, SectionKind.ARP))
    skipped = [section for section in recording.sections if section.end is End.SKIPPED]
    assert {SectionKind.FDB, SectionKind.ARP} == {section.kind for section in skipped}
    assert {"not selected for this target"} == {section.detail for section in skipped}
    assert recording.outcome == Outcome.COMPLETE
    assert rows_of(recording, FDB_BRIDGE) == []


def test_vendor_sub_trees_are_asked_for_only_where_the_device_names_its_vendor() -> None:
    modem = text_row("1.3.6.1.4.1.25506.2.98.1.1.1.1.3.1", "huawei")

    def sections(sys_object_id: str) -> dict[str, int]:
        rows = [oid_row("1.3.6.1.2.1.1.2.0", sys_object_id), modem]
        return {section.root: section.row_count for section in poll_agent(table(rows)).sections}

    assert sections("1.3.6.1.4.1.25506.1.9")["1.3.6.1.4.1.25506.2.98.1.1.1.1.3"] == 1
    assert "1.3.6.1.4.1.25506.2.98.1.1.1.1.3" not in sections("1.3.6.1.4.1.9.1.1")


def test_an_agent_that_shows_nothing_refuses_the_view() -> None:
    recording = poll_agent(table([text_row("1.3.6.1.6.3.99.1.0", "outside every root")]))
    assert (recording.outcome, recording.reason) == (Outcome.REFUSED, Reason.VIEW_REFUSED)


@pytest.mark.parametrize("status", [6, 16])
def test_an_agent_that_denies_the_system_group_refuses_the_view(status: int) -> None:
    recording = poll_agent(
        lambda asked: [answer(asked, [(asked.oid, Tag.NULL, b"")], status=status, index=1)]
    )
    assert (recording.outcome, recording.reason) == (Outcome.REFUSED, Reason.VIEW_REFUSED)
    assert {End.AUTH} == ends_of(recording)


def test_a_table_that_is_denied_ends_so_and_the_others_are_read() -> None:
    honest = table(SWITCH)

    def behave(asked: Asked) -> Iterable[bytes]:
        if asked.names(b"\x2b\x06\x01\x02\x01\x2f"):
            return [answer(asked, [(asked.oid, Tag.NULL, b"")], status=16, index=1)]
        return honest(asked)

    recording = poll_agent(behave)
    ends = {section.root: section.end for section in recording.sections}
    assert (recording.outcome, recording.reason) == (Outcome.PARTIAL, Reason.VIEW_REFUSED)
    assert ends["1.3.6.1.2.1.47.1.1.1"] == End.AUTH
    assert ends["1.3.6.1.2.1.2.2.1.2"] == End.COMPLETE


def test_a_device_that_dies_keeps_what_was_read_and_names_what_was_not_reached() -> None:
    honest = table(SWITCH)
    recording = poll_agent(lambda asked: honest(asked) if asked.number < 3 else ())
    ends = [section.end for section in recording.sections]
    assert (recording.outcome, recording.reason) == (Outcome.PARTIAL, Reason.STOPPED_ANSWERING)
    assert ends[0] == End.COMPLETE
    assert ends[-1] == End.TIMEOUT
    assert recording.sections[-1].detail.startswith("not reached: stopped answering")
    assert [SWITCH[0]] == rows_of(recording, "1.3.6.1.2.1.1.1")


def test_a_table_without_an_answer_does_not_stop_the_next_ones() -> None:
    honest, entity = table(SWITCH), b"\x2b\x06\x01\x02\x01\x2f\x01\x01\x01"
    recording = poll_agent(lambda asked: () if asked.names(entity) else honest(asked))
    ends = {section.root: section.end for section in recording.sections}
    assert (recording.outcome, recording.reason) == (Outcome.PARTIAL, Reason.NO_ANSWER)
    assert ends.pop("1.3.6.1.2.1.47.1.1.1") == End.TIMEOUT
    assert {End.COMPLETE} == set(ends.values())


def test_long_answers_that_get_lost_are_asked_for_in_smaller_parts() -> None:
    honest = table(SWITCH)
    recording = poll_agent(lambda asked: honest(asked) if asked.repetitions <= 6 else ())
    assert recording.outcome == Outcome.COMPLETE
    assert SWITCH[3:63] == rows_of(recording, "1.3.6.1.2.1.2.2.1.2")


def test_answers_from_elsewhere_are_refused_unless_the_target_allows_them_and_then_marked() -> None:
    async def run(allowed: bool) -> Recording:
        honest = table(SWITCH)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.bind(("127.0.0.6", 0))

            class Elsewhere(asyncio.DatagramProtocol):
                def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
                    asked = read_request(data, 0)
                    for datagram in honest(asked) if asked else ():
                        other.sendto(datagram, addr)

            loop = asyncio.get_running_loop()
            transport, _ = await loop.create_datagram_endpoint(Elsewhere, local_addr=("127.0.0.1", 0))
            port = transport.get_extra_info("sockname")[1]
            try:
                return await poll(target_at(port, accept_other_source=allowed), SYSTEM_PLAN)
            finally:
                transport.close()

    refused, accepted = asyncio.run(run(allowed=False)), asyncio.run(run(allowed=True))
    assert (refused.outcome, refused.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)
    assert "answers come from 127.0.0.6:" in refused.detail
    assert accepted.outcome == Outcome.COMPLETE
    assert accepted.security.startswith("v2c, answers from 127.0.0.6:")
    assert [problem.reason for problem in accepted.problems] == [Reason.OTHER_SOURCE]
