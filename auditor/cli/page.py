"""Prints text for people and programs on the standard streams, in the width and colours they have.

A reader that went away (`| head`) ends the output, never the program: what was judged keeps
its exit code.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

import click

BLOCK_CHARACTERS = 1 << 16
"""As much as a pipe holds."""
PLAIN_WIDTH = 110
"""Width without a terminal: fits a CI log and A4 landscape."""


def print_page(render: Callable[[bool, int], str], stream: TextIO | None = None) -> None:
    """Print what `render(colour, width)` gives; where there is no terminal plain, and 110 wide unless
    COLUMNS says otherwise."""
    stream = stream or sys.stdout
    live = stream.isatty()
    asked = os.environ.get("COLUMNS", "")
    plain = int(asked) if asked.isdecimal() else PLAIN_WIDTH
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if live else plain
    colour = live and "NO_COLOR" not in os.environ
    print_text(render(colour, width), stream, colour=colour)


def print_text(text: str, stream: TextIO | None = None, *, colour: bool = False) -> None:
    """Print a text that ends with a newline, or what is left of it until the reader goes away."""
    stream = stream or sys.stdout
    try:
        click.echo(text, nl=not text.endswith("\n"), file=stream, color=colour)
    except BrokenPipeError:
        silence(stream)


def print_pieces(pieces: Iterable[str]) -> None:
    """Print a text that ends with a newline piece by piece, until the reader goes away."""
    try:
        for block in _blocks(pieces):
            click.echo(block, nl=False)
    except BrokenPipeError:
        silence(sys.stdout)


def _blocks(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, several at once: each is flushed when it is printed."""
    block: list[str] = []
    size = 0
    for piece in pieces:
        block.append(piece)
        size += len(piece)
        if size >= BLOCK_CHARACTERS:
            yield "".join(block)
            block, size = [], 0
    yield "".join(block)


def silence(stream: TextIO) -> None:
    """Nobody reads this stream any more: what still comes goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
