"""What a run tells on standard error while it goes on."""

from __future__ import annotations

import json

import pytest

from auditor.cli.progress import LogFormat, progress
from auditor.model.progress import Attempted, RunFinished, RunStarted
from auditor.model.recording import Outcome, Reason
from auditor.model.target import Transport

OK = Attempted("a", Transport.SNMP, "192.0.2.1", Outcome.COMPLETE, None, 0.5)
SILENT = Attempted("b", Transport.SNMP, "192.0.2.2", Outcome.FAILED, Reason.NO_ANSWER, 14.0)
REFUSED = Attempted("c", Transport.SNMP, "192.0.2.3", Outcome.REFUSED, Reason.COMMUNITY_REFUSED, 1.23456)
UNSTATED = Attempted("e", Transport.SNMP, "", Outcome.UNSTATED, None, 0.1)
PARTIAL = Attempted("d", Transport.SSH, "192.0.2.4", Outcome.PARTIAL, Reason.TIME_BUDGET, 300.0)


def test_the_words_name_what_was_read_and_why_the_rest_was_not(capsys: pytest.CaptureFixture[str]) -> None:
    shown = progress(LogFormat.TEXT)
    for event in (RunStarted("r", 20, 4), OK, SILENT, SILENT, REFUSED, PARTIAL, RunFinished("r", "complete")):
        shown(event)
    first, last = capsys.readouterr().err.splitlines()
    assert first == "polled 4/20: 4 before the interruption"
    assert last.startswith(
        "polled 9/20: 4 before the interruption, 1 ok, 1 partial, 2 failed, 1 refused, "
        "not read: 2 no answer, 1 community refused ("
    )
    assert shown.unread == 3


def test_a_recording_that_does_not_say_whether_it_is_whole_is_not_ok(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = progress(LogFormat.TEXT, "read")
    for event in (RunStarted("r", 3, 0), UNSTATED, OK, UNSTATED, RunFinished("r", "complete")):
        shown(event)
    assert (
        capsys.readouterr()
        .err.splitlines()[-1]
        .startswith("read 3/3: 1 ok, 2 with completeness not stated (")
    )
    assert shown.unread == 0


def test_the_last_line_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    shown = progress(LogFormat.TEXT)
    for event in (RunStarted("r", 0, 0), RunFinished("r", "complete")):
        shown(event)
    assert capsys.readouterr().err.splitlines() == ["polled 0/0: none yet"]


def test_a_time_left_is_told_once_there_is_enough_to_tell_it_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = progress(LogFormat.TEXT)
    for event in (RunStarted("r", 40, 0), *[OK] * 10, RunFinished("r", "interrupted")):
        shown(event)
    assert " s left (" in capsys.readouterr().err.splitlines()[-1]


def test_every_event_is_one_json_object_without_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    shown = progress(LogFormat.JSON)
    hostile = OK._replace(target_id="x\n\x1b[2J\u202e")
    for event in (RunStarted("r", 2, 0), hostile, REFUSED, RunFinished("r", "complete")):
        shown(event)
    text = capsys.readouterr().err
    lines = [json.loads(line) for line in text.splitlines()]
    assert text.isascii()
    assert all(line.pop("time") for line in lines)
    assert lines == [
        {"event": "run_started", "run_id": "r", "attempts": 2, "done": 0},
        {
            "event": "polled",
            "target_id": "x\n\x1b[2J\u202e",
            "transport": "snmp",
            "address": "192.0.2.1",
            "outcome": "complete",
            "reason": None,
            "duration_s": 0.5,
        },
        {
            "event": "polled",
            "target_id": "c",
            "transport": "snmp",
            "address": "192.0.2.3",
            "outcome": "refused",
            "reason": "community_refused",
            "duration_s": 1.235,
        },
        {"event": "run_finished", "run_id": "r", "outcome": "complete"},
    ]
    assert shown.unread == 1
