"""What has to hold for an audit to pass, as options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import click

from auditor.cli.options import Decorator
from auditor.cli.past import earlier_audit
from auditor.evaluate.gates import FailOn, Gates
from auditor.store import Store

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class GateOptions:
    """The gates as given; audits are still names."""

    fail_on: str
    min_coverage: float | None
    baseline: str | None
    coverage_baseline: str | None

    def resolved(self, inventory: Path, store: Store, *, reported: bool = False) -> Gates:
        """The gates with the audits they name; before anything is judged, for "last" is the one
        before this. `reported` says that the last one is shown again."""
        named = {
            word: earlier_audit(word, inventory, store, reported=reported)
            for word in (self.baseline, self.coverage_baseline)
            if word
        }
        return Gates(
            FailOn(self.fail_on),
            self.min_coverage,
            named.get(self.baseline or ""),
            named.get(self.coverage_baseline or ""),
            nothing_before=None in named.values(),
        )


_OPTIONS = (
    click.option(
        "--fail-on",
        type=click.Choice([choice.value for choice in FailOn]),
        default=FailOn.UNKNOWN.value,
        show_default=True,
        help="Least bad status that ends with 3 or 4; never: always 0, unless the auditor fails.",
    ),
    click.option(
        "--min-coverage",
        type=click.FloatRange(0, 100),
        metavar="PERCENT",
        help="End with 4 below this share of devices read to their end, or of parts with a known maker.",
    ),
    click.option(
        "--baseline",
        metavar="AUDIT",
        help="Count only findings that this audit has not: a JSON report, run id, day; last: the one before.",
    ),
    click.option(
        "--coverage-baseline",
        metavar="AUDIT",
        help="Count only coverage lost and unknowns new since this audit.",
    ),
)


def gate_options() -> Decorator:
    """The command gets `gates`."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def call(
            fail_on: str,
            min_coverage: float | None,
            baseline: str | None,
            coverage_baseline: str | None,
            **rest: object,
        ) -> object:
            gates = GateOptions(fail_on, min_coverage, baseline, coverage_baseline)
            return function(gates=gates, **rest)

        decorated: Callable[..., object] = call
        for option in reversed(_OPTIONS):
            decorated = option(decorated)
        return cast("F", decorated)

    return decorate
