"""The reader of datagrams against pyasn1: what it takes is read alike there, and its one error is its own."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyasn1.codec.ber import decoder, encoder
from pyasn1.error import PyAsn1Error
from pyasn1.type import univ
from pysnmp.proto.api import v2c

from auditor.collect import ber
from auditor.collect.pdu import ERROR_NAMES, Pdu, PduTag, decode_pdu, read_header
from auditor.model.oid import MAX_SUB_IDS, encode_sub_ids, sub_ids
from auditor.model.rows import Row, encode_integer, pack_rows, unpack_rows

MAX_ROWS = 20

length_octets = st.integers(1, ber.MAX_LENGTH_OCTETS)
tags = st.integers(0, 255).filter(lambda tag: tag & 0x1F != 0x1F)
arcs = st.lists(st.one_of(st.integers(0, 300), st.integers(0, 2**32 - 1)), max_size=20)
oids = st.builds(lambda second, rest: (1, second, *rest), st.integers(0, 39), arcs)
rows = st.lists(
    st.tuples(
        oids,
        st.one_of(
            st.integers(-(2**31), 2**31 - 1).map(v2c.Integer32),
            st.binary(max_size=300).map(v2c.OctetString),
            st.just(v2c.Null("")),
            oids.map(v2c.ObjectIdentifier),
            st.binary(min_size=4, max_size=4).map(v2c.IpAddress),
            st.integers(0, 2**32 - 1).map(v2c.Counter32),
            st.integers(0, 2**32 - 1).map(v2c.Gauge32),
            st.integers(0, 2**32 - 1).map(v2c.TimeTicks),
            st.binary(max_size=60).map(v2c.Opaque),
            st.integers(0, 2**64 - 1).map(v2c.Counter64),
            st.sampled_from([v2c.NoSuchObject(""), v2c.NoSuchInstance(""), v2c.EndOfMibView("")]),
        ),
    ),
    max_size=MAX_ROWS,
)


def element(tag: int, content: bytes, octets: int) -> bytes:
    """An element whose length is written with this many octets after the first, needed or not."""
    return bytes((tag, 0x80 | octets)) + len(content).to_bytes(octets, "big") + content


def theirs(octets: bytes, spec: univ.Integer | univ.OctetString) -> object:
    value, rest = decoder.decode(octets, asn1Spec=spec)
    assert rest == b""
    return value


@given(tags, st.binary(max_size=300), st.one_of(st.none(), length_octets), st.binary(max_size=5))
def test_a_whole_element_is_found_whatever_follows(
    tag: int, content: bytes, octets: int | None, trailing: bytes
) -> None:
    whole = ber.encode_tlv(tag, content) if octets is None or len(content) >> 8 * octets else element(
        tag, content, octets
    )  # fmt: skip
    for data, end in ((whole, len(whole)), (whole + trailing, len(whole) + len(trailing))):
        found, start, stop = ber.head(data, 0, end)
        assert (found, data[start:stop], stop) == (tag, content, len(whole))


@given(tags, st.binary(max_size=300), length_octets)
def test_an_element_cut_anywhere_is_refused(tag: int, content: bytes, octets: int) -> None:
    whole = element(tag, content, max(octets, 2))
    for cut in range(len(whole)):
        for data, end in ((whole[:cut], cut), (whole, cut)):
            with pytest.raises(ber.MalformedError):
                ber.head(data, 0, end)


@given(st.sampled_from([0, 5, 6, 126, 127]), st.binary(max_size=140))
def test_indefinite_and_overlong_lengths_are_refused(octets: int, rest: bytes) -> None:
    with pytest.raises(ber.MalformedError):
        ber.head(bytes((ber.OCTET_STRING, 0x80 | octets)) + rest, 0, len(rest) + 2)


@given(st.integers(301, 2**32 - 1), st.binary(max_size=300))
def test_a_length_beyond_the_datagram_is_refused(length: int, rest: bytes) -> None:
    data = b"\x04\x84" + length.to_bytes(4, "big") + rest
    with pytest.raises(ber.MalformedError):
        ber.read_octets(data, 0, len(data))


@given(st.binary(max_size=300), length_octets)
def test_octet_strings_are_read_as_pyasn1_reads_them(content: bytes, octets: int) -> None:
    whole = element(ber.OCTET_STRING, content, max(octets, 2))
    assert ber.read_octets(whole, 0, len(whole)) == (content, len(whole))
    assert bytes(theirs(whole, univ.OctetString())) == content  # type: ignore[call-overload]


@given(st.integers(-(2**71), 2**71), st.integers(0, 8))
def test_integers_are_read_as_pyasn1_reads_them_up_to_eight_octets(number: int, padding: int) -> None:
    content = (b"\xff" if number < 0 else b"\x00") * padding + encode_integer(number)
    whole = ber.encode_tlv(ber.INTEGER, content)
    assert int(theirs(whole, univ.Integer())) == number  # type: ignore[call-overload]
    if len(content) <= ber.MAX_INTEGER_OCTETS:
        assert ber.read_integer(whole, 0, len(whole)) == (number, len(whole))
    else:
        with pytest.raises(ber.MalformedError):
            ber.read_integer(whole, 0, len(whole))


near_oids = st.one_of(
    st.binary(max_size=40),
    st.lists(st.sampled_from([0, 1, 0x2B, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0xFF]), max_size=140).map(bytes),
)


@given(near_oids)
@example(b"\x8f\xff\xff\xff\x7f")
@example(b"\x90\x80\x80\x80\x00")
def test_an_oid_is_taken_exactly_where_pyasn1_takes_one_that_snmp_allows(content: bytes) -> None:
    try:
        known = tuple(theirs(ber.encode_tlv(ber.OBJECT_IDENTIFIER, content), univ.ObjectIdentifier()))  # type: ignore[call-overload]
    except PyAsn1Error:
        known = ()
    first = known[0] * 40 + known[1] if known else 0
    lawful = bool(known) and len(known) <= MAX_SUB_IDS and max(first, *known) < 1 << 32
    if lawful:
        ber.check_oid(content)
        assert sub_ids(content) == known
    else:
        with pytest.raises(ber.MalformedError):
            ber.check_oid(content)


def written(values: list[tuple[tuple[int, ...], object]], request_id: int = 77) -> bytes:
    """A response as pysnmp writes it."""
    pdu = v2c.ResponsePDU()
    v2c.apiPDU.set_defaults(pdu)
    v2c.apiPDU.set_request_id(pdu, request_id)
    v2c.apiPDU.set_varbinds(pdu, values)
    return bytes(encoder.encode(pdu))


def ours_of(data: bytes) -> Pdu:
    tag, start, end = ber.head(data, 0, len(data))
    if tag != PduTag.RESPONSE or end != len(data):
        raise ber.MalformedError("not a response, or octets after it")
    return decode_pdu(data, tag, read_header(data, start, end), end, MAX_ROWS)


def rows_of(pdu: Pdu) -> list[Row]:
    return list(unpack_rows(b"".join(pdu.varbinds.rows)))


@given(rows)
def test_what_pysnmp_writes_is_read_octet_by_octet(values: list[tuple[tuple[int, ...], object]]) -> None:
    pdu = ours_of(written(values))
    expected = b"".join(
        bytes(encoder.encode(v2c.ObjectIdentifier(oid))) + bytes(encoder.encode(value))
        for oid, value in values
    )
    assert b"".join(pdu.varbinds.rows) == expected
    assert [encode_sub_ids(oid) for oid, _ in values] == pdu.varbinds.names
    assert pack_rows(rows_of(pdu)) == expected


@given(rows, st.data())
def test_a_response_cut_anywhere_or_followed_by_anything_is_refused(
    values: list[tuple[tuple[int, ...], object]], data: st.DataObject
) -> None:
    whole = written(values)
    cut = data.draw(st.integers(0, len(whole) - 1))
    for octets in (whole[:cut], whole + data.draw(st.binary(min_size=1, max_size=4))):
        with pytest.raises(ber.MalformedError):
            ours_of(octets)


@given(rows, st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=3))
def test_what_is_read_of_a_bent_response_pysnmp_reads_alike(
    values: list[tuple[tuple[int, ...], object]], changes: list[tuple[int, int]]
) -> None:
    bent = bytearray(written(values))
    for place, octet in changes:
        bent[place % len(bent)] = octet
    try:
        ours = ours_of(bytes(bent))
    except ber.MalformedError:
        return
    if not (0 <= ours.error_status < len(ERROR_NAMES) and 0 <= ours.error_index < 1 << 31):
        return  # pysnmp drops such an answer; it is one for us, with an error that RFC 3416 has no name for
    pdu, rest = decoder.decode(bytes(bent), asn1Spec=v2c.ResponsePDU())
    assert rest == b""
    assert int(v2c.apiPDU.get_request_id(pdu)) == ours.request_id
    known = [(tuple(oid), value) for oid, value in v2c.apiPDU.get_varbinds(pdu)]
    assert [oid for oid, _ in known] == [sub_ids(oid) for oid, _, _ in rows_of(ours)]
    for (_, value), (_, tag, octets) in zip(known, rows_of(ours), strict=True):
        assert bytes(encoder.encode(value))[0] == tag
        if tag in {4, 6, 0x40, 0x44}:
            assert bytes(encoder.encode(value)) == ber.encode_tlv(tag, octets)
        elif octets:
            assert int(value) == int.from_bytes(octets, "big", signed=True)


@given(st.binary(max_size=120), st.integers(0, 130), st.integers(0, 130))
def test_whatever_is_given_only_the_one_error_is_raised(data: bytes, position: int, end: int) -> None:
    end = min(end, len(data))
    for reader in (ber.head, ber.read_tlv, ber.read_integer, ber.read_octets):
        try:
            reader(data, position, end)
        except ber.MalformedError:
            continue
    try:
        ours_of(b"\xa2" + data)
    except ber.MalformedError:
        return
