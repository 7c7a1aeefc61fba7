"""What people would rather look at than read, as numbers: bars of sites, a line of dates.

Geometry only, in units of the drawing; words are `sentences`', the drawing is the template's.
Everything drawn is told in a table too, so that nobody needs to see it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from auditor.model.finding import AuditResult, DueMilestone, Status
from auditor.model.findings import in_turn
from auditor.report import grouping

BAR_UNITS = 1_000
"""Width of a drawing in its own units: a tenth of a per cent is the thinnest slice."""
YEARS_AHEAD = 7
"""Removal deadlines of the shipped packs lie at most so far ahead; further ones stand in the table."""


class Slice(NamedTuple):
    """A piece of a status bar, in `BAR_UNITS`."""

    status: Status
    start: int
    size: int


class SiteBar(NamedTuple):
    """The devices of a site by status. `counts` are those that occur, worst first."""

    site: str
    devices: int
    counts: tuple[tuple[Status, int], ...]
    slices: tuple[Slice, ...]
    findings: int


class Due(NamedTuple):
    """A milestone of a policy. `x` is None outside the drawing and where its day is not known."""

    policy_id: str
    milestone: DueMilestone
    x: int | None


class Timeline(NamedTuple):
    """The line of dates: `years` are (x, year), `today` is the x of the date of judgement."""

    years: tuple[tuple[int, int], ...]
    today: int
    due: tuple[Due, ...]


def status_slices(counts: tuple[tuple[Status, int], ...]) -> tuple[Slice, ...]:
    """A status bar: rounded borders, so that the slices always add up to the whole."""
    total = sum(count for _, count in counts)
    slices, seen = [], 0
    for status, count in counts:
        start, end = (BAR_UNITS * edge // max(total, 1) for edge in (seen, seen + count))
        if count:
            slices.append(Slice(status, start, end - start))
        seen += count
    return tuple(slices)


def site_bars(result: AuditResult) -> tuple[SiteBar, ...]:
    """A bar for each site, those with the most excluded devices first, then the most not clear."""
    statuses: dict[str, Counter[str]] = defaultdict(Counter)
    for device in result.devices:
        statuses[device.site][device.status.value] += 1
    findings = Counter(dict(in_turn(result.findings).totals.sites))
    bars = []
    for site, found in statuses.items():
        counts = grouping.status_counts(tuple(found.items()))
        told = tuple((status, count) for status, count in counts if count)
        bars.append(SiteBar(site, found.total(), told, status_slices(counts), findings[site]))
    return tuple(sorted(bars, key=_worst_first))


def timeline(result: AuditResult) -> Timeline:
    """What falls due after the date of judgement, soonest first; what has no day comes last."""
    first = date(result.as_of.year, 1, 1)
    last = date(result.as_of.year + YEARS_AHEAD, 1, 1)
    years = tuple((_place(date(year, 1, 1), first, last) or 0, year) for year in range(first.year, last.year))
    found = sorted(due_milestones(result), key=_by_day)
    due = tuple(Due(policy_id, one, _place(day_of(one), first, last)) for policy_id, one in found)
    return Timeline(years, _place(result.as_of, first, last) or 0, due)


def due_milestones(result: AuditResult) -> tuple[tuple[str, DueMilestone], ...]:
    """(policy id, milestone) of all policies judged against."""
    return tuple((policy.id, one) for policy in grouping.sorted_policies(result) for one in policy.milestones)


def day_of(milestone: DueMilestone) -> date | None:
    """The day of a milestone; None where it runs from an event."""
    try:
        return date.fromisoformat(milestone.on)
    except ValueError:
        return None


def _by_day(due: tuple[str, DueMilestone]) -> tuple[bool, str, str, str]:
    policy_id, milestone = due
    return day_of(milestone) is None, milestone.on, policy_id, milestone.requirement


def _place(day: date | None, first: date, last: date) -> int | None:
    if day is None or not first <= day < last:
        return None
    return BAR_UNITS * (day - first).days // (last - first).days


def _worst_first(bar: SiteBar) -> tuple[int, int, str]:
    counts = dict(bar.counts)
    clear = counts.get(Status.CLEAR, 0) + counts.get(Status.NOT_APPLICABLE, 0)
    return -counts.get(Status.EXCLUDED, 0), clear - bar.devices, bar.site
