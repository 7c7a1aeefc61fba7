"""Files of recordings: read bounded and without following links, replaced whole, mode 0600.

Must not know what is in them. Next: `recording_files`, `cli_files`.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path


class TooLargeError(Exception):
    """A file is larger than a recording may be."""


def read_file(path: Path, max_bytes: int) -> tuple[bytes, float]:
    """Octets and modification time of a regular file; OSError, or TooLargeError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(f"{path.name} is not a regular file")
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise TooLargeError(f"{path.name} is larger than {max_bytes} octets")
    return data, status.st_mtime


def replace_file(path: Path, data: bytes) -> None:
    """Write a file that appears whole or not at all, and on disk."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
