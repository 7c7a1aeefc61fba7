"""Two audits compared, as text for people and as JSON.

What was lost of the coverage comes before what is said of findings: a finding that is gone
because nobody looked is not good news.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model.comparison import AuditFacts, Change, ChangeKind, Comparison, CoverageChange, FindingFacts
from auditor.report.layout import BOLD, MIN_WIDTH, Page
from auditor.report.record_json import plain_value, render_record

SCHEMA = "auditor-diff/1"
TITLES = {
    ChangeKind.NEW: "New findings",
    ChangeKind.CHANGED: "Changed findings",
    ChangeKind.MOVED: "Moved: the same serial number and model in another place",
    ChangeKind.GONE: "Findings that are gone",
}
DIFFERS = "{name} was {old}, is {new}"
WORDS = {"settled_by": ("settled by {old} before, by {new} now", "nobody")}
"""Words for a field that differs, and for its being empty, where its name does not do."""
MAX_ROWS = 50
"""Rows of a section on a terminal: a few screens; the JSON form has all of them."""
ALL_AT = "the JSON form lists all: --json"


def render_comparison_json(comparison: Comparison) -> str:
    """The comparison as one JSON object; unchanged findings are counted, not repeated."""
    told = [change for change in comparison.changes if change.kind is not ChangeKind.UNCHANGED]
    return render_record(
        SCHEMA,
        {
            "before": _head(comparison.before),
            "after": _head(comparison.after),
            "counts": {kind.value: len(comparison.of_kind(kind)) for kind in ChangeKind},
            "changes": [plain_value(change) for change in told],
            "coverage": [plain_value(change) for change in comparison.coverage],
            "notes": comparison.notes,
        },
    )


def _head(facts: AuditFacts) -> dict[str, object]:
    names = ("run_id", "judged_at", "as_of", "inventory_at", "product_version", "exit_code")
    head: dict[str, object] = {name: getattr(facts, name) for name in names}
    return {**head, "findings": len(facts.findings), "devices": len(facts.devices)}


def render_comparison(comparison: Comparison, *, colour: bool, width: int) -> str:
    """The comparison as lines for a terminal or a log, ending with a newline."""
    page = Page(max(width, MIN_WIDTH), colour)
    lines = [page.paint("TWO AUDITS COMPARED", BOLD)]
    for label, facts in (("First", comparison.before), ("Second", comparison.after)):
        lines += page.paragraph(f"{label}: {_named(facts)}")
    for note in comparison.notes:
        lines += page.paragraph(note, BOLD)
    counts = (f"{len(comparison.of_kind(kind))} {kind.value}" for kind in ChangeKind)
    lines += page.paragraph(f"Findings: {', '.join(counts)}.")
    lines += _section(page, "Coverage lost", [_coverage(row) for row in comparison.coverage if row.lost])
    for kind, title in TITLES.items():
        lines += _section(page, title, list(map(_change, comparison.of_kind(kind))))
    gained = [_coverage(row) for row in comparison.coverage if not row.lost]
    lines += _section(page, "Coverage gained", gained)
    return "\n".join(lines) + "\n"


def _named(facts: AuditFacts) -> str:
    at = f", inventory at {facts.inventory_at}" if facts.inventory_at else ""
    return (
        f"run {facts.run_id}, judged {facts.judged_at} as of {facts.as_of}{at};"
        f" {len(facts.devices)} devices, {len(facts.findings)} findings, exit code {facts.exit_code}"
    )


def _section(page: Page, title: str, rows: Sequence[str]) -> Iterator[str]:
    if not rows:
        return
    yield from page.heading(title)
    for row in rows[:MAX_ROWS]:
        yield from page.paragraph(row, mark="- ")
    if len(rows) > MAX_ROWS:
        yield from page.paragraph(f"… and {len(rows) - MAX_ROWS} more ({ALL_AT})")


def _coverage(row: CoverageChange) -> str:
    return f"{row.device_id or 'the whole audit'}: {row.text}"


def _change(change: Change) -> str:
    now = change.finding
    text = f"{now.status}, {now.vendor or 'no vendor'}, rule {now.policy_id}/{now.rule_id}: {_place(now)}"
    if change.kind is ChangeKind.MOVED and change.before:
        text += f", before: {_place(change.before)}"
    if change.before and change.after:
        for name in change.fields:
            old, new = getattr(change.before, name), getattr(change.after, name)
            differs, absent = WORDS.get(name, (DIFFERS, "not stated"))
            text += "; " + differs.format(name=name, old=old or absent, new=new or absent)
    else:
        text += f"; {now.because}"
    return f"{text} ({change.remark})" if change.remark else text


def _place(finding: FindingFacts) -> str:
    where = f"{finding.site} / {finding.device_id}" if finding.site else finding.device_id
    return f"{where}, {finding.subject}"
