"""`auditor policy calendar`: what falls due until a day, with what an inventory holds of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

import click

from auditor.calendar_run import CalendarEntry, Window, milestone_calendar
from auditor.cli.day import DAY
from auditor.cli.options import config_option, legal_day
from auditor.cli.packs import Pack, load_packs, shipped_ids
from auditor.cli.request import read_config
from auditor.errors import UsageError
from auditor.evaluate.milestones import events_of
from auditor.model.finding import ExitCode
from auditor.model.policy import Profile
from auditor.report.escape import terminal_text
from auditor.resources import load_knowledge
from auditor.store import open_store

DEFAULT_YEARS = 2
"""Removal plans are made for the next budget years."""


@click.command(short_help="Show what falls due, and what an inventory holds of it.")
@config_option()
@click.option(
    "--policy", "names", multiple=True, metavar="ID", help="Only this pack (id or path). Repeatable."
)
@click.option("--from", "start", type=DAY, help="First day shown.  [default: today, UTC]")
@click.option("--until", type=DAY, help="Last day shown.  [default: two years on]")
@click.option(
    "--event",
    "events",
    multiple=True,
    metavar="ID:EVENT=DAY",
    help="Day of an event that a date runs from, such as pl-ksc-2026:decision=2027-03-01. Repeatable.",
)
@click.option(
    "--db",
    "store_path",
    type=click.Path(path_type=Path),
    help="Also count what this inventory holds: judged as of the day each milestone has passed.",
)
def calendar(
    config_path: Path | None,
    names: tuple[str, ...],
    start: datetime | None,
    until: datetime | None,
    events: tuple[str, ...],
    store_path: Path | None,
) -> int:
    """Show the milestones of policies by day; with --db, how many subjects each concerns. Never polls.

    The packs are those of --policy, else of the configuration, else all that are shipped. The
    profile of the configuration applies. Dates that run from an event without a day come last.
    """
    config = read_config(config_path)
    knowledge = load_knowledge()
    packs = load_packs(names or (config.policies if config else ()) or shipped_ids(), knowledge)
    first = legal_day(start)
    last = until.date() if until else first.replace(year=first.year + DEFAULT_YEARS, day=min(first.day, 28))
    window = Window(first, last, _events(events, packs))
    opened = open_store(store_path, create=False, read_only=True) if store_path else nullcontext(None)
    with opened as store:
        entries = milestone_calendar(
            tuple(pack.policy for pack in packs),
            window,
            config.profile if config else Profile(),
            store,
            knowledge,
        )
    for line in _lines(entries):
        click.echo(terminal_text(line))
    if not entries:
        click.echo(f"nothing falls due from {first} to {last}")
    return ExitCode.CLEAR


def _events(texts: tuple[str, ...], packs: tuple[Pack, ...]) -> dict[str, dict[str, date]]:
    known = {pack.policy.id: events_of(pack.policy) for pack in packs}
    words = sorted(f"{policy}:{event}" for policy, names in known.items() for event in names)
    found: dict[str, dict[str, date]] = {}
    for text in texts:
        name, _, day = text.partition("=")
        policy, _, event = name.partition(":")
        if event not in known.get(policy, ()):
            raise UsageError(
                f"no date runs from {name!r}", place="--event", remedy=f"known: {', '.join(words) or 'none'}"
            )
        try:
            found.setdefault(policy, {})[event] = date.fromisoformat(day)
        except ValueError as error:
            raise UsageError(
                f"{day!r} is not a day", place="--event", remedy=f"write {name}=2027-03-01"
            ) from error
    return found


def _lines(entries: tuple[CalendarEntry, ...]) -> Iterator[str]:
    for due, policy, excluded, review in entries:
        milestone = due.milestone
        day = due.on.isoformat() if due.on else milestone.relative
        mark = milestone.citation.verification.value
        yield f"{day:<14} {policy.id} {milestone.kind} [{mark}]: {milestone.requirement}"
        if policy.disabled_because:
            yield f"{'':<14} disabled: {policy.disabled_because}"
        if due.on is None:
            yield f"{'':<14} no day yet: the event it runs from is not stated (--event)"
        names_nobody = policy.needs_designations and bool(milestone.rules) and due.on is not None
        if excluded is not None and (excluded or review or not names_nobody):
            yield f"{'':<14} in the inventory then: {excluded} excluded, {review} for review"
        if names_nobody:
            yield f"{'':<14} names nobody: only your private designation list can tell what it concerns"
