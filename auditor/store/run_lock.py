"""One polling run at a time on a store: a file beside it, locked as long as the process lives.

The kernel lets go of the lock with the process, however it ends, so a lock that is left
over is never stale; what the file says only names who holds it. Must not touch SQLite.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.errors import StoreError
from auditor.model.recording import Instant

MAX_HOLDER_BYTES = 200
"""A process id, a command and a time."""


def lock_path(store: Path) -> Path:
    """The lock file of a store."""
    return store.with_name(store.name + ".lock")


@contextmanager
def only_run(store: Path, command: str, now: Instant) -> Iterator[None]:
    """Holds the store's run lock; StoreError names the process that holds it already."""
    path = lock_path(store)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(
            f"cannot be made: {error.strerror}",
            file=str(path),
            remedy="check the owner and mode of its directory",
        ) from error
    try:
        _hold(descriptor, path, store)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} (auditor {command}, since {now})\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _hold(descriptor: int, path: Path, store: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, MAX_HOLDER_BYTES, 0).decode("ascii", "replace").strip()
        raise StoreError(
            f"another run is using it: {holder or 'a process that is just starting'}",
            file=str(store),
            remedy="wait until it has ended; nothing was polled or changed",
        ) from error
    except OSError as error:
        raise StoreError(f"cannot be locked: {error.strerror}", file=str(path)) from error
