"""Progress of polling on standard error: one live line on a terminal, else a line now and then.

With `--log json`, one object for each event instead. Reasons are our words and addresses are
numbers; ids of targets are escaped. Must not know how devices are polled.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from auditor.model.progress import Attempted, Event, RunFinished, RunStarted
from auditor.model.recording import Outcome
from auditor.report.sentences import counted_outcomes

LINE_EVERY_S = 10.0
"""Without a terminal, a log line every ten seconds: enough to see life, not enough to flood a CI log."""
REDRAW_EVERY_S = 0.1
"""A terminal shows nothing more often than that."""

ENOUGH_TO_TELL = 10
"""Devices before a time left is told: a few that answer at once say nothing of those that do not."""

_UNREAD = (Outcome.FAILED, Outcome.REFUSED)


class LogFormat(StrEnum):
    """How a run tells of itself on standard error."""

    TEXT = "text"
    JSON = "json"


class Progress(Protocol):
    """Hears the events of a run and shows them."""

    @property
    def unread(self) -> int:
        """Targets that could not be read at all."""

    def __call__(self, event: Event) -> None: ...


def progress(log: LogFormat, verb: str = "polled") -> Progress:
    """Whoever shows the events of one run."""
    return JsonProgress() if log is LogFormat.JSON else TextProgress(verb)


class TextProgress:
    """Counts recordings as they arrive and shows them."""

    def __init__(self, verb: str) -> None:
        self._verb, self._total, self._before = verb, 0, 0
        self._counts: Counter[Outcome] = Counter()
        self._reasons: Counter[str] = Counter()
        self._started = self._shown = time.monotonic()
        self._told = 0
        self._live = sys.stderr.isatty()

    def __call__(self, event: Event) -> None:
        if isinstance(event, Attempted):
            self._count(event)
        elif isinstance(event, RunStarted):
            self._total, self._before = event.attempts, event.done
            self._started = time.monotonic()
            self._show(self._started, end="" if self._live else "\n")
        elif self._live or self._counted > self._told:
            self._show(time.monotonic(), end="\n")

    @property
    def unread(self) -> int:
        return sum(self._counts[outcome] for outcome in _UNREAD)

    @property
    def _counted(self) -> int:
        return sum(self._counts.values())

    def _count(self, event: Attempted) -> None:
        self._counts[event.outcome] += 1
        if event.outcome in _UNREAD and event.reason is not None:
            self._reasons[event.reason.value.replace("_", " ")] += 1
        now = time.monotonic()
        if now - self._shown >= (REDRAW_EVERY_S if self._live else LINE_EVERY_S):
            self._show(now, end="" if self._live else "\n")

    def _show(self, now: float, end: str) -> None:
        self._shown, self._told = now, self._counted
        text = self._text(now)
        if self._live:  # a line that wraps cannot be drawn over
            text = "\r\x1b[K" + (text if end else text[: shutil.get_terminal_size().columns - 1])
        print(text, end=end, file=sys.stderr, flush=True)

    def _text(self, now: float) -> str:
        done = self._counted
        rate, left = done / max(now - self._started, 0.001), self._total - self._before - done
        parts = counted_outcomes(self._counts)
        if self._before:
            parts.insert(0, f"{self._before} before the interruption")
        if self._reasons:
            parts.append("not read: " + ", ".join(f"{n} {why}" for why, n in self._reasons.most_common()))
        if done >= ENOUGH_TO_TELL and left:
            parts.append(f"about {left / rate:.0f} s left")
        speed = f" ({rate:.1f} devices/s)" if done else ""
        return f"{self._verb} {self._before + done}/{self._total}: {', '.join(parts) or 'none yet'}{speed}"


class JsonProgress:
    """One line with a JSON object for each event."""

    def __init__(self) -> None:
        self.unread = 0

    def __call__(self, event: Event) -> None:
        if isinstance(event, Attempted):
            self.unread += event.outcome in _UNREAD
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **_described(event)}
        print(json.dumps(line), file=sys.stderr, flush=True)


def _described(event: Event) -> dict[str, object]:
    if isinstance(event, RunStarted):
        return {"event": "run_started", **event._asdict()}
    if isinstance(event, RunFinished):
        return {"event": "run_finished", **event._asdict()}
    return {"event": "polled", **event._asdict(), "duration_s": round(event.duration_s, 3)}
