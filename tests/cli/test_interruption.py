"""An audit that is killed or interrupted loses nothing acknowledged and leaves no half device."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli.demo_audit import COMMUNITY, QUICK, write_config
from cli.inventory_views import run_outcomes, statuses
from cli.running import query, run_in_process, started_auditor

from auditor.demo.cast import load_cast
from auditor.demo.network import DemoNetwork, Listening
from auditor.store import open_store

SLOW = QUICK.replace("packets_per_s = 100000", "packets_per_s = 8\nconcurrency = 2")
"""Paces the polling, so that the audit is surely running when some devices are stored."""
DEVICES = {member.name for member in load_cast().members}
RECORDED = "SELECT device_id, outcome FROM devices WHERE outcome <> 'never_polled'"
COMPONENTS = """
    SELECT device_id, path, physical_class, mfg_name, model_name, serial_num, manufacturer, confidence,
      contained_in, interface, is_current,
      (SELECT count(*) FROM evidence AS e WHERE e.component_id = c.component_id)
    FROM components AS c"""
STEP_S = 0.05
Parts = dict[object, set[tuple[object, ...]]]


def recorded(store: Path) -> dict[object, object]:
    """What became of each device that was polled; nothing while there is no inventory yet."""
    try:
        return dict(query(store, RECORDED))
    except sqlite3.OperationalError:
        return {}


def parts(store: Path) -> Parts:
    """The rows of each device's components, without what a rule says of them."""
    found: Parts = defaultdict(set)
    for device_id, *row in query(store, COMPONENTS):
        found[device_id].add(tuple(row))
    return dict(found)


@contextmanager
def running_audit(
    folder: Path, listening: Listening, until: int, interrupts: str = "default"
) -> Iterator[subprocess.Popen[str]]:
    """An audit that has stored `until` devices and goes on."""
    store = write_config(folder, listening, SLOW)
    with started_auditor("audit", cwd=folder, env=COMMUNITY, interrupts=interrupts) as process:
        wait_until_stored(store, until, process)
        yield process


def wait_until_stored(store: Path, devices: int, process: subprocess.Popen[str]) -> None:
    """Returns once an audit has stored so many devices; fails when it ends before."""
    while len(recorded(store)) < devices:
        try:
            process.wait(STEP_S)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail(f"the audit ended by itself: {process.communicate()[1]}")


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[object, object], Parts]:
    """An inventory whose audit was killed without warning, what was in it then, and its parts
    after a second audit."""
    folder = tmp_path_factory.mktemp("killed")
    store = folder / "inventory.sqlite"
    with DemoNetwork() as listening, running_audit(folder, listening, until=3) as process:
        acknowledged = recorded(store)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    left = parts(store)
    assert run_outcomes(store) == ["unfinished"]
    with open_store(store, create=False) as opened:
        assert opened.check() == ()
    assert set(acknowledged.items()) <= set(recorded(store).items())
    return folder, recorded(store), left


def test_what_a_killed_audit_left_is_judged_and_the_rest_is_not_checked(killed, tmp_path: Path) -> None:
    polled = killed[1]
    folder = Path(shutil.copytree(killed[0], tmp_path / "copy"))
    finished = run_in_process("evaluate", "--db", str(folder / "inventory.sqlite"), cwd=folder)
    found = statuses(folder / "inventory.sqlite")
    assert finished.returncode in (3, 4), finished.stderr
    assert set(found) == DEVICES
    assert {"not_checked"} == {status for device, status in found.items() if device not in polled}
    read = {device for device, outcome in polled.items() if outcome in ("complete", "partial")}
    assert "not_checked" not in {found[device] for device in read}


def test_the_next_audit_completes_the_same_inventory(killed) -> None:
    folder, _, left = killed
    with DemoNetwork() as listening:
        store = write_config(folder, listening)
        finished = run_in_process("audit", cwd=folder, env=COMMUNITY)
    assert finished.returncode == 3, finished.stderr
    whole = parts(store)
    assert {member.name: member.status for member in load_cast().members} == statuses(store)
    assert left == {device: whole[device] for device in left}
    assert {"interrupted", "complete"} == set(run_outcomes(store))


@pytest.mark.parametrize(
    ("word", "interrupts"),
    [
        pytest.param(signal.SIGINT, "default", id="interrupt"),
        pytest.param(signal.SIGTERM, "default", id="stop of a service"),
        pytest.param(signal.SIGTERM, "ignore", id="stop of a job in the background"),
    ],
)
def test_an_interrupt_ends_the_audit_and_keeps_what_was_read(
    tmp_path: Path, word: signal.Signals, interrupts: str
) -> None:
    store = tmp_path / "inventory.sqlite"
    with DemoNetwork() as listening, running_audit(tmp_path, listening, 2, interrupts) as process:
        if interrupts == "ignore":
            process.send_signal(signal.SIGINT)
            wait_until_stored(store, 4, process)
        before = recorded(store)
        process.send_signal(word)
        output, errors = process.communicate()
    assert (process.returncode, output) == (130, "")
    assert "auditor: interrupted; everything acknowledged so far is kept." in errors
    assert "Traceback" not in errors
    assert run_outcomes(store) == ["interrupted"]
    assert set(before.items()) <= set(recorded(store).items())
    assert set(statuses(store)) == DEVICES
