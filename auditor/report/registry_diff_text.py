"""What differs between two states of a registry, as text for people and as JSON."""

from __future__ import annotations

from auditor.model.registry_diff import RegistryDiff
from auditor.report.layout import MIN_WIDTH, Cell, Column, Page
from auditor.report.record_json import record_fields, render_record

SCHEMA = "auditor-registry-diff/1"
SAME = "Nothing differs but the spelling of holders, if that."


def render_diff_json(diff: RegistryDiff) -> str:
    """All differences as one JSON object."""
    return render_record(SCHEMA, record_fields(diff) or {})


def render_diff(diff: RegistryDiff, *, limit: int, colour: bool, width: int) -> str:
    """Counts, vendors, then at most `limit` entries of each kind (0: all), ending with a newline."""
    page = Page(max(width, MIN_WIDTH), colour)
    lines = [
        *page.paragraph(f"{diff.registry}: {diff.before} ({diff.rows_before} rows)"),
        *page.paragraph(f"to {diff.after} ({diff.rows_after} rows)"),
        *page.paragraph(
            f"added {len(diff.added)}, removed {len(diff.removed)}, changed holder {len(diff.changed)}, "
            f"only spelled differently {diff.respelled}"
        ),
    ]
    if diff.left_out:
        bits = ", ".join(map(str, diff.left_out))
        lines += page.paragraph(f"not compared, because only one side has them: prefixes of {bits} bits")
    if not (diff.added or diff.removed or diff.changed):
        return "\n".join([*lines, *page.paragraph(SAME)]) + "\n"
    return "\n".join([*lines, *_vendors(diff, limit, page), *_entries(diff, limit, page)]) + "\n"


def _vendors(diff: RegistryDiff, limit: int, page: Page) -> list[str]:
    if not diff.vendors:
        return []
    columns = (
        *(Column("VENDOR", 12), Column("BEFORE", 6, True), Column("AFTER", 6, True)),
        *(Column("ADDED", 6, True), Column("REMOVED", 7, True), Column("CHANGED", 7, True)),
    )
    shown = diff.vendors[: limit or None]
    rows = [tuple(Cell(str(value)) for value in vendor) for vendor in shown]
    lines = [*page.heading("Vendors of the vendor registry"), *page.table(columns, rows)]
    return lines + _more(len(diff.vendors) - len(shown), page)


def _entries(diff: RegistryDiff, limit: int, page: Page) -> list[str]:
    kinds = (
        ("Added", [f"{key}  {holder}" for key, holder in diff.added]),
        ("Removed", [f"{key}  {holder}" for key, holder in diff.removed]),
        ("Changed holder", [f"{key}  {old} -> {new}" for key, old, new in diff.changed]),
    )
    lines: list[str] = []
    for title, texts in kinds:
        if texts:
            shown = texts[: limit or None]
            lines += page.heading(title) + [line for text in shown for line in page.paragraph(text)]
            lines += _more(len(texts) - len(shown), page)
    return lines


def _more(hidden: int, page: Page) -> list[str]:
    return page.paragraph(f"… and {hidden} more (--limit 0 shows all)") if hidden > 0 else []
