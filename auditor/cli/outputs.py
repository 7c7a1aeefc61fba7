"""Report outputs: FORMAT=PATH options, checked before a run and written after it.

A file is replaced in one step, so that a failing run leaves the earlier report alone.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import NamedTuple

import click

from auditor.config import Config
from auditor.errors import UsageError
from auditor.report.interface import FORMATS

STDOUT = "-"


class Output(NamedTuple):
    """One report to write; `path` "-" is standard output."""

    format: str
    path: str


def gather_outputs(texts: tuple[str, ...], config: Config | None) -> tuple[Output, ...]:
    """Outputs from "FORMAT=PATH" texts, else the configuration's; UsageError before anything runs."""
    configured = config.outputs if config else ()
    outputs = tuple(
        _parse_output(text) for text in texts or tuple(f"{name}={path}" for name, path in configured)
    )
    if sum(output.path == STDOUT for output in outputs) > 1:
        raise UsageError(
            "only one report can go to standard output", place="-o", remedy="give the others a path"
        )
    return outputs


def _parse_output(text: str) -> Output:
    format_name, separator, path = text.partition("=")
    if not separator or not path or format_name not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise UsageError(
            f"{text!r} is not FORMAT=PATH", place="-o", remedy=f"formats: {known}; PATH - is stdout"
        )
    if path != STDOUT:
        check_writable(Path(path))
    return Output(format_name, path)


def check_writable(path: Path) -> None:
    """UsageError now rather than after an hour of polling."""
    folder = path.parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise UsageError(
            f"cannot write {path}", remedy=f"make the folder {folder} writable or name another file"
        )


def write_text(path: Path, text: str, mode: int = 0o644) -> None:
    """Replace `path` with `text` (UTF-8) in one step; never through a symbolic link."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise UsageError(
            f"cannot write {path}: {error.strerror}", remedy="free space or name another file"
        ) from error


def write_output(output: Output, text: str) -> None:
    """Write one rendered report."""
    if output.path == STDOUT:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_text(Path(output.path), text)
