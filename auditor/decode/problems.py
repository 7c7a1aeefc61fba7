"""Trouble met while decoding, as a bounded list of `Problem`s.

A hostile table can be wrong in every row; the list names the first of each reason and
counts the rest. It knows nothing of what the rows mean.
"""

from __future__ import annotations

from collections import Counter

from auditor.model.recording import Problem, Reason

MAX_PROBLEMS_PER_REASON = 50
"""A person reads a screenful at most; the count says how many more there are."""
MAX_DETAIL_CHARACTERS = 200
"""A detail may quote device text; one line is enough to find the row."""


class ProblemList:
    """Collects problems of one recording; each reason is cut after `MAX_PROBLEMS_PER_REASON`."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[Reason] = Counter()

    def add(self, reason: Reason, unit: str, detail: str) -> None:
        self._counts[reason] += 1
        if self._counts[reason] <= MAX_PROBLEMS_PER_REASON:
            self._problems.append(Problem(reason, unit, detail[:MAX_DETAIL_CHARACTERS]))

    def finish(self) -> tuple[Problem, ...]:
        """The problems, with one summary per reason that was cut."""
        summaries = [
            Problem(reason, "recording", f"{count - MAX_PROBLEMS_PER_REASON} more like these are not listed")
            for reason, count in self._counts.items()
            if count > MAX_PROBLEMS_PER_REASON
        ]
        return tuple(self._problems + summaries)
