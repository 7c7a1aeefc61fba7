"""Which enterprise numbers a recording has rows below, and with which first row."""

from __future__ import annotations

from builders import recording_of

from auditor.decode import decode_recording
from auditor.model.oid import encode_oid
from auditor.model.rows import Tag
from auditor.model.sections import SectionKind


def row(dotted: str, value: bytes = b"x") -> tuple[bytes, int, bytes]:
    return encode_oid(dotted), Tag.OCTET_STRING, value


def test_each_number_is_seen_once_with_its_first_row() -> None:
    rows = [row("1.3.6.1.2.1.1.1.0"), row("1.3.6.1.4.1.2011.6.1", b"a"), row("1.3.6.1.4.1.2011.6.2", b"b")]
    device = decode_recording(
        recording_of((SectionKind.OTHER, "1.3.6.1", [*rows, row("1.3.6.1.4.1.8072.1")]))
    )
    assert [tree.value for tree in device.private_trees] == [2011, 8072]
    first = device.private_trees[0]
    assert (first.raw, first.reference.oid_or_line) == (b"a", "1.3.6.1.4.1.2011.6.1")


def test_a_number_inside_a_value_is_no_tree() -> None:
    inside = (encode_oid("1.3.6.1.2.1.1.2.0"), Tag.OBJECT_IDENTIFIER, encode_oid("1.3.6.1.4.1.2011.2.23"))
    device = decode_recording(recording_of((SectionKind.SYSTEM, "1.3.6.1.2.1.1.2", [inside])))
    assert device.private_trees == ()


def test_a_section_below_one_number_needs_its_first_row_only() -> None:
    root = "1.3.6.1.4.1.48690.1"
    device = decode_recording(
        recording_of((SectionKind.VENDOR, root, [row(f"{root}.1.0"), row(f"{root}.2.0")]))
    )
    assert [(tree.value, tree.reference.row) for tree in device.private_trees] == [(48690, 0)]


def test_rows_that_end_inside_the_number_name_no_tree() -> None:
    cut = (encode_oid("1.3.6.1.4.1") + b"\x8f", Tag.OCTET_STRING, b"")
    device = decode_recording(recording_of((SectionKind.OTHER, "1.3.6.1", [cut, row("1.3.6.1.4.1")])))
    assert device.private_trees == ()
