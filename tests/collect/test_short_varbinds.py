"""What is matched by a pattern is what reading octet by octet gives, or is left to that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.collect import ber
from auditor.collect.short_varbinds import SHORT_BYTES, read_short
from auditor.collect.varbinds import Varbinds, read_each, read_varbinds

NAMES = st.binary(min_size=1, max_size=66).map(lambda octets: octets[:-1] + bytes((octets[-1] & 0x7F,)))
VALUES = st.tuples(
    st.sampled_from([0x02, 0x04, 0x05, 0x06, 0x40, 0x41, 0x43, 0x44, 0x46, 0x80, 0x81, 0x82, 0x30, 0x99]),
    st.binary(max_size=130),
)
VARBINDS = st.lists(st.tuples(NAMES, VALUES), min_size=1, max_size=8)


def encoded(varbinds: list[tuple[bytes, tuple[int, bytes]]]) -> bytes:
    return b"".join(
        ber.encode_tlv(0x30, ber.encode_tlv(0x06, name) + ber.encode_tlv(tag, value))
        for name, (tag, value) in varbinds
    )


def outcome(data: bytes, version_1: bool, *, pattern: bool) -> Varbinds | None:
    """None where the list is refused."""
    read = read_varbinds if pattern else read_each
    try:
        return read(data, 0, len(data), 8, version_1=version_1)
    except ber.MalformedError:
        return None


@given(VARBINDS, st.booleans())
def test_whole_lists_are_read_alike(varbinds: list[tuple[bytes, tuple[int, bytes]]], version_1: bool) -> None:
    data = encoded(varbinds)
    assert outcome(data, version_1, pattern=True) == outcome(data, version_1, pattern=False)


@given(VARBINDS, st.integers(0, 500), st.integers(0, 255), st.sampled_from(["other", "more", "less"]))
def test_bent_lists_are_read_alike(
    varbinds: list[tuple[bytes, tuple[int, bytes]]], place: int, octet: int, how: str
) -> None:
    data = encoded(varbinds)
    place %= len(data)
    put, skip = {"other": (bytes((octet,)), 1), "more": (bytes((octet,)), 0), "less": (b"", 1)}[how]
    bent = data[:place] + put + data[place + skip :]
    assert outcome(bent, False, pattern=True) == outcome(bent, False, pattern=False)


USUAL = (b"\x2b\x06\x01\x02\x01\x02\x02\x01\x02\x81\x00", (0x04, b"port 128"))


def test_usual_varbinds_are_matched() -> None:
    data = encoded([USUAL, (USUAL[0], (0x02, b"\x06"))])
    short = read_short(data, 0, len(data))
    assert short is not None
    assert (short.names, short.tags) == ([USUAL[0]] * 2, (b"", b""))


@pytest.mark.parametrize(
    "varbinds",
    [
        [USUAL, (USUAL[0], (0x04, b"x" * 128))],
        [(b"\x2b" * 61, USUAL[1])],
        [(b"\x2b\x80\x01", USUAL[1])],
        [(b"\x2b\x81\x82\x83\x84\x05", USUAL[1])],
        [(b"\x2b\x81", USUAL[1])],
        [USUAL] * (SHORT_BYTES // 20),
    ],
    ids=["long value", "long name", "0x80 in the name", "five octets", "cut name", "more than a frame"],
)
def test_what_is_not_usual_is_left_to_be_read_octet_by_octet(
    varbinds: list[tuple[bytes, tuple[int, bytes]]],
) -> None:
    data = encoded(varbinds)
    assert read_short(data, 0, len(data)) is None


def test_what_says_how_many_octets_its_length_has_is_no_length() -> None:
    varbind = encoded([(b"\x2b" * 60, (0x04, b"x" * 80))])
    assert varbind[:2] == b"\x30\x81"
    bent = varbind[:1] + varbind[2:]
    assert read_short(bent, 0, len(bent)) is None
