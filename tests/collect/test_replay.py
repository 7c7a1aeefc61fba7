"""Folders of recordings: who is in them, what is stated, what is refused, exact round trips."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest
from builders import integer_row, recording_of, text_row

from auditor.collect.interface import CollectJob
from auditor.collect.plan import DEFAULT_PLAN, Plan, PlanRoot
from auditor.collect.recording_files import file_name
from auditor.collect.recording_statement import format_statement, parse_statement
from auditor.collect.replay import MAX_FILE_BYTES, ReplayCollector, recorded_targets, write_recording
from auditor.errors import TargetListError, UsageError
from auditor.model.limits import Limits
from auditor.model.oid import encode_oid
from auditor.model.recording import End, Outcome, Problem, Reason, Recording
from auditor.model.rows import Row, Tag, unpack_rows
from auditor.model.sections import SectionKind
from auditor.model.target import Target

SYSTEM = "1.3.6.1.2.1.1"
ENTITY = "1.3.6.1.2.1.47.1.1.1"
CISCO = "1.3.6.1.4.1.9.5"
PLAN = Plan(
    (
        PlanRoot(SectionKind.SYSTEM, SYSTEM),
        PlanRoot(SectionKind.ENTITY, ENTITY),
        PlanRoot(SectionKind.VENDOR, CISCO, ("1.3.6.1.4.1.9",)),
    )
)
NAME = text_row("1.3.6.1.2.1.1.5.0", "sw")
PART = text_row(f"{ENTITY}.1.12.1", "NEC")


def collected(
    directory: Path, target_id: str, plan: Plan = PLAN, skip_kinds: tuple[SectionKind, ...] = ()
) -> Recording:
    job = CollectJob("run-2", plan, Limits(), "9.9", recordings=str(directory))

    async def collect() -> Recording:
        async with ReplayCollector(job) as collector:
            return await collector.collect(Target(target_id, (), skip_kinds=skip_kinds))

    return asyncio.run(collect())


def written(directory: Path, **files: str | bytes) -> Path:
    """Files by stem; "__" stands for "." before the suffix."""
    for name, content in files.items():
        path = directory / name.replace("__", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return directory


def sections_of(recording: Recording) -> list[tuple[SectionKind, str, End, list[Row]]]:
    return [
        (section.kind, section.root, section.end, list(unpack_rows(payload.payload)))
        for section, payload in zip(recording.sections, recording.payloads, strict=True)
    ]


SWITCH = f"1.3.6.1.2.1.1.5.0|4|sw\n{ENTITY}.1.12.1|4|NEC\n"


def test_targets_are_the_recordings_by_name_sorted(tmp_path: Path) -> None:
    written(tmp_path, b__snmprec=SWITCH, a__snmprec=SWITCH, a__toml="", notes__txt="")
    (tmp_path / "a@10.snmprec").write_text(SWITCH)
    (tmp_path / "b@10.snmprec").write_text(SWITCH)
    (tmp_path / "site%2Fsw.snmprec").write_text(SWITCH)
    (tmp_path / ".hidden.snmprec").write_text(SWITCH)
    targets = recorded_targets(tmp_path)
    assert [target.id for target in targets] == ["a", "b", "b@10", "site/sw"]
    assert {()} == {target.addresses for target in targets}


def test_folder_that_is_absent_or_empty_is_the_operators_fault(tmp_path: Path) -> None:
    for directory in (tmp_path / "absent", tmp_path):
        with pytest.raises(TargetListError, match=str(directory)):
            recorded_targets(directory)


def test_two_files_for_one_target_are_the_operators_fault(tmp_path: Path) -> None:
    written(tmp_path, a__snmprec=SWITCH)
    (tmp_path / "%61.snmprec").write_text(SWITCH)
    with pytest.raises(TargetListError, match="two files"):
        recorded_targets(tmp_path)


def test_recording_without_statement_is_unstated_and_keeps_rows_of_no_root(tmp_path: Path) -> None:
    written(tmp_path, sw__snmprec=SWITCH + f"{CISCO}.1|2|3\n1.3.6.1.2.1.99.1|2|4\n1.0.8802.1|2|5\n")
    recording = collected(tmp_path, "sw")
    unstated = (Outcome.UNSTATED, Reason.COMPLETENESS_UNSTATED, "unstated", False, PLAN.digest)
    assert unstated == (
        recording.outcome,
        recording.reason,
        recording.security,
        recording.authenticated,
        recording.plan_digest,
    )
    other = [integer_row("1.0.8802.1", 5), integer_row("1.3.6.1.2.1.99.1", 4)]
    assert [
        (SectionKind.SYSTEM, SYSTEM, End.UNSTATED, [NAME]),
        (SectionKind.ENTITY, ENTITY, End.UNSTATED, [PART]),
        (SectionKind.VENDOR, CISCO, End.UNSTATED, [integer_row(f"{CISCO}.1", 3)]),
        (SectionKind.OTHER, "1.3.6.1", End.UNSTATED, other),
    ] == sections_of(recording)


def test_rows_are_cut_at_sub_identifiers_not_at_digits(tmp_path: Path) -> None:
    written(tmp_path, sw__snmprec="1.3.6.1.2.1.1.5.0|4|sw\n1.3.6.1.2.1.10.1|2|1\n1.3.6.1.2.1.130|2|1\n")
    kinds = [section.kind for section in collected(tmp_path, "sw").sections]
    assert kinds == [SectionKind.SYSTEM, SectionKind.OTHER]


def test_rows_that_may_show_secrets_are_dropped_and_counted(tmp_path: Path) -> None:
    secrets = "1.3.6.1.6.3.18.1.1.1.2.1|4|s3cret\n1.3.6.1.2.1.47.1.2.1.1.4.1|4|s3cret\n"
    recording = collected(written(tmp_path, sw__snmprec=SWITCH + secrets), "sw")
    assert b"s3cret" not in b"".join(payload.payload for payload in recording.payloads)
    detail = "2 rows of tables that may show secrets were dropped"
    assert (Problem(Reason.NOT_SELECTED, "sw", detail),) == recording.problems


def test_tables_the_target_does_not_want_are_skipped_and_said_so(tmp_path: Path) -> None:
    recording = collected(written(tmp_path, sw__snmprec=SWITCH), "sw", skip_kinds=(SectionKind.ENTITY,))
    assert [(s.end, s.row_count) for s in recording.sections] == [(End.UNSTATED, 1), (End.SKIPPED, 0)]


def test_rows_beside_a_statement_that_nothing_was_read_are_kept_as_partial(tmp_path: Path) -> None:
    statement = 'outcome = "failed"\nreason = "no_answer"\n'
    recording = collected(written(tmp_path, sw__snmprec=SWITCH, sw__toml=statement), "sw")
    problem = Problem(Reason.COMPLETENESS_UNSTATED, "sw", "stated as failed, but there are rows")
    assert (Outcome.PARTIAL, Reason.NO_ANSWER, (problem,)) == (
        recording.outcome,
        recording.reason,
        recording.problems,
    )
    assert len(recording.sections) == 2


def test_statement_by_hand_gives_outcome_and_ends(tmp_path: Path) -> None:
    statement = """
        outcome = "partial"
        reason = "stopped_answering"
        end = "complete"
        finished_at = "2026-01-02T03:04:05Z"
        """
    recording = collected(written(tmp_path, sw__snmprec=SWITCH, sw__toml=statement), "sw")
    assert (recording.outcome, recording.reason) == (Outcome.PARTIAL, Reason.STOPPED_ANSWERING)
    assert [section.end for section in recording.sections] == [End.COMPLETE, End.COMPLETE]
    assert (recording.started_at, recording.finished_at) == ("2026-01-02T03:04:05Z",) * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('outcome = "completed"', "nearest: complete"),
        ('outcom = "complete"', "nearest: outcome"),
        ("authenticated = 1", "authenticated: must be true or false"),
        ('started_at = "yesterday"', "started_at: must be UTC time"),
        ('[[section]]\nkind = "entity"\nroot = "1.3.6.1"', "end is missing"),
        ('[[section]]\nkind = "entity"\nend = "complete"\nroot = "1.x"', "root: not an object identifier"),
        ("section = 3", "section: must be a list of tables"),
        ("section = [3]", "section: must be a table"),
        ("= =", "not usable"),
        ("a = " + "[" * 50_000, "nested too deeply"),
        (".".join(["a"] * 1_000_000) + " = 1", "more than 100 dots"),
        (b"\xff\xfe", "not usable"),
    ],
)
def test_invalid_statement_is_a_problem_and_states_nothing(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    recording = collected(written(tmp_path, sw__snmprec=SWITCH, sw__toml=text), "sw")
    assert (recording.outcome, recording.sections[0].end) == (Outcome.UNSTATED, End.UNSTATED)
    (problem,) = recording.problems
    assert (problem.reason, problem.unit) == (Reason.COMPLETENESS_UNSTATED, "sw.toml")
    assert said in problem.detail


FULL = replace(
    recording_of(
        (SectionKind.SYSTEM, SYSTEM, [NAME]),
        (SectionKind.ENTITY, ENTITY, [PART, (encode_oid(f"{ENTITY}.1.13.1"), Tag.OCTET_STRING, b"\x00|\n")]),
        (SectionKind.VENDOR, CISCO, []),
        (SectionKind.OTHER, "1.3.6.1", [integer_row("1.3.6.1.2.1.99.1", 4)]),
        target_id="osaka/sw 1",
        outcome=Outcome.PARTIAL,
        reason=Reason.TIME_BUDGET,
        problems=(Problem(Reason.TEXT_CUT, "unit", 'a "quoted"\n\x1b[31m\x7f\\ line'),),
    ),
    detail="stopped at \u2028 300 s",
    authenticated=True,
    security="v3 authPriv sha256/aes128",
)


def with_contexts(recording: Recording) -> Recording:
    """The same with a VLAN's table before, and another's after, the device's own."""
    first, *rest = recording.sections
    vlan = replace(first, root="1.3.6.1.2.1.17", kind=SectionKind.FDB, context="vlan-20", end=End.TIMEOUT)
    payload = recording_of(
        (SectionKind.FDB, "1.3.6.1.2.1.17", [integer_row("1.3.6.1.2.1.17.4.1", 7)])
    ).payloads
    vlan = replace(vlan, digest=payload[0].digest, detail="no answer")
    sections = (vlan, first, *rest, replace(vlan, context="vlan-3"))
    return replace(
        recording,
        sections=tuple(replace(section, ordinal=n) for n, section in enumerate(sections)),
        payloads=(*payload, *recording.payloads, *payload),
    )


