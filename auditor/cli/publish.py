"""Puts an audit result where it was asked for: files, folders, standard output, the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from auditor.cli.folder_output import write_folder
from auditor.cli.outputs import STDOUT, Output, write_output
from auditor.cli.page import print_page
from auditor.report.terminal import render_terminal
from auditor.report_run import Report


def publish(report: Report, outputs: tuple[Output, ...]) -> None:
    """Write every output; the terminal report goes to stdout unless a report claims it.

    The store of the report must still be open.
    """
    told = [_write(report, output) for output in outputs]
    print_page(
        lambda colour, width: render_terminal(report.result, colour=colour, width=width),
        words_stream(outputs),
    )
    for line in filter(None, told):
        click.echo(line, err=True)


def words_stream(outputs: tuple[Output, ...]) -> TextIO:
    """Where text for people goes: standard error where a report claims standard output."""
    return sys.stderr if any(output.path == STDOUT for output in outputs) else sys.stdout


def _write(report: Report, output: Output) -> str:
    """Writes one output; what to say of it, "" of standard output."""
    if output.is_folder:
        count = write_folder(Path(output.path), output.format, report.files(output.format))
        return f"wrote {count} files to {output.path} ({output.format})"
    write_output(output, report.pieces(output.format))
    return "" if output.path == STDOUT else f"wrote {output.path} ({output.format})"
