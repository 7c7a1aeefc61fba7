"""The stages by themselves give what `auditor audit` gives, and only collecting needs a network."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli.demo_audit import COMMUNITY, audit_demo_network, write_config
from cli.inventory_views import Rows, statuses, told
from cli.running import query, run_auditor, run_in_process, run_without_sockets

from auditor.demo.network import DemoNetwork


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an inventory that was only collected; the network is gone since."""
    folder = tmp_path_factory.mktemp("collected")
    with DemoNetwork() as listening:
        write_config(folder, listening)
        finished = run_auditor("collect", cwd=folder, env=COMMUNITY)
    assert finished.returncode == 4, finished.stderr
    return folder


@pytest.fixture
def folder(collected: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(collected, tmp_path / "copy"))


@pytest.fixture(scope="module")
def staged(collected: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Rows]]:
    """A folder after `identify` and `evaluate`, and what its inventory tells."""
    folder = Path(shutil.copytree(collected, tmp_path_factory.mktemp("staged") / "copy"))
    identified = run_without_sockets("identify", cwd=folder)
    assert (identified.returncode, identified.stderr) == (0, "identified 17 devices\n")
    evaluated = run_without_sockets("evaluate", "-o", "json=audit.json", "-o", "html=audit.html", cwd=folder)
    assert evaluated.returncode == 3, evaluated.stderr
    return folder, told(folder / "inventory.sqlite")


def test_the_stages_give_what_an_audit_gives(tmp_path: Path, staged: tuple[Path, dict[str, Rows]]) -> None:
    assert told(audit_demo_network(tmp_path)) == staged[1]


def test_what_was_only_collected_is_said_to_be_not_judged(collected: Path) -> None:
    assert {"unknown", "not_checked"} == set(statuses(collected / "inventory.sqlite").values())
    finished = run_without_sockets("report", cwd=collected)
    assert finished.returncode == 2
    assert "nothing was evaluated yet" in finished.stderr
    assert "run auditor evaluate" in finished.stderr


def test_evaluating_identifies_what_was_only_collected(
    folder: Path, staged: tuple[Path, dict[str, Rows]]
) -> None:
    finished = run_in_process("evaluate", cwd=folder)
    assert (finished.returncode, told(folder / "inventory.sqlite")) == (3, staged[1])


def test_identifying_again_changes_nothing(staged: tuple[Path, dict[str, Rows]], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(staged[0], tmp_path / "copy"))
    again = run_in_process("identify", cwd=folder)
    evaluated = run_in_process("evaluate", cwd=folder)
    assert (again.returncode, evaluated.returncode) == (0, 3)
    assert staged[1] == told(folder / "inventory.sqlite")


def test_another_list_gives_other_verdicts_without_polling(
    staged: tuple[Path, dict[str, Rows]], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(staged[0], tmp_path / "copy"))
    finished = run_in_process("evaluate", "--exclude", "juniper", cwd=folder)
    found = query(
        folder / "inventory.sqlite", "SELECT DISTINCT device_id, vendor FROM findings WHERE component_id"
    )
    assert (finished.returncode, set(found)) == (3, {("osaka-sw3", "juniper")})
    assert statuses(folder / "inventory.sqlite")["osaka-pe1"] == "clear"


def test_a_list_of_nobody_here_leaves_what_is_not_known(
    staged: tuple[Path, dict[str, Rows]], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(staged[0], tmp_path / "copy"))
    finished = run_in_process("evaluate", "--exclude", "nokia", cwd=folder)
    assert finished.returncode == 4
    found = statuses(folder / "inventory.sqlite")
    assert {device: status for device, status in found.items() if status != "clear"} == {
        "osaka-agg1": "unknown",
        "sapporo-rt1": "not_checked",
        "sapporo-sw2": "unknown",
        "tokyo-dc-sw2": "unknown",
    }


@pytest.mark.parametrize(("format_name", "file"), [("json", "audit.json"), ("html", "audit.html")])
def test_a_report_renders_the_last_evaluation_again_byte_by_byte(
    staged: tuple[Path, dict[str, Rows]], tmp_path: Path, format_name: str, file: str
) -> None:
    arguments = ("report", "--db", str(staged[0] / "inventory.sqlite"), "-o", f"{format_name}=again")
    finished = run_in_process(*arguments, cwd=tmp_path)
    assert finished.returncode == 3, finished.stderr
    assert (staged[0] / file).read_bytes() == (tmp_path / "again").read_bytes()


def test_a_report_changes_nothing_in_the_inventory(
    staged: tuple[Path, dict[str, Rows]], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(staged[0], tmp_path / "copy"))
    before = (folder / "inventory.sqlite").read_bytes()
    run_in_process("report", cwd=folder)
    assert before == (folder / "inventory.sqlite").read_bytes()


@pytest.mark.parametrize("command", ["identify", "evaluate", "report"])
def test_a_stage_makes_no_inventory_of_its_own(tmp_path: Path, command: str) -> None:
    arguments = ("--exclude", "zte") if command == "evaluate" else ()
    finished = run_in_process(command, *arguments, "--db", "missing.sqlite", cwd=tmp_path)
    assert (finished.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "there is no store" in finished.stderr
