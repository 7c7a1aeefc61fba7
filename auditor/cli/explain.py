"""`auditor explain`: the chain from a verdict to the bytes a device sent."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.options import config_option, store_option
from auditor.cli.page import print_page
from auditor.cli.request import inventory_path, read_config
from auditor.explain_run import explain_subject
from auditor.model.finding import ExitCode
from auditor.report.explain import render_explanation, render_explanation_json
from auditor.resources import load_knowledge
from auditor.store import open_store


@click.command(short_help="Show why something was judged as it was, down to the bytes.")
@click.argument("subject", metavar="SUBJECT")
@config_option()
@store_option()
@click.option("--policy", "policy_id", metavar="ID", help="Only the verdicts of this policy.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON with every octet.",
)
def explain(
    subject: str, config_path: Path | None, store_path: Path | None, policy_id: str | None, format_name: str
) -> int:
    """Explain a device, part, neighbor or finding of the inventory; never polls.

    Prints its verdicts with the clauses they rest on, who it says it is, and each piece of evidence:
    the row of knowledge that read it, the OID, the octets, the stored table with its sha256 computed
    anew, and the recording that brought it. Then what speaks against it, and what was not seen.

    \b
    SUBJECT is one of:
      sapporo-sw1                       a device, by its target id
      sapporo-sw1:chassis:1/port:49     a part, by device and path
      tokyo-core-sw1:mac:48435a7c3100   a neighbor, by device and key
      component:246, neighbor:12        by the ids of the views
      v1:003e6c9934a9                   a finding, by its fingerprint, 8 or more characters after v1:
    """
    config = read_config(config_path)
    with open_store(inventory_path(store_path, config), create=False, read_only=True) as store:
        explanation = explain_subject(store, subject, policy_id, load_knowledge())
    if format_name == "json":
        click.echo(render_explanation_json(explanation), nl=False)
    else:
        print_page(lambda colour, width: render_explanation(explanation, colour=colour, width=width))
    return ExitCode.CLEAR