OPTIC_ENTRY = "1.3.6.1.4.1.2011.5.25.31.1.1.3.1"
OPTIC = text_row(f"{OPTIC_ENTRY}.24.7", "HUAWEI")
PROBED = recording_of(
    (SectionKind.PRIVATE_TREE, "1.3.6.1.4.1.2011", [OPTIC]),
    (SectionKind.PRIVATE_TREE, "1.3.6.1.4.1.3902", []),
    (SectionKind.VENDOR, f"{OPTIC_ENTRY}.24", [OPTIC]),
    (SectionKind.VENDOR, f"{OPTIC_ENTRY}.25", [text_row(f"{OPTIC_ENTRY}.25.7", "PN")]),
)


@pytest.mark.parametrize("recording", [FULL, PROBED, with_contexts(FULL), recording_of(target_id="dead")])
def test_reading_back_what_was_written_gives_the_same_recording(tmp_path: Path, recording: Recording) -> None:
    write_recording(tmp_path, recording)
    assert [recording.target_id] == [target.id for target in recorded_targets(tmp_path)]
    read = collected(tmp_path, recording.target_id, DEFAULT_PLAN)
    assert recording == replace(read, id=recording.id, run_id=recording.run_id)


def test_statement_written_reads_back() -> None:
    statement = parse_statement(format_statement(FULL))
    assert (FULL.outcome, FULL.problems, FULL.detail) == (
        statement.outcome,
        statement.problem,
        statement.detail,
    )


