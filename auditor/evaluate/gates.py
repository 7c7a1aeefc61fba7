"""What an audit result says once it is compared with what was asked of it: exit code and notes.

Must not judge a subject; it reads a finished `AuditResult`. Exit codes: 3 wins over 4, and
4 over 5 (architecture, chapter 2). What a private list matched is never let pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from auditor.evaluate.comparison import compare, facts_of
from auditor.evaluate.coverage import OPEN_STATUSES
from auditor.evaluate.settled import deciding_counts
from auditor.model.comparison import (
    KEPT,
    KNOWN,
    LOST,
    NEW,
    AuditFacts,
    ChangeKind,
    Comparison,
)
from auditor.model.finding import (
    STATUS_ORDER,
    AuditResult,
    Coverage,
    DeviceSummary,
    ExitCode,
    Finding,
    Status,
)
from auditor.model.findings import MarkedFindings, in_turn
from auditor.model.recording import Outcome, Reason


class FailOn(StrEnum):
    """The least bad status that makes an audit end with 3 or 4."""

    EXCLUDED = "excluded"
    REVIEW = "review"
    UNKNOWN = "unknown"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Gates:
    """What has to hold for an audit to pass. `min_coverage` is a percentage; the baselines are
    earlier audits, of which only what is new counts."""

    fail_on: FailOn = FailOn.UNKNOWN
    min_coverage: float | None = None
    baseline: AuditFacts | None = None
    coverage_baseline: AuditFacts | None = None
    nothing_before: bool = False
    """A baseline was asked for, and no audit was made before this one."""


def apply_gates(result: AuditResult, gates: Gates) -> AuditResult:
    """The result with the exit code the gates give, findings marked as new or known, and notes
    that say what decided. Without gates it stays as it is."""
    if gates == Gates():
        return result
    marked = _marked(result, gates.baseline) if gates.baseline else result
    marked = _covered(marked, gates.coverage_baseline) if gates.coverage_baseline else marked
    failures = tuple(_failures(marked, gates))
    code = min((code for code, _ in failures), default=ExitCode.CLEAR)
    if gates.fail_on is FailOn.NEVER:
        code = ExitCode.CLEAR
    because = "; ".join(text for _, text in failures) or "nothing that the gates ask about"
    return replace(
        marked,
        exit_code=code,
        exit_because=f"By the gates asked for ({_asked(gates)}): {because}.",
        notes=(*marked.notes, *_compared(marked, gates)),
    )


def _marked(result: AuditResult, baseline: AuditFacts) -> AuditResult:
    known = {one.fingerprint: STATUS_ORDER.index(Status(one.status)) for one in baseline.findings}

    def marked(finding: Finding) -> Finding:
        """Known is what the baseline has with a status that is as bad or worse."""
        before = known.get(finding.fingerprint)
        is_new = before is None or before > STATUS_ORDER.index(finding.status)
        return replace(finding, baseline=NEW if is_new else KNOWN)

    return replace(result, findings=MarkedFindings(in_turn(result.findings), marked))


def _covered(result: AuditResult, baseline: AuditFacts) -> AuditResult:
    lost = {row.device_id for row in compare(baseline, facts_of(result)).coverage if row.lost}
    return replace(
        result,
        devices=tuple(
            device._replace(baseline_coverage=LOST if device.device_id in lost else KEPT)
            for device in result.devices
        ),
    )


def _failures(result: AuditResult, gates: Gates) -> Iterator[tuple[int, str]]:
    """(exit code, why) of every gate that does not hold."""
    yield from _found(result, gates)
    if gates.fail_on is FailOn.UNKNOWN:
        yield from _open(result, gates.coverage_baseline)
    yield from _too_little(result, gates.min_coverage)
    reasons = {row.reason for row in result.coverage}
    if Reason.NOT_JUDGED_SINCE in reasons:
        yield ExitCode.NOT_DECIDED, "devices were read after the evaluation"
    if Reason.DATA_TOO_OLD in reasons:
        yield ExitCode.STALE_DATA, "registries or policies are older than allowed"


def _found(result: AuditResult, gates: Gates) -> Iterator[tuple[int, str]]:
    adjective = "new " if gates.baseline else ""
    counted = Counter(one.status for one in result.findings if one.counts)
    excluded = counted.pop(Status.EXCLUDED, 0)
    review = counted.total()
    if excluded:
        yield ExitCode.EXCLUDED, f"{excluded} {adjective}excluded"
    if result.private_exit_code == ExitCode.EXCLUDED:
        yield ExitCode.EXCLUDED, "a private designation list matched"
    if gates.fail_on in (FailOn.REVIEW, FailOn.UNKNOWN):
        if review:
            yield ExitCode.NOT_DECIDED, f"{review} {adjective}to review"
        if result.private_exit_code == ExitCode.NOT_DECIDED:
            yield ExitCode.NOT_DECIDED, "a private designation list has something to review"


def _open(result: AuditResult, baseline: AuditFacts | None) -> Iterator[tuple[int, str]]:
    """What is not decided; with a baseline, what is decided less far than in that."""
    if baseline:
        lost = [row for row in compare(baseline, facts_of(result)).coverage if row.lost]
        if lost:
            first = f"{lost[0].device_id}: {lost[0].text}" if lost[0].device_id else lost[0].text
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            yield ExitCode.NOT_DECIDED, f"coverage was lost ({first}{more})"
        return
    undecided = [status for status in OPEN_STATUSES if status is not Status.REVIEW]
    behind = _undecided_behind_findings(result)
    devices = sum(
        (device.status in undecided and not device.only_attested) or device.device_id in behind
        for device in result.devices
    )
    if devices:
        yield ExitCode.NOT_DECIDED, f"{devices} devices not decided"
    verdicts = [dict(deciding_counts(policy)) for policy in result.policies]
    number = sum(counts.get(status.value, 0) for counts in verdicts for status in undecided)
    if number:
        yield ExitCode.NOT_DECIDED, f"{number} verdicts not decided"
    if not result.devices:
        yield ExitCode.NOT_DECIDED, "nothing was judged"


def _undecided_behind_findings(result: AuditResult) -> frozenset[str]:
    """Devices whose findings no longer count, and of which something else was not decided."""
    counting = {one.device_id for one in result.findings if one.counts}
    gaps = {row.device_id for row in result.coverage if row.hides_parts}
    found = in_turn(result.findings).totals.devices - counting
    return frozenset(
        device.device_id
        for device in result.devices
        if device.device_id in found
        and (device.outcome != Outcome.COMPLETE or _unknown(device) or device.device_id in gaps)
    )


def _unknown(device: DeviceSummary) -> bool:
    """Whether a part is unknown that no supplier attests either."""
    return device.unknown_parts > device.attested_parts


def _too_little(result: AuditResult, asked: float | None) -> Iterator[tuple[int, str]]:
    for what, percent in coverage_figures(result):
        if asked is not None and percent < asked:
            yield ExitCode.NOT_DECIDED, f"{what} {percent:.1f} %, {asked:g} % asked"


def coverage_figures(result: AuditResult) -> tuple[tuple[str, float], ...]:
    """(what, percent): devices in scope read to their end, and parts with a known maker. Of
    nothing it is 0 percent for devices; no parts at all lack no maker."""
    devices = [device for device in result.devices if device.status is not Status.NOT_APPLICABLE]
    read = sum(device.outcome == "complete" for device in devices)
    parts = sum(device.judged_parts for device in devices)
    named = parts - sum(device.unknown_parts for device in devices)
    return (
        ("devices read to their end", 100 * read / len(devices) if devices else 0.0),
        ("parts with a known maker", 100 * named / parts if parts else 100.0),
    )


def _asked(gates: Gates) -> str:
    asked = [f"fail on {gates.fail_on.value}"]
    asked += [f"coverage of at least {gates.min_coverage:g} %"] if gates.min_coverage is not None else []
    asked += ["only new findings"] if gates.baseline else []
    asked += ["only lost coverage and new unknowns"] if gates.coverage_baseline else []
    return ", ".join(asked)


def _compared(result: AuditResult, gates: Gates) -> Iterator[str]:
    if gates.nothing_before:
        yield "No audit was made before this one that it could be compared with: everything counts."
    if gates.baseline:
        comparison = compare(gates.baseline, facts_of(result))
        yield f"Compared with {named(gates.baseline)}: {counted_changes(comparison)}."
        yield from comparison.notes
    if gates.coverage_baseline and gates.coverage_baseline != gates.baseline:
        yield f"Coverage compared with {named(gates.coverage_baseline)}."
    if gates.min_coverage is not None:
        yield (
            "Coverage: "
            + ", ".join(f"{what} {value:.1f} %" for what, value in coverage_figures(result))
            + "."
        )


def named(facts: AuditFacts) -> str:
    """An audit in words."""
    at = f", inventory at {facts.inventory_at}" if facts.inventory_at else ""
    return f"run {facts.run_id} of {facts.judged_at} (as of {facts.as_of}{at})"


def counted_changes(comparison: Comparison) -> str:
    """ "1 new, 0 changed, …"."""
    return ", ".join(f"{len(comparison.of_kind(kind))} {kind.value}" for kind in ChangeKind)


def outdated(result: AuditResult, unjudged: tuple[str, ...]) -> AuditResult:
    """The result, saying that these devices were read after it; it can no longer be clear."""
    if not unjudged:
        return result
    count = "1 device was" if len(unjudged) == 1 else f"{len(unjudged)} devices were"
    note = f"{count} read after the last evaluation; run auditor evaluate"
    rows = tuple(Coverage("evaluate", Reason.NOT_JUDGED_SINCE, target, note) for target in unjudged)
    code = result.exit_code if result.exit_code == ExitCode.EXCLUDED else ExitCode.NOT_DECIDED
    return replace(
        result, coverage=(*result.coverage, *rows), notes=(*result.notes, f"{note}."), exit_code=code
    )


def limited(result: AuditResult, targets: int) -> AuditResult:
    """The result, saying that it is about fewer than the inventory's `targets`."""
    left_out = targets - len(result.devices)
    if left_out <= 0:
        return result
    shown = "the 1 target" if len(result.devices) == 1 else f"the {len(result.devices)} targets"
    more = "1 more target is" if left_out == 1 else f"{left_out} more targets are"
    note = f"This is about {shown} of this run alone; {more} in the inventory (auditor evaluate reports all)."
    return replace(result, notes=(note, *result.notes))
