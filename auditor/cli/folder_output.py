"""Folders of report files: checked before a run, written beside and swapped in after it.

A folder is replaced only where `files.json` in it says that every file is an earlier
report's; whatever else lies there is never touched. Next: `outputs`, single files.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shlex
import shutil
import stat
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from auditor.errors import UsageError
from auditor.report.folder import File

INDEX = "files.json"
SCHEMA = "auditor-files/1"
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?")
MAX_ALIEN_NAMED = 3


def check_folder(path: Path) -> None:
    """UsageError where the folder cannot be written or holds what no report wrote."""
    check_parent(path)
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(kind):
        raise UsageError(f"{path} is not a folder", remedy="this format writes a folder of files")
    alien = sorted(islice(_aliens(path), MAX_ALIEN_NAMED))
    if alien:
        named = ", ".join(alien)
        raise UsageError(f"{path} holds files of others ({named})", remedy="name a new or empty folder")


def check_parent(path: Path) -> None:
    """UsageError where the folder that `path` is to stand in is missing or cannot be written."""
    folder = path.parent
    if not folder.exists():
        reason, remedy = (
            f"there is no folder {folder}",
            f"mkdir -p {shlex.quote(str(folder))}, or name another",
        )
    elif not folder.is_dir():
        reason, remedy = f"{folder} is not a folder", "name another"
    elif not os.access(folder, os.W_OK):
        reason, remedy = f"the folder {folder} is not yours to write", "change its mode, or name another"
    else:
        return
    raise UsageError(f"cannot write {path}: {reason}", remedy=remedy)


def _aliens(path: Path) -> Iterator[str]:
    """What an earlier report did not write, as it is come upon: the folder may be a whole disk."""
    ours = _ours(path)
    for file in path.rglob("*"):
        name = str(file.relative_to(path))
        if name not in ours and (file.is_symlink() or not file.is_dir()):
            yield name


def _ours(path: Path) -> set[str]:
    """The files that an earlier report left here; none where its index is missing or damaged."""
    try:
        index = json.loads((path / INDEX).read_bytes())
        names = {str(file["name"]) for file in index["files"]} if index["schema"] == SCHEMA else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {*names, INDEX}


def write_folder(path: Path, format_name: str, files: Iterable[File]) -> int:
    """Replace the folder by these files and an index of them; returns how many there are.

    Everything is written beside it first: a run that fails leaves the earlier folder alone.
    """
    written = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        written.mkdir()
        entries = [_write(written, file) for file in files]
        index = {"schema": SCHEMA, "format": format_name, "files": entries}
        _write(written, File(INDEX, json.dumps(index, indent=1) + "\n"))
        check_folder(path)
        _swap(written, path)
    except OSError as error:
        raise UsageError(
            f"cannot write {path}: {error.strerror}", remedy="free space or name another folder"
        ) from error
    finally:
        shutil.rmtree(written, ignore_errors=True)
    return len(entries)


def _write(folder: Path, file: File) -> dict[str, str | int]:
    if not SAFE_NAME.fullmatch(file.name):
        raise ValueError(f"a format gave the file name {file.name!r}")
    path = folder / file.name
    path.parent.mkdir(exist_ok=True)
    data = file.text.encode()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, 0o666), "wb") as output:
        output.write(data)
        output.flush()
        os.fsync(output.fileno())
    return {"name": file.name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def _swap(written: Path, path: Path) -> None:
    """Two renames: at no moment does the folder hold files of two reports."""
    earlier = path.with_name(f".{secrets.token_hex(8)}.old")
    if path.exists():
        path.rename(earlier)
    written.rename(path)
    shutil.rmtree(earlier, ignore_errors=True)
