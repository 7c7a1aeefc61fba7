"""`auditor demo` audits its simulated network and finds what the cast is there for."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest
from cli.running import query, run_auditor


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """(output folder, stdout, stderr) of one demo run."""
    out = tmp_path_factory.mktemp("demo") / "out"
    finished = run_auditor("demo", "--out", str(out))
    assert finished.returncode == 0, finished.stderr
    return out, finished.stdout, finished.stderr


def device(out: Path, name: str) -> tuple[object, ...]:
    return query(
        out / "inventory.sqlite",
        "select status, manufacturer, outcome from devices where device_id = ?",
        name,
    )[0]


EXPECTED_DEVICES = {
    "tokyo-core-hw": ("excluded", "huawei"),
    "osaka-edge-zte": ("excluded", "zte"),
}


def test_the_demo_leaves_an_inventory_only_its_owner_can_read(demo: tuple[Path, str, str]) -> None:
    out, _, _ = demo
    mode = stat.S_IMODE((out / "inventory.sqlite").stat().st_mode)
    assert (mode, (out / "report.html").is_file()) == (0o600, True)


def test_the_demo_says_which_code_the_audit_would_have_given(demo: tuple[Path, str, str]) -> None:
    assert re.search(r"exit code 3", demo[1] + demo[2])
