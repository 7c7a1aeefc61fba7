"""Rows are found by root wherever they are, and references lead back to them."""

from __future__ import annotations

import dataclasses

from builders import integer_row, recording_of, text_row
from decode.table_rows import CHASSIS, component, device, entity

from auditor.decode import decode_recording
from auditor.model.device import Reference
from auditor.model.oid import encode_oid
from auditor.model.recording import End, Outcome, Reason, Section
from auditor.model.rows import pack_rows, unpack_rows
from auditor.model.sections import SectionKind
from auditor.model.target import Transport

SYS_DESCR = "1.3.6.1.2.1.1.1.0"


def test_a_table_is_found_in_a_section_of_any_kind() -> None:
    for kind in (SectionKind.ENTITY, SectionKind.VENDOR, SectionKind.OTHER):
        decoded = decode_recording(
            recording_of((kind, "1.3", entity(1, physical_class=CHASSIS, model="M-1")))
        )
        assert decoded.components[0].model_name.value == "M-1"


def test_a_reference_names_section_row_and_oid_of_the_value() -> None:
    recording = recording_of(
        (SectionKind.OTHER, "1.3.6.1.4", [text_row("1.3.6.1.4.1.1.0", "x")]),
        (
            SectionKind.SYSTEM,
            "1.3.6.1.2.1.1",
            [text_row("1.3.6.1.2.1.1.4.0", "c"), text_row(SYS_DESCR, " Switch ")],
        ),
    )
    decoded = decode_recording(recording)
    expected = ("Switch", b" Switch ", Reference(recording.id, 1, 1, encode_oid(SYS_DESCR)))
    assert expected == tuple(decoded.sys_descr)
    assert list(unpack_rows(recording.payloads[1].payload))[1][2] == decoded.sys_descr.raw


def test_an_agent_that_leaves_out_the_instance_of_a_scalar_is_understood() -> None:
    assert device(text_row("1.3.6.1.2.1.1.1", "Switch")).sys_descr.value == "Switch"


def test_rows_of_neighbouring_roots_are_not_mistaken_for_each_other() -> None:
    decoded = device(text_row("1.3.6.1.2.1.47.1.1.1.10.13.1", "M-1"), text_row("1.3.6.1.2.1.10.1.0", "x"))
    assert (len(decoded.components), decoded.sys_descr) == (1, None)


def test_a_payload_that_is_cut_short_keeps_its_rows_and_is_a_problem() -> None:
    rows = [text_row(SYS_DESCR, "Switch"), text_row("1.3.6.1.2.1.1.5.0", "switch-1")]
    recording = recording_of((SectionKind.SYSTEM, "1.3.6.1.2.1.1", rows))
    cut = dataclasses.replace(recording, payloads=(Section.of(pack_rows(rows)[:-3]),))
    decoded = decode_recording(cut)
    assert (decoded.sys_descr.value, decoded.name) == ("Switch", None)
    assert [(one.reason, one.unit) for one in decoded.problems] == [(Reason.ROW_UNDECODED, "1.3.6.1.2.1.1")]


def test_long_values_and_long_lengths_are_read() -> None:
    assert len(device(text_row(SYS_DESCR, "x" * 5000)).sys_descr.value) == 4096


def test_a_target_that_never_answered_has_a_root_component_and_nothing_else() -> None:
    decoded = decode_recording(recording_of(end=End.TIMEOUT, outcome=Outcome.FAILED, reason=Reason.NO_ANSWER))
    root = decoded.components[0]
    assert (
        len(decoded.components),
        root.path,
        root.contained_in,
        root.function.value,
    ) == (1, "", None, "device")
    assert (decoded.interfaces, decoded.neighbors, decoded.problems, decoded.sys_descr) == ((), (), (), None)


def test_text_of_an_ssh_recording_is_not_read_as_rows() -> None:
    recording = recording_of((SectionKind.OTHER, "show version", []))
    ssh = dataclasses.replace(recording, transport=Transport.SSH, payloads=(Section.of(b"Huawei VRP"),))
    assert decode_recording(ssh).problems == ()


def test_values_of_the_wrong_type_are_problems_and_not_stated() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS),
        integer_row("1.3.6.1.2.1.47.1.1.1.1.13.1", 7),
        text_row("1.3.6.1.2.1.1.2.0", "x"),
    )
    assert (component(decoded, "").model_name, decoded.sys_object_id) == (None, None)
    assert [one.reason for one in decoded.problems] == [Reason.ROW_UNDECODED] * 2


def test_an_object_that_does_not_exist_is_not_stated_and_no_problem() -> None:
    oid = encode_oid("1.3.6.1.2.1.1.2.0")
    decoded = device([(oid, 0x81, b"")], [(encode_oid(SYS_DESCR), 0x05, b"")])
    assert (decoded.sys_object_id, decoded.sys_descr, decoded.problems) == (None, None, ())
