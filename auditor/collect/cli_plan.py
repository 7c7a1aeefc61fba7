"""What each platform may be asked over SSH: an exact-match catalogue, read from package data.

`cli_commands.tsv` has the commands, `cli_platforms.toml` how to talk to their command line.
Whatever is not in here is never sent (`cli_guard`). Must not know how a session works.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

INTERFACE = "{interface}"
"""Stands in a command for the name of an interface that the device itself listed."""
INTERFACE_SOURCE = "ls /sys/class/net"
"""The command whose lines are names of interfaces."""
INTERFACE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,14}")
"""A name as Linux allows it (IFNAMSIZ is 16 with the final NUL), and harmless in a shell."""
MAX_INTERFACES = 512
"""Ports that one device is asked about one by one; the biggest Linux switches have 256."""


_Toml = str | bool | list[str] | list[dict[str, str]]


class Command(NamedTuple):
    """A command as sent. `timeout_s` 0 is the default of the run."""

    text: str
    timeout_s: float = 0.0


class Question(NamedTuple):
    """What a device may ask at login (a pattern) and the answer that changes nothing."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class CliPlatform:
    """How to talk to one command line, and what to ask it. See `cli_platforms.toml`."""

    name: str
    driver: str
    prompt: str
    commands: tuple[Command, ...]
    prepare: tuple[str, ...] = ()
    enable: str = ""
    pager: str = ""
    page_key: str = ""
    questions: tuple[Question, ...] = ()
    exec: bool = False

    @property
    def digest(self) -> str:
        """sha256, hexadecimal, of everything above."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def find_platform(name: str) -> CliPlatform | None:
    """The platform of `model.platforms` with its commands; None where we cannot talk to it."""
    return read_catalogue().get(name)


@lru_cache(maxsize=1)
def read_catalogue() -> Mapping[str, CliPlatform]:
    """All platforms that have a command line we know and a command that is on."""
    folder = files("auditor.collect")
    commands = read_commands(folder.joinpath("cli_commands.tsv").read_text("utf-8"))
    tables = tomllib.loads(folder.joinpath("cli_platforms.toml").read_text("utf-8"))
    return {
        name: _platform(name, table, commands[name]) for name, table in tables.items() if name in commands
    }


def read_commands(text: str) -> dict[str, tuple[Command, ...]]:
    """Commands that are on by platform, in the order of the table."""
    table = "".join(line for line in io.StringIO(text) if not line.startswith("#"))
    found: dict[str, tuple[Command, ...]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t"):
        if not row["off_because"]:
            command = Command(row["command"], float(row["timeout_s"] or 0))
            found[row["platform"]] = (*found.get(row["platform"], ()), command)
    return found


def _platform(name: str, table: Mapping[str, _Toml], commands: tuple[Command, ...]) -> CliPlatform:
    fields: dict[str, object] = dict(table)
    fields["questions"] = tuple(Question(**asked) for asked in table.get("questions", ()))  # type: ignore[union-attr, arg-type]
    fields["prepare"] = tuple(table.get("prepare", ()))  # type: ignore[arg-type]
    return CliPlatform(name=name, commands=commands, **fields)  # type: ignore[arg-type]


def interface_names(output: bytes) -> tuple[str, ...]:
    """Names in the output of `INTERFACE_SOURCE` that may stand in a command; others are left out."""
    names = (word for word in output.decode("ascii", "replace").split() if INTERFACE_NAME.fullmatch(word))
    return tuple(dict.fromkeys(names))[:MAX_INTERFACES]


def command_pattern(command: str) -> re.Pattern[str]:
    """What may be run for a command: itself, or with any name of an interface in its place."""
    return re.compile(re.escape(command).replace(re.escape(INTERFACE), INTERFACE_NAME.pattern))
