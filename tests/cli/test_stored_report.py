"""What `auditor report` says of an inventory that was read again since it was judged, and what an
audit of a few targets says of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import run_in_process

SYSTEM = "1.3.6.1.2.1.1.1.0|4|{text}\n1.3.6.1.2.1.1.2.0|6|{number}\n"
CISCO = SYSTEM.format(text="Cisco IOS Software, C2960X", number="1.3.6.1.4.1.9.1.1208")
ZTE = SYSTEM.format(text="ZTE ZXR10 5950-36TM Software", number="1.3.6.1.4.1.3902.3.1")
COMPLETE = 'outcome = "complete"\nend = "complete"\n'
OUTDATED = "1 device was read after the last evaluation; run auditor evaluate"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text('exclude = ["zte"]\n')
    record(tmp_path, "west", "router-1", CISCO)
    return tmp_path


def record(folder: Path, site: str, name: str, text: str) -> None:
    (folder / site).mkdir(exist_ok=True)
    (folder / site / f"{name}.snmprec").write_text(text)
    (folder / site / f"{name}.toml").write_text(COMPLETE)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    finished = run_in_process(*arguments, cwd=folder)
    return finished.returncode, finished.stdout


def test_a_report_after_another_poll_is_not_clear_and_says_why(folder: Path) -> None:
    assert run(folder, "audit", "--recordings", "west")[0] == 0
    assert run(folder, "report")[0] == 0
    run(folder, "collect", "--recordings", "west")
    code, output = run(folder, "report", "-o", "json=report.json")
    assert (code, " ".join(output.split()).count(OUTDATED)) == (4, 1)
    report = json.loads((folder / "report.json").read_text())
    assert (report["exit_code"], report["notes"]) == (4, [f"{OUTDATED}."])
    assert ("not_judged_since", "router-1") in {
        (row["reason"], row["device_id"]) for row in report["coverage"]
    }
    run(folder, "evaluate")
    assert run(folder, "report")[0] == 0


def test_what_was_found_stands_in_a_report_after_another_poll(folder: Path) -> None:
    record(folder, "west", "router-1", ZTE)
    run(folder, "audit", "--recordings", "west")
    run(folder, "collect", "--recordings", "west")
    code, output = run(folder, "report")
    assert (code, OUTDATED in " ".join(output.split())) == (3, True)


def test_a_device_that_was_added_since_is_said_too(folder: Path) -> None:
    run(folder, "audit", "--recordings", "west")
    run(folder, "evaluate")
    record(folder, "east", "router-2", ZTE)
    run(folder, "collect", "--recordings", "east")
    assert run(folder, "report")[0] == 4


def test_an_audit_of_given_recordings_is_about_these_alone_and_says_so(folder: Path) -> None:
    record(folder, "east", "router-2", ZTE)
    assert run(folder, "audit", "--recordings", "east")[0] == 3
    code, output = run(folder, "audit", "--recordings", "west", "-o", "json=west.json")
    note = (
        "This is about the 1 target of this run alone; 1 more target is in the inventory"
        " (auditor evaluate reports all)."
    )
    report = json.loads((folder / "west.json").read_text())
    assert (code, [device["device_id"] for device in report["devices"]]) == (0, ["router-1"])
    assert (report["findings"], report["notes"]) == ([], [note])
    assert [sum(policy["counts"].values()) for policy in report["policies"]] == [1]
    assert "router-2" not in output
    assert run(folder, "report")[0] == 0
    assert run(folder, "evaluate")[0] == 3
