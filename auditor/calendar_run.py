"""The milestone calendar: what falls due, and how much of an inventory is concerned. Never polls.

Joins `evaluate.milestones` and a store; the present and the files are the command line's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from auditor.evaluate.affiliations import Ground, Names
from auditor.evaluate.milestones import Due, Events, classes_due, falls_due
from auditor.identify import Knowledge
from auditor.model.finding import DueMilestone, JudgementClass, Status
from auditor.model.policy import Policy, Profile
from auditor.store import Store

NO_EVENTS: Events = {}
REPORTED_YEARS = 10
"""Reports show what falls due within a decade; the calendar shows any window."""
Classes = Sequence[tuple[int, JudgementClass]]


class Measure(NamedTuple):
    """What milestones of an audit are counted by; `subjects`: how many that are reported each class has."""

    profile: Profile
    ground: Ground
    subjects: Mapping[int, int]

    @classmethod
    def of(cls, profile: Profile, as_of: date, knowledge: Knowledge, subjects: Mapping[int, int]) -> Measure:
        """What an audit of a day is measured by."""
        names = Names({vendor.id: vendor.name for vendor in knowledge.vendors.all()})
        return cls(profile, Ground(as_of, knowledge.vendors.affiliations(), names), subjects)


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked about, both included, and the days of events by policy."""

    start: date
    until: date
    events: Mapping[str, Events]


class CalendarEntry(NamedTuple):
    """A due milestone; the counts are of subjects, None where no inventory was asked."""

    due: Due
    policy: Policy
    excluded: int | None = None
    review: int | None = None


def milestone_calendar(
    policies: Sequence[Policy],
    window: Window,
    profile: Profile,
    store: Store | None = None,
    knowledge: Knowledge | None = None,
) -> tuple[CalendarEntry, ...]:
    """Due milestones by day, those without a day last; counted where a store is given."""
    found = [
        (due, policy)
        for policy in policies
        for due in falls_due(policy, window.start, window.until, window.events.get(policy.id, NO_EVENTS))
    ]
    found.sort(key=lambda pair: (pair[0].on is None, str(pair[0].on), pair[1].id))
    if store is None or knowledge is None:
        return tuple(CalendarEntry(due, policy) for due, policy in found)
    return tuple(_counted(found, profile, store, knowledge))


def due_by_policy(
    policies: Sequence[Policy], classes: Classes, measure: Measure
) -> dict[str, tuple[DueMilestone, ...]]:
    """What of each policy falls due after the day of the audit: each milestone once, soonest first."""
    return {policy.id: tuple(_due(policy, classes, measure)) for policy in policies}


def _due(policy: Policy, classes: Classes, measure: Measure) -> Iterator[DueMilestone]:
    start = measure.ground.as_of + timedelta(days=1)
    until = start.replace(year=min(start.year + REPORTED_YEARS, date.max.year), day=min(start.day, 28))
    dues = sorted(falls_due(policy, start, until, NO_EVENTS), key=lambda due: (due.on is None, str(due.on)))
    for milestone in dict.fromkeys(due.milestone for due in dues):
        due = next(due for due in dues if due.milestone == milestone)
        met = classes_due(due, policy, classes, measure.profile, measure.ground)
        excluded, review = (
            sum(measure.subjects.get(class_id, 0) for class_id in met.get(status, ()))
            for status in (Status.EXCLUDED, Status.REVIEW)
        )
        yield DueMilestone(
            due.on.isoformat() if due.on else milestone.relative,
            milestone.kind,
            milestone.requirement,
            milestone.citation.verification.value,
            excluded,
            review,
            milestone.rules,
        )


def _counted(
    found: list[tuple[Due, Policy]], profile: Profile, store: Store, knowledge: Knowledge
) -> Iterator[CalendarEntry]:
    classes = tuple(store.judgement_classes())
    ground = Measure.of(profile, date.min, knowledge, {}).ground
    for due, policy in found:
        met = classes_due(due, policy, classes, profile, ground)
        counts = [
            len(store.subjects_of(met[status])) if met.get(status) else 0
            for status in (Status.EXCLUDED, Status.REVIEW)
        ]
        yield CalendarEntry(due, policy, *(counts if met else (None, None)))
