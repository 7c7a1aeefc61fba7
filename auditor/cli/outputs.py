"""Report outputs: FORMAT=PATH options, checked before a run and written after it.

A file is replaced in one step, so that a failing run leaves the earlier report alone.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from auditor.cli.folder_output import check_folder, check_parent
from auditor.cli.page import print_pieces
from auditor.config import Config
from auditor.errors import UsageError
from auditor.report.interface import FOLDER_FORMATS, format_named, known_formats

STDOUT = "-"


class Output(NamedTuple):
    """One report to write; `path` "-" is standard output, or a folder where the format is one."""

    format: str
    path: str

    @property
    def is_folder(self) -> bool:
        """Whether the format is a folder of files."""
        return self.format in FOLDER_FORMATS


def gather_outputs(
    texts: tuple[str, ...], config: Config | None, inventory: Path, *, taken: tuple[Output, ...] = ()
) -> tuple[Output, ...]:
    """Outputs from "FORMAT=PATH" texts, else the configuration's; UsageError before anything runs.

    No report may take the place of another one (of those or of `taken`), of the inventory or of
    the configuration.
    """
    configured = config.outputs if config else ()
    outputs = tuple(
        _parse_output(text) for text in texts or tuple(f"{name}={path}" for name, path in configured)
    )
    if sum(output.path == STDOUT for output in outputs) > 1:
        raise UsageError(
            "only one report can go to standard output", place="-o", remedy="give the others a path"
        )
    _refuse_overwriting((*taken, *outputs), inventory, config)
    return outputs


def private_path(inventory: Path) -> Path:
    """Where matches under private designation lists go: beside the inventory."""
    return inventory.with_suffix(".designated.json")


def _refuse_overwriting(outputs: tuple[Output, ...], inventory: Path, config: Config | None) -> None:
    journals = (inventory.with_name(inventory.name + suffix) for suffix in ("-wal", "-shm", ".lock"))
    taken = {os.path.realpath(path): "the inventory" for path in (inventory, *journals)}
    taken[os.path.realpath(private_path(inventory))] = "for private matches"
    if config:
        taken[os.path.realpath(config.path)] = "the configuration"
    for output in outputs:
        place = os.path.realpath(output.path)
        if output.path != STDOUT and place in taken:
            raise UsageError(
                f"{output.path} is {taken[place]}", place="-o", remedy="name another file for the report"
            )
        inside = [path for path in taken if output.is_folder and Path(place) in Path(path).parents]
        if inside:
            raise UsageError(
                f"{output.path} is where {inside[0]} is", place="-o", remedy="name a folder of its own"
            )
        taken[place] = "another report of this run"


def _parse_output(text: str) -> Output:
    format_name, separator, path = text.partition("=")
    if not separator or not path:
        known = ", ".join(known_formats())
        raise UsageError(
            f"{text!r} is not FORMAT=PATH", place="-o", remedy=f"formats are {known}; PATH - is stdout"
        )
    format_named(format_name)
    output = Output(format_name, path)
    if output.is_folder and path == STDOUT:
        raise UsageError(f"{format_name} writes a folder of files", place="-o", remedy="name a folder")
    if output.is_folder:
        check_folder(Path(path))
    elif path != STDOUT:
        check_writable(Path(path))
    return output


def check_writable(path: Path) -> None:
    """UsageError now rather than after an hour of polling."""
    check_parent(path)
    try:
        regular = stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}", remedy="name another file") from error
    if not regular:
        # Replacing it would take a device, a pipe or a link away from everybody else.
        raise UsageError(f"{path} is not a regular file", remedy="name a file; PATH - is standard output")


def write_text(path: Path, text: str, mode: int = 0o666) -> None:
    """Replace `path` with `text`: see `write_pieces`."""
    write_pieces(path, (text,), mode)


def write_pieces(path: Path, pieces: Iterable[str], mode: int = 0o666) -> None:
    """Replace `path` with a text (UTF-8), given in pieces, in one step; never through a symbolic link.

    The mode is less what the umask takes away, as for any file.
    """
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(temporary, flags, mode), "w", encoding="utf-8") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise UsageError(
            f"cannot write {path}: {error.strerror}", remedy="free space or name another file"
        ) from error


def write_output(output: Output, pieces: Iterable[str]) -> None:
    """Write one rendered report."""
    if output.path == STDOUT:
        print_pieces(pieces)
    else:
        write_pieces(Path(output.path), pieces)
