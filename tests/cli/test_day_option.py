"""A day that is written in another way is answered with the way to write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import run_in_process


@pytest.mark.parametrize("written", ["22.11.2026", "2026-02-30", "today", "11/22/2026"])
def test_what_is_no_day_is_told_how_to_write_one(tmp_path: Path, written: str) -> None:
    finished = run_in_process("evaluate", "--exclude", "zte", "--as-of", written, cwd=tmp_path)
    assert finished.returncode == 2
    assert f"'{written}' is no day" in finished.stderr
    assert "such as 2026-11-22" in finished.stderr
