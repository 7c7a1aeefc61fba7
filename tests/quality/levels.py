"""Recorded levels: what each figure reached, and whether a new measurement fell below it.

levels.toml is written with AUDITOR_UPDATE_LEVELS=1, which only raises; a level that has to
come down is edited by hand and argued in review.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from quality.measure import Figure, Tally

PATH = Path(__file__).parent / "levels.toml"
HEAD = """# Recorded levels of tests/quality: the gate fails below them. A figure holds its level while its
# share of right answers (right of n) and its precision (right of right + wrong) are not lower.
# AUDITOR_UPDATE_LEVELS=1 raises them; lowering one is a decision, made by hand.
"""


class Level(NamedTuple):
    """Counts that a figure once reached."""

    right: int
    wrong: int
    n: int

    @classmethod
    def of(cls, tally: Tally) -> Level:
        """The counts of a measurement."""
        return cls(tally.right, tally.wrong, tally.n)

    def holds(self, tally: Tally) -> bool:
        """Whether neither the share of right answers nor the precision is lower than recorded."""
        recall = tally.right * self.n >= self.right * tally.n
        precision = tally.right * (self.right + self.wrong) >= self.right * tally.stated
        return recall and precision


def read_levels(path: Path = PATH) -> dict[str, Level]:
    """Figure id -> level."""
    return {name: Level(**counts) for name, counts in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def raised(levels: dict[str, Level], figures: tuple[Figure, ...]) -> dict[str, Level]:
    """The levels after these measurements: higher ones are taken over, lower ones are not."""
    return {
        figure.id: Level.of(figure.tally)
        if figure.id not in levels or levels[figure.id].holds(figure.tally)
        else levels[figure.id]
        for figure in figures
    }


def levels_text(levels: dict[str, Level]) -> str:
    """The file, in the order given."""
    blocks = (
        f"\n[{name}]\nright = {level.right}\nwrong = {level.wrong}\nn = {level.n}\n"
        for name, level in levels.items()
    )
    return HEAD + "".join(blocks)
