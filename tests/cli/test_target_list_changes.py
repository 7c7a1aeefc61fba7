"""What the target list says counts at once, also for a device that does not answer any more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.inventory_views import statuses
from cli.running import query, run_in_process

SYSTEM = "1.3.6.1.2.1.1"
ZTE = f"{SYSTEM}.1.0|4|ZTE ZXR10 5950-36TM Software\n{SYSTEM}.2.0|6|1.3.6.1.4.1.3902.3.1\n"
READ, FAILED = 'outcome = "complete"\nend = "complete"\n', 'outcome = "failed"\nreason = "no_answer"\n'
CONFIG = """
exclude = ["zte"]
[[targets]]
path = "targets.toml"
[credentials.only]
kind = "snmp-community"
community = "env:UNSET"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG)
    return tmp_path


def audit(folder: Path, target: str, *, answers: bool) -> int:
    (folder / "targets.toml").write_text(f'[[targets]]\nid = "r"\naddress = "192.0.2.1"\n{target}')
    (folder / "recordings" / "r.snmprec").write_text(ZTE if answers else "")
    (folder / "recordings" / "r.toml").write_text(READ if answers else FAILED)
    return run_in_process("audit", "--recordings", "recordings", cwd=folder).returncode


OUT = 'scope = "out"\nreason = "sold"\n'


def test_a_device_that_returns_to_scope_and_is_silent_is_judged_on_what_was_read(folder: Path) -> None:
    assert audit(folder, "", answers=True) == 3
    assert audit(folder, OUT, answers=True) == 4
    assert audit(folder, "", answers=False) == 3
    assert statuses(folder / "inventory.sqlite") == {"r": "excluded"}


def test_a_device_that_leaves_the_scope_and_is_silent_is_no_longer_judged(folder: Path) -> None:
    assert audit(folder, "", answers=True) == 3
    assert (audit(folder, OUT, answers=False), statuses(folder / "inventory.sqlite")) == (
        4,
        {"r": "not_applicable"},
    )


def test_recordings_are_judged_before_personal_data_of_no_allowed_day_goes(folder: Path) -> None:
    fdb = "1.3.6.1.2.1.17.4.3.1.2.0.30.115.1.2.3|2|1\n"
    (folder / "config.toml").write_text('exclude = ["zte"]\n[retention]\npersonal_data_days = 0\n')
    (folder / "recordings" / "r.snmprec").write_text(ZTE + fdb)
    (folder / "recordings" / "r.toml").write_text(READ)
    finished = run_in_process("audit", "--recordings", "recordings", "-o", "json=-", cwd=folder)
    assert json.loads(finished.stdout)["devices"][0]["neighbors"] == 1
    assert query(folder / "inventory.sqlite", "SELECT count(*) FROM neighbors") == [(0,)]
