"""Acceptances: which findings an operator has accepted until a day, and which entries do nothing.

An acceptance changes no status and hides no finding; it only no longer counts for the exit
code. Must not know files or today. Next: `settled`, which says what still counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from itertools import groupby
from operator import attrgetter

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


class Accepting:
    """Marks findings with the acceptances in force on a day, and counts what became of each.

    Findings stream through `marked`, by device; afterwards `coverage` says which acceptances are
    expired or unused, so that a list cannot rot unseen.
    """

    def __init__(self, acceptances: Sequence[Acceptance], as_of: date) -> None:
        self._all = tuple(acceptances)
        self._valid = tuple(one for one in acceptances if as_of <= one.expires)
        self._expired = tuple(one for one in acceptances if one.expires < as_of)
        self._used: set[str] = set()
        self._open_again: Counter[str] = Counter()

    def marked(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Every finding, in order, with the first acceptance in force that covers it."""
        if not self._all:
            yield from findings
            return
        for _, of_device in groupby(findings, key=attrgetter("device_id")):
            yield from with_words_of_parts(tuple(map(self._mark, of_device)))

    def coverage(self) -> tuple[Coverage, ...]:
        """A row for each acceptance that expired or covers nothing."""
        rows = [_expired(one, self._open_again[one.id]) for one in self._expired]
        return (*rows, *(_unused(one) for one in self._valid if one.id not in self._used))

    def _mark(self, finding: Finding) -> Finding:
        acceptance = _first(self._valid, finding)
        if acceptance is None:
            self._open_again.update(one.id for one in self._expired if covers(one, finding))
        else:
            self._used.add(acceptance.id)
        return _marked(finding, acceptance)


def _marked(finding: Finding, acceptance: Acceptance | None) -> Finding:
    """A copy only where something changes: a fleet has thousands of findings."""
    return finding if finding.acceptance == acceptance else replace(finding, acceptance=acceptance)


def _first(acceptances: Iterable[Acceptance], finding: Finding) -> Acceptance | None:
    return next((acceptance for acceptance in acceptances if covers(acceptance, finding)), None)


def _expired(acceptance: Acceptance, count: int) -> Coverage:
    counted = "1 finding counts" if count == 1 else f"{count} findings count"
    detail = f"acceptance {acceptance.id} expired on {acceptance.expires}; {counted} again"
    return Coverage("evaluate", Reason.ACCEPTANCE_EXPIRED, "", detail)


def _unused(acceptance: Acceptance) -> Coverage:
    detail = f"acceptance {acceptance.id} (until {acceptance.expires}) covers no finding it is the first for"
    return Coverage("evaluate", Reason.ACCEPTANCE_UNUSED, "", detail)
