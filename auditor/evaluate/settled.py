"""What still counts once people have had their word: accepted, not covered, false positive.

Statuses stay what they are; only the exit code reads this. Must not know how the words came
about. Next: `coverage.exit_code`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from auditor.evaluate.coverage import summarise
from auditor.model.finding import STATUS_ORDER, DeviceFacts, Finding, PolicySummary, Status
from auditor.model.findings import Findings, FindingTotals
from auditor.model.identity import SubjectKind

SETTLED = "settled by a decision or an internal acceptance"
ATTESTED = "attested by a supplier, not observed"


def with_words_of_parts(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """A device that is listed through a part shares the acceptance and the settling decision of
    that part: every other part has a finding of its own."""
    plain = tuple(findings)
    parts = {
        (finding.device_id, finding.policy_id, finding.rule_id, finding.subject_key): finding
        for finding in plain
        if finding.subject_kind is SubjectKind.COMPONENT
    }
    return tuple(_shared(finding, parts) if finding.through_part else finding for finding in plain)


def _shared(finding: Finding, parts: Mapping[tuple[str, str, str, str], Finding]) -> Finding:
    part = parts.get((finding.device_id, finding.policy_id, finding.rule_id, finding.through_part))
    if part is None or finding.settled or not part.settled:
        return finding
    return replace(finding, acceptance=part.acceptance, decision=finding.decision or part.decision)


def still_counting(
    devices: Iterable[DeviceFacts], policies: Iterable[PolicySummary], findings: Findings
) -> Iterator[tuple[str, int]]:
    """(status, count) pairs of the devices' summaries and the policies' verdicts, settled findings
    left out; `findings` are those of the devices."""
    totals = findings.totals
    for facts in devices:
        said = findings.of_device(facts.device_id) if facts.device_id in totals.settled_devices else ()
        yield summarise(facts_left(without_attested(facts), said))[0].value, 1
    for policy in policies:
        yield from counts_left(policy.id, deciding_counts(policy), totals)


def without_attested(facts: DeviceFacts) -> DeviceFacts:
    """The device's facts as if what a supplier attests and nothing contradicts were not unknown."""
    if not (facts.attested_parts or facts.root_attested):
        return facts
    roots = facts.root_statuses
    if facts.root_attested:
        roots = tuple(
            (Status.CLEAR.value, rule_id, ATTESTED)
            if status == Status.UNKNOWN
            else (status, rule_id, because)
            for status, rule_id, because in roots
        )
    return facts._replace(root_statuses=roots, unknown_parts=facts.unknown_parts - facts.attested_parts)


def only_attested(facts: DeviceFacts) -> bool:
    """Whether a device is unknown for nothing but what is attested."""
    left = without_attested(facts)
    return left != facts and summarise(facts)[0] is Status.UNKNOWN and summarise(left)[0] is Status.CLEAR


def deciding_counts(policy: PolicySummary) -> tuple[tuple[str, int], ...]:
    """(status, count) pairs of a policy without what stays unknown and decides nothing: what is
    attested, and stations known by an address alone, which are no part of any device audited."""
    left_out = policy.attested + policy.stations
    return tuple(
        (status, max(count - left_out, 0) if status == Status.UNKNOWN else count)
        for status, count in policy.counts
    )


def counts_left(
    policy_id: str, counts: Iterable[tuple[str, int]], totals: FindingTotals
) -> tuple[tuple[str, int], ...]:
    """(status, count) pairs of a policy without its settled findings."""
    settled = {status.value: count for (found, status), count in totals.settled if found == policy_id}
    return tuple((status, max(count - settled.get(status, 0), 0)) for status, count in counts)


def facts_left(facts: DeviceFacts, findings: Iterable[Finding]) -> DeviceFacts:
    """The device's facts as if its settled findings were clear; `findings` are this device's."""
    own, parts = set(), defaultdict(set)
    settled = False
    for finding in findings:
        if finding.subject_kind is not SubjectKind.COMPONENT:
            continue
        settled = settled or finding.settled
        if finding.settled:
            continue
        if finding.subject_key:
            parts[finding.subject_key].add(finding.status)
        else:
            own.add((finding.status.value, finding.rule_id, finding.because))
    if not settled:
        return facts
    return facts._replace(
        root_statuses=tuple(_root_left(verdict, own) for verdict in facts.root_statuses),
        part_statuses=_parts_left(facts.part_statuses, parts),
    )


def _root_left(verdict: tuple[str, str, str], counting: set[tuple[str, str, str]]) -> tuple[str, str, str]:
    status, rule_id, _ = verdict
    found = status in (Status.EXCLUDED, Status.REVIEW)
    return (Status.CLEAR.value, rule_id, SETTLED) if found and verdict not in counting else verdict


def _parts_left(
    counts: Iterable[tuple[str, int]], counting: Mapping[str, set[Status]]
) -> tuple[tuple[str, int], ...]:
    """Parts by their worst status that still counts."""
    totals = Counter(dict(counts))
    before = totals[Status.EXCLUDED] + totals[Status.REVIEW]
    worst = Counter(min(statuses, key=STATUS_ORDER.index) for statuses in counting.values())
    after = worst[Status.EXCLUDED] + worst[Status.REVIEW]
    totals[Status.EXCLUDED], totals[Status.REVIEW] = worst[Status.EXCLUDED], worst[Status.REVIEW]
    totals[Status.CLEAR] += before - after
    return tuple((status.value, totals[status]) for status in STATUS_ORDER if totals[status])
