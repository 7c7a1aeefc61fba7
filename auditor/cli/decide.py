"""`auditor decide`: a human's word on a finding, kept for ever beside it."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.options import config_option, store_option
from auditor.cli.request import inventory_path, read_config
from auditor.errors import UsageError
from auditor.model.decisions import SETTLING, Decision, DecisionKind
from auditor.model.finding import ExitCode
from auditor.pipeline import utc_now
from auditor.report.escape import terminal_text
from auditor.store import open_store

MAX_WORDS = 2_000
"""Characters of a name or reason: a page. A longer text belongs into a ticket."""


@click.command(short_help="Record your decision on a finding.")
@click.argument("fingerprint", metavar="[FINGERPRINT]", required=False)
@click.option("--confirmed", is_flag=True, help="It is what the report says.")
@click.option("--not-covered", is_flag=True, help="The rule does not cover it.")
@click.option("--false-positive", is_flag=True, help="It is something else.")
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--reason", metavar="TEXT", help="Why, in words that hold a year from now.")
@click.option("--list", "list_all", is_flag=True, help="Print every decision, the oldest first.")
@config_option()
@store_option()
def decide(
    fingerprint: str | None,
    confirmed: bool,
    not_covered: bool,
    false_positive: bool,
    by: str | None,
    reason: str | None,
    list_all: bool,
    config_path: Path | None,
    store_path: Path | None,
) -> int:
    """Record a decision on a finding of the inventory; it is kept and never changed.

    FINGERPRINT may be its beginning, 8 or more characters after v1:, where that is unambiguous. The
    finding stays in every report with the decision beside it. --not-covered and --false-positive
    take it out of the exit code from the next evaluation on; --confirmed does not, and dates the
    finding: the report shows when it was first detected and when it was confirmed. A later decision
    replaces an earlier one.
    """
    inventory = inventory_path(store_path, read_config(config_path))
    if list_all:
        with open_store(inventory, create=False, read_only=True) as store:
            for decision in store.decisions():
                click.echo(_line(decision))
        return ExitCode.CLEAR
    kind = _chosen(confirmed, not_covered, false_positive)
    if fingerprint is None or kind is None:
        raise UsageError(
            "nothing is decided",
            remedy="give FINGERPRINT and --confirmed, --not-covered or --false-positive; or --list",
        )
    by, reason = _words("--by", by), _words("--reason", reason)
    with open_store(inventory, create=False) as store:
        found = store.find_fingerprint(fingerprint)
        decision = Decision(found, kind, by, reason, utc_now())
        store.add_decision(decision)
    click.echo(_line(decision))
    if decision.kind in SETTLING:
        click.echo("It counts from the next auditor audit or auditor evaluate.", err=True)
    return ExitCode.CLEAR


def _chosen(confirmed: bool, not_covered: bool, false_positive: bool) -> DecisionKind | None:
    kinds = (
        (DecisionKind.CONFIRMED, confirmed),
        (DecisionKind.NOT_COVERED, not_covered),
        (DecisionKind.FALSE_POSITIVE, false_positive),
    )
    chosen = [kind for kind, given in kinds if given]
    if len(chosen) > 1:
        raise UsageError(
            "contradict each other", place="--confirmed, --not-covered, --false-positive", remedy="give one"
        )
    return chosen[0] if chosen else None


def _words(option: str, text: str | None) -> str:
    if not text or not text.strip():
        raise UsageError("is missing", place=option, remedy="a decision needs a name and a reason")
    if len(text) > MAX_WORDS:
        raise UsageError(f"is longer than {MAX_WORDS} characters", place=option, remedy="name a ticket")
    return text.strip()


def _line(decision: Decision) -> str:
    words = f"{decision.fingerprint} {decision.kind.value} by {decision.by}: {decision.reason}"
    return terminal_text(f"{decision.decided_at} {words}")
