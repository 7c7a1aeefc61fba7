"""Processes of one run take turns to write: who waits is woken when the one before him is done.

SQLite alone asks again after pauses that grow to a tenth of a second, while a device is saved in
a hundredth. The kernel lets go of a turn with the process. It must not know what is written.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turnstile_file() -> Iterator[Path]:
    """A file for the processes of a run to take turns by, for as long as the block lasts."""
    with tempfile.NamedTemporaryFile(prefix="auditor-turn-") as file:
        yield Path(file.name)


class Turnstile:
    """Turns by a file that others take turns by too."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for the others."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._descriptor)
