"""`auditor policy calendar`: what falls due, and how much of an inventory each milestone concerns."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import run_in_process

ROUTER = """\
1.3.6.1.2.1.1.1.0|4|Huawei Versatile Routing Platform Software VRP (R) software, Version 5.170
1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.2011.2.23.95
1.3.6.1.2.1.47.1.1.1.1.4.1|2|0
1.3.6.1.2.1.47.1.1.1.1.5.1|2|3
1.3.6.1.2.1.47.1.1.1.1.12.1|4|Huawei Technologies Co., Ltd.
"""
CONFIG = """\
[profile]
ca_telecom_provider = true
use = true
"""
ARGUMENTS = ("policy", "calendar", "--policy", "ca-policy-2022", "--from", "2026-11-22")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    (tmp_path / "recordings" / "core-1.snmprec").write_text(ROUTER)
    (tmp_path / "config.toml").write_text(CONFIG)
    return tmp_path


def test_each_milestone_says_what_the_inventory_holds_once_it_has_passed(folder: Path) -> None:
    audited = run_in_process("audit", "--recordings", "recordings", "--exclude", "zte", cwd=folder)
    assert audited.returncode == 4, audited.stderr
    before = (folder / "inventory.sqlite").read_bytes()
    finished = run_in_process(*ARGUMENTS, "--until", "2027-12-31", "--db", "inventory.sqlite", cwd=folder)
    lines = finished.stdout.splitlines()
    assert finished.returncode == 0, finished.stderr
    assert [line[:41] for line in lines[:1]] == ["2027-12-31     ca-policy-2022 remove [S]:"]
    assert lines[1].strip() == "in the inventory then: 0 excluded, 1 for review"
    assert before == (folder / "inventory.sqlite").read_bytes()


def test_a_policy_that_names_nobody_says_so_with_an_inventory_too(folder: Path) -> None:
    audited = run_in_process("audit", "--recordings", "recordings", "--exclude", "zte", cwd=folder)
    assert audited.returncode == 4, audited.stderr
    event = (
        "--event",
        "pl-ksc-2026:decision=2027-03-01",
        "--until",
        "2031-03-01",
        "--db",
        "inventory.sqlite",
    )
    finished = run_in_process("policy", "calendar", "--policy", "pl-ksc-2026", *event, cwd=folder)
    assert "names nobody: only your private designation list" in finished.stdout
    assert "0 excluded, 0 for review" not in finished.stdout


def test_what_is_later_is_left_out(folder: Path) -> None:
    finished = run_in_process(*ARGUMENTS, "--until", "2027-12-30", cwd=folder)
    assert finished.stdout == "nothing falls due from 2026-11-22 to 2027-12-30\n"


def test_a_date_that_runs_from_an_event_needs_the_event(folder: Path) -> None:
    arguments = ("policy", "calendar", "--policy", "pl-ksc-2026", "--until", "2031-03-01")
    unknown = run_in_process(*arguments, cwd=folder)
    known = run_in_process(*arguments, "--event", "pl-ksc-2026:decision=2027-03-01", cwd=folder)
    assert "decision+4y    pl-ksc-2026 remove" in unknown.stdout
    assert "no day yet: the event it runs from is not stated" in unknown.stdout
    assert known.stdout.startswith("2031-03-01     pl-ksc-2026 remove [S]:")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("pl-ksc-2026:list=2027-03-01", "no date runs from 'pl-ksc-2026:list' (known: pl-ksc-2026:decision)"),
        ("pl-ksc-2026:decision=soon", "'soon' is not a day (write pl-ksc-2026:decision=2027-03-01)"),
    ],
)
def test_an_event_that_means_nothing_is_refused(folder: Path, event: str, expected: str) -> None:
    finished = run_in_process("policy", "calendar", "--policy", "pl-ksc-2026", "--event", event, cwd=folder)
    assert (finished.returncode, expected in finished.stderr) == (2, True)
