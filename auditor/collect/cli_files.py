"""What commands wrote, as files: NAME/ssh/COMMAND.txt and NAME/ssh.toml beside NAME.snmprec.

A file holds the octets of one output as they came. Its name is the command, a blank as "_" and
anything but A-Z a-z 0-9 . - percent-encoded, so that it can be read back and never leaves the
folder. Must not know what an output means. Next: `replay_cli` reads them as a recording.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from auditor.collect.file_access import replace_file
from auditor.collect.recording_statement import format_statement
from auditor.errors import UsageError
from auditor.model.recording import Recording

CLI_FOLDER = "ssh"
CLI_STATEMENT = "ssh.toml"
TEXT_SUFFIX = ".txt"
MAX_STEM = 200
"""With the suffix a file name stays below Linux' 255 octets; commands are far shorter."""
_UNSAFE = re.compile(rb"[^A-Za-z0-9. -]")


class CliFiles(NamedTuple):
    """The outputs of one target by command, and the statement if there is one."""

    outputs: tuple[tuple[str, Path], ...]
    statement: Path | None


def command_file_name(command: str) -> str:
    """The file name of a command's output; UsageError when the command is empty or too long."""
    octets = _UNSAFE.sub(lambda match: b"%%%02X" % match[0][0], command.encode(errors="surrogateescape"))
    stem = octets.decode().replace(" ", "_")
    stem = "%2E" + stem[1:] if stem.startswith(".") else stem
    if not 0 < len(stem) <= MAX_STEM:
        raise UsageError(f"the command {command[:40]!r} makes no file name of 1 to {MAX_STEM} characters")
    return stem + TEXT_SUFFIX


def command_of(file: str) -> str:
    """The command of a file name; the inverse of `command_file_name`."""
    return unquote(file.removesuffix(TEXT_SUFFIX).replace("_", " "), errors="surrogateescape")


def find_cli_files(directory: Path, name: str) -> CliFiles | None:
    """The outputs of the target whose encoded id is `name`; None when there are none.

    No symbolic link is followed, nor read later.
    """
    target, folder = directory / name, directory / name / CLI_FOLDER
    statement = target / CLI_STATEMENT
    if target.is_symlink() or folder.is_symlink():
        return None
    try:
        files = sorted(path for path in folder.iterdir() if path.name.endswith(TEXT_SUFFIX))
    except OSError:
        files = []
    stated = statement if statement.is_file() and not statement.is_symlink() else None
    if not files and stated is None:
        return None
    return CliFiles(tuple((command_of(path.name), path) for path in files), stated)


def write_cli_recording(directory: Path, name: str, recording: Recording) -> Path:
    """Write an SSH recording as files of mode 0600, replacing earlier ones; the folder's path."""
    folder = directory / name / CLI_FOLDER
    for made in (folder.parent, folder):
        made.mkdir(mode=0o700, exist_ok=True)
    written = _outputs(recording)
    for file, octets in written.items():
        replace_file(folder / file, octets)
    for path in folder.iterdir():
        if path.name.endswith(TEXT_SUFFIX) and path.name not in written:
            path.unlink()
    replace_file(directory / name / CLI_STATEMENT, format_statement(recording))
    return folder


def _outputs(recording: Recording) -> Mapping[str, bytes]:
    pairs = zip(recording.sections, recording.payloads, strict=True)
    return {command_file_name(section.root): payload.payload for section, payload in pairs}
