"""SNMPv3 answers that were touched on the way (H35, H39 to H42): nothing of them is believed."""

from __future__ import annotations

import asyncio
import dataclasses
import random
from collections.abc import Iterable, Iterator

import pytest
from collect.polling import QUICK, poll, rows_of, target_at, user
from loopback.snmpd import needs_snmpd, running_snmpd
from loopback.udp_proxy import Bend, proxy_before

from auditor.collect import ber, usm
from auditor.model.limits import Limits
from auditor.model.oid import encode_oid
from auditor.model.recording import Outcome, Reason, Recording
from auditor.model.target import AuthProtocol, PrivProtocol, SnmpUser

pytestmark = [pytest.mark.loopback, needs_snmpd]

PRIVATE = user("sha256-aes256", AuthProtocol.SHA256, PrivProtocol.AES256)
SIGNED = user("signed", AuthProtocol.SHA256)
NOT_IN_TIME = encode_oid("1.3.6.1.6.3.15.1.1.2.0")
WRONG_DIGEST = encode_oid("1.3.6.1.6.3.15.1.1.5.0")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with running_snmpd(tmp_path_factory.mktemp("snmpd")) as port:
        yield port


def poll_through(port: int, bend: Bend, credential: SnmpUser = PRIVATE, limits: Limits = QUICK) -> Recording:
    async def run() -> Recording:
        async with proxy_before(port, bend) as proxy_port:
            return await poll(target_at(proxy_port, credential), limits=limits)

    return asyncio.run(run())


def read(octets: bytes) -> usm.Message:
    return usm.read_message(octets)


def signed(octets: bytes) -> bool:
    return bool(read(octets).flags & usm.AUTHENTICATED)


def report(octets: bytes, oid: bytes, *, time: int | None = None) -> bytes:
    """A report in clear with the message id of an answer, as anybody on the path can send it."""
    message = read(octets)
    row = ber.encode_tlv(0x30, ber.encode_tlv(6, oid) + ber.encode_tlv(0x41, b"\x01"))
    pdu = b"".join(map(ber.encode_integer_tlv, (message.message_id, 0, 0))) + ber.encode_tlv(0x30, row)
    scoped = usm.scoped_pdu(message.engine_id, b"", ber.encode_tlv(0xA8, pdu))
    clock = (message.clock.boots, message.clock.time if time is None else time)
    parameters = ber.encode_tlv(4, message.engine_id) + b"".join(map(ber.encode_integer_tlv, clock))
    parameters = ber.encode_tlv(0x30, parameters + ber.encode_tlv(4, message.user) + b"\x04\x00\x04\x00")
    header = b"".join(map(ber.encode_integer_tlv, (message.message_id, 65_507)))
    header = ber.encode_tlv(0x30, header + b"\x04\x01\x00" + ber.encode_integer_tlv(3))
    return ber.encode_tlv(0x30, ber.encode_integer_tlv(3) + header + ber.encode_tlv(4, parameters) + scoped)


def flip(octets: bytes, place: int) -> bytes:
    return octets[:place] + bytes((octets[place] ^ 1,)) + octets[place + 1 :]


@pytest.mark.parametrize("credential", [PRIVATE, SIGNED], ids=["authPriv", "authNoPriv"])
def test_an_answer_with_a_flipped_digest_octet_is_refused(port: int, credential: SnmpUser) -> None:
    def bend(octets: bytes) -> Iterable[bytes]:
        return [flip(octets, read(octets).digest.start) if signed(octets) else octets]

    recording = poll_through(port, bend, credential)
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)
    assert "wrong digest" in recording.detail
    assert sum(section.row_count for section in recording.sections) == 0


@pytest.mark.parametrize("credential", [PRIVATE, SIGNED], ids=["authPriv", "authNoPriv"])
def test_an_answer_with_a_flipped_data_bit_is_refused(port: int, credential: SnmpUser) -> None:
    recording = poll_through(port, lambda o: [flip(o, len(o) - 1) if signed(o) else o], credential)
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)


def test_a_digest_of_one_octet_is_refused(port: int) -> None:
    """CVE-2008-0960: agents and managers compared only as many octets as were sent."""

    def bend(octets: bytes) -> Iterable[bytes]:
        if not signed(octets):
            return [octets]
        start, end = read(octets).digest.start, read(octets).digest.end
        cut = octets[: start - 1] + b"\x01" + octets[start : start + 1] + octets[end:]
        shrink = end - start - 1
        return [shorten_lengths(cut, shrink)]

    recording = poll_through(port, bend)
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)
    assert "wrong digest" in recording.detail


