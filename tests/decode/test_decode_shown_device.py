"""What the commands of a device tell, joined: places, references and what nothing reads."""

from __future__ import annotations

from builders import cli_recording

from auditor.decode import decode_recording
from auditor.decode.problems import ProblemList
from auditor.decode.shown import ShownText
from auditor.model.device import PartFunction, PhysicalClass, Reference
from auditor.model.recording import End, Reason


def shown(octets: bytes) -> ShownText:
    return ShownText("r", 3, "cisco_ios", "show x", End.COMPLETE, octets, ProblemList())


def test_a_command_that_nothing_reads_is_a_problem_and_the_device_has_its_root() -> None:
    device = decode_recording(cli_recording("cisco_ios", {"show nonsense": b"text\n"}))
    problems = [(problem.reason, problem.unit) for problem in device.problems]
    root = [(part.path, part.physical_class, part.function) for part in device.components]
    assert (problems, root) == (
        [(Reason.OUTPUT_UNDECODED, "show nonsense")],
        [("", PhysicalClass.CHASSIS, PartFunction.DEVICE)],
    )


def test_an_empty_output_is_no_problem() -> None:
    assert decode_recording(cli_recording("linux", {"lspci -Dvmmnn": b""})).problems == ()


def test_a_refusal_in_place_of_an_output_is_told_once_by_the_recording() -> None:
    rejected = cli_recording("cisco_ios", {"show nonsense": b"% Invalid input\r\n"}, end=End.ERROR)
    assert decode_recording(rejected).problems == ()


def test_lines_are_counted_from_one_whatever_ends_them() -> None:
    lines = [(line.number, line.octets) for line in shown(b"a\r\n\r\r\nb\nc").lines()]
    assert lines == [(1, b"a"), (2, b""), (3, b"b"), (4, b"c")]


def test_a_value_refers_to_its_section_and_line() -> None:
    observed = shown(b"x").observed(b" FOC1 ", 7)
    assert observed is not None
    assert (observed.value, observed.reference, observed.reference.oid_or_line) == (
        "FOC1",
        Reference("r", 3, 7, command="show x"),
        "show x, line 7",
    )
