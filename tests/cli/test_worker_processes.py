"""An audit shared by processes tells what one process tells, and survives the end of any of them."""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.demo_audit import COMMUNITY, QUICK, write_config
from cli.inventory_views import run_outcomes, statuses, told
from cli.running import query, run_auditor, started_auditor

from auditor.demo.cast import load_cast
from auditor.demo.network import DemoNetwork

PACED = QUICK.replace("packets_per_s = 100000", "packets_per_s = 8\nconcurrency = 4")
"""Slow enough that every process is surely polling when some devices are stored."""
DEVICES = {member.name for member in load_cast().members}
LOST = "SELECT device_id FROM devices WHERE last_attempt_reason = 'internal_error'"
RECORDINGS = "SELECT sum(recordings) FROM runs"
DETAILS = "SELECT detail FROM coverage WHERE reason = 'internal_error' AND detail LIKE 'recording %'"
END_S = 60
STEP_S = 0.05


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inventory of an audit by one process."""
    folder = tmp_path_factory.mktemp("alone")
    with DemoNetwork() as port:
        store = write_config(folder, port)
        finished = run_auditor("audit", "--processes", "1", cwd=folder, env=COMMUNITY)
    assert finished.returncode == 3, finished.stderr
    return store


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    return [
        int(word) for word in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    ]


def ended(worker: int) -> bool:
    """Whether the process is gone, after a while at the latest."""
    try:
        descriptor = os.pidfd_open(worker)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], END_S)[0])
    finally:
        os.close(descriptor)


def stored(store: Path) -> int:
    try:
        return int(str(query(store, RECORDINGS)[0][0]))
    except (sqlite3.OperationalError, ValueError):  # there is no inventory yet
        return 0


@contextmanager
def shared_audit(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A running audit of two processes that has stored two devices, and its worker."""
    store = write_config(folder, port, PACED)
    with started_auditor("audit", "--processes", "2", cwd=folder, env=COMMUNITY) as process:
        while stored(store) < 2:
            try:
                process.wait(STEP_S)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"the audit ended by itself: {process.communicate()[1]}")
        (worker,) = workers_of(process)
        yield process, worker


def test_two_processes_store_what_one_stores(alone: Path, tmp_path: Path) -> None:
    with DemoNetwork() as port:
        store = write_config(tmp_path, port)
        finished = run_auditor("audit", "--processes", "2", cwd=tmp_path, env=COMMUNITY)
    assert finished.returncode == 3, finished.stderr
    assert told(alone) == told(store)


def test_what_a_killed_worker_leaves_is_failed_with_the_reason(tmp_path: Path) -> None:
    with DemoNetwork() as port, shared_audit(tmp_path, port) as (process, worker):
        os.kill(worker, signal.SIGKILL)
        _, errors = process.communicate()
    store = tmp_path / "inventory.sqlite"
    lost = {device for (device,) in query(store, LOST)}
    details = set(query(store, DETAILS))
    assert process.returncode in (3, 4), errors
    assert (set(statuses(store)), run_outcomes(store)) == (DEVICES, ["complete"])
    assert lost
    assert lost < DEVICES
    assert details == {("recording failed: the process that polled it ended (signal 9)",)}
    assert f"{len(lost)} internal error" in errors


@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_stops_every_process(tmp_path: Path, word: signal.Signals) -> None:
    with DemoNetwork() as port, shared_audit(tmp_path, port) as (process, worker):
        process.send_signal(word)
        _, errors = process.communicate()
        assert ended(worker)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert run_outcomes(tmp_path / "inventory.sqlite") == ["interrupted"]
    assert query(tmp_path / "inventory.sqlite", LOST) == []


def test_a_stop_of_a_worker_is_meant_for_the_run(tmp_path: Path) -> None:
    with DemoNetwork() as port, shared_audit(tmp_path, port) as (process, worker):
        os.kill(worker, signal.SIGTERM)
        _, errors = process.communicate()
    assert process.returncode == 130, errors
    assert run_outcomes(tmp_path / "inventory.sqlite") == ["interrupted"]
    assert query(tmp_path / "inventory.sqlite", LOST) == []


def test_a_worker_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    with DemoNetwork() as port, shared_audit(tmp_path, port) as (process, worker):
        process.kill()
        process.wait()
        assert ended(worker)
