"""A command line that stops or kills itself where the store's function of a name returns.

A process of its own and its real code: only the moment is chosen.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HALTING = """
import os, sys
place, word = sys.argv[1], int(sys.argv[2])
del sys.argv[1:3]

def halt(frame, event, _):
    code = frame.f_code
    if event == "return" and code.co_name == place and "store" in code.co_filename:
        sys.setprofile(None)
        os.kill(os.getpid(), word)

from auditor.cli import main
sys.setprofile(halt)
main()
"""


@contextmanager
def halting_auditor(place: str, word: int, *arguments: str, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    """A running `auditor ARGUMENTS` that gets the signal `word` where `place` first returns."""
    with subprocess.Popen(
        [sys.executable, "-c", HALTING, place, str(int(word)), *arguments],
        cwd=cwd,
        env=dict(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until_stopped(process: subprocess.Popen[str]) -> None:
    """Returns when the process has stopped itself; fails when it ended instead."""
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status), "the process ended before it came to the place"
