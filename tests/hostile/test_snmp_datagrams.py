"""Datagrams that are not the answer (cases H01 to H24, H34): dropped, counted, never a crash."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import Callable

import pytest
from builders import text_row
from collect.polling import SYSTEM, SYSTEM_PLAN, poll, rows_of, target_at
from collect.snmp_agent import Asked, answer, running, table
from hypothesis import given
from hypothesis import strategies as st

from auditor.collect import ber
from auditor.collect.budget import DeviceBudget
from auditor.collect.channel import MAX_REASONS, OTHER, Rejected
from auditor.collect.community import CommunitySession, judge_community_answer
from auditor.collect.pdu import Pdu, Request
from auditor.collect.ports import Ports
from auditor.model.limits import Limits
from auditor.model.oid import encode_oid
from auditor.model.recording import Outcome, Reason, Recording
from auditor.model.rows import Row, Tag, unpack_rows
from auditor.model.target import SnmpVersion

ROWS = [text_row(f"{SYSTEM}.{number}.0", f"row {number}") for number in range(1, 41)]
OID = encode_oid(f"{SYSTEM}.1.0")
ASKED = Asked(0, 1, b"public", 0xA5, 77, 25, OID)
REQUEST = Request((OID,), 25)


def judge(datagram: bytes) -> object:
    return judge_community_answer(datagram, 1, REQUEST, 77)


def one_row(oid: bytes, tag: int, value: bytes) -> bytes:
    return ber.encode_tlv(ber.SEQUENCE, ber.encode_tlv(6, oid) + ber.encode_tlv(tag, value))


def with_row(oid: bytes, tag: int, value: bytes) -> bytes:
    return answer(ASKED, raw_rows=one_row(oid, tag, value))


def nested(tag: int, depth: int) -> bytes:
    content = b""
    for _ in range(depth):
        content = ber.encode_tlv(tag, content)
    return content


GOOD = answer(ASKED, ROWS[1:4])
MESSAGE_HEAD = b"\x02\x01\x01\x04\x06public"

BAD: dict[str, bytes] = {
    "H02 empty datagram": b"",
    "H02 one octet": b"\x30",
    "H03 length of 4 GiB": b"\x30\x84\xff\xff\xff\xff\x02\x01\x01",
    "H04 length of length 127": b"\x30\xff" + b"\x01" * 127,
    "H05 indefinite length nested": ber.encode_tlv(0x30, MESSAGE_HEAD + b"\xa2\x80" + b"\x30\x80" * 20_000),
    "H06 sequences nested": ber.encode_tlv(0x30, MESSAGE_HEAD + ber.encode_tlv(0xA2, nested(0x30, 12_000))),
    "H07 constructed string": with_row(OID, 0x24, nested(0x24, 2_000)),
    "H08 sub-identifier of 60,000 octets": with_row(b"\x2b" + b"\x81" * 60_000 + b"\x01", 4, b"x"),
    "H08 the same as a value": with_row(OID, 6, b"\x2b" + b"\x81" * 60_000 + b"\x01"),
    "H08 padded sub-identifier": with_row(b"\x2b\x06\x80\x01", 4, b"x"),
    "H08 sub-identifier above 32 bits": with_row(b"\x2b\x9f\xff\xff\xff\xff\x7f", 4, b"x"),
    "H08 sub-identifier of 2 ** 32": with_row(b"\x2b\x90\x80\x80\x80\x00", 4, b"x"),
    "H08 the same as a value of a row": with_row(OID, 6, b"\x2b\x90\x80\x80\x80\x00"),
    "H09 60,000 sub-identifiers": with_row(b"\x2b" + b"\x01" * 60_000, 4, b"x"),
    "H09 129 sub-identifiers": with_row(b"\x2b" + b"\x01" * 127, 4, b"x"),
    "H10 integer of 60,000 octets": with_row(OID, 2, b"\x7f" * 60_000),
    "H11 request-id without octets": ber.encode_tlv(0x30, MESSAGE_HEAD + ber.encode_tlv(0xA2, b"\x02\x00")),
    "H12 OID without octets": with_row(b"", 4, b"x"),
    "H12 NULL with content": with_row(OID, 5, b"abc"),
    "H13 Counter64 of nine octets": with_row(OID, 0x46, b"\xff" * 9),
    "H13 negative TimeTicks": with_row(OID, 0x43, b"\xff"),
    "H14 IpAddress of three octets": with_row(OID, 0x40, b"\x01\x02\x03"),
    "H15 multi-byte tag": answer(ASKED, raw_rows=b"\x30\x10\x06\x08" + OID + b"\xbf\x81\x01\x02hi"),
    "H15 BOOLEAN": with_row(OID, 0x01, b"\x01"),
    "H15 REAL": with_row(OID, 0x09, b"\x03" + b"9" * 50_000),
    "H15 RELATIVE-OID": with_row(OID, 0x0D, b"\x81" * 60_000 + b"\x01"),
    "H16 garbage after the message": GOOD + b"\x00" * 1_000,
    "H18 8,000 rows": answer(ASKED, raw_rows=one_row(b"\x2b", 5, b"") * 8_000),
    "H19 version 7": answer(ASKED, ROWS[1:4], version=7),
    "H19 version switch": answer(ASKED, ROWS[1:4], version=0),
    "H20 other request-id": answer(ASKED, ROWS[1:4], request_id=78),
    "H24 trap": answer(ASKED, ROWS[1:4], tag=0xA7),
    "H24 report": answer(ASKED, ROWS[1:4], tag=0xA8),
    "H24 request": answer(ASKED, ROWS[1:4], tag=0xA0),
    "H34 one row more than asked for": answer(ASKED, ROWS[1:27]),
    "octets after the rows": answer(ASKED, raw_rows=one_row(OID, 4, b"x") + b"\x05\x00"),
    "no sequence": b"\x04" + GOOD[1:],
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_datagram_is_dropped(name: str) -> None:
    assert isinstance(judge(BAD[name]), Rejected)


def rows_in(verdict: object) -> tuple[Row, ...]:
    assert isinstance(verdict, Pdu)
    return tuple(unpack_rows(b"".join(verdict.varbinds.rows)))


def test_the_good_one_is_not() -> None:
    assert rows_in(judge(GOOD)) == tuple(ROWS[1:4])


def test_a_message_cut_at_any_octet_is_dropped() -> None:
    for size in range(len(GOOD)):
        assert isinstance(judge(GOOD[:size]), Rejected)


def test_lengths_and_integers_need_not_be_minimal() -> None:
    """H17: real agents pad (X.690 8.1.3.5 allows it)."""
    row = b"\x30\x82\x00\x0f\x06\x08" + OID + b"\x02\x03\x00\x00\x05"
    padded = answer(ASKED, raw_rows=row)
    assert rows_in(judge(padded)) == ((OID, Tag.INTEGER, b"\x00\x00\x05"),)


@pytest.mark.parametrize(
    "row",
    [
        (OID, Tag.COUNTER64, b"\x00" + b"\xff" * 8),
        (OID, Tag.GAUGE32, b"\x00\xff\xff\xff\xff"),
        (OID, Tag.INTEGER, b"\x80\x00\x00\x00"),
        (OID, Tag.OPAQUE, bytes.fromhex("9f780442f60000")),
        (OID, Tag.OCTET_STRING, b""),
        (OID, Tag.OCTET_STRING, bytes(range(256)) * 200),
        (OID, Tag.OBJECT_IDENTIFIER, encode_oid("1.3.6.1.4.1.4294967295.1")),
        (OID, Tag.OBJECT_IDENTIFIER, b"\x00"),
        (OID, Tag.IP_ADDRESS, b"\x0a\x01\x02\x03"),
        (OID, Tag.NULL, b""),
        (OID, 0x82, b""),
        (encode_oid("1.3.6.1.4.1.4294967295." + ".".join(["1"] * 120)), Tag.OCTET_STRING, b"x"),
    ],
)
def test_extreme_but_lawful_values_arrive_verbatim(row: Row) -> None:
    assert (row,) == rows_in(judge(answer(ASKED, [row])))


@given(st.binary(max_size=300))
def test_noise_never_raises(noise: bytes) -> None:
    assert isinstance(judge(noise), Rejected)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_one_changed_octet_gives_an_answer_or_a_rejection(place: int, octet: int) -> None:
    changed = GOOD[:place] + bytes((octet,)) + GOOD[place + 1 :]
    assert isinstance(judge(changed), (Pdu, Rejected))


@pytest.mark.parametrize("name", ["H03 length of 4 GiB", "H06 sequences nested", "H18 8,000 rows"])
def test_a_bad_datagram_takes_no_more_memory_than_its_own_size(name: str) -> None:
    datagram = BAD[name]
    tracemalloc.start()
    judge(datagram)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000 + len(datagram)


def poll_with(before: Callable[[Asked], list[bytes]]) -> Recording:
    """A poll of an honest agent that sends other datagrams before each of its answers."""
    honest = table(ROWS)

    async def run() -> Recording:
        async with running(lambda asked: [*before(asked), *honest(asked)]) as agent:
            return await poll(target_at(agent.port), SYSTEM_PLAN)

    return asyncio.run(run())


def test_bad_datagrams_before_the_answer_are_counted_and_change_nothing() -> None:
    noise = [datagram for name, datagram in BAD.items() if not name.startswith("H02 empty")]
    recording = poll_with(lambda asked: noise)
    assert recording.outcome == Outcome.COMPLETE
    assert rows_of(recording, SYSTEM) == ROWS
    assert {Reason.ANSWERS_REJECTED} == {problem.reason for problem in recording.problems}


def test_a_device_cannot_make_up_reasons_for_rejection_without_end() -> None:
    def by_size(octets: bytes) -> Rejected:
        return Rejected(f"{len(octets)} octets")

    async def run() -> dict[str, int]:
        async with running(lambda _: [bytes(size) for size in range(1, 201)]) as agent:
            ports, limits = Ports(), Limits(timeout_s=0.2, retries=0)
            channel = ports.open_channel(("127.0.0.1", agent.port), limits, DeviceBudget(limits))
            packet, _ = CommunitySession(channel, SnmpVersion.V2C, b"public").message(REQUEST)
            await channel.exchange(lambda: packet, by_size)
            channel.close()
            ports.close()
            return channel.rejected

    rejected = asyncio.run(run())
    assert len(rejected) == MAX_REASONS + 1
    assert sum(rejected.values()) == 200
    assert rejected[OTHER] == 200 - MAX_REASONS


def test_an_old_answer_does_not_answer_a_new_request() -> None:
    kept: list[bytes] = []

    def stale(asked: Asked) -> list[bytes]:
        previous = kept[-3:]
        kept.extend(table(ROWS)(asked))
        return previous

    recording = poll_with(stale)
    assert (recording.outcome, recording.problems) == (Outcome.COMPLETE, ())
    assert rows_of(recording, SYSTEM) == ROWS


@pytest.mark.parametrize("name", ["H20 other request-id", "H19 version switch", "H24 trap"])
def test_a_device_that_sends_only_such_answers_failed_with_rejected_answers(name: str) -> None:
    def behave(asked: Asked) -> list[bytes]:
        wrong = {
            "H20 other request-id": {"request_id": asked.request_id ^ 1},
            "H19 version switch": {"version": 0},
            "H24 trap": {"tag": 0xA7},
        }
        return [answer(asked, ROWS[:1], **wrong[name])]

    async def run() -> Recording:
        async with running(behave) as agent:
            return await poll(target_at(agent.port), SYSTEM_PLAN)

    recording = asyncio.run(run())
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)


def test_a_flood_of_datagrams_ends_the_attempt() -> None:
    async def run() -> Recording:
        async with running(lambda asked: [answer(asked, request_id=1)] * 1_500) as agent:
            return await poll(target_at(agent.port), SYSTEM_PLAN)

    recording = asyncio.run(run())
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)
