"""Hostile cases of the value layer (H43 to H60): kept as they are, bounded, never an exception."""

from __future__ import annotations

import pytest
from builders import integer_row, oid_row, text_row
from decode.table_rows import (
    CHASSIS,
    ENTITY,
    MODULE,
    component,
    device,
    entity,
    fdb,
    interface,
    lldp,
    paths,
    raw_row,
)

from auditor.decode.text import CUT_MARK
from auditor.model.limits import MAX_TEXT_CHARACTERS
from auditor.model.recording import Reason
from auditor.model.rows import Tag

SYS_NAME, SYS_DESCR = "1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.1.1.0"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "{{7*7}} {% include 'x' %}",
        "=cmd|'/c calc'!A1",
        "\x1b[2J\x1b]0;title\x07\x1b]52;c;eA==\x07",
        "a\r\n::error::fake\n##vso[task.complete]",
        "../../etc/cron.d/x",
        "x'); drop table device;--",
        "Ηuawei\u202eiewauH\u200b",
        "1.3.6.1.2.1.1.5.0 = STRING: other\n1.3.6.1.2.1.1.1.0 = x",
    ],
)
def test_injections_are_kept_as_text_for_the_reports_to_escape(text: str) -> None:
    decoded = device(text_row(SYS_NAME, text), entity(1, physical_class=CHASSIS, model=text))
    assert [text, text] == [decoded.name.value, decoded.components[0].model_name.value]
    assert text.encode() == decoded.name.raw


def test_h48_text_after_a_nul_is_still_found() -> None:
    assert device(text_row(SYS_NAME, b"Hua\0wei")).name.value == "Huawei"


def test_h49_octets_in_another_encoding_are_kept_decoded_and_marked() -> None:
    gbk = "华为".encode("gbk")
    decoded = device(text_row(SYS_NAME, gbk))
    assert (gbk, gbk.decode("latin-1")) == (decoded.name.raw, decoded.name.value)
    assert [(one.reason, one.unit) for one in decoded.problems] == [(Reason.ROW_UNDECODED, SYS_NAME)]


def test_h51_a_huge_text_is_cut_with_a_mark_and_a_problem() -> None:
    decoded = device(text_row(SYS_DESCR, "x" * 60_000))
    assert (len(decoded.sys_descr.value), decoded.sys_descr.value[-1]) == (MAX_TEXT_CHARACTERS, CUT_MARK)
    assert [one.reason for one in decoded.problems] == [Reason.TEXT_CUT]


def test_h54_huge_integers_are_bounded_and_do_no_harm() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=2**63 - 1, contained_in=-(2**31), position=2**62),
        raw_row(f"{ENTITY}.5.3", Tag.COUNTER64, b"\xff" * 9),
        raw_row(f"{ENTITY}.5.4", Tag.INTEGER, b"\1" * 5000),
    )
    assert len(decoded.components) == 4
    assert max(len(path) for path in paths(decoded)) < 80


def test_h55_a_million_deep_chain_ends_without_recursion() -> None:
    count = 20_000
    chain = [row for n in range(1, count + 1) for row in entity(n, contained_in=n + 1)]
    decoded = device(chain)
    assert count == sum("ENTITY-MIB" in one.sources for one in decoded.components)
    assert len(decoded.problems) < 100


def test_h55_one_big_loop_is_cut() -> None:
    loop = [row for n in range(1, 1001) for row in entity(n, contained_in=n % 1000 + 1)]
    assert len(device(loop).components) == 1001


@pytest.mark.parametrize("serial", ["", "0", "N/A", "????", "12345678", "\0\0\0", "0000000000"])
def test_h56_a_junk_serial_is_not_stated(serial: str) -> None:
    assert None is device(entity(1, physical_class=CHASSIS, serial=serial)).components[0].serial_num


@pytest.mark.parametrize("octets", [b"", b"\0", b"\1" * 5, b"\1" * 8, b"\1" * 20, bytes(6), b"\xff" * 6])
def test_h57_addresses_of_other_lengths_and_fillers_are_no_macs(octets: bytes) -> None:
    decoded = device(interface(1, "Gi1", octets), text_row("1.3.6.1.2.1.17.1.1.0", octets))
    assert (decoded.interfaces[0].mac, decoded.base_mac) == (None, None)


