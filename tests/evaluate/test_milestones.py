"""Milestones as days: absolute, yearly, and running from an event."""

from __future__ import annotations

from datetime import date

import pytest
from builders import judgement_of, policy_of, rule_of

from auditor.evaluate.affiliations import Ground, Names
from auditor.evaluate.milestones import Due, classes_due, events_of, falls_due
from auditor.model.finding import Status
from auditor.model.policy import Citation, Milestone, Period, Profile, Verification

SOURCE = Citation("Act", "", Verification.OFFICIAL)
START, UNTIL = date(2026, 11, 22), date(2029, 3, 31)


def milestone_of(on: date | None = None, relative: str = "", rules: tuple[str, ...] = ()) -> Milestone:
    return Milestone(on, relative, "remove", "All gone.", SOURCE, rules=rules)


@pytest.mark.parametrize(
    ("milestone", "events", "expected"),
    [
        (milestone_of(date(2026, 11, 21)), {}, []),
        (milestone_of(date(2026, 11, 22)), {}, [date(2026, 11, 22)]),
        (milestone_of(date(2029, 3, 31)), {}, [date(2029, 3, 31)]),
        (milestone_of(date(2029, 4, 1)), {}, []),
        (
            milestone_of(relative="annual-03-31"),
            {},
            [date(2027, 3, 31), date(2028, 3, 31), date(2029, 3, 31)],
        ),
        (
            milestone_of(relative="annual-02-29"),
            {},
            [date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)],
        ),
        (milestone_of(relative="list+24m"), {}, [None]),
        (milestone_of(relative="list+24m"), {"list": date(2026, 1, 31)}, [date(2028, 1, 31)]),
        (milestone_of(relative="list+1m"), {"list": date(2027, 1, 31)}, [date(2027, 2, 28)]),
        (milestone_of(relative="list+10d"), {"list": date(2026, 12, 25)}, [date(2027, 1, 4)]),
        (milestone_of(relative="list+1y"), {"list": date(2028, 2, 29)}, [date(2029, 2, 28)]),
        (milestone_of(relative="list+4y"), {"list": date(2026, 1, 1)}, []),
    ],
)
def test_a_milestone_falls_due_on_its_days(
    milestone: Milestone, events: dict[str, date], expected: list[date | None]
) -> None:
    policy = policy_of(rule_of("zte"), milestones=(milestone,))
    assert expected == [due.on for due in falls_due(policy, START, UNTIL, events)]


def test_the_events_that_dates_run_from_are_known() -> None:
    policy = policy_of(milestones=(milestone_of(relative="list+1y"), milestone_of(relative="annual-01-01")))
    assert events_of(policy) == frozenset({"list"})


def test_what_a_milestone_concerns_is_judged_as_of_the_day_its_rules_decide() -> None:
    rule = rule_of("zte", effective=Period(date(2028, 1, 1)))
    policy = policy_of(rule, milestones=(milestone_of(date(2027, 12, 31), rules=("rule-1",)),))
    (due,) = falls_due(policy, START, UNTIL, {})
    classes = [(1, judgement_of("zte")), (2, judgement_of("cisco")), (3, judgement_of("zte", is_root=False))]
    found = classes_due(due, policy, classes, Profile(), Ground(date.min, {}, Names({})))
    assert found == {Status.EXCLUDED: (1, 3), Status.REVIEW: ()}


def test_a_milestone_without_a_day_or_rules_concerns_nothing_yet() -> None:
    policy, ground = policy_of(rule_of("zte")), Ground(date.min, {}, Names({}))
    dues = [Due(None, "p", milestone_of(rules=("rule-1",))), Due(START, "p", milestone_of(START))]
    found = [classes_due(due, policy, [(1, judgement_of("zte"))], Profile(), ground) for due in dues]
    assert found == [{}, {}]
