"""A run that was interrupted goes on as the run it was; what it has is not polled again."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from cli.demo_audit import COMMUNITY, write_config
from cli.halting import halting_auditor
from cli.inventory_views import run_outcomes, statuses, told
from cli.running import query, run_in_process
from cli.test_interruption import DEVICES, recorded, running_audit

from auditor.demo.network import DemoNetwork

RECORDINGS = Path(__file__).resolve().parents[2] / "auditor" / "demo" / "recordings"
REPLAY = ("audit", "--recordings", str(RECORDINGS), "--exclude", "huawei")


def events(stderr: str) -> list[dict[str, object]]:
    """The objects of `--log json`; anything else on standard error is a failure."""
    return [json.loads(line) for line in stderr.splitlines()]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    assert run_in_process(*REPLAY, cwd=folder).returncode in (3, 4)
    return folder / "inventory.sqlite"


@pytest.mark.parametrize("word", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
@pytest.mark.parametrize("place", ["start_run", "save_recording", "save_device"])
def test_a_resumed_run_tells_what_an_undisturbed_one_tells(
    whole: Path, tmp_path: Path, place: str, word: signal.Signals
) -> None:
    with halting_auditor(place, word, *REPLAY, cwd=tmp_path) as process:
        process.communicate()
    finished = run_in_process(*REPLAY, "--resume", cwd=tmp_path)
    store = tmp_path / "inventory.sqlite"
    assert finished.returncode in (3, 4), finished.stderr
    assert (told(whole), run_outcomes(store)) == (told(store), ["complete"])


def test_only_what_is_missing_is_polled(tmp_path: Path) -> None:
    with DemoNetwork() as port:
        with running_audit(tmp_path, port, until=3) as process:
            process.send_signal(signal.SIGINT)
            process.communicate()
        store = tmp_path / "inventory.sqlite"
        before = set(recorded(store))
        finished = run_in_process("audit", "--resume", "--log", "json", cwd=tmp_path, env=COMMUNITY)
    told_of = events(finished.stderr)
    polled = {event["target_id"] for event in told_of if event["event"] == "polled"}
    ((run_id,),) = query(store, "SELECT run_id FROM runs")
    assert polled == DEVICES - before
    assert (told_of[0]["event"], told_of[0]["done"], told_of[0]["run_id"]) == (
        "run_started",
        len(before),
        run_id,
    )
    assert (told_of[-1]["event"], told_of[-1]["outcome"]) == ("run_finished", "complete")
    assert (finished.returncode, set(statuses(store))) == (3, DEVICES)


def test_a_collection_is_resumed_by_an_audit(whole: Path, tmp_path: Path) -> None:
    command = ("collect", *REPLAY[1:3])
    with halting_auditor("save_recording", signal.SIGINT, *command, cwd=tmp_path) as process:
        process.communicate()
    finished = run_in_process(*REPLAY, "--resume", cwd=tmp_path)
    assert finished.returncode in (3, 4), finished.stderr
    assert told(whole) == told(tmp_path / "inventory.sqlite")


def test_a_run_that_ended_is_not_resumed(tmp_path: Path) -> None:
    assert run_in_process(*REPLAY, cwd=tmp_path).returncode in (3, 4)
    finished = run_in_process(*REPLAY, "--resume", cwd=tmp_path)
    assert finished.returncode == 2
    assert "there is nothing to resume: the last run, " in finished.stderr
    assert "is complete (run without --resume)" in finished.stderr
    assert len(run_outcomes(tmp_path / "inventory.sqlite")) == 1


def test_an_evaluation_after_the_interruption_changes_nothing(whole: Path, tmp_path: Path) -> None:
    with halting_auditor("save_device", signal.SIGINT, *REPLAY, cwd=tmp_path) as process:
        process.communicate()
    assert run_in_process("evaluate", "--exclude", "huawei", cwd=tmp_path).returncode in (3, 4)
    assert run_in_process(*REPLAY, "--resume", cwd=tmp_path).returncode in (3, 4)
    assert told(whole) == told(tmp_path / "inventory.sqlite")


def test_a_run_of_other_targets_or_budgets_is_not_resumed(tmp_path: Path) -> None:
    with DemoNetwork() as port:
        with running_audit(tmp_path, port, until=1) as process:
            process.send_signal(signal.SIGINT)
            process.communicate()
        before = recorded(tmp_path / "inventory.sqlite")
        write_config(tmp_path, port, "retries = 4")
        finished = run_in_process("audit", "--resume", cwd=tmp_path, env=COMMUNITY)
    assert finished.returncode == 2
    assert "was started with other targets, budgets or another version" in finished.stderr
    assert before == recorded(tmp_path / "inventory.sqlite")
    assert run_outcomes(tmp_path / "inventory.sqlite") == ["interrupted"]
