"""Prints text for people on standard output, in the width and colours the terminal has."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

import click

from auditor.cli.publish import PLAIN_WIDTH


def print_page(render: Callable[[bool, int], str]) -> None:
    """Print what `render(colour, width)` gives; plain and 110 wide where there is no terminal."""
    live = sys.stdout.isatty()
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if live else PLAIN_WIDTH
    colour = live and "NO_COLOR" not in os.environ
    click.echo(render(colour, width), nl=False, color=colour)
