"""What a case of the rule pass reads, what it answers, and which conditions are still open.

Must not know the order of the cases (`rule_pass`) nor how vendors are tied (`matches`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from auditor.evaluate.affiliations import Names
from auditor.evaluate.attested import NOTHING, Attested
from auditor.evaluate.matches import Match
from auditor.model.finding import JudgementClass, Status
from auditor.model.policy import Policy, Profile, Rule


class Matter(NamedTuple):
    """Everything a case may read about one pair of judgement class and rule."""

    judgement: JudgementClass
    policy: Policy
    rule: Rule
    profile: Profile
    as_of: date
    match: Match | None
    names: Names
    attested: Attested = NOTHING


class Answer(NamedTuple):
    """What a case decides."""

    status: Status
    because: str
    vendor: str = ""
    confidence: str = ""
    through_part: bool = False


Case = Callable[[Matter], Answer | None]


def denied_condition(matter: Matter) -> str:
    """What the profile denies every alternative of, as words, or ""."""
    denied, affirmed = set(matter.profile.denied), _affirmed(matter)
    for topic, keys in _conditions(matter.rule):
        if keys and set(keys) <= denied - affirmed:
            return f"the profile denies the {topic}: " + ", ".join(keys)
    return ""


def open_conditions(matter: Matter) -> str:
    """What still has to be affirmed for the rule to apply, as words, or ""."""
    return " and ".join(_open(matter))


def _open(matter: Matter) -> Iterator[str]:
    affirmed, denied = _affirmed(matter), set(matter.profile.denied)
    for topic, keys in _conditions(matter.rule):
        if keys and not affirmed & set(keys):
            yield f"{topic} is " + " or ".join(key for key in keys if key not in denied)
    segments = matter.rule.segments
    if segments and not set(segments) & set(matter.judgement.tags):
        yield "the target is tagged " + " or ".join(segments)


def _affirmed(matter: Matter) -> set[str]:
    """Answers of the profile, and purposes that the target itself is tagged with."""
    return {*matter.profile.affirmed, *(set(matter.rule.purposes) & set(matter.judgement.tags))}


def _conditions(rule: Rule) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("profile", rule.profiles), ("activity", rule.activities), ("purpose", rule.purposes)
