"""The snmprec text form: what is read, what is refused with a problem, exact round trips."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import integer_row, oid_row, text_row
from hypothesis import given
from hypothesis import strategies as st

from auditor.collect.snmprec import MAX_LINE_PROBLEMS, format_snmprec, read_snmprec
from auditor.model.oid import encode_oid, encode_sub_ids
from auditor.model.recording import Problem, Reason
from auditor.model.rows import Row, Tag

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus" / "snmprec"
OID = "1.3.6.1.2.1.1.1.0"


def value_of(line: str) -> bytes:
    rows, problems = read_snmprec(f"{OID}|{line}".encode("latin-1"), "x")
    assert problems == ()
    return rows[0][2]


@pytest.mark.parametrize(
    ("fields", "octets"),
    [
        ("2|5", b"\x05"),
        ("2|-1", b"\xff"),
        ("2|128", b"\x00\x80"),
        ("65|4294967295", b"\x00\xff\xff\xff\xff"),
        ("65|12   ", b"\x0c"),
        ("70|18446744073709551615", b"\x00" + b"\xff" * 8),
        ("67|0", b"\x00"),
        ("4|a|b", b"a|b"),
        ("4|", b""),
        ("4| padded ", b" padded "),
        ("4|\xff\xfe", b"\xff\xfe"),
        ("4x|00e0FC", b"\x00\xe0\xfc"),
        (r"4e|\x04\x88_\t\\'\101\q", b"\x04\x88_\t\\'A\\q"),
        ("5|", b""),
        ("6|.1.3.6.1.4.1.2011", encode_oid("1.3.6.1.4.1.2011")),
        ("6|0.0", b"\x00"),
        ("64|10.0.0.255", b"\x0a\x00\x00\xff"),
        ("64x|0a0000ff", b"\x0a\x00\x00\xff"),
        (r"64e|\n\xee\x02\x19", b"\x0a\xee\x02\x19"),
        ("68|Float: 0.1", b"Float: 0.1"),
        ("2:numeric|min=1,max=2,initial=7", b"\x07"),
        ("4:writecache|value=PDU 2, left,vlen=9", b"PDU 2, left"),
        ("4:writecache|plain", b"plain"),
        ("64x:writecache|value=0a110019", b"\x0a\x11\x00\x19"),
    ],
)
def test_value_becomes_the_octets_a_device_would_send(fields: str, octets: bytes) -> None:
    assert octets == value_of(fields)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no separators", "not OID|TAG|VALUE"),
        (f"{OID}|4", "not OID|TAG|VALUE"),
        (f"{OID}|4xx|00", "unknown tag"),
        (f"{OID}||text", "unknown tag"),
        (f"{OID}|999x|00", "unknown tag"),
        (f"{OID}|2|1_000", "not a number"),
        (f"{OID}|2|<private>", "not a number"),
        (f"{OID}|65|123456789012345678901", "not a number"),
        (f"{OID}|5|text", "a NULL has no value"),
        (f"{OID}|4x|0g", "Non-hexadecimal"),
        (f"{OID}|64|<IPADDR>", "not an IPv4 address"),
        (f"{OID}|64|1.2.3.256", "range"),
        (f"{OID}|2:numeric|min=1,max=2", "no fixed value"),
        (f"{OID}|4:subprocess|/bin/true", "unknown tag"),
        ("1.3.6.1.2.xx.1|2|1", "not a sub-identifier"),
        ("1.3.6.1..1|2|1", "not a sub-identifier"),
        ("1.3.6.1.4294967296.1|2|1", "not a sub-identifier"),
        ("1.3.6" + ".1" * 126 + "|2|1", "more than 128"),
        ("5.5.5|2|1", "not an object identifier"),
        ("|2|1", "not an object identifier"),
        ("é.1|2|1", "ascii"),
        (f"{OID}|4|" + "x" * 65_536, "value of 65536 octets"),
    ],
)
def test_line_that_cannot_be_read_is_a_problem_naming_file_and_line(line: str, reason: str) -> None:
    rows, problems = read_snmprec(f"{OID}|4|kept\n{line}\n".encode(), "switch.snmprec")
    assert [text_row(OID, "kept")] == rows
    assert [(p.reason, p.unit) for p in problems] == [(Reason.LINE_SKIPPED, "switch.snmprec:2")]
    assert reason in problems[0].detail


def test_problem_does_not_repeat_the_value_which_may_be_a_secret() -> None:
    _, problems = read_snmprec(b"1.3.6.1.6.3.18.1.1.1.2.1|4zz|s3cret", "x")
    assert "s3cret" not in repr(problems)


def test_comments_empty_lines_and_carriage_returns_are_not_problems() -> None:
    rows, problems = read_snmprec(b"# VLAN 10\r\n\r\n1.3.6.1.1|4|a\r\n", "x")
    assert ([text_row("1.3.6.1.1", "a")], ()) == (rows, problems)


def test_rows_come_in_oid_order_not_text_or_octet_order() -> None:
    wanted = ["1.0.8802.1", "1.3.6.1.9", "1.3.6.1.9.0", "1.3.6.1.10", "1.3.6.1.127", "1.3.6.1.128"]
    wanted += ["1.3.6.1.16383", "1.3.6.1.16384", "1.3.6.1.4294967295", "2.5.1"]
    text = "\n".join(f"{oid}|2|1" for oid in reversed(wanted))
    assert [integer_row(oid, 1) for oid in wanted] == read_snmprec(text.encode(), "x")[0]


def test_first_of_two_lines_with_one_oid_counts_and_a_differing_one_is_a_problem() -> None:
    text = f"{OID}|4|first\n1.3.6.1.1|2|1\n{OID}|4|second\n{OID}|4|first\n"
    rows, problems = read_snmprec(text.encode(), "x")
    assert [integer_row("1.3.6.1.1", 1), text_row(OID, "first")] == rows
    detail = f"{OID} was given before with another value"
    assert (Problem(Reason.LINE_SKIPPED, "x:3", detail),) == problems


def test_problems_are_capped_with_the_number_left_out() -> None:
    _, problems = read_snmprec(b"junk\n" * (MAX_LINE_PROBLEMS + 7), "x")
    assert len(problems) == MAX_LINE_PROBLEMS + 1
    assert Problem(Reason.LINE_SKIPPED, "x", "7 more lines were skipped") == problems[-1]


def test_reading_junk_stops_with_a_problem() -> None:
    rows, problems = read_snmprec(b"x\n" * 200_000, "x")
    assert rows == []
    assert Reason.ROW_CAP in {problem.reason for problem in problems}


@given(st.binary(max_size=400))
def test_no_octets_make_reading_raise(data: bytes) -> None:
    read_snmprec(data, "x")


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (text_row(OID, "plain text"), b"4|plain text"),
        (text_row(OID, "a|b"), b"4x|617c62"),
        (text_row(OID, "a\nb"), b"4x|610a62"),
        (text_row(OID, " led"), b"4x|206c6564"),
        (text_row(OID, ""), b"4|"),
        (integer_row(OID, -5), b"2|-5"),
        ((encode_oid(OID), Tag.COUNTER32, b"\x00\x00\x01"), b"65x|000001"),
        ((encode_oid(OID), Tag.COUNTER32, b"\xff"), b"65|-1"),
        (oid_row(OID, "1.3.6.1.4.1.9"), b"6|1.3.6.1.4.1.9"),
        ((encode_oid(OID), Tag.OBJECT_IDENTIFIER, b""), b"6x|"),
        ((encode_oid(OID), Tag.IP_ADDRESS, b"\x0a\x00\x00\x01"), b"64|10.0.0.1"),
        ((encode_oid(OID), Tag.IP_ADDRESS, b"\x0a"), b"64x|0a"),
        ((encode_oid(OID), Tag.NULL, b""), b"5|"),
        ((encode_oid(OID), 0x47, b"\x01"), b"71x|01"),
    ],
)
def test_row_is_written_plainly_only_where_that_is_exact(row: Row, line: bytes) -> None:
    assert OID.encode() + b"|" + line + b"\n" == format_snmprec([row])


def test_oid_that_has_no_dotted_form_is_written_in_hexadecimal_and_read_back() -> None:
    row = (b"\x2b\x06\x81", int(Tag.INTEGER), b"\x01")
    padded = (b"\x2b\x80\x01", int(Tag.INTEGER), b"\x01")
    assert format_snmprec([row, padded]) == b"oid:2b0681|2|1\noid:2b8001|2|1\n"
    assert [row, padded] == read_snmprec(format_snmprec([row, padded]), "x")[0]


oids = st.builds(
    lambda head, rest: encode_sub_ids((*head, *rest)),
    st.sampled_from([(1, 3), (1, 3, 6, 1), (1, 0), (2, 5), (0, 0)]),
    st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=20).map(tuple),
)
rows_by_oid = st.dictionaries(
    oids, st.tuples(st.sampled_from([*map(int, Tag), 0x47]), st.binary(max_size=40))
)


@given(rows_by_oid)
def test_writing_and_reading_gives_the_same_rows(values: dict[bytes, tuple[int, bytes]]) -> None:
    written = format_snmprec((oid, tag, value) for oid, (tag, value) in values.items())
    rows, problems = read_snmprec(written, "x")
    assert ({oid: (tag, value) for oid, tag, value in rows}, ()) == (values, problems)
    assert written != b"" or not values


@pytest.mark.corpus
def test_every_recording_of_the_corpus_is_read_and_reads_back_the_same() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the shared corpus is not here")
    paths = sorted(CORPUS.glob("*.snmprec"))
    read = {path.name: read_snmprec(path.read_bytes(), path.name) for path in paths}
    assert (len(read), sum(len(rows) for rows, _ in read.values())) == (1052, 1_115_916)
    assert sum(len(problems) for _, problems in read.values()) == 261
    for name, (rows, _) in list(read.items())[::20]:
        assert (rows, ()) == read_snmprec(format_snmprec(rows), name)
