"""The simulated agent against pysnmp's encoding: what it answers, refuses and keeps silent about."""

from __future__ import annotations

import pytest
from builders import integer_row, text_row
from demo.snmp_requests import Answered, answered, request
from hypothesis import given
from hypothesis import strategies as st
from pyasn1.codec.ber import decoder
from pysnmp.proto.mpmod.rfc3412 import SNMPv3Message
from pysnmp.proto.secmod.rfc3414.service import UsmSecurityParameters

from auditor.demo.ber import integer, tlv
from auditor.demo.report import MAX_MESSAGE
from auditor.demo.responder import Agent, Answer, answer, make_agent
from auditor.model.oid import encode_oid
from auditor.model.rows import Tag

ENGINE_ID = bytes.fromhex("800000090300e0fc000001")
NAME, DESCR, OTHER = "1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.2.1.0"
COUNTER = "1.3.6.1.2.1.1.7.0"
LAST = "1.3.6.1.4.1.9.1"
MFG = "1.3.6.1.2.1.47.1.1.1.1.12"
ROWS = [
    text_row(NAME, "sw"),
    text_row(DESCR, "a switch"),
    (encode_oid(COUNTER), Tag.COUNTER64, b"\x05"),
    integer_row(OTHER, -3),
    *(text_row(f"{MFG}.{n}", "x" * 60) for n in (1, 2, 16384)),
    text_row(LAST, "end"),
]


def agent(stop_after: tuple[int, ...] | None = None, silent: bool = False) -> Agent:
    tables = {b"demo": ROWS, b"demo@10": [text_row(NAME, "vlan 10")]}
    return make_agent(tables, ENGINE_ID, silent=silent, stop_after=stop_after)


def asked(octets: bytes, version: int = 1, of: Agent | None = None) -> Answered:
    answer_octets = answer(of or agent(), octets, 0).octets
    assert answer_octets is not None
    return answered(answer_octets, version)


def test_get_gives_the_value_and_names_what_is_missing() -> None:
    got = asked(request("get", NAME, "1.3.6.1.2.1.1.5.1", "1.3.6.1.9.9.0"))
    assert got.rows == [
        (NAME, "OctetString", "sw"),
        ("1.3.6.1.2.1.1.5.1", "NoSuchInstance", "No Such Instance currently exists at this OID"),
        ("1.3.6.1.9.9.0", "NoSuchObject", "No Such Object currently exists at this OID"),
    ]


def test_getnext_follows_oid_order_to_the_end_of_the_view() -> None:
    oid, seen = "1.3.6.1", []
    while True:
        oid, kind, _ = asked(request("next", oid)).rows[0]
        if kind == "EndOfMibView":
            break
        seen.append(oid)
    assert [DESCR, NAME, COUNTER, OTHER, f"{MFG}.1", f"{MFG}.2", f"{MFG}.16384", LAST] == seen
    assert oid == LAST


def test_getbulk_repeats_each_column_and_pads_the_one_that_ended() -> None:
    got = asked(request("bulk", NAME, DESCR, MFG, LAST, non_repeaters=1, repetitions=2))
    expected = [COUNTER, NAME, f"{MFG}.1", LAST, COUNTER, f"{MFG}.2", LAST]
    assert expected == [oid for oid, _, _ in got.rows]
    assert [got.rows[3][1], got.rows[6][1]] == ["EndOfMibView"] * 2


def test_getbulk_ends_when_every_column_has_ended() -> None:
    got = asked(request("bulk", OTHER, repetitions=100)).rows
    assert [f"{MFG}.1", f"{MFG}.2", f"{MFG}.16384", LAST] == [oid for oid, _, _ in got]


def test_answer_never_exceeds_one_frame() -> None:
    rows = [text_row(f"{MFG}.{n}", "y" * 200) for n in range(1, 50)]
    big = make_agent({b"demo": rows}, ENGINE_ID)
    octets = answer(big, request("bulk", MFG, repetitions=50), 0).octets
    assert octets is not None
    assert MAX_MESSAGE - 250 < len(octets) <= MAX_MESSAGE
    too_big = asked(request("get", *(f"{MFG}.{n}" for n in range(1, 9))), of=big)
    assert Answered(1, 0, []) == too_big


