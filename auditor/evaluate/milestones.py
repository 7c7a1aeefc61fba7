"""What falls due and when: milestones of policies as days, and which classes meet their rules then.

Must not know the present; the window is handed in. A date that runs from an event nobody has
stated stays without a day. Next: `calendar_run` counts the subjects of the classes.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from auditor.evaluate.affiliations import Ground
from auditor.evaluate.rule_pass import judge_rule
from auditor.model.finding import JudgementClass, Status
from auditor.model.policy import Milestone, Policy, Profile

MAX_YEARS = 50
"""Years of a yearly date that are listed: a longer calendar is a mistake in --until."""
_ANNUAL = re.compile(r"annual-(\d\d)-(\d\d)")
_AFTER = re.compile(r"([a-z][a-z0-9_]*)\+(\d+)([dmy])")

Events = Mapping[str, date]
"""Name of an event ("decision", "list") to its day."""


class Due(NamedTuple):
    """A milestone and its day; None while the event it runs from has none."""

    on: date | None
    policy_id: str
    milestone: Milestone


def falls_due(policy: Policy, start: date, until: date, events: Events) -> Iterator[Due]:
    """The policy's milestones from `start` to `until`, both included, and those without a day."""
    for milestone in policy.milestones:
        for day in _days(milestone, start, until, events):
            if day is None or start <= day <= until:
                yield Due(day, policy.id, milestone)


def _days(milestone: Milestone, start: date, until: date, events: Events) -> Iterator[date | None]:
    if milestone.on:
        yield milestone.on
    elif annual := _ANNUAL.fullmatch(milestone.relative):
        month, day = int(annual[1]), int(annual[2])
        for year in range(start.year, min(until.year, start.year + MAX_YEARS) + 1):
            yield _clamped(year, month, day)
    elif after := _AFTER.fullmatch(milestone.relative):
        event = events.get(after[1])
        yield _later(event, int(after[2]), after[3]) if event else None


def _later(day: date, count: int, unit: str) -> date:
    if unit == "d":
        return day + timedelta(days=count)
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    return _clamped(months // 12, months % 12 + 1, day.day)


def _clamped(year: int, month: int, day: int) -> date:
    """The day, or the last of its month: four years after 29 February is 28 February."""
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), calendar.monthrange(year, month)[1]))


def events_of(policy: Policy) -> frozenset[str]:
    """The events that dates of the policy run from."""
    found = (_AFTER.fullmatch(milestone.relative) for milestone in policy.milestones)
    return frozenset(match[1] for match in found if match)


def classes_due(
    due: Due, policy: Policy, classes: Iterable[tuple[int, JudgementClass]], profile: Profile, ground: Ground
) -> dict[Status, tuple[int, ...]]:
    """Ids of the classes that the milestone's rules exclude, or leave for review, once it has passed."""
    rules = [rule for rule in policy.rules if rule.id in due.milestone.rules]
    if due.on is None or not rules:
        return {}
    starts = [rule.effective.start for rule in rules if rule.effective.start]
    then = ground._replace(as_of=max([due.on, *starts]))
    worst: dict[int, Status] = {}
    for class_id, judgement in classes:
        statuses = {judge_rule(judgement, policy, rule, profile, then).status for rule in rules}
        for status in (Status.REVIEW, Status.EXCLUDED):
            if status in statuses:
                worst[class_id] = status
    return {
        status: tuple(class_id for class_id, found in worst.items() if found is status)
        for status in (Status.EXCLUDED, Status.REVIEW)
    }
