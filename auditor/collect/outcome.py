"""From what became of every root to the outcome of the attempt; a table of facts, no I/O.

Complete only when nothing that was asked for is missing: coverage builds on this word. Must
not know packets. Next: `snmp`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from auditor.collect.budget import Trouble
from auditor.collect.walk import WalkedRoot
from auditor.model.recording import End, Outcome, Problem, Reason

REFUSALS = frozenset(
    (
        *(Reason.COMMUNITY_REFUSED, Reason.AUTHENTICATION_FAILED, Reason.UNKNOWN_USER),
        *(Reason.DECRYPTION_FAILED, Reason.SECURITY_LEVEL_REFUSED, Reason.TIME_WINDOW, Reason.VIEW_REFUSED),
    )
)
"""The device is alive and does not let us in; any other reason is a failure."""


class Conclusion(NamedTuple):
    """How the attempt ended, and why unless it is complete."""

    outcome: Outcome
    reason: Reason | None
    detail: str


def conclude_unread(trouble: Trouble) -> Conclusion:
    """The conclusion when no row was asked for."""
    outcome = Outcome.REFUSED if trouble.reason in REFUSALS else Outcome.FAILED
    return Conclusion(outcome, trouble.reason, trouble.detail)


def conclude(
    results: Sequence[WalkedRoot], stopped: Trouble | None, problems: Sequence[Problem]
) -> Conclusion:
    """The conclusion of a poll; `problems` are roots that were not even tried."""
    cut = [result for result in results if result.walked.end not in {End.COMPLETE, End.SKIPPED}]
    if not any(result.walked.row_count for result in results):
        return conclude_unread(stopped or _why_empty(cut))
    if stopped is not None:
        return Conclusion(Outcome.PARTIAL, stopped.reason, f"{_counted(cut, results)}: {stopped.detail}")
    if cut:
        first = cut[0].walked
        detail = f"{_counted(cut, results)}, first {cut[0].root}: {first.detail}"
        return Conclusion(Outcome.PARTIAL, first.reason, detail)
    if problems:
        return Conclusion(Outcome.PARTIAL, problems[0].reason, problems[0].detail)
    return Conclusion(Outcome.COMPLETE, None, "")


def _why_empty(cut: Sequence[WalkedRoot]) -> Trouble:
    """An agent that answers always has a system group, so showing nothing is a refusal."""
    if all(result.walked.end is End.AUTH for result in cut):
        return Trouble(Reason.VIEW_REFUSED, "credential accepted, but nothing is visible")
    first = cut[0].walked
    return Trouble(first.reason or Reason.NO_ANSWER, first.detail)


def _counted(cut: Sequence[WalkedRoot], results: Sequence[WalkedRoot]) -> str:
    return f"{len(cut)} of {len(results)} tables not complete"
