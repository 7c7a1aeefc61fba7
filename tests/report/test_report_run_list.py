"""The list of runs fits a terminal, and says how each recording ended."""

from __future__ import annotations

import json

import pytest

from auditor.model.comparison import RecordingCounts, RunLine
from auditor.report.run_list import render_runs, render_runs_json

LIVE = RunLine(
    *("20261123T015341Z-50f662", "live", "2026-11-23T01:53:41Z", None, "interrupted", "0.1.0"),
    *(None, None, None, None, RecordingCounts(1204, 0, 17, 230, 0, 0)),
)
REPLAYED = LIVE._replace(
    mode="recordings",
    outcome="complete",
    recordings=RecordingCounts(0, 1000, 0, 2, 1, 0),
    excluded=1234,
    review=0,
    exit_code=3,
)


def test_a_recording_that_does_not_say_whether_it_is_whole_is_not_told_as_ok() -> None:
    text = " ".join(render_runs((REPLAYED,), colour=False, width=200).split())
    assert (
        "1000 with completeness not stated, 2 failed, 1 refused 1234 excluded, 0 review; exit code 3" in text
    )
    assert " ok" not in text


def test_a_run_that_judged_nothing_says_so() -> None:
    assert "not judged" in render_runs((LIVE,), colour=False, width=200)


@pytest.mark.parametrize("width", [80, 120])
def test_a_row_stays_in_its_columns(width: int) -> None:
    lines = render_runs((LIVE, REPLAYED), colour=False, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert lines[0].split() == ["RUN", "STARTED", "HOW", "RECORDINGS", "FINDINGS"]
    assert [line.count(LIVE.run_id) for line in lines].count(1) == 2


def test_the_counts_are_named_as_outcomes_in_json() -> None:
    (run,) = json.loads(render_runs_json((REPLAYED,)))["runs"]
    expected = {"complete": 0, "unstated": 1000, "partial": 0, "failed": 2, "refused": 1, "skipped": 0}
    assert run["recordings"] == expected
