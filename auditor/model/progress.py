"""What a run tells while it goes on: it began, each attempt at a device, it ended.

Small, because attempts cross processes and go to whoever shows progress; no text of a device is in it.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.recording import Outcome, Reason, Recording
from auditor.model.target import Transport


class RunStarted(NamedTuple):
    """`attempts`: recordings that the run makes, `done` of which are there from before it was
    interrupted."""

    run_id: str
    attempts: int
    done: int


class Attempted(NamedTuple):
    """One recording that is stored. `duration_s`: from the first packet to the last."""

    target_id: str
    transport: Transport
    address: str
    outcome: Outcome
    reason: Reason | None
    duration_s: float


class RunFinished(NamedTuple):
    """`outcome`: "complete" or "interrupted"."""

    run_id: str
    outcome: str


Event = RunStarted | Attempted | RunFinished


def attempted(recording: Recording, duration_s: float) -> Attempted:
    """What there is to tell of a recording."""
    return Attempted(
        recording.target_id,
        recording.transport,
        recording.address,
        recording.outcome,
        recording.reason,
        duration_s,
    )
