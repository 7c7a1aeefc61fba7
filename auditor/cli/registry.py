"""`auditor registry`: what the MAC and enterprise number tables are, and newer ones."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.model.finding import ExitCode
from auditor.resources import import_registry, registry_status


@click.group(short_help="Show or refresh the MAC and enterprise number tables.")
def registry() -> None:
    """Registries work offline from the first call; a newer file is imported, never downloaded."""


@registry.command(short_help="Show data dates, sizes and digests.")
def status() -> int:
    """Show every registry and knowledge set with its data date, rows, source and sha256."""
    for source in registry_status():
        click.echo(f"{source.name:<22} {source.data_date:<11} {source.rows:>7} rows  {source.source}")
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
