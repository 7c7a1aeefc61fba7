"""`auditor policy`: which packs there are, what one of them says, and which vendors it may name."""

from __future__ import annotations

import click

from auditor.cli.packs import Pack, load_pack, shipped_ids
from auditor.cli.policy_calendar import calendar
from auditor.cli.policy_check import run_examples, validate
from auditor.model.finding import ExitCode
from auditor.model.identity import Affiliation, Vendor
from auditor.report.escape import terminal_text
from auditor.report.policy_text import describe_pack, describe_sources, weakest_mark
from auditor.resources import load_knowledge


@click.group(short_help="Show, check and write policy packs.")
def policy() -> None:
    """Show, check and write policy packs: what they exclude, where it is written, how far it was verified."""


@policy.command(name="list", short_help="List the shipped packs.")
def list_packs() -> int:
    """List the shipped packs, a line each: id, jurisdiction, kind, status, data date, verification, title.

    \b
    Status "disabled": its facts are not confirmed, and it cannot be chosen yet.
    Verification is that of the weakest fact that decides: P official text seen, S secondary source seen.
    """
    knowledge = load_knowledge()
    for name in shipped_ids():
        click.echo(_line(load_pack(name, knowledge)))
    return ExitCode.CLEAR


def _line(pack: Pack) -> str:
    policy = pack.policy
    status = "disabled" if policy.disabled_because else policy.status.value
    day = policy.data_date.isoformat() if policy.data_date else "-"
    head = f"{policy.id:<24} {policy.jurisdiction:<3} {policy.kind.value:<16} {status:<9}"
    return f"{head} {day:<10} {weakest_mark(policy)} {policy.title}"


@policy.command(short_help="Show one pack with its rules and sources.")
@click.argument("policy_id", metavar="ID")
@click.option("--toml", is_flag=True, help="Print the pack's file, to copy and change.")
def show(policy_id: str, toml: bool) -> int:
    """Show one pack: rules, dates, questions and citations. ID may be the path of your own pack."""
    pack = load_pack(policy_id, load_knowledge(), place="ID")
    if toml:
        click.echo(pack.data.decode("utf-8"), nl=False)
        return ExitCode.CLEAR
    for line in describe_pack(pack.policy):
        click.echo(terminal_text(line))
    return ExitCode.CLEAR


@policy.command(short_help="Show what each fact of a pack rests on.")
@click.argument("policy_ids", metavar="[ID]...", nargs=-1)
def sources(policy_ids: tuple[str, ...]) -> int:
    """Show every source of packs with its mark, and the rules and milestones that rest on it.

    Without an ID, the sources of all shipped packs.
    """
    knowledge = load_knowledge()
    for name in policy_ids or shipped_ids():
        for line in describe_sources(load_pack(name, knowledge, place="ID").policy):
            click.echo(terminal_text(line))
    return ExitCode.CLEAR


@policy.command(short_help="List the vendors that rules and exclusion lists may name.")
@click.argument("word", required=False)
def vendors(word: str | None) -> int:
    """List vendor ids with their names and ties; with WORD, those whose id or a name holds it."""
    known = load_knowledge().vendors.all()
    wanted = (word or "").casefold()
    names = {vendor.id: vendor.name for vendor in known}
    for vendor in known:
        texts = (vendor.id, vendor.name, *vendor.aliases)
        if any(wanted in text.casefold() for text in texts):
            ties = "; ".join(_tie(tie, names) for tie in vendor.affiliations)
            click.echo(f"{vendor.id:<20} {_named(vendor)}{f' [{ties}]' if ties else ''}")
    return ExitCode.CLEAR


def _named(vendor: Vendor) -> str:
    others = [alias for alias in vendor.aliases if alias != vendor.name]
    return f"{vendor.name} (also {', '.join(others)})" if others else vendor.name


def _tie(tie: Affiliation, names: dict[str, str]) -> str:
    dates = f" {tie.valid_from or '?'} to {tie.valid_to or 'now'}" if tie.valid_from or tie.valid_to else ""
    return f"{tie.relation.replace('_', ' ')}: {names.get(tie.to, tie.to)}{dates} ({tie.verification})"


for command in (validate, run_examples, calendar):
    policy.add_command(command)
