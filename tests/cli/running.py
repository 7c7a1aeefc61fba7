"""Runs the command line as a user does, in a process of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

TIMEOUT_S = 300


def run_auditor(
    *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """The finished process of `auditor ARGUMENTS`."""
    return subprocess.run(
        [sys.executable, "-m", "auditor", *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )


def query(store: Path, sql: str, *parameters: object) -> list[tuple[object, ...]]:
    """Rows of a query on an inventory, read-only as a security team would."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.close()
