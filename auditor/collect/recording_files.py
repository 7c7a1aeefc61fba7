"""Folders of recordings: NAME.snmprec, NAME@CONTEXT.snmprec, NAME.toml and NAME/ssh per target.

File names come from target ids and contexts, percent-encoded, never from device text; no
symbolic link is followed and files are replaced whole. Must not know plans or what rows
mean. Next: `replay` for reading them as recordings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from auditor.collect.cli_files import CliFiles, find_cli_files, write_cli_recording
from auditor.collect.file_access import replace_file
from auditor.collect.recording_statement import format_statement
from auditor.collect.snmprec import format_snmprec
from auditor.errors import TargetListError, UsageError
from auditor.model.oid import sub_ids
from auditor.model.recording import Recording
from auditor.model.rows import Row, unpack_rows
from auditor.model.target import SourceLine, Target, Transport

ROWS_SUFFIX = ".snmprec"
STATEMENT_SUFFIX = ".toml"
MAX_NAME = 140
"""With a context of 32 octets (RFC 3411), encoded, a file name stays below Linux' 255 octets."""
_UNSAFE = re.compile(rb"[^A-Za-z0-9._-]")
_AFTER_EVERY_OID = (1 << 32,)


class RecordingFiles(NamedTuple):
    """The files of one target: rows by context ("" first), the statement if there is one, and
    what it wrote over SSH. Without rows it was recorded over SSH alone."""

    rows: tuple[tuple[str, Path], ...]
    statement: Path | None
    cli: CliFiles | None = None

    @property
    def transports(self) -> tuple[Transport, ...]:
        """What it was recorded over."""
        return (*((Transport.SNMP,) if self.rows else ()), *((Transport.SSH,) if self.cli else ()))

    @property
    def source(self) -> SourceLine | None:
        """The file that stands for the target where no list does: its rows, else its statement."""
        file = self.rows[0][1] if self.rows else self.statement
        return SourceLine(str(file), 1) if file else None


def recorded_targets(directory: Path) -> tuple[Target, ...]:
    """One target per recording, sorted by id; TargetListError when there are none."""
    return tuple(
        Target(id=target_id, addresses=(), transports=files.transports, source=files.source)
        for target_id, files in sorted(list_recordings(directory).items())
    )


def list_recordings(directory: Path) -> Mapping[str, RecordingFiles]:
    """The recordings of a folder by target id; TargetListError when there are none.

    "NAME@CONTEXT.snmprec" belongs to NAME where NAME.toml says that NAME is a recording of ours;
    else it is a name, for nothing states that the two files are one device.
    """
    names = _file_names(directory)
    stems = sorted(name.removesuffix(ROWS_SUFFIX) for name in names if name.endswith(ROWS_SUFFIX))
    shown = {name: cli for name in names if (cli := find_cli_files(directory, name))}
    if not stems and not shown:
        raise TargetListError(
            "the folder holds no recording",
            file=str(directory),
            remedy=f"recordings are files that end in {ROWS_SUFFIX}, or folders NAME/ssh",
        )
    rows: dict[str, list[tuple[str, Path]]] = {name: [] for name in sorted(shown)}
    for stem in stems:
        name, context = _name_and_context(stem, names)
        rows.setdefault(name, []).append((context, directory / (stem + ROWS_SUFFIX)))
    found: dict[str, RecordingFiles] = {}
    for name, files in rows.items():
        statement = directory / (name + STATEMENT_SUFFIX) if name + STATEMENT_SUFFIX in names else None
        target_id = _decoded(name, directory)
        if target_id in found:
            raise TargetListError(f"two files are named for target {target_id!r}", file=str(directory))
        found[target_id] = RecordingFiles(tuple(sorted(files)), statement if files else None, shown.get(name))
    return found


def write_recording(directory: Path, recording: Recording) -> Path:
    """Write a recording as files of mode 0600, replacing earlier ones of its transport; the path
    of the rows, or of the folder of outputs.

    Makes the folder where needed. UsageError when the id makes no file name; OSError as is.
    """
    name = file_name(recording.target_id)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if recording.transport is Transport.SSH:
        return write_cli_recording(directory, name, recording)
    written = {
        name + (f"@{file_name(context)}" if context else "") + ROWS_SUFFIX: format_snmprec(rows)
        for context, rows in _rows_by_context(recording).items()
    }
    for file, data in written.items():
        replace_file(directory / file, data)
    for file in _file_names(directory):
        if file.startswith(name + "@") and file.endswith(ROWS_SUFFIX) and file not in written:
            (directory / file).unlink()
    replace_file(directory / (name + STATEMENT_SUFFIX), format_statement(recording))
    return directory / (name + ROWS_SUFFIX)


def file_name(target_id: str) -> str:
    """A safe file name for an id: other characters than A-Z a-z 0-9 . _ - percent-encoded."""
    encoded = _UNSAFE.sub(lambda match: b"%%%02X" % match[0][0], target_id.encode(errors="replace")).decode()
    name = "%2E" + encoded[1:] if encoded.startswith(".") else encoded
    if not 0 < len(name) <= MAX_NAME:
        raise UsageError(
            f"{target_id[:MAX_NAME]!r} makes no file name of 1 to {MAX_NAME} characters",
            remedy="give the target a shorter id",
        )
    return name


def _file_names(directory: Path) -> frozenset[str]:
    try:
        return frozenset(path.name for path in directory.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise TargetListError(
            f"the folder of recordings cannot be read: {error.strerror}",
            file=str(directory),
            remedy=f"name a folder with {ROWS_SUFFIX} files",
        ) from None


def _name_and_context(stem: str, names: frozenset[str]) -> tuple[str, str]:
    name, at, context = stem.partition("@")
    if at and {name + ROWS_SUFFIX, name + STATEMENT_SUFFIX} <= names:
        return name, unquote(context)
    return stem, ""


def _decoded(name: str, directory: Path) -> str:
    try:
        target_id = unquote(name, errors="strict")
        target_id.encode()
    except UnicodeError:
        raise TargetListError("a file name is not UTF-8", file=str(directory), place=ascii(name)) from None
    return target_id


def _rows_by_context(recording: Recording) -> dict[str, list[Row]]:
    """Rows of every context in OID order, those two sections share once; "" always present."""
    contexts: dict[str, dict[bytes, Row]] = {"": {}}
    for section, payload in zip(recording.sections, recording.payloads, strict=True):
        rows = contexts.setdefault(section.context, {})
        for row in unpack_rows(payload.payload):
            rows.setdefault(row[0], row)
    return {context: sorted(rows.values(), key=oid_order) for context, rows in contexts.items()}


def oid_order(row: Row) -> tuple[int, ...]:
    """What rows are sorted by; malformed OIDs come last."""
    try:
        return sub_ids(row[0])
    except ValueError:
        return _AFTER_EVERY_OID
