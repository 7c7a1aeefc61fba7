"""The runs of an inventory: listed, one at a time, and the lock of a dead one is nobody's."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from cli.halting import halting_auditor, wait_until_stopped
from cli.running import run_in_process
from cli.site import CISCO, FAILED, ZTE, Site

AUDIT = ("audit", "--recordings", "recordings")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.record("router-1", CISCO)
    site.record("router-2", ZTE)
    return site


@pytest.mark.parametrize("command", ["audit", "collect"])
def test_a_run_that_would_overlap_is_refused_and_names_the_other(site: Site, command: str) -> None:
    with halting_auditor("save_recording", signal.SIGSTOP, *AUDIT, cwd=site.folder) as first:
        wait_until_stopped(first)
        second = site.run(command, "--recordings", "recordings")
        named = f"another run is using it: process {first.pid} (auditor audit, since 20"
        assert (second.returncode, named in second.stderr) == (2, True), second.stderr
        first.send_signal(signal.SIGCONT)
        assert first.wait() == 3
    assert len(json.loads(site.run("runs", "--json").stdout)["runs"]) == 1


def test_the_lock_of_a_killed_run_is_taken_over(site: Site) -> None:
    with halting_auditor("save_recording", signal.SIGKILL, *AUDIT, cwd=site.folder) as killed:
        assert killed.wait() == -signal.SIGKILL
    lock = site.folder / "inventory.sqlite.lock"
    assert (str(killed.pid) in lock.read_text(), lock.stat().st_mode & 0o777) == (True, 0o600)
    assert site.audit() == 3
    assert str(os.getpid()) in lock.read_text()


def test_runs_are_listed_the_newest_first(site: Site) -> None:
    site.run("collect", "--recordings", "recordings")
    site.record("router-1", "", FAILED)
    site.audit()
    site.run("evaluate", "--exclude", "huawei")
    runs = json.loads(site.run("runs", "--json").stdout)["runs"]
    told = [
        (
            run["mode"],
            run["outcome"],
            run["recordings"]["complete"],
            run["recordings"]["failed"],
            run["excluded"],
            run["exit_code"],
        )
        for run in runs
    ]
    assert told == [
        ("store", "complete", 0, 0, 0, 4),
        ("recordings", "complete", 1, 1, 1, 3),
        ("recordings", "complete", 2, 0, None, None),
    ]
    table = site.run("runs").stdout
    assert [run["run_id"] in table for run in runs] == [True, True, True]


@pytest.mark.parametrize(("columns", "wide"), [("80", 80), ("", 110), ("wide", 110)])
def test_without_a_terminal_a_page_is_as_wide_as_is_asked_for(site: Site, columns: str, wide: int) -> None:
    site.audit()
    report = run_in_process("report", cwd=site.folder, env={"COLUMNS": columns}).stdout
    longest = max(map(len, report.splitlines()))
    assert wide - 20 < longest <= wide


def test_runs_list_the_exit_code_that_gates_gave(site: Site) -> None:
    site.audit()
    site.audit("--baseline", "last")
    runs = json.loads(site.run("runs", "--json", "--limit", "2").stdout)["runs"]
    assert [run["exit_code"] for run in runs] == [0, 3]
