"""What an audit result says once it is compared with what was asked of it: exit code and notes.

Must not judge a subject; it reads a finished `AuditResult`. Exit codes: 3 wins over 4, and
4 over 5 (architecture, chapter 2).
"""

from __future__ import annotations

from dataclasses import replace

from auditor.model.finding import AuditResult, Coverage, ExitCode
from auditor.model.recording import Reason


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
