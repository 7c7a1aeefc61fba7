"""Runs the command line as a user does, in a process of its own."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from auditor.cli import main

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


def run_in_process(
    *arguments: str, cwd: Path, env: dict[str, str] | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """As `run_auditor`, in this process: a tenth of the time, for what needs no process of its own."""
    output, errors, kept = io.StringIO(), io.StringIO(), (sys.argv, sys.stdin, dict(os.environ))
    handlers = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)]
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    sys.argv, sys.stdin = ["auditor", *arguments], io.StringIO(stdin)
    os.environ.update(env or {})
    try:
        with chdir(cwd), redirect_stdout(output), redirect_stderr(errors):
            main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.argv, sys.stdin = kept[:2]
        os.environ.clear()
        os.environ.update(kept[2])
        for number, handler in handlers:
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    return subprocess.CompletedProcess(list(arguments), code, output.getvalue(), errors.getvalue())


WITHOUT_SOCKETS = """
import sys

def forbid(event, arguments):
    if event == "socket.__new__":
        raise RuntimeError("a socket was opened")

sys.addaudithook(forbid)
from auditor.cli import main
main()
"""


def run_without_sockets(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """As `run_auditor`, in a process where opening any socket is a failure."""
    command = [sys.executable, "-c", WITHOUT_SOCKETS, *arguments]
    return subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def started_auditor(
    *arguments: str, cwd: Path, env: dict[str, str] | None = None, interrupts: str = "default"
) -> Iterator[subprocess.Popen[str]]:
    """A running `auditor ARGUMENTS`; ended, if it has not, with the block. `interrupts`: what SIGINT
    does to it at its start, "default" or "ignore", whatever it does to the tests: a shell has it
    ignored for what it starts in the background."""
    with subprocess.Popen(
        ["env", f"--{interrupts}-signal=INT", sys.executable, "-m", "auditor", *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
