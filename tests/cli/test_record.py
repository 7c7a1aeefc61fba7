"""`auditor record`, then `auditor audit --recordings`, tells what a live audit tells."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from cli.demo_audit import COMMUNITY, audit_demo_network, write_config
from cli.inventory_views import Rows, run_outcomes, told
from cli.running import query, run_auditor, run_in_process

from auditor.demo.network import DemoNetwork, Listening


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Recordings of the simulated network, and the inventory of an audit of them."""
    folder = tmp_path_factory.mktemp("recorded")
    with DemoNetwork() as listening:
        write_config(folder, listening)
        finished = run_auditor("record", "--out", "recordings", cwd=folder, env=COMMUNITY)
    assert finished.returncode == 4, finished.stderr
    return folder


@pytest.fixture(scope="module")
def replayed(folder: Path) -> dict[str, Rows]:
    finished = run_in_process("audit", "--recordings", "recordings", cwd=folder)
    assert finished.returncode == 3, finished.stderr
    return told(folder / "inventory.sqlite")


def test_recorded_devices_give_what_the_live_network_gave(tmp_path: Path, replayed: dict[str, Rows]) -> None:
    assert told(audit_demo_network(tmp_path)) == replayed


def test_a_device_that_never_answers_is_recorded_as_such(folder: Path) -> None:
    statement = (folder / "recordings" / "sapporo-rt1.toml").read_text()
    assert ('outcome = "failed"' in statement, 'reason = "no_answer"' in statement) == (True, True)


def test_recordings_can_be_read_by_their_owner_alone(folder: Path) -> None:
    recordings = folder / "recordings"
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in recordings.rglob("*")}
    assert (stat.S_IMODE(recordings.stat().st_mode), modes) == (0o700, {(False, 0o600), (True, 0o700)})


def test_recordings_without_a_configuration_need_no_network_and_no_credential(
    folder: Path, tmp_path: Path, replayed: dict[str, Rows]
) -> None:
    shutil.copytree(folder / "recordings", tmp_path / "carried")
    arguments = ("audit", "--recordings", "carried", "--exclude", "huawei", "--db", "there.sqlite")
    finished = run_in_process(*arguments, cwd=tmp_path)
    found = "SELECT DISTINCT device_id FROM findings WHERE vendor = 'huawei' ORDER BY 1"
    assert finished.returncode == 3, finished.stderr
    assert query(folder / "inventory.sqlite", found) == query(tmp_path / "there.sqlite", found)


def test_an_audit_of_recordings_is_marked_as_one(folder: Path, replayed: dict[str, Rows]) -> None:
    modes = query(folder / "inventory.sqlite", "SELECT DISTINCT mode FROM runs")
    assert (modes, run_outcomes(folder / "inventory.sqlite")) == ([("recordings",)], ["complete"])


def test_a_folder_without_recordings_is_refused(tmp_path: Path) -> None:
    finished = run_in_process(
        "audit", "--recordings", str(tmp_path), "--exclude", "zte", "--db", "i.sqlite", cwd=tmp_path
    )
    assert (finished.returncode, (tmp_path / "i.sqlite").exists()) == (2, False)
    assert "holds no recording" in finished.stderr


def test_recordings_need_a_folder_that_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    write_config(tmp_path, Listening(16100))
    finished = run_in_process("record", "--out", "taken", cwd=tmp_path, env=COMMUNITY)
    assert (finished.returncode, (tmp_path / "taken").read_text()) == (2, "a file")
    assert "cannot make the folder taken" in finished.stderr
