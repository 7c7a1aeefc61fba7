"""The guide to writing a policy: its file is valid, its examples hold, its commands run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from cli.running import run_in_process

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "write-a-policy.md"
TEXT = GUIDE.read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line.removeprefix("$ auditor "))
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (pack,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "my-country.toml").write_text(pack, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if command[0] == "policy"], ids=lambda command: command[1]
)
def test_the_commands_of_the_guide_run(folder: Path, command: list[str]) -> None:
    finished = run_in_process(*command, cwd=folder)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_the_examples_of_the_guide_hold(folder: Path) -> None:
    finished = run_in_process("policy", "test", "my-country.toml", cwd=folder)
    assert finished.stdout == "my-country.toml: 3 examples hold\n"


def test_the_calendar_of_the_guide_shows_its_milestone(folder: Path) -> None:
    (command,) = [command for command in COMMANDS if "calendar" in command]
    finished = run_in_process(*command, cwd=folder)
    expected = "2027-06-30     xx-telecom-2026 remove [P]: Core networks free of the listed vendors.\n"
    assert finished.stdout == expected
