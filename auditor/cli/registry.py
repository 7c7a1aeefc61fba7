"""`auditor registry`: what the MAC and enterprise number tables are, and newer ones."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from auditor.cli.page import print_page
from auditor.errors import UsageError
from auditor.identify.registries.diff import compare_registries
from auditor.identify.vendors import VendorRegistry
from auditor.model.finding import ExitCode
from auditor.registry_states import REGISTRIES, read_states
from auditor.report.escape import terminal_text
from auditor.report.registry_diff_text import render_diff, render_diff_json
from auditor.resources import import_registry, load_knowledge, registry_status


@click.group(short_help="Show or refresh the MAC and enterprise number tables.")
def registry() -> None:
    """Registries work offline from the first call; a newer file is imported, never downloaded."""


@registry.command(short_help="Show data dates, sizes and digests.")
def status() -> int:
    """Show every registry and knowledge set with its data date, rows, source and sha256."""
    for source in registry_status():
        line = f"{source.name:<22} {source.data_date:<11} {source.rows:>7} rows  {source.source}"
        click.echo(terminal_text(line))
        click.echo(f"{'':<22} sha256 {source.digest}")
    return ExitCode.CLEAR


@registry.command(name="import", short_help="Import a newer registry file.")
@click.argument("file", type=click.Path(path_type=Path))
def import_file(file: Path) -> int:
    """Import FILE: IEEE oui.csv, mam.csv or oui36.csv, Wireshark manuf, mac-vendors.txt,
    Wireshark enterprises.tsv or IANA enterprise-numbers.

    A file that would shrink the table by more than 5 % is refused.
    """
    source = import_registry(file)
    click.echo(
        f"imported {source.name}: {source.rows} rows, data date {source.data_date or 'unstated'}", err=True
    )
    return ExitCode.CLEAR


@registry.command(short_help="Compare two states of a registry.")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--registry", "name", type=click.Choice(REGISTRIES), help="Which one, where no file says it.")
@click.option("--vendor", metavar="VENDOR", help="Only entries that this vendor holds in A or in B.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=40,
    show_default=True,
    help="Entries shown of each kind; 0 shows all.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON with every entry.",
)
def diff(before: str, after: str, name: str | None, vendor: str | None, limit: int, format_name: str) -> int:
    """Show what changes from A to B: entries added, removed or with another holder.

    A and B are files as import takes them (or tables it wrote), or one of: shipped (what came with
    the program), installed (what was imported here), mac-vendor-lookup (the list of that package).

    \b
      auditor registry diff shipped installed
      auditor registry diff shipped oui.csv --vendor huawei
    """
    states = read_states((before, after), name)
    vendors = load_knowledge().vendors
    found = compare_registries(*states, vendors, vendor=_vendor_id(vendor, vendors) if vendor else "")
    if format_name == "json":
        click.echo(render_diff_json(found), nl=False)
    else:
        print_page(lambda colour, width: render_diff(found, limit=limit, colour=colour, width=width))
    return ExitCode.CLEAR


def _vendor_id(word: str, vendors: VendorRegistry) -> str:
    found = vendors.resolve(word)
    if found is None:
        near = get_close_matches(word.casefold(), vendors.words(), n=1)
        remedy = f"did you mean {near[0]}?" if near else "give an id or name of the vendor registry"
        raise UsageError(f"{word!r} is not a known vendor", place="--vendor", remedy=remedy)
    return found.id
