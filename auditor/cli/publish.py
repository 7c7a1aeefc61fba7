"""Puts an audit result where it was asked for: files, standard output, the terminal."""

from __future__ import annotations

import os
import shutil
import sys

import click

from auditor.cli.outputs import STDOUT, Output, write_output
from auditor.model.finding import AuditResult
from auditor.report.interface import render
from auditor.report.terminal import render_terminal
from auditor.resources import report_template

PLAIN_WIDTH = 110
"""Width without a terminal: fits a CI log and A4 landscape."""


def publish(result: AuditResult, outputs: tuple[Output, ...]) -> None:
    """Write every output; the terminal report goes to stdout unless a report claims it."""
    for output in outputs:
        write_output(output, render(output.format, result, report_template(output.format)))
    claimed = any(output.path == STDOUT for output in outputs)
    stream = sys.stderr if claimed else sys.stdout
    live = stream.isatty()
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if live else PLAIN_WIDTH
    colour = live and "NO_COLOR" not in os.environ
    click.echo(render_terminal(result, colour=colour, width=width), file=stream, color=colour)
    for output in outputs:
        if output.path != STDOUT:
            click.echo(f"wrote {output.path} ({output.format})", err=True)
