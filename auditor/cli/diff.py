"""`auditor diff`: what changed between two audits."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.options import config_option, store_option
from auditor.cli.page import print_page, print_text
from auditor.cli.past import past_audit
from auditor.cli.request import inventory_path, read_config
from auditor.evaluate.comparison import compare
from auditor.model.finding import ExitCode
from auditor.report.comparison_text import render_comparison, render_comparison_json


@click.command(short_help="What changed between two audits.")
@click.argument("before")
@click.argument("after", default="last")
@config_option()
@store_option()
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema auditor-diff/1).")
def diff(before: str, after: str, config_path: Path | None, store_path: Path | None, as_json: bool) -> int:
    """Compare two audits: findings that are new, changed, moved, gone; coverage lost and gained.

    BEFORE and AFTER are each a run id or its beginning (auditor runs), a day (the last audit of
    that day or before), "last", "previous", or the path of a JSON report. A part that reports the
    same serial number and model on another device has moved. Exits with 0 whatever it finds;
    to fail on what is new, use --baseline with audit, evaluate or report.
    """
    inventory = inventory_path(store_path, read_config(config_path))
    comparison = compare(past_audit(before, inventory), past_audit(after, inventory))
    if as_json:
        print_text(render_comparison_json(comparison))
    else:
        print_page(lambda colour, width: render_comparison(comparison, colour=colour, width=width))
    return ExitCode.CLEAR
