"""Octets to text, integers, addresses: what is accepted, what is not stated, what is cut."""

from __future__ import annotations

import pytest

from auditor.decode.placeholders import is_placeholder
from auditor.decode.text import CUT_MARK, DecodedText, decode_text
from auditor.decode.values import (
    decode_day,
    decode_integer,
    decode_ip,
    decode_mac,
    decode_oui,
    index_octets,
    octets_of,
)
from auditor.model.limits import MAX_TEXT_CHARACTERS
from auditor.model.oid import decode_index, encode_sub_id
from auditor.model.rows import Tag, encode_integer


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"HUAWEI          ", "HUAWEI"),
        (b"\0HUAWEI\0\0", "HUAWEI"),
        (b"Finisar\xff\xff\xff", "Finisar"),
        (b"H\0U\0A\0W\0E\0I\0", "HUAWEI"),
        (b"a\0b", "ab"),
        ("华为".encode(), "华为"),
        (b"ESC \x1b[2J bell \x07", "ESC \x1b[2J bell \x07"),
        (b"   ", ""),
        (b"", ""),
    ],
)
def test_padding_and_nuls_go_and_the_rest_of_a_text_stays(octets: bytes, text: str) -> None:
    assert DecodedText(text, is_cut=False, is_guessed=False) == decode_text(octets)


def test_octets_that_are_not_utf8_are_read_as_latin_1_and_marked() -> None:
    assert DecodedText("Lüfter", is_cut=False, is_guessed=True) == decode_text("Lüfter".encode("latin-1"))


def test_an_encoded_surrogate_never_becomes_a_lone_surrogate() -> None:
    decoded = decode_text(b"x\xed\xa0\x80y")
    assert (decoded.is_guessed, b"x\xc3\xad\xc2\xa0\xc2\x80y") == (True, decoded.text.encode())


def test_a_long_text_is_cut_to_the_limit_and_ends_with_the_mark() -> None:
    decoded = decode_text(b"x" * 60_000)
    assert (len(decoded.text), decoded.text[-1], decoded.is_cut) == (MAX_TEXT_CHARACTERS, CUT_MARK, True)


@pytest.mark.parametrize(
    ("octets", "day"),
    [
        ("07e3050610000000", "2019-05-06"),
        ("07e30506100000002b0200", "2019-05-06"),
        ("07e4021d00000000", "2020-02-29"),
        ("07e3021d00000000", None),
        ("0000000000000000", None),
        ("07b2010100000000", None),
        ("ffffffffffffffff", None),
        ("07e30506", None),
        ("", None),
        ("323031392d30352d3036", None),
    ],
)
def test_a_day_is_a_date_and_time_that_says_one(octets: str, day: str | None) -> None:
    assert day == decode_day(bytes.fromhex(octets))


@pytest.mark.parametrize(
    ("octets", "mac"),
    [
        (bytes.fromhex("00e0fc010203"), 0x00E0FC010203),
        (b"0:e0:fc:1:2:3", 0x00E0FC010203),
        (b"00-E0-FC-01-02-03", 0x00E0FC010203),
        (b"00 e0 fc 01 02 03 ", 0x00E0FC010203),
        (b"00e0-fc01-0203", 0x00E0FC010203),
        (b"00e0.fc01.0203", 0x00E0FC010203),
        (b"00e0fc010203", 0x00E0FC010203),
        (b"0x00e0fc010203", 0x00E0FC010203),
        (b"", None),
        (b"\0", None),
        (bytes(5), None),
        (bytes.fromhex("0011223344556677"), None),
        (bytes(20), None),
        (bytes(6), None),
        (b"\xff" * 6, None),
        (b"00:00:00:00:00:00", None),
        (b"00:e0:fc:01:02", None),
        (b"0:e0:fc:1:2:g3", None),
        ("٠٠:e0:fc:01:02:03".encode(), None),
    ],
)
def test_a_mac_is_six_octets_or_its_text(octets: bytes, mac: int | None) -> None:
    assert mac == decode_mac(octets)


@pytest.mark.parametrize(
    ("octets", "oui"),
    [
        (bytes.fromhex("009065"), 0x009065),
        (b"00 90 65", 0x009065),
        (b"0x0 0x2 0xc9", 0x0002C9),
        (b"0-90-65", 0x009065),
        (b"649D99", 0x649D99),
        (b"0x649d99", 0x649D99),
        (bytes(3), None),
        (b"000000", None),
        (b"", None),
        (b"OEM", 0x4F454D),
        (b"no oui here", None),
        (b"00 90 65 11", None),
    ],
)
def test_an_oui_is_three_octets_or_its_text(octets: bytes, oui: int | None) -> None:
    assert oui == decode_oui(octets)


@pytest.mark.parametrize(
    ("tag", "octets", "value"),
    [
        (Tag.INTEGER, b"\xff", -1),
        (Tag.GAUGE32, b"\xff", 255),
        (Tag.COUNTER64, b"\0" + b"\xff" * 8, 2**64 - 1),
        (Tag.INTEGER, b"", None),
        (Tag.INTEGER, b"\1" * 60_000, None),
        (Tag.OCTET_STRING, b"7", None),
    ],
)
def test_an_integer_is_signed_by_its_tag_and_bounded(tag: int, octets: bytes, value: int | None) -> None:
    assert value == decode_integer(tag, octets)


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (bytes((10, 0, 0, 1)), "10.0.0.1"),
        (bytes.fromhex("fe80000000000000021b21fffe000001"), "fe80::21b:21ff:fe00:1"),
        (bytes(4), None),
        (bytes(16), None),
        (b"\1\2\3", None),
        (b"", None),
    ],
)
def test_an_ip_address_has_four_or_sixteen_octets_and_is_not_all_zeros(
    octets: bytes, text: str | None
) -> None:
    assert text == decode_ip(octets)


@pytest.mark.parametrize(
    "sub_ids", [(0, 1, 127), (128, 255, 0, 129), (1, 129, 129, 2), (256,), (300, 1), (128, 16384)]
)
def test_the_quick_reading_of_octets_in_an_index_equals_the_plain_one(sub_ids: tuple[int, ...]) -> None:
    encoded = b"".join(map(encode_sub_id, sub_ids))
    assert octets_of(decode_index(encoded)) == index_octets(encoded)


def test_integers_survive_their_encoding() -> None:
    values = [0, 1, -1, 127, 128, -128, -129, 2**31 - 1, -(2**31), 2**63 - 1]
    assert values == [decode_integer(Tag.INTEGER, encode_integer(value)) for value in values]


@pytest.mark.parametrize(
    "text",
    ["", "0", "0000000", "N/A", "none", "Unknown", "Default string", "To be filled by O.E.M.", "12345678",
     "0123456789", "????", "<private>", "xxxxxx", "Not Specified", "Unspecified", "-"],
)  # fmt: skip
def test_fillers_are_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["FOC2233X0AB", "2102113774P0HC000023", "V01", "Huawei", "10", "None-Such Ltd"]
)
def test_real_values_are_no_placeholders(text: str) -> None:
    assert not is_placeholder(text)
