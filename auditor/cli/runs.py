"""`auditor runs`: the runs of an inventory, the newest first."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.options import config_option, store_option
from auditor.cli.page import print_page, print_text
from auditor.cli.request import inventory_path, read_config
from auditor.model.finding import ExitCode
from auditor.report.run_list import render_runs, render_runs_json
from auditor.store import open_store


@click.command(short_help="List the runs of an inventory.")
@config_option()
@store_option()
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema auditor-runs/1).")
@click.option(
    "--limit", type=click.IntRange(1), default=30, show_default=True, help="Runs to list, the newest first."
)
def runs(config_path: Path | None, store_path: Path | None, as_json: bool, limit: int) -> int:
    """List runs: when and how, how their recordings ended, what they found, exit code."""
    with open_store(
        inventory_path(store_path, read_config(config_path)), create=False, read_only=True
    ) as store:
        lines = store.runs()[:limit]
    if as_json:
        print_text(render_runs_json(lines))
    else:
        print_page(lambda colour, width: render_runs(lines, colour=colour, width=width))
    return ExitCode.CLEAR
