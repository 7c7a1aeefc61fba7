"""Outputs made to hurt: every parser ends, in bounds, without an exception, and says what it left."""

from __future__ import annotations

import pytest
from decode.neighbor_samples import OUTPUTS
from decode.shown_samples import SAMPLES, Sample

from auditor.decode.problems import ProblemList
from auditor.decode.rule_reader import MAX_LINE_OCTETS, MAX_PARTS
from auditor.decode.show_output import PARSERS
from auditor.decode.shown import ShownOutput, ShownText
from auditor.model.recording import End, Problem

KEYS = sorted(PARSERS)
HOSTILE = {
    "one long line": b"A" * 4_000_000,
    "long blank line": b" " * 4_000_000,
    "NUL": b"\0" * 100_000,
    "controls": bytes(range(256)) * 400,
    "invalid UTF-8": b"\xff\xfe\xc3\x28 : \xf0\x9f\n" * 1_000,
    "blanks between words": (b"a" + b" " * (MAX_LINE_OCTETS - 2) + b"\n") * 100,
    "digits": (b"1 " * (MAX_LINE_OCTETS // 2) + b"\n") * 100,
    "names": (b"Aa-1 " * (MAX_LINE_OCTETS // 5) + b"\n") * 100,
    "only ends of lines": b"\r\n" * 100_000,
    "deep nesting": b'"lldp": [\n' + b'"chassis": [\n{\n' * 3_000,
    "members": b'"chassis": [\n"id": [\n"type": "mac"\n"value": "zz"\n' * 5_000,
    "keys": b" 0 interface=" + b"a=b " * 200 + b"\n" * 100,
    "escape sequences": b'\x1b[2J\x1b]0;x\x07NAME: "x"\n' * 1_000,
}


def read(platform: str, command: str, octets: bytes) -> tuple[ShownOutput, tuple[Problem, ...]]:
    problems = ProblemList()
    text = ShownText("r", 0, platform, command, End.COMPLETE, octets, problems)
    return PARSERS[platform, command](text), problems.finish()


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_parser_ends_in_bounds(kind: str) -> None:
    for platform, command in KEYS:
        output, _ = read(platform, command, HOSTILE[kind])
        assert len(output.parts) <= MAX_PARTS


@pytest.mark.parametrize("key", KEYS, ids=" ".join)
def test_a_text_of_no_known_form_is_a_problem(key: tuple[str, str]) -> None:
    output, problems = read(*key, b"\x7fsomething else\n" * 3)
    assert (output.parts, output.device, [problem.detail for problem in problems]) == (
        [],
        None,
        ["no line of it has a form that is known"],
    )


@pytest.mark.parametrize(("key", "octets"), OUTPUTS.items(), ids=map(" ".join, OUTPUTS))
def test_neighbors_cut_at_any_octet_are_no_more_than_all(key: tuple[str, str], octets: bytes) -> None:
    whole = len(read(*key, octets)[0].neighbors)
    assert max(len(read(*key, octets[:end])[0].neighbors) for end in range(len(octets))) == whole


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.platform} {sample.command}")
def test_a_text_cut_at_any_octet_tells_no_more_than_the_whole(sample: Sample) -> None:
    octets = sample.text.encode()
    whole, _ = read(sample.platform, sample.command, octets)
    for end in range(len(octets)):
        cut, _ = read(sample.platform, sample.command, octets[:end])
        assert len(cut.parts) <= len(whole.parts) + 1


def test_more_parts_than_the_bound_are_a_problem() -> None:
    rows = b"".join(
        b'NAME: "slot %d", DESCR: "x"\nPID: X-%d, VID: 1, SN: S%d\n' % (n, n, n) for n in range(MAX_PARTS + 9)
    )
    output, problems = read("cisco_ios", "show inventory", rows)
    assert (len(output.parts), [problem.detail for problem in problems]) == (
        MAX_PARTS,
        [f"more than {MAX_PARTS} parts; the rest was not read"],
    )


def test_a_line_too_long_is_left_out_and_said() -> None:
    octets = b'NAME: "1", DESCR: "x"\nPID: A, VID: 1, SN: B12\n' + b"x" * (MAX_LINE_OCTETS + 1) + b"\n"
    output, problems = read("cisco_ios", "show inventory", octets)
    assert (len(output.parts), [problem.detail for problem in problems]) == (
        1,
        [f"1 lines of more than {MAX_LINE_OCTETS} octets were left out"],
    )
