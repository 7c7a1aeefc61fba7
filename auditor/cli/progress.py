"""Progress of polling on standard error: one live line on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections import Counter

from auditor.model.recording import Outcome, Recording

LINE_EVERY_S = 10.0
"""Without a terminal, a log line every ten seconds: enough to see life, not enough to flood a CI log."""
REDRAW_EVERY_S = 0.1
"""A terminal shows nothing more often than that."""

ENOUGH_TO_TELL = 10
"""Devices before a time left is told: a few that answer at once say nothing of those that do not."""

_GROUPS = {
    Outcome.COMPLETE: "ok",
    Outcome.UNSTATED: "ok",
    Outcome.PARTIAL: "partial",
    Outcome.FAILED: "failed",
    Outcome.REFUSED: "refused",
    Outcome.SKIPPED: "skipped",
}


class Progress:
    """Counts recordings as they arrive and shows them."""

    def __init__(self, total: int, verb: str = "polled") -> None:
        self._total, self._verb = total, verb
        self._counts: Counter[str] = Counter()
        self._started = self._shown = time.monotonic()
        self._live = sys.stderr.isatty()
        self._show(self._started, end="" if self._live else "\n")

    def __call__(self, recording: Recording) -> None:
        """Count one recording."""
        self._counts[_GROUPS[recording.outcome]] += 1
        now = time.monotonic()
        if now - self._shown >= (REDRAW_EVERY_S if self._live else LINE_EVERY_S):
            self._show(now, end="" if self._live else "\n")

    @property
    def unread(self) -> int:
        """Targets that could not be read at all."""
        return self._counts["failed"] + self._counts["refused"]

    def finish(self) -> None:
        """Show the final counts."""
        self._show(time.monotonic(), end="\n")

    def _show(self, now: float, end: str) -> None:
        self._shown = now
        done = sum(self._counts.values())
        rate = done / max(now - self._started, 0.001)
        parts = [f"{count} {name}" for name, count in sorted(self._counts.items())]
        if ENOUGH_TO_TELL <= done < self._total:
            parts.append(f"about {(self._total - done) / rate:.0f} s left")
        speed = f" ({rate:.1f} devices/s)" if done else ""
        text = f"{self._verb} {done}/{self._total}: {', '.join(parts) or 'none yet'}{speed}"
        start = "\r\x1b[K" if self._live else ""
        print(start + text, end=end, file=sys.stderr, flush=True)
