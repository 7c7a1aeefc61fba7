"""What a figure is: answers of the audit compared with labels, counted, with their bounds.

Pure; knows neither recordings nor the store. `*_figures.py` make the comparisons,
`levels.py` gates them, `page.py` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

Z_95 = 1.959963984540054
"""Two-sided 95 % quantile of the normal distribution."""
FEWEST = 30
"""Below this many cases a share is too few to state."""


NOTHING = frozenset(
    ("", "-", "--", "n/a", "na", "none", "unknown", "<private>", "<serial>", "<removed>", "not available")
)
"""Words that devices and the people who shared recordings put where there is no value."""


class Outcome(StrEnum):
    """How one answer of the audit relates to its label."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSTATED = "unstated"
    LABEL_FAULT = "label_fault"


class Comparison(NamedTuple):
    """One label, what the audit said, and how they relate. `item` tells cases of one recording apart."""

    recording: str
    item: str
    label: str
    ours: str
    outcome: Outcome


class Tally(NamedTuple):
    """Counts of outcomes. A label found at fault counts for nobody."""

    right: int
    wrong: int
    unstated: int
    label_fault: int = 0

    @property
    def n(self) -> int:
        """Labels that are not at fault."""
        return self.right + self.wrong + self.unstated

    @property
    def stated(self) -> int:
        """Answers given."""
        return self.right + self.wrong


class Target(NamedTuple):
    """What a figure aims at: the least share that is right, and the greatest that is wrong."""

    right: float
    wrong: float = 1.0


class Figure(NamedTuple):
    """A named figure and every comparison behind it. Where `labelled` is false, right only means stated."""

    id: str
    title: str
    comparisons: tuple[Comparison, ...]
    target: Target | None = None
    labelled: bool = True

    @property
    def tally(self) -> Tally:
        """The counts."""
        return count(self.comparisons)


def compare(recording: str, item: str, label: str, ours: str, *, equal: bool) -> Comparison:
    """A comparison of a stated label; an empty answer is unstated."""
    outcome = Outcome.RIGHT if equal else Outcome.WRONG if ours else Outcome.UNSTATED
    return Comparison(recording, item, label, ours, outcome)


def count(comparisons: Iterable[Comparison]) -> Tally:
    """The outcomes, counted."""
    outcomes = [comparison.outcome for comparison in comparisons]
    return Tally(*(outcomes.count(outcome) for outcome in Outcome))


def lower_bound(successes: int, cases: int) -> float:
    """Lower end of the 95 % Wilson score interval of a share."""
    return _wilson(successes, cases)[0]


def upper_bound(successes: int, cases: int) -> float:
    """Upper end of the 95 % Wilson score interval of a share."""
    return _wilson(successes, cases)[1]


def _wilson(successes: int, cases: int) -> tuple[float, float]:
    """E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927."""
    if not cases:
        return 0.0, 1.0
    share, square = successes / cases, Z_95 * Z_95
    centre = share + square / (2 * cases)
    half = Z_95 * sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    scale = 1 + square / cases
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def met(tally: Tally, target: Target) -> bool:
    """Whether the counts reach the target; bounds are for readers, counts decide."""
    return tally.right >= target.right * tally.n and tally.wrong <= target.wrong * tally.n


def pool(cases: Iterable[str]) -> dict[str, int]:
    """How often each text occurs, for comparing bags of parts."""
    counted: dict[str, int] = {}
    for case in cases:
        counted[case] = counted.get(case, 0) + 1
    return counted


def folded(text: str) -> str:
    """Letters and spacing made equal, because LibreNMS trims and the audit keeps what was said."""
    return " ".join(text.casefold().split())


def is_stated(text: str) -> bool:
    """Whether a label states anything: zeros and words for nothing do not."""
    return folded(text) not in NOTHING and bool(text.strip("0"))
