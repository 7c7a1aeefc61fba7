"""What a v3 session believes of a device that answers late, from before, or in another's name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pytest
from builders import text_row

from auditor.collect import ber, usm
from auditor.collect.budget import DeviceBudget, Trouble
from auditor.collect.channel import Channel, Judge, Rejected
from auditor.collect.deadlines import Deadlines
from auditor.collect.pdu import Pdu, Request
from auditor.collect.usm_session import TIME_WINDOW_S, UsmSession
from auditor.demo.responder import make_agent
from auditor.model.limits import Limits
from auditor.model.oid import encode_oid
from auditor.model.recording import Reason
from auditor.model.target import AuthProtocol, PrivProtocol
from benchmarks.fleet.usm_agent import INSIDE, UsmAgent, master_keys

ROOT = "1.3.6.1.2.1.1"
ROWS = [text_row(f"{ROOT}.{number}.0", f"row {number}") for number in range(1, 6)]
ENGINE_ID = bytes.fromhex("80001f8804") + b"one"
MASTER = master_keys(AuthProtocol.SHA256, PrivProtocol.AES256)
ASKED = Request((encode_oid(ROOT),), 5)
LIMITS = Limits(packets_per_s=1e6)

Bend = Callable[[bytes], Iterable[bytes]]


class Wire(Channel):
    """A channel whose device is a function, and whose path does with each signed answer what `bend` says."""

    def __init__(self, agent: UsmAgent) -> None:
        super().__init__(
            ("127.0.0.1", 161),
            LIMITS,
            DeviceBudget(LIMITS),
            Deadlines(),
            any_source=False,
        )
        self.bend: Bend = lambda octets: [octets]
        self.why: list[str] = []
        self.answers: list[bytes] = []
        self._agent = agent

    async def exchange(
        self, packet: Callable[[], bytes], judge: Judge, retries: int | None = None
    ) -> Pdu | Trouble:
        true = self._agent.answer(packet())
        assert true is not None
        signed = usm.read_message(true).flags & usm.AUTHENTICATED
        if signed:
            self.answers.append(true)
        for octets in self.bend(true) if signed else [true]:
            verdict = judge(octets)
            if not isinstance(verdict, Rejected):
                return verdict
            self.why.append(verdict.why)
        return Trouble(Reason.NO_ANSWER, "no answer")


class Met(NamedTuple):
    """A session that has begun: discovery and one answer are done."""

    session: UsmSession
    agent: UsmAgent
    wire: Wire


async def begun() -> Met:
    agent = UsmAgent(make_agent({INSIDE: ROWS}, ENGINE_ID), MASTER)
    agent.clock = 10_000
    wire = Wire(agent)
    session = UsmSession(wire, MASTER, "")
    assert isinstance(await session.ask(ASKED), Pdu)
    return Met(session, agent, wire)


def ask_after(change: Callable[[Met], None]) -> tuple[Pdu | Trouble, Met]:
    async def run() -> tuple[Pdu | Trouble, Met]:
        met = await begun()
        change(met)
        return await met.session.ask(ASKED), met

    return asyncio.run(run())


def test_an_answer_of_the_same_engine_and_time_is_taken() -> None:
    answer, met = ask_after(lambda _: None)
    assert isinstance(answer, Pdu)
    assert len(answer.varbinds.names) == len(ROWS)
    assert met.wire.why == []


@pytest.mark.parametrize(
    ("behind", "taken"), [(0, True), (TIME_WINDOW_S - 10, True), (TIME_WINDOW_S + 10, False)]
)
def test_an_answer_from_before_the_time_window_is_refused(behind: int, taken: bool) -> None:
    """RFC 3414 3.2 7b: the same boot, more than 150 s ago."""

    def set_back(met: Met) -> None:
        met.agent.clock -= behind

    answer, met = ask_after(set_back)
    assert isinstance(answer, Pdu) is taken
    assert met.wire.why == ([] if taken else ["answer outside the time window"])


def test_a_recorded_answer_does_not_answer_the_next_request() -> None:
    def replay(met: Met) -> None:
        met.wire.bend = lambda _: [met.wire.answers[0]]

    answer, met = ask_after(replay)
    assert isinstance(answer, Trouble)
    assert met.wire.why == ["answer to another request"]


def test_a_recorded_answer_under_the_new_message_id_has_a_wrong_digest() -> None:
    def renumber(met: Met) -> None:
        def bend(octets: bytes) -> Iterable[bytes]:
            old, new = (ber.encode_integer_tlv(usm.read_message(one).message_id) for one in (before, octets))
            return [before.replace(old, new, 1)]

        before = met.wire.answers[0]
        met.wire.bend = bend

    answer, met = ask_after(renumber)
    assert isinstance(answer, Trouble)
    assert set(met.wire.why) <= {"wrong digest", "cut short", "octets after the message"}
    assert len(met.wire.why) == 1


def test_an_answer_of_another_engine_with_the_same_user_is_refused() -> None:
    other_id = bytes.fromhex("80001f8804") + b"two"
    keys = usm.EngineKeys(MASTER, other_id)

    def impersonate(met: Met) -> None:
        def bend(octets: bytes) -> Iterable[bytes]:
            message, clock = usm.read_message(octets), usm.EngineTime(1, met.agent.clock)
            scoped = usm.scoped_pdu(
                other_id, b"", ber.encode_tlv(0xA2, ber.encode_integer_tlv(0) * 3 + b"\x30\x00")
            )
            return [usm.secured_message(message.message_id, other_id, clock, keys, scoped)]

        met.wire.bend = bend

    answer, met = ask_after(impersonate)
    assert isinstance(answer, Trouble)
    assert met.wire.why == ["wrong digest"]


def unsigned_report(octets: bytes, number: int) -> bytes:
    """usmStats.number in clear, with the message id that is waited for."""
    message = usm.read_message(octets)
    row = ber.encode_tlv(6, encode_oid(f"1.3.6.1.6.3.15.1.1.{number}.0")) + b"\x41\x01\x01"
    content = b"".join(map(ber.encode_integer_tlv, (message.message_id, 0, 0)))
    content += ber.encode_tlv(ber.SEQUENCE, ber.encode_tlv(ber.SEQUENCE, row))
    scoped = usm.scoped_pdu(ENGINE_ID, b"", ber.encode_tlv(0xA8, content))
    nobody = usm.EngineKeys(master_keys(AuthProtocol.NONE, PrivProtocol.NONE), ENGINE_ID)
    return usm.secured_message(message.message_id, ENGINE_ID, message.clock, nobody, scoped)


@pytest.mark.parametrize("number", range(1, 7))
def test_no_unsigned_report_ends_a_session_that_has_begun(number: int) -> None:
    def interrupt(met: Met) -> None:
        met.wire.bend = lambda octets: [unsigned_report(octets, number), octets]

    answer, met = ask_after(interrupt)
    assert isinstance(answer, Pdu)
    assert met.wire.why == ["unauthenticated report"]
