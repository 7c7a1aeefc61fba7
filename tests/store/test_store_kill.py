"""kill -9 at any moment: nothing acknowledged is lost, no half device, the next run completes."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from pathlib import Path

from stored import device_of, part, recording_in, root, run_of, save, target_of

from auditor.store import Store, open_store

PARTS = 40
KILLS = 10
WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_store_kill import write_for_ever
write_for_ever(Path(sys.argv[1]))
"""


def write_device(store: Store, run_id: str, target_id: str, serial: str) -> None:
    parts = (part(f"slot:{n}", n, mfg_name="Cisco", serial_num=f"{serial}-{n}") for n in range(PARTS))
    recording = recording_in(run_id, target_id, text=serial)
    save(store, device_of(root(mfg_name="Cisco", serial_num=serial), *parts), recording)


def write_for_ever(path: Path) -> None:
    """Saves device after device and prints each once it is acknowledged."""
    with open_store(path, create=True) as store:
        run_id = f"run-{os.getpid()}"
        store.start_run(run_of(run_id))
        store.save_targets(run_id, [target_of(f"{run_id}-{n}") for n in range(9)], retire_missing=False)
        for number in itertools.count():
            write_device(store, run_id, f"{run_id}-{number}", f"s{number}")
            print(f"{run_id}-{number}", flush=True)


def killed_after(path: Path, acknowledgements: int) -> set[str]:
    """What was acknowledged until a writer was killed without warning."""
    command = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline().strip() for _ in range(acknowledgements)]
        process.send_signal(signal.SIGKILL)
        seen += [line.strip() for line in process.stdout if line.endswith("\n")]
    assert process.returncode == -signal.SIGKILL
    return set(seen)


def test_a_kill_loses_no_acknowledged_device_and_leaves_no_half_one(tmp_path: Path) -> None:
    path = tmp_path / "inventory.sqlite"
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        acknowledged |= killed_after(path, kill + 1)
        with open_store(path, create=False) as store:
            assert store.check() == ()
            read = {facts.device_id: facts.components for facts in store.device_facts() if facts.ever_read}
        assert acknowledged <= set(read)
        assert {PARTS + 1} == set(read.values())


def test_a_run_that_was_killed_is_shown_as_interrupted_and_the_next_completes(tmp_path: Path) -> None:
    path = tmp_path / "inventory.sqlite"
    killed_after(path, 2)
    with open_store(path, create=False) as store:
        store.start_run(run_of("run-after"))
        write_device(store, "run-after", "switch-1", "new")
        store.finish_run("run-after", "2026-11-22T03:00:00Z", "complete")
        rows = store._session.connection.execute("SELECT outcome FROM runs").fetchall()
    assert rows == [("interrupted",), ("complete",)]


def test_a_recording_saved_before_a_kill_is_derived_by_the_next_run(store: Store) -> None:
    recording = recording_in()
    store.save_recording(recording)
    (underived,) = store.recordings(underived_only=True)
    save(store, device_of(root(mfg_name="Cisco")), underived)
    assert recording == underived
    assert tuple(store.recordings(underived_only=True)) == ()