def test_dots_in_a_text_are_no_dotted_key() -> None:
    dotted = replace(FULL, detail='\\"' + "1." * 400)
    assert parse_statement(format_statement(dotted)).detail == dotted.detail


def test_text_that_no_toml_can_hold_is_written_all_the_same() -> None:
    hostile = replace(FULL, detail="\ud800" + "x" * 10_000)
    assert parse_statement(format_statement(hostile)).detail == "?" + "x" * 4_095


def test_files_have_mode_0600_and_no_temporary_is_left(tmp_path: Path) -> None:
    path = write_recording(tmp_path / "new", FULL)
    assert tmp_path / "new" / "osaka%2Fsw%201.snmprec" == path
    modes = {entry.name: entry.stat().st_mode & 0o777 for entry in path.parent.iterdir()}
    assert modes == {"osaka%2Fsw%201.snmprec": 0o600, "osaka%2Fsw%201.toml": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_writing_again_replaces_and_drops_contexts_that_are_gone(tmp_path: Path) -> None:
    write_recording(tmp_path, with_contexts(FULL))
    write_recording(tmp_path, FULL)
    assert FULL.sections == collected(tmp_path, FULL.target_id).sections
    assert not list(tmp_path.glob("*@*"))


def test_symbolic_link_in_the_way_is_replaced_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    directory = tmp_path / "recordings"
    directory.mkdir()
    (directory / "osaka%2Fsw%201.snmprec").symlink_to(victim)
    path = write_recording(directory, FULL)
    assert (victim.read_text(), path.is_symlink()) == ("mine", False)


@pytest.mark.parametrize(
    ("target_id", "name"),
    [
        ("sw-1_a.example", "sw-1_a.example"),
        ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd"),
        (".hidden", "%2Ehidden"),
        ("a@b~c", "a%40b%7Ec"),
        ("大阪", "%E5%A4%A7%E9%98%AA"),
    ],
)
def test_file_name_is_made_of_safe_characters(target_id: str, name: str) -> None:
    assert name == file_name(target_id)


@pytest.mark.parametrize("target_id", ["", "x" * 141])
def test_id_that_makes_no_file_name_is_the_operators_fault(target_id: str) -> None:
    with pytest.raises(UsageError):
        file_name(target_id)


def test_rows_changed_since_they_were_written_are_not_believed_complete(tmp_path: Path) -> None:
    complete = replace(FULL, outcome=Outcome.COMPLETE, reason=None, problems=())
    path = write_recording(tmp_path, complete)
    path.write_bytes(path.read_bytes().replace(b"NEC", b"ZTE"))
    recording = collected(tmp_path, complete.target_id)
    assert (recording.outcome, recording.reason) == (Outcome.UNSTATED, Reason.COMPLETENESS_UNSTATED)
    ends = {section.root: section.end for section in recording.sections}
    assert (ends[SYSTEM], ends[ENTITY]) == (End.COMPLETE, End.UNSTATED)
    detail = "the rows are not those that were recorded"
    assert (Problem(Reason.COMPLETENESS_UNSTATED, ENTITY, detail),) == recording.problems


def test_rows_added_since_they_were_written_are_kept_as_unstated(tmp_path: Path) -> None:
    path = write_recording(tmp_path, replace(FULL, sections=FULL.sections[:2], payloads=FULL.payloads[:2]))
    path.write_bytes(path.read_bytes() + b"1.3.6.1.4.1.3902.1|4|ZTE\n")
    kind, root, end, rows = sections_of(collected(tmp_path, FULL.target_id))[-1]
    assert (kind, root, end) == (SectionKind.OTHER, "1.3.6.1", End.UNSTATED)
    assert [text_row("1.3.6.1.4.1.3902.1", "ZTE")] == rows


def failed(recording: Recording) -> tuple[Outcome, Reason | None]:
    assert recording.sections == ()
    return recording.outcome, recording.reason


def test_target_without_recording_is_failed(tmp_path: Path) -> None:
    recording = collected(written(tmp_path, sw__snmprec=SWITCH), "../sw")
    assert failed(recording) == (Outcome.FAILED, Reason.NEVER_POLLED)


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x7fELF" * 5000, b"\n" * 100, b"# comment only"])
def test_file_without_a_row_is_a_failed_recording(tmp_path: Path, data: bytes) -> None:
    recording = collected(written(tmp_path, sw__snmprec=data), "sw")
    assert failed(recording) == (Outcome.FAILED, Reason.RECORDING_UNREADABLE)


def test_file_of_absurd_size_is_a_failed_recording(tmp_path: Path) -> None:
    path = written(tmp_path, sw__snmprec=b"") / "sw.snmprec"
    os.truncate(path, 100 * 1024 * 1024)
    recording = collected(tmp_path, "sw")
    assert failed(recording) == (Outcome.FAILED, Reason.BYTE_CAP)
    assert str(MAX_FILE_BYTES) in recording.detail


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_what_is_no_regular_file_is_a_failed_recording(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "sw.snmprec"
    {"link": lambda: path.symlink_to("/etc/hostname"), "folder": path.mkdir, "pipe": lambda: os.mkfifo(path)}[
        kind
    ]()
    assert [target.id for target in recorded_targets(tmp_path)] == ["sw"]
    assert failed(collected(tmp_path, "sw")) == (Outcome.FAILED, Reason.RECORDING_UNREADABLE)


def test_statement_that_is_a_link_states_nothing(tmp_path: Path) -> None:
    written(tmp_path, sw__snmprec=SWITCH, other__toml='outcome = "complete"')
    (tmp_path / "sw.toml").symlink_to("other.toml")
    assert Outcome.UNSTATED is collected(tmp_path, "sw").outcome
