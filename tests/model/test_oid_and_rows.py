"""OIDs and rows keep the octets they were given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.oid import decode_index, encode_oid, encode_sub_ids, oid_text, sub_ids
from auditor.model.rows import encode_integer, pack_rows, unpack_rows

SUB_ID = st.integers(0, 2**32 - 1)
OIDS = st.tuples(st.integers(0, 2), st.integers(0, 39)).flatmap(
    lambda head: st.lists(SUB_ID, max_size=30).map(lambda rest: (*head, *rest))
)


@given(OIDS)
def test_an_oid_survives_encoding(oid: tuple[int, ...]) -> None:
    assert sub_ids(encode_sub_ids(oid)) == oid


@given(OIDS, st.lists(SUB_ID, min_size=1, max_size=5))
def test_octet_prefixes_are_sub_identifier_prefixes(oid: tuple[int, ...], index: list[int]) -> None:
    encoded, longer = encode_sub_ids(oid), encode_sub_ids((*oid, *index))
    assert (longer.startswith(encoded), decode_index(longer[len(encoded) :])) == (True, tuple(index))


@pytest.mark.parametrize(
    "text", ["", "1", "1.2.x", "1.3.-1", "3.1", "1.40", "1.3.4294967296", "1..3", "1.3.٣"]
)
def test_text_that_is_no_oid_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        encode_oid(text)


def test_an_oid_has_at_most_128_sub_identifiers() -> None:
    with pytest.raises(ValueError):
        encode_sub_ids((1, 3, *range(127)))


@pytest.mark.parametrize("octets", [b"", b"\x2b\x86"])
def test_malformed_octets_are_shown_in_hexadecimal(octets: bytes) -> None:
    assert oid_text(octets) == "oid:" + octets.hex()


@pytest.mark.parametrize(
    ("value", "octets"),
    [
        (0, "00"),
        (127, "7f"),
        (128, "0080"),
        (-1, "ff"),
        (-128, "80"),
        (-129, "ff7f"),
        (2**32 - 1, "00ffffffff"),
    ],
)
def test_integers_are_minimal_two_s_complement(value: int, octets: str) -> None:
    assert encode_integer(value).hex() == octets


ROWS = st.lists(st.tuples(st.binary(max_size=40), st.integers(0, 255), st.binary(max_size=300)), max_size=20)


@given(ROWS)
def test_rows_survive_packing(rows: list[tuple[bytes, int, bytes]]) -> None:
    assert list(unpack_rows(pack_rows(rows))) == rows


@given(ROWS.filter(bool), st.data())
def test_a_payload_cut_short_gives_its_whole_rows_or_an_error(
    rows: list[tuple[bytes, int, bytes]], data: st.DataObject
) -> None:
    payload = pack_rows(rows)
    cut = payload[: data.draw(st.integers(0, len(payload) - 1))]
    try:
        got = list(unpack_rows(cut))
    except ValueError:
        return
    assert got == rows[: len(got)]