def shorten_lengths(octets: bytes, by: int) -> bytes:
    """Take `by` off the message's, the parameters' and their sequence's one- or two-octet lengths."""
    header = 2 if octets[1] < 0x80 else 2 + (octets[1] & 0x7F)
    content = octets[header:]
    global_data = 3 + 2 + content[4]
    outer = content[global_data:]
    inner = outer[2:]
    shorter = b"\x04" + bytes((outer[1] - by,)) + b"\x30" + bytes((inner[1] - by,)) + inner[2:]
    return ber.encode_tlv(0x30, content[:global_data] + shorter)


def test_an_engine_id_that_changes_after_discovery_is_refused(port: int) -> None:
    def bend(octets: bytes) -> Iterable[bytes]:
        engine_id = read(octets).engine_id
        other = flip(engine_id, len(engine_id) - 1)
        return [octets.replace(engine_id, other) if signed(octets) else octets]

    recording = poll_through(port, bend)
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)


@pytest.mark.parametrize("size", [0, 64])
def test_a_discovery_report_with_an_unlawful_engine_id_is_refused(port: int, size: int) -> None:
    recording = poll_through(port, lambda octets: [with_engine_id(octets, bytes(size))])
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.ANSWERS_REJECTED)
    assert f"engine id of {size} octets" in recording.detail


def with_engine_id(octets: bytes, engine_id: bytes) -> bytes:
    """A discovery report that states another engine id."""
    parameters = ber.encode_tlv(4, engine_id) + b"\x02\x01\x01\x02\x01\x01\x04\x00\x04\x00\x04\x00"
    header = ber.encode_integer_tlv(read(octets).message_id) + ber.encode_integer_tlv(65_507)
    header = ber.encode_tlv(0x30, header + b"\x04\x01\x00" + ber.encode_integer_tlv(3))
    scoped = usm.scoped_pdu(
        engine_id, b"", ber.encode_tlv(0xA8, b"\x02\x01\x00\x02\x01\x00\x02\x01\x00\x30\x00")
    )
    wrapped = ber.encode_tlv(4, ber.encode_tlv(0x30, parameters))
    return ber.encode_tlv(0x30, ber.encode_integer_tlv(3) + header + wrapped + scoped)


def test_a_clock_that_is_never_right_ends_after_a_few_corrections(port: int) -> None:
    asked: list[bytes] = []

    def bend(octets: bytes) -> Iterable[bytes]:
        asked.append(octets)
        return [report(octets, NOT_IN_TIME, time=len(asked) * 1_000) if signed(octets) else octets]

    recording = poll_through(port, bend)
    assert (recording.outcome, recording.reason) == (Outcome.REFUSED, Reason.TIME_WINDOW)
    assert len(asked) == 1 + 4


def test_reports_in_clear_do_not_end_or_weaken_a_walk_that_has_begun(port: int) -> None:
    clean = poll_through(port, lambda octets: [octets])
    answers: list[bytes] = []

    def bend(octets: bytes) -> Iterable[bytes]:
        answers.append(octets)
        begun = len(answers) > 3
        return [report(octets, WRONG_DIGEST), report(octets, NOT_IN_TIME), octets] if begun else [octets]

    recording = poll_through(port, bend)
    assert recording.outcome == Outcome.COMPLETE
    assert clean.payloads == recording.payloads
    assert recording.security == "v3 authPriv sha256/aes256"
    (problem,) = recording.problems
    assert problem.detail.endswith("datagrams not accepted: unauthenticated report")


def test_a_report_in_clear_before_the_first_answer_is_reported_as_unauthenticated(port: int) -> None:
    recording = poll_through(port, lambda o: [report(o, WRONG_DIGEST)] if signed(o) else [o])
    assert (recording.outcome, recording.reason) == (Outcome.REFUSED, Reason.AUTHENTICATION_FAILED)
    assert "(unauthenticated report)" in recording.detail


def test_a_recorded_answer_played_again_answers_nothing(port: int) -> None:
    first: list[bytes] = []

    def bend(octets: bytes) -> Iterable[bytes]:
        if signed(octets):
            first.append(octets)
        return [first[0] if first else octets]

    recording = poll_through(port, bend)
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.STOPPED_ANSWERING)


def test_a_corrupting_path_gives_the_true_rows_or_an_honest_partial(port: int) -> None:
    clean = poll_through(port, lambda octets: [octets])
    noise = random.Random(7)

    def bend(octets: bytes) -> Iterable[bytes]:
        if noise.random() < 0.2:
            return []
        bent = flip(octets, noise.randrange(len(octets))) if noise.random() < 0.2 else octets
        return [bent] * noise.choice((1, 2))

    recording = poll_through(port, bend, limits=dataclasses.replace(QUICK, timeout_s=0.05, retries=4))
    for section in recording.sections:
        true_rows = rows_of(clean, section.root)
        assert true_rows[: section.row_count] == rows_of(recording, section.root)
    assert recording.outcome in {Outcome.COMPLETE, Outcome.PARTIAL}
