"""The milestone calendar: what falls due, and how much of an inventory is concerned. Never polls.

Joins `evaluate.milestones` and a store; the present and the files are the command line's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from auditor.evaluate.affiliations import Ground, Names
from auditor.evaluate.milestones import Due, Events, classes_due, falls_due
from auditor.identify import Knowledge
from auditor.model.finding import Status
from auditor.model.policy import Policy, Profile
from auditor.store import Store

NO_EVENTS: Events = {}


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


def _counted(
    found: list[tuple[Due, Policy]], profile: Profile, store: Store, knowledge: Knowledge
) -> Iterator[CalendarEntry]:
    classes = tuple(store.judgement_classes())
    names = Names({vendor.id: vendor.name for vendor in knowledge.vendors.all()})
    ground = Ground(date.min, knowledge.vendors.affiliations(), names)
    for due, policy in found:
        met = classes_due(due, policy, classes, profile, ground)
        counts = [
            len(store.subjects_of(met[status])) if met.get(status) else 0
            for status in (Status.EXCLUDED, Status.REVIEW)
        ]
        yield CalendarEntry(due, policy, *(counts if met else (None, None)))
