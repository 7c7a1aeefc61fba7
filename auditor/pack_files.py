"""Reads policy packs and private designation lists from files and package data.

An edge module: parsing is `evaluate.load`'s. A designation list must be a regular 0600
file of ours, because it says what a government has not said.
"""

from __future__ import annotations

import os
import secrets
import stat
from importlib import resources
from pathlib import Path

from auditor.errors import PackError

KEY_BYTES = 32
"""As long as the digest it keys."""
MAX_PACK_BYTES = 4 * 1024 * 1024
"""A pack with every milestone of every known policy is under 200 KB."""


def shipped_packs() -> tuple[tuple[str, bytes], ...]:
    """(file name, bytes) of every pack in the package, by name."""
    folder = resources.files("auditor.evaluate").joinpath("packs")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple((name, folder.joinpath(name).read_bytes()) for name in names)


def read_pack(path: Path) -> bytes:
    """Bytes of an operator's own pack."""
    try:
        if path.stat().st_size > MAX_PACK_BYTES:
            raise PackError("is larger than 4 MiB", file=str(path), remedy="split the pack")
        return path.read_bytes()
    except OSError as error:
        raise PackError(
            f"cannot be read: {error.strerror}", file=str(path), remedy="check the path"
        ) from error


def designation_key(path: Path) -> bytes:
    """The key of a list's keyed digest, kept beside it as PATH.key and made on first use."""
    key_path = path.with_name(path.name + ".key")
    if not key_path.exists():
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            with os.fdopen(os.open(key_path, flags, 0o600), "wb") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
        except OSError as error:
            raise PackError(f"cannot be made: {error.strerror}", file=str(key_path)) from error
    return read_designations(key_path)


def read_designations(path: Path) -> bytes:
    """Bytes of a private designation list; PackError unless it is a regular file, ours, mode 0600."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise PackError(
            f"cannot be opened: {error.strerror}", file=str(path), remedy="name the file itself, not a link"
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_PACK_BYTES:
            raise PackError("is not a regular file of at most 4 MiB", file=str(path))
        if status.st_uid != os.geteuid() or status.st_mode & 0o077:
            raise PackError(
                "can be read by others", file=str(path), remedy=f"chown it to yourself and chmod 600 {path}"
            )
        return file.read()
