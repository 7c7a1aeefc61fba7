"""Puts an audit result where it was asked for: files, standard output, the terminal."""

from __future__ import annotations

import sys
from importlib import resources
from typing import TextIO

import click

from auditor.cli.outputs import STDOUT, Output, write_output
from auditor.cli.page import print_page
from auditor.model.finding import AuditResult
from auditor.report.interface import format_named, render
from auditor.report.terminal import render_terminal


def publish(result: AuditResult, outputs: tuple[Output, ...]) -> None:
    """Write every output; the terminal report goes to stdout unless a report claims it."""
    for output in outputs:
        write_output(output, render(output.format, result, _template(output.format)))
    print_page(
        lambda colour, width: render_terminal(result, colour=colour, width=width), words_stream(outputs)
    )
    for output in outputs:
        if output.path != STDOUT:
            click.echo(f"wrote {output.path} ({output.format})", err=True)


def words_stream(outputs: tuple[Output, ...]) -> TextIO:
    """Where text for people goes: standard error where a report claims standard output."""
    return sys.stderr if any(output.path == STDOUT for output in outputs) else sys.stdout


def _template(format_name: str) -> str:
    """The template of a format, "" where it has none."""
    name = format_named(format_name).template
    return resources.files("auditor.report").joinpath("templates", name).read_text("utf-8") if name else ""
