"""Acceptances: which findings an operator has accepted until a day, and which entries do nothing.

An acceptance changes no status and hides no finding; it only no longer counts for the exit
code. Must not know files or today. Next: `settled`, which says what still counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from typing import NamedTuple

from auditor.evaluate.settled import with_words_of_parts
from auditor.evaluate.toml_table import Table, parse_toml
from auditor.model.decisions import Acceptance
from auditor.model.finding import Coverage, Finding
from auditor.model.recording import Reason

ENTRY_KEYS = ("id", "reason", "approver", "ticket", "expires", "match")
CONDITIONS = {
    "policy": "policy_id",
    "rule": "rule_id",
    "status": "status",
    "vendor": "vendor",
    "device": "device_id",
    "site": "site",
    "path": "subject_key",
    "interface": "interface",
    "serial": "serial_num",
    "model": "model_name",
    "fingerprint": "fingerprint",
}
"""Condition of a match to the field of a finding it is compared with."""
BRACKETS = re.compile(r"\[[^\]]*\]")
WILDCARDS = "*?"


class Accepted(NamedTuple):
    """The findings, each with the acceptance that covers it, and what there is to say of the list."""

    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]


def parse_acceptances(data: bytes, name: str) -> tuple[Acceptance, ...]:
    """The acceptances of a file, in its order; PackError names file, entry, key and remedy."""
    table = Table(parse_toml(data, name), ("acceptance",), file=name)
    rows = table.tables("acceptance", ENTRY_KEYS)
    acceptances = tuple(map(_read_acceptance, rows))
    seen: set[str] = set()
    for row, acceptance in zip(rows, acceptances, strict=True):
        if acceptance.id in seen:
            raise row.fault("id", "is used twice", "give each acceptance an id of its own")
        seen.add(acceptance.id)
    return acceptances


def _read_acceptance(row: Table) -> Acceptance:
    expires = row.day("expires")
    if expires is None:
        raise row.fault("expires", "is missing", "write the last day it counts: expires = 2027-03-31")
    match = row.table("match", CONDITIONS)
    conditions = tuple((key, match.text(key)) for key in CONDITIONS if key in match)
    if not conditions:
        known = ", ".join(CONDITIONS)
        raise row.fault("match", "has no condition, so it matches nothing", f"name some of: {known}")
    for key, pattern in conditions:
        if not BRACKETS.sub("", pattern).strip(WILDCARDS):
            raise match.fault(
                key,
                "matches everything",
                "name a value, or leave the condition out",
            )
    return Acceptance(
        row.text("id"), conditions, row.text("reason"), row.text("approver"), row.text("ticket", ""), expires
    )


def covers(acceptance: Acceptance, finding: Finding) -> bool:
    """Whether every condition matches the whole value, in case too (`*`, `?`, `[…]` as in a shell)."""
    return bool(acceptance.match) and all(
        fnmatchcase(str(getattr(finding, CONDITIONS[key])), pattern) for key, pattern in acceptance.match
    )


def accept(findings: Iterable[Finding], acceptances: Sequence[Acceptance], as_of: date) -> Accepted:
    """Every finding, in order, with the first acceptance in force on a day that covers it.

    Expired and unused acceptances become coverage rows, so that a list cannot rot unseen.
    """
    valid = [acceptance for acceptance in acceptances if as_of <= acceptance.expires]
    plain = tuple(findings)
    marked = tuple(_marked(finding, _first(valid, finding)) for finding in plain)
    used = {finding.acceptance.id for finding in marked if finding.acceptance}
    open_again = [finding for finding in marked if finding.acceptance is None]
    rows = [_expired(acceptance, open_again) for acceptance in acceptances if acceptance.expires < as_of]
    rows += [_unused(acceptance) for acceptance in valid if acceptance.id not in used]
    return Accepted(with_words_of_parts(marked), tuple(rows))


def _marked(finding: Finding, acceptance: Acceptance | None) -> Finding:
    """A copy only where something changes: a fleet has thousands of findings."""
    return finding if finding.acceptance == acceptance else replace(finding, acceptance=acceptance)


def _first(acceptances: Iterable[Acceptance], finding: Finding) -> Acceptance | None:
    return next((acceptance for acceptance in acceptances if covers(acceptance, finding)), None)


def _expired(acceptance: Acceptance, findings: Iterable[Finding]) -> Coverage:
    count = sum(covers(acceptance, finding) for finding in findings)
    counted = "1 finding counts" if count == 1 else f"{count} findings count"
    detail = f"acceptance {acceptance.id} expired on {acceptance.expires}; {counted} again"
    return Coverage("evaluate", Reason.ACCEPTANCE_EXPIRED, "", detail)


def _unused(acceptance: Acceptance) -> Coverage:
    detail = f"acceptance {acceptance.id} (until {acceptance.expires}) covers no finding it is the first for"
    return Coverage("evaluate", Reason.ACCEPTANCE_UNUSED, "", detail)