def test_h58_and_h59_contradictions_are_both_kept() -> None:
    decoded = device(
        oid_row("1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.2011.2.23"),
        interface(1, "Gi1", bytes.fromhex("00e0fc010203")),
        entity(1, physical_class=CHASSIS, mfg="Cisco"),
    )
    assert (
        decoded.sys_object_id.value, decoded.interfaces[0].mac.value, decoded.components[0].mfg_name.value,
    ) == ("1.3.6.1.4.1.2011.2.23", 0x00E0FC010203, "Cisco")  # fmt: skip


def test_h60_a_value_that_looks_like_rows_stays_one_value() -> None:
    decoded = device(text_row(SYS_DESCR, f"x\n{SYS_NAME} = STRING: forged"))
    assert None is decoded.name


def test_an_oid_of_60_000_octets_is_a_problem_or_nothing() -> None:
    root = bytes.fromhex("2b060102012f01010101")
    decoded = device([(root + b"\x0d" + b"\x81" * 60_000, 4, b"x")], [(root + b"\x80" * 60_000, 4, b"x")])
    assert (1, {Reason.ROW_UNDECODED}) == (len(decoded.components), {one.reason for one in decoded.problems})


@pytest.mark.parametrize(
    "octets",
    [
        bytes.fromhex("2b060104018f5b") + b"\xc2\x80\x80\x80\x80\x01",
        bytes.fromhex("2b060104018f5b") + b"\x01" * 200,
        b"\xff" * 4000 + b"\x7f",
        bytes.fromhex("2b06010481"),
    ],
    ids=["a sub-identifier of 40 bits", "200 sub-identifiers", "one of 28,000 bits", "cut"],
)
def test_octets_that_are_no_object_identifier_are_a_problem_wherever_they_stand(octets: bytes) -> None:
    decoded = device(
        raw_row("1.3.6.1.2.1.1.2.0", Tag.OBJECT_IDENTIFIER, octets),
        raw_row(f"{ENTITY}.3.1", Tag.OBJECT_IDENTIFIER, octets),
    )
    assert (decoded.sys_object_id, decoded.components[0].vendor_type) == (None, None)
    assert [one.reason for one in decoded.problems] == [Reason.ROW_UNDECODED] * 2


def test_a_table_wrong_in_every_row_yields_a_bounded_list_with_a_count() -> None:
    bad = [integer_row(f"{ENTITY}.13.{n}", 1) for n in range(1, 2001)]
    decoded = device(bad)
    assert (len(decoded.components), len(decoded.problems)) == (2001, 51)
    assert "1950 more" in decoded.problems[-1].detail


def test_names_made_to_collide_cost_no_more_than_others() -> None:
    names = [
        entity(n, physical_class=MODULE, contained_in=1, name="a" + " " * n + "b") for n in range(2, 3000)
    ]
    decoded = device(entity(1, physical_class=CHASSIS, contained_in=0), *names)
    assert len(decoded.components) == len(set(paths(decoded))) == 2999


def test_a_path_separator_in_a_name_makes_no_level() -> None:
    part = entity(2, physical_class=MODULE, contained_in=1, name="../../x/y")
    decoded = device(entity(1, physical_class=CHASSIS, contained_in=0), part)
    assert component(decoded, "module:.._.._x_y").contained_in == ""


def test_many_announcements_of_one_neighbor_are_one_neighbor() -> None:
    announced = [row for n in range(3000) for row in lldp(f"0.{n}.1", mac="00e0fc010203", name="n")]
    decoded = device(announced)
    assert (len(decoded.neighbors), len(decoded.neighbors[0].sightings)) == (1, 3000)


def test_a_forwarding_table_of_one_vendor_is_as_many_neighbors() -> None:
    assert len(device([fdb(f"00e0fc{n:06x}", n % 4) for n in range(2000)]).neighbors) == 2000
