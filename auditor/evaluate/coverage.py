"""What a device, a policy or a run may be called once coverage has its say.

Must not know how verdicts came about. A device that was not read, or not read to its end,
is never called clear; what was found on it stands all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from auditor.evaluate.allow_list import NOT_POLLED
from auditor.evaluate.rule_pass import NAMES_NOBODY
from auditor.model.finding import (
    STATUS_ORDER,
    DeviceFacts,
    DueMilestone,
    ExitCode,
    PolicySummary,
    Status,
)
from auditor.model.policy import DesignationList, Policy, Profile
from auditor.model.recording import HARMLESS_GAPS

Summary = tuple[Status, str]
Gate = Callable[[DeviceFacts], Summary | None]

OPEN_STATUSES = (Status.REVIEW, Status.UNKNOWN, Status.NOT_CHECKED, Status.UNDETERMINED)
"""What keeps a run from being called clear."""
SHOWN_GAPS = 3
"""Gaps named in a device's line; the coverage list names all of them."""


def summarise(facts: DeviceFacts) -> Summary:
    """The status of a device and why: the first gate of `GATES` that closes."""
    return next(summary for gate in GATES if (summary := gate(facts)))


def _found(facts: DeviceFacts) -> Summary | None:
    """What was found stands, however little was read: on the device itself, else on its parts."""
    parts = dict(facts.part_statuses)
    for status in (Status.EXCLUDED, Status.REVIEW):
        for value, _, because in facts.root_statuses:
            if value == status:
                return status, because
        if count := parts.get(status, 0):
            return (
                status,
                f"{_counted(count, 'part')} below it {'is' if count == 1 else 'are'} {status.value}",
            )
    return None


def _not_asked(facts: DeviceFacts) -> Summary | None:
    """Out of scope, or no rule applies."""
    if not facts.in_scope:
        return Status.NOT_APPLICABLE, "the target list puts this device out of scope"
    if facts.root_statuses and all(value == Status.NOT_APPLICABLE for value, _, _ in facts.root_statuses):
        return Status.NOT_APPLICABLE, facts.root_statuses[0][2]
    return None


def _never_read(facts: DeviceFacts) -> Summary | None:
    if facts.ever_read:
        return None
    gaps = _listed(facts.gaps) or f"outcome {facts.outcome or 'unstated'}"
    return Status.NOT_CHECKED, f"the device has never been read: {gaps}"


def _incomplete(facts: DeviceFacts) -> Summary | None:
    if facts.complete and facts.outcome != "unstated" and HARMLESS_GAPS.issuperset(facts.gaps):
        return None
    if gaps := tuple(gap for gap in facts.gaps if gap not in HARMLESS_GAPS):
        return Status.UNKNOWN, f"not read to its end: {_listed(gaps)}"
    if facts.outcome == "unstated":
        return Status.UNKNOWN, "the recording does not state whether it is complete"
    return Status.UNKNOWN, f"not read to its end: outcome {facts.outcome}"


def _unknown_parts(facts: DeviceFacts) -> Summary | None:
    if not facts.unknown_parts:
        return None
    verb = "states" if facts.unknown_parts == 1 else "state"
    told = f" ({facts.attested_parts} attested, not observed)" if facts.attested_parts else ""
    return Status.UNKNOWN, f"{_counted(facts.unknown_parts, 'part')} {verb} no maker{told}"


def _own_status(facts: DeviceFacts) -> Summary | None:
    """The worst decided status; a rule that cannot decide hides no decided one."""
    undecided = (Status.UNDETERMINED, Status.NOT_APPLICABLE)
    order = tuple(status for status in STATUS_ORDER if status not in undecided) + undecided
    for status in order:
        for value, _, because in facts.root_statuses:
            if value == status:
                return status, because
    return None


def _not_judged(_: DeviceFacts) -> Summary | None:
    return Status.UNKNOWN, "no rule was applied to it"


GATES: tuple[Gate, ...] = (
    _found,
    _not_asked,
    _never_read,
    _incomplete,
    _unknown_parts,
    _own_status,
    _not_judged,
)
"""In this order; the last one always closes."""


def exit_code(counts: Iterable[tuple[str, int]], *, stale: bool = False) -> int:
    """The exit code for (status, count) pairs over devices, findings and neighbors.

    `stale` says that registries or policies are older than allowed. Nothing judged at all is
    not clear.
    """
    totals: Counter[str] = Counter()
    for status, count in counts:
        totals[status] += count
    if totals[Status.EXCLUDED]:
        return ExitCode.EXCLUDED
    judged = totals.total() - totals[Status.NOT_APPLICABLE]
    if not judged or any(totals[status] for status in OPEN_STATUSES):
        return ExitCode.NOT_DECIDED
    return ExitCode.STALE_DATA if stale else ExitCode.CLEAR


def summarise_policy(
    policy: Policy,
    counts: Iterable[tuple[str, int]],
    profile: Profile,
    designations: DesignationList | None = None,
    matched: Iterable[str] = (),
    milestones: tuple[DueMilestone, ...] = (),
) -> PolicySummary:
    """A policy as used: verdicts per status (worst first), open questions, bound designations.

    `matched` are the ids of designations that matched something; names never enter.
    """
    totals: Counter[str] = Counter()
    for status, count in counts:
        totals[status] += count
    return PolicySummary(
        id=policy.id,
        title=policy.title,
        kind=policy.kind,
        status=policy.status,
        digest=policy.digest,
        counts=tuple((status.value, totals[status]) for status in STATUS_ORDER if totals[status]),
        unanswered=unanswered_questions(policy, profile),
        designations=_designations_text(policy, designations, matched),
        citations=policy.citations,
        undetermined_because=_undetermined(policy) if totals[Status.UNDETERMINED] else (),
        milestones=milestones,
    )


def unanswered_questions(policy: Policy, profile: Profile) -> tuple[str, ...]:
    """The pack's questions the profile neither affirms nor denies, as "key: text"."""
    answered = {*profile.affirmed, *profile.denied}
    return tuple(f"{q.key}: {q.text}" for q in policy.questions if q.key not in answered)


def _undetermined(policy: Policy) -> tuple[str, ...]:
    """The distinct reasons why rules of the policy cannot decide, in rule order."""
    reasons = [rule.undetermined_because for rule in policy.rules if rule.undetermined_because]
    reasons += [NOT_POLLED for rule in policy.rules if rule.allow_list]
    return tuple(dict.fromkeys([*reasons, *([NAMES_NOBODY] if policy.needs_designations else [])]))


def _designations_text(policy: Policy, bound: DesignationList | None, matched: Iterable[str]) -> str:
    if not policy.needs_designations:
        return ""
    if bound is None:
        return "none bound"
    ids = sorted(set(matched))
    found = f"{len(ids)} matched ({', '.join(ids)})" if ids else "none matched"
    fictitious = ", fictitious list" if bound.fictitious else ""
    return f"{found} of {len(bound.entries)}; hmac-sha256 {bound.keyed_digest}{fictitious}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _listed(gaps: tuple[str, ...]) -> str:
    more = len(gaps) - SHOWN_GAPS
    shown = "; ".join(gap.replace("_", " ") for gap in gaps[:SHOWN_GAPS])
    return f"{shown}; and {more} more" if more > 0 else shown
