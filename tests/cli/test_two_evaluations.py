"""One evaluation is one transaction: two at a time do not mix, a kill leaves the last one whole."""

from __future__ import annotations

import json
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from cli.halting import halting_auditor, wait_until_stopped
from cli.running import query, run_in_process, started_auditor

SYSTEM = "1.3.6.1.2.1.1.1.0|4|{text}\n1.3.6.1.2.1.1.2.0|6|{number}\n"
COMPLETE = 'outcome = "complete"\nend = "complete"\n'
MAKERS = {
    "huawei": (
        "Huawei Versatile Routing Platform Software VRP (R) software, S5735",
        "1.3.6.1.4.1.2011.2.23.1000",
    ),
    "zte": ("ZTE ZXR10 5950-36TM Software", "1.3.6.1.4.1.3902.3.1"),
}
WAIT_S = 2.0
"""Long enough for an evaluation that is not kept waiting to end."""
STEPS = ["save_evaluation", "save_findings", "save_coverage", "set_device_statuses", "save_result"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An inventory with a device of each maker, judged against ZTE."""
    (tmp_path / "recordings").mkdir()
    for name, (text, number) in MAKERS.items():
        (tmp_path / "recordings" / f"{name}.snmprec").write_text(SYSTEM.format(text=text, number=number))
        (tmp_path / "recordings" / f"{name}.toml").write_text(COMPLETE)
    finished = run_in_process("audit", "--recordings", "recordings", "--exclude", "zte", cwd=tmp_path)
    assert finished.returncode == 3, finished.stderr
    return tmp_path


def vendors(folder: Path, name: str) -> tuple[set[str], set[str]]:
    """Vendors of the findings of a JSON report, and devices that it calls excluded."""
    audit = json.loads((folder / name).read_text())
    return (
        {finding["vendor"] for finding in audit["findings"]},
        {device["device_id"] for device in audit["devices"] if device["status"] == "excluded"},
    )


@pytest.mark.parametrize("step", STEPS)
def test_two_evaluations_at_once_each_report_their_own_findings(folder: Path, step: str) -> None:
    mine = ("evaluate", "--exclude", "huawei", "-o", "json=mine.json")
    other = ("evaluate", "--exclude", "zte", "-o", "json=other.json")
    with halting_auditor(step, signal.SIGSTOP, *mine, cwd=folder) as first:
        wait_until_stopped(first)
        with started_auditor(*other, cwd=folder) as second:
            query(folder / "inventory.sqlite", "SELECT * FROM findings")  # a reader is never kept waiting
            with suppress(subprocess.TimeoutExpired):
                second.wait(WAIT_S)
            first.send_signal(signal.SIGCONT)
            codes = (first.wait(), second.wait())
            assert codes == (3, 3), (first.communicate(), second.communicate())
    assert vendors(folder, "mine.json") == ({"huawei"}, {"huawei"})
    assert vendors(folder, "other.json") == ({"zte"}, {"zte"})


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_during_an_evaluation_leaves_the_last_one_to_report(folder: Path, step: str) -> None:
    before = run_in_process("report", cwd=folder)
    with halting_auditor(step, signal.SIGKILL, "evaluate", "--exclude", "huawei", cwd=folder) as killed:
        assert killed.wait() == -signal.SIGKILL
    after = run_in_process("report", cwd=folder)
    assert (after.returncode, after.stdout) == (before.returncode, before.stdout)
