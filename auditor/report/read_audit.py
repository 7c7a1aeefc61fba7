"""The JSON report of an audit, read back as far as audits are compared by.

The file may come from anywhere, so every value is checked; UsageError names the file and
the key. The inverse of `json_report` for what `AuditFacts` holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NoReturn

from auditor.errors import UsageError
from auditor.model.comparison import AuditFacts, DeviceState, FindingFacts, Gap
from auditor.model.decisions import settled_by
from auditor.report.json_report import SCHEMA

REMEDY = "name a report written with -o json=PATH"


def read_audit(text: str, file: str) -> AuditFacts:
    """The facts of a JSON report; `file` names it in errors."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError("is not JSON", file=file, remedy=REMEDY) from error
    audit = _Table(document, file, "")
    if audit.text("schema") != SCHEMA:
        raise UsageError(f"is not of schema {SCHEMA}", file=file, place="schema", remedy=REMEDY)
    return AuditFacts(
        run_id=audit.text("run_id"),
        judged_at=audit.text("finished_at"),
        as_of=audit.text("as_of"),
        inventory_at=audit.text("inventory_at", ""),
        product_version=audit.text("product_version"),
        exit_code=audit.number("exit_code"),
        policies=tuple(
            (policy.text("id"), policy.text("digest"), policy.table("counts").number("undetermined"))
            for policy in audit.tables("policies")
        ),
        findings=tuple(map(_finding, audit.tables("findings"))),
        devices=tuple(map(_device, audit.tables("devices"))),
        gaps=tuple(sorted({Gap(*map(row.text, Gap._fields)) for row in audit.tables("coverage")})),
    )


def _finding(row: _Table) -> FindingFacts:
    stated = (name for name in FindingFacts._fields if name != "settled_by")
    decision = row.table("decision").text("kind") if row.states("decision") else ""
    said = settled_by(accepted=row.states("acceptance"), decision=decision)
    return FindingFacts(*map(row.text, stated))._replace(settled_by=said)


def _device(row: _Table) -> DeviceState:
    device_id, status, outcome = map(row.text, ("device_id", "status", "outcome"))
    return DeviceState(device_id, status, outcome, row.number("judged_parts"), row.number("unknown_parts"))


class _Table:
    """An object of the document whose values are asked for by name and type."""

    def __init__(self, values: object, file: str, place: str) -> None:
        if not isinstance(values, dict):
            raise UsageError("is not an object", file=file, place=place, remedy=REMEDY)
        self._values, self._file, self._place = values, file, place

    def states(self, key: str) -> bool:
        return self._values.get(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        value = self._values.get(key, default)
        return value if isinstance(value, str) else self._fail(key, "is not text")

    def number(self, key: str) -> int:
        value = self._values.get(key)
        return value if isinstance(value, int) else self._fail(key, "is not a number")

    def table(self, key: str) -> _Table:
        return _Table(self._values.get(key), self._file, self._named(key))

    def tables(self, key: str) -> Iterator[_Table]:
        values = self._values.get(key)
        if not isinstance(values, list):
            self._fail(key, "is not a list")
        for position, value in enumerate(values):
            yield _Table(value, self._file, f"{self._named(key)}[{position}]")

    def _named(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key

    def _fail(self, key: str, reason: str) -> NoReturn:
        raise UsageError(reason, file=self._file, place=self._named(key), remedy=REMEDY)
