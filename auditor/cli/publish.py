"""Puts an audit result where it was asked for: files, standard output, the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import resources

import click

from auditor.cli.outputs import STDOUT, Output, write_output
from auditor.model.finding import AuditResult
from auditor.report.interface import format_named, render
from auditor.report.terminal import render_terminal

PLAIN_WIDTH = 110
"""Width without a terminal: fits a CI log and A4 landscape."""


def publish(result: AuditResult, outputs: tuple[Output, ...]) -> None:
    """Write every output; the terminal report goes to stdout unless a report claims it."""
    for output in outputs:
        write_output(output, render(output.format, result, _template(output.format)))
    claimed = any(output.path == STDOUT for output in outputs)
    stream = sys.stderr if claimed else sys.stdout
    live = stream.isatty()
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if live else PLAIN_WIDTH
    colour = live and "NO_COLOR" not in os.environ
    click.echo(render_terminal(result, colour=colour, width=width), file=stream, color=colour)
    for output in outputs:
        if output.path != STDOUT:
            click.echo(f"wrote {output.path} ({output.format})", err=True)


def _template(format_name: str) -> str:
    """The template of a format, "" where it has none."""
    name = format_named(format_name).template
    return resources.files("auditor.report").joinpath("templates", name).read_text("utf-8") if name else ""
