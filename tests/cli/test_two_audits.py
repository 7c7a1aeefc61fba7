"""Two audits may write one inventory at the same time: neither waits for ever nor loses a device."""

from __future__ import annotations

from pathlib import Path

from cli.inventory_views import run_outcomes, statuses
from cli.running import run_in_process, started_auditor

from auditor.store import open_store

SYSTEM = "1.3.6.1.2.1.1.1.0|4|Cisco IOS Software\n1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.1208\n"
COMPLETE = 'outcome = "complete"\nend = "complete"\n'
DEVICES = 15


def recordings(folder: Path, name: str) -> str:
    (folder / name).mkdir()
    for number in range(DEVICES):
        (folder / name / f"{name}-{number}.snmprec").write_text(SYSTEM)
        (folder / name / f"{name}-{number}.toml").write_text(COMPLETE)
    return name


def test_two_audits_of_one_inventory_both_complete(tmp_path: Path) -> None:
    east, west = recordings(tmp_path, "east"), recordings(tmp_path, "west")
    with started_auditor("audit", "--recordings", east, "--exclude", "zte", cwd=tmp_path) as other:
        finished = run_in_process("audit", "--recordings", west, "--exclude", "zte", cwd=tmp_path)
        _, errors = other.communicate()
    store = tmp_path / "inventory.sqlite"
    assert (finished.returncode in (0, 4), other.returncode in (0, 4)) == (True, True), (
        finished.stderr + errors
    )
    assert run_outcomes(store) == ["complete", "complete"]
    assert len(statuses(store)) == 2 * DEVICES
    with open_store(store, create=False) as opened:
        assert opened.check() == ()
