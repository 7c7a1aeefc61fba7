"""docs/reference/cli.md is what --help prints; AUDITOR_UPDATE_GOLDEN=1 writes it anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from auditor.cli import auditor

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference" / "cli.md"
HEAD = """# Command line

What `--help` prints, checked by a test.
"""


def commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from commands(command.commands[name], (*path, name))


COMMANDS = list(commands(auditor, ("auditor",)))


def help_text(path: tuple[str, ...], command: click.Command) -> str:
    context: click.Context | None = None
    current: click.Command = auditor
    context = click.Context(
        current,
        info_name=path[0],
        terminal_width=100,
        max_content_width=100,
        help_option_names=["-h", "--help"],
    )
    for name in path[1:]:
        assert isinstance(current, click.Group)
        current = current.commands[name]
        context = click.Context(current, info_name=name, parent=context, terminal_width=100)
    return command.get_help(context)


def reference() -> str:
    blocks = [
        f"\n## {' '.join(path)}\n\n```\n{help_text(path, command).rstrip()}\n```\n"
        for path, command in COMMANDS
    ]
    return HEAD + "".join(blocks)


def test_the_reference_is_what_help_prints() -> None:
    if os.environ.get("AUDITOR_UPDATE_GOLDEN"):
        REFERENCE.write_text(reference(), encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])
def test_every_command_and_option_has_help(path: tuple[str, ...], command: click.Command) -> None:
    bare = [
        parameter.name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        and not parameter.help
        and not isinstance(parameter.type, click.Choice)
    ]
    assert (bool(command.help), bare) == (True, [])
