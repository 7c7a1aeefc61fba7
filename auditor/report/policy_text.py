"""A policy pack as text for people: what it says, asks and cites, and how far each fact was verified.

Must not know where packs are kept. Texts are the pack's own, which its operator chose.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.policy import Citation, Milestone, Policy, Rule, Verification

VERIFICATION = {
    Verification.OFFICIAL: "official text seen",
    Verification.SECONDARY: "secondary source seen",
    Verification.MEASURED: "measured",
    Verification.MEMORY: "from memory, unverified",
    Verification.OPERATOR: "stated by you",
}
WEAKEST_FIRST = (
    Verification.MEMORY,
    Verification.SECONDARY,
    Verification.MEASURED,
    Verification.OFFICIAL,
    Verification.OPERATOR,
)


def weakest_mark(policy: Policy) -> str:
    """The mark of the least verified fact that decides, such as "S"."""
    marks = {rule.citation.verification for rule in policy.rules}
    return next(mark.value for mark in WEAKEST_FIRST if mark in marks)


def describe_pack(policy: Policy) -> Iterator[str]:
    """Lines of text about a pack."""
    names = (
        "names nobody: needs your private designation list" if policy.needs_designations else "names vendors"
    )
    names = "permits by approval" if any(rule.allow_list for rule in policy.rules) else names
    yield f"{policy.id}: {policy.title}"
    yield f"  {policy.jurisdiction}, {policy.issuer}; {policy.kind.value}, {policy.status.value}; {names}"
    if policy.disabled_because:
        yield f"  DISABLED: {policy.disabled_because}"
    yield f"  a match is called: {policy.listed_wording}"
    yield f"  facts of {policy.data_date or 'an unstated day'}; sha256 {policy.digest}"
    yield from (f"  cited: {_cite(citation)}" for citation in policy.citations)
    yield from (f"  note: {line}" for line in policy.notes.splitlines() if line)
    yield from (f"  asks ({question.topic}) {question.key}: {question.text}" for question in policy.questions)
    if policy.segments:
        yield f"  tags that say where a target is: {', '.join(policy.segments)}"
    for rule in policy.rules:
        yield from _describe_rule(rule)
    for milestone in policy.milestones:
        yield f"  {_day(milestone)} {milestone.kind}: {milestone.requirement} — {_cite(milestone.citation)}"


def describe_sources(policy: Policy) -> Iterator[str]:
    """Lines of text: each source of a pack with its mark, and what rests on it."""
    yield f"{policy.id}: facts of {policy.data_date or 'an unstated day'}"
    for citation in policy.citations:
        address = f" <{citation.url}>" if citation.url else ""
        yield f"  [{citation.verification.value}] {citation.text}{address}"
        for mark, fact in _resting_on(citation, policy):
            weaker = f" [{mark.value}]" if mark is not citation.verification else ""
            yield f"      {fact}{weaker}"


def _resting_on(citation: Citation, policy: Policy) -> Iterator[tuple[Verification, str]]:
    source = (citation.text, citation.url)
    for rule in policy.rules:
        if (rule.citation.text, rule.citation.url) == source:
            yield rule.citation.verification, f"rule {rule.id}"
    for milestone in policy.milestones:
        if (milestone.citation.text, milestone.citation.url) == source:
            yield milestone.citation.verification, f"milestone {_day(milestone)} {milestone.kind}"


def _day(milestone: Milestone) -> str:
    return milestone.on.isoformat() if milestone.on else milestone.relative


def _cite(citation: Citation) -> str:
    url = f" <{citation.url}>" if citation.url else ""
    return f"{citation.text}{url} [{VERIFICATION[citation.verification]}]"


def _describe_rule(rule: Rule) -> Iterator[str]:
    start = f" from {rule.effective.start}" if rule.effective.start else ""
    end = f" until {rule.effective.end}" if rule.effective.end else ""
    parts = "covers parts" if rule.covers_parts else "does not cover parts"
    yield f"  rule {rule.id} ({rule.severity.value}, {parts}{start}{end}): {rule.text}"
    yield f"    vendors: {', '.join(rule.vendors) or 'none named'}"
    yield f"    cited: {_cite(rule.citation)}"
    for label, text in _limits(rule):
        if text:
            yield f"    {label}: {text}"
    yield from (f"    exception: {text}" for text in rule.exceptions)


def _limits(rule: Rule) -> tuple[tuple[str, str], ...]:
    allowed, share = rule.allow_list, rule.affiliate_over_percent
    return (
        ("applies if profile is one of", ", ".join(rule.profiles)),
        ("applies if activity is one of", ", ".join(rule.activities)),
        ("applies if purpose is one of", ", ".join(rule.purposes)),
        ("applies to targets tagged", ", ".join((*rule.tags, *rule.segments))),
        ("only parts of the kind", rule.parts_only),
        ("a holding makes an affiliate above", "" if share is None else f"{share} %"),
        ("cap", f"{rule.cap_percent} % of {rule.cap_of}" if rule.cap_percent else ""),
        ("left alone", rule.grandfathering),
        ("permitted with the tag", ", ".join(allowed.approved) if allowed else ""),
        ("left alone with the tag", ", ".join(allowed.connected_before) if allowed else ""),
        ("not permitted with the tag", ", ".join(allowed.connected_since) if allowed else ""),
        ("never more than a review", rule.review_because),
        ("cannot be decided by polling", rule.undetermined_because),
    )
