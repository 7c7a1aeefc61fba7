"""What must hold between the parts of a pack, beyond each value being well-formed.

Must not know TOML or judging. A table of checks, each yielding (place, reason, remedy); the
first fault found is raised as a PackError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.errors import PackError
from auditor.evaluate.toml_table import nearest
from auditor.model.policy import ACTIVITIES, AllowList, Policy, PolicyKind, Rule, Verification

RESERVED_IDS = frozenset({"operator"})
"""The operator's own exclusion list has this id."""
ACCUSING_WORDS = ("violat", "banned", "made by", "illegal", "prohibited")
"""A match is what was seen, not a judgement in law."""

_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
Fault = tuple[str, str, str]


def check_policy(policy: Policy, file: str) -> None:
    """PackError for the first thing that does not fit together."""
    for check in (_ids, _kinds, _names, _wording, _sources, _questions, _exceptions, _segments, _milestones):
        for place, reason, remedy in check(policy):
            raise PackError(reason, file=file, place=place, remedy=remedy)


def _ids(policy: Policy) -> Iterator[Fault]:
    words = [("id", policy.id)] + [(f"rule {rule.id}: id", rule.id) for rule in policy.rules]
    for place, word in words:
        if not _ID.fullmatch(word):
            yield place, f"{word!r} is not an id", "lower-case letters and digits joined by - . or _"
    if policy.id in RESERVED_IDS:
        yield "id", f"{policy.id!r} is reserved", "choose another id"
    if not policy.rules:
        yield "rule", "the pack has no rule", "add [[rule]]"
    if not policy.citations:
        yield "citation", "the pack cites nothing", "add [[citation]]"
    for noun, keys in (
        ("rule", [rule.id for rule in policy.rules]),
        ("question", [question.key for question in policy.questions]),
    ):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        for key in twice:
            yield f"{noun} {key}", "is there twice", "give each an id of its own"


def _kinds(policy: Policy) -> Iterator[Fault]:
    """What each kind needs so that it can be judged whole."""
    kind, remedy = policy.kind, "complete the rule, or choose the kind that fits what it says"
    if kind is PolicyKind.CAP and not any(rule.cap_percent for rule in policy.rules):
        yield "kind", "no rule has a cap_percent", remedy
    for rule in policy.rules:
        for key, wrong, reason in _needs(kind, policy, rule):
            if wrong:
                yield f"rule {rule.id}: {key}", reason, remedy


def _needs(kind: PolicyKind, policy: Policy, rule: Rule) -> tuple[tuple[str, bool, str], ...]:
    """(key, whether it does not fit, why) of one rule."""
    undecided, private = bool(rule.undetermined_because), policy.needs_designations
    allowed = rule.allow_list
    return (
        ("cap_percent", bool(rule.cap_percent) and kind is not PolicyKind.CAP, 'a cap needs kind = "cap"'),
        ("cap_of", bool(rule.cap_percent) != bool(rule.cap_of), "a cap states what it is a share of"),
        (
            "approved_tags",
            kind is PolicyKind.ALLOW_LIST and not undecided and not _is_whole(allowed),
            "an allow-list needs approved_tags, connected_before_tags and connected_since_tags",
        ),
        (
            "approved_tags",
            allowed is not None and (kind is not PolicyKind.ALLOW_LIST or bool(rule.vendors)),
            'a rule that permits needs kind = "allow_list" and names no vendors',
        ),
        (
            "vendors",
            kind is PolicyKind.CASE_BY_CASE and not private,
            "decisions of one operator are a private list: the pack needs needs_designations = true",
        ),
        (
            "undetermined_because",
            kind is PolicyKind.CATEGORY and not undecided,
            "a category by product class or place of production is not polled",
        ),
        (
            "undetermined_because",
            kind is PolicyKind.PRIOR_SCREENING and not (undecided or private),
            "whether equipment was notified is not polled",
        ),
        (
            "grandfathered_before",
            bool(rule.grandfathering) != bool(rule.grandfathered_before),
            "grandfathering has a day and a text",
        ),
    )


def _is_whole(allowed: AllowList | None) -> bool:
    return allowed is not None and all((allowed.approved, allowed.connected_before, allowed.connected_since))


def _names(policy: Policy) -> Iterator[Fault]:
    """A rule names vendors, or the policy needs designations, or it says why it cannot decide."""
    for rule in policy.rules:
        place = f"rule {rule.id}: vendors"
        if policy.needs_designations and rule.vendors:
            yield (
                place,
                "a policy that needs designations names nobody itself",
                "move the vendors to the private list",
            )
        if not (rule.vendors or policy.needs_designations or rule.undetermined_because or rule.allow_list):
            yield place, "the rule names nobody", "name vendors, or state undetermined_because"


def _wording(policy: Policy) -> Iterator[Fault]:
    texts = [("listed_wording", policy.listed_wording)]
    texts += [(f"rule {rule.id}: undetermined_because", rule.undetermined_because) for rule in policy.rules]
    texts += [(f"rule {rule.id}: review_because", rule.review_because) for rule in policy.rules]
    for place, text in texts:
        for word in ACCUSING_WORDS:
            if word in text.casefold():
                yield (
                    place,
                    f"{word!r} says more than polling can show",
                    "say what the equipment is on or under",
                )


def _sources(policy: Policy) -> Iterator[Fault]:
    for rule in policy.rules:
        decides = not (rule.undetermined_because or policy.disabled_because)
        if decides and rule.citation.verification is Verification.MEMORY:
            place, reason = f"rule {rule.id}: citation", "a fact from memory (M) cannot decide"
            remedy = "cite a source that was seen, or state undetermined_because or disabled_because"
            yield place, reason, remedy


def _questions(policy: Policy) -> Iterator[Fault]:
    for question in policy.questions:
        if question.topic == "activity" and question.key not in ACTIVITIES:
            known = "one of: " + ", ".join(ACTIVITIES)
            reason = f"{question.key!r} is not an activity"
            yield f"question {question.key}: key", reason, nearest(question.key, ACTIVITIES, known)
    for rule in policy.rules:
        for topic, name, keys in _asked_by(rule):
            asked = [question.key for question in policy.questions if question.topic == topic]
            for key in keys:
                if key not in asked:
                    reason = f"{key!r} is not asked by a [[question]] of topic {topic!r}"
                    yield f"rule {rule.id}: {name}", reason, nearest(key, asked, "add the question")


def _asked_by(rule: Rule) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        ("profile", "profiles", rule.profiles),
        ("activity", "activities", rule.activities),
        ("purpose", "purposes", rule.purposes),
    )


def _exceptions(policy: Policy) -> Iterator[Fault]:
    for rule in policy.rules:
        label = rule.optic_exception
        if label and not any(text.startswith(label) for text in rule.exceptions):
            reason = f"no exception starts with {label!r}"
            yield f"rule {rule.id}: optic_exception", reason, "repeat the label of one of the exceptions"


def _segments(policy: Policy) -> Iterator[Fault]:
    for rule in policy.rules:
        for segment in rule.segments:
            if segment not in policy.segments:
                reason = f"{segment!r} is not among the segments of the pack"
                yield f"rule {rule.id}: segments", reason, nearest(segment, policy.segments, "add it there")


def _milestones(policy: Policy) -> Iterator[Fault]:
    known = [rule.id for rule in policy.rules]
    for number, milestone in enumerate(policy.milestones, start=1):
        for rule in milestone.rules:
            if rule not in known:
                reason = f"there is no rule {rule!r}"
                yield f"milestone {number}: rules", reason, nearest(rule, known, "name a rule of this pack")
