"""Colours and small phrases that the sections of the terminal report share.

Colour only repeats what the text says. Lines are made by `layout`.
"""

from __future__ import annotations

from auditor.model.finding import Status
from auditor.report import wording
from auditor.report.layout import Cell, Page

DIGEST_CHARACTERS = 12
"""As much of a sha256 as people compare by eye; the JSON report has it whole."""

STATUS_STYLES: dict[Status, str] = {
    Status.EXCLUDED: "1;31",
    Status.REVIEW: "33",
    Status.UNKNOWN: "35",
    Status.NOT_CHECKED: "36",
    Status.UNDETERMINED: "34",
    Status.CLEAR: "32",
    Status.NOT_APPLICABLE: "2",
}


def status_cell(status: Status) -> Cell:
    """The status in its colour."""
    return Cell(wording.STATUS_NAMES[status], STATUS_STYLES[status])


def more(page: Page, hidden: int, what: str) -> list[str]:
    """A line that says how many entries of a list are left out; none when all are shown."""
    return page.paragraph(f"… and {hidden} more {what} ({wording.ALL_AT})") if hidden > 0 else []