def test_v1_has_errors_instead_of_exceptions_and_no_counter64() -> None:
    missing = asked(request("get", NAME, "1.3.6.1.9.0", version=0), version=0)
    assert (missing.status, missing.index) == (2, 2)
    assert asked(request("next", NAME, version=0), version=0).rows[0][0] == OTHER
    assert asked(request("get", COUNTER, version=0), version=0).status == 2
    assert asked(request("next", LAST, version=0), version=0).status == 2


def test_set_is_refused() -> None:
    assert asked(request("set", NAME))[:2] == (17, 1)
    assert asked(request("set", NAME, version=0), version=0)[:2] == (4, 1)


def test_wrong_community_is_not_answered_and_each_community_has_its_table() -> None:
    assert Answer(None) == answer(agent(), request("get", NAME, community="public"), 0)
    assert asked(request("get", NAME, community="demo@10")).rows[0][2] == "vlan 10"


def test_silent_agent_answers_nothing() -> None:
    assert Answer(None) == answer(agent(silent=True), request("get", NAME), 0)


def test_agent_that_stops_answers_up_to_its_row_then_falls_silent() -> None:
    stops = agent(stop_after=(1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1, 12, 2))
    got = asked(request("bulk", OTHER, repetitions=10), of=stops)
    assert [f"{MFG}.1", f"{MFG}.2"] == [oid for oid, _, _ in got.rows]
    assert Answer(None, falls_silent=True) == answer(stops, request("bulk", f"{MFG}.2", repetitions=10), 0)
    assert Answer(None, falls_silent=True) == answer(stops, request("next", f"{MFG}.2"), 0)
    assert asked(request("get", LAST), of=stops).rows[0][0] == LAST


def discovery(engine_id: bytes = b"", flags: bytes = b"\x04") -> bytes:
    """RFC 3414 4: a Get request of nobody, for an engine that is not known yet."""
    security = tlv(0x30, tlv(4, engine_id), integer(0), integer(0), tlv(4), tlv(4), tlv(4))
    pdu = tlv(0xA0, integer(77), integer(0), integer(0), tlv(0x30))
    header = tlv(0x30, integer(4242), integer(65507), tlv(4, flags), integer(3))
    return tlv(0x30, integer(3), header, tlv(4, security), tlv(0x30, tlv(4), tlv(4), pdu))


@pytest.mark.parametrize(
    ("engine_id", "counter"), [(b"", "1.3.6.1.6.3.15.1.1.4.0"), (ENGINE_ID, "1.3.6.1.6.3.15.1.1.3.0")]
)
def test_v3_is_answered_with_a_report_that_shows_the_engine_id(engine_id: bytes, counter: str) -> None:
    octets = answer(agent(), discovery(engine_id), 99).octets
    assert octets is not None
    message, _ = decoder.decode(octets, asn1Spec=SNMPv3Message())
    security, _ = decoder.decode(message[2], asn1Spec=UsmSecurityParameters())
    assert (bytes(security[0]), int(security[1]), int(security[2])) == (ENGINE_ID, 1, 99)
    assert int(message[1][0]) == 4242
    report = message[3][0][2].getComponent()
    assert (type(report).__name__, int(report[0])) == ("ReportPDU", 77)
    assert counter == str(report[3][0][0])


def test_v3_message_that_wants_no_report_gets_none() -> None:
    assert Answer(None) == answer(agent(), discovery(flags=b"\x00"), 0)


@given(st.binary(max_size=200))
def test_junk_is_not_answered_and_raises_nothing(datagram: bytes) -> None:
    assert not answer(agent(), datagram, 0).falls_silent


@given(st.data())
def test_damaged_request_raises_nothing(data: st.DataObject) -> None:
    octets = bytearray(data.draw(st.sampled_from([request("bulk", MFG, repetitions=5), discovery()])))
    octets[data.draw(st.integers(0, len(octets) - 1))] = data.draw(st.integers(0, 255))
    answer(agent(), bytes(octets[: data.draw(st.integers(0, len(octets)))]), 0)
