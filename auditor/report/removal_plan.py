"""A removal plan: what was found, by the milestones of the policies it was found under.

Dates are those of the policies; who removes what and when is for the operator to write. An item
whose policy states no date is listed too, at the end.
"""

from __future__ import annotations

from auditor.model.finding import AuditResult, Finding
from auditor.model.policy import Verification
from auditor.report import wording
from auditor.report.charts import Due, day_of, timeline
from auditor.report.escape import markdown_text
from auditor.report.worksheet_text import (
    NO_ITEM,
    Item,
    gap_lines,
    items_of,
    place_of,
    scope_lines,
    signature_lines,
    title_lines,
    what_of,
)

TITLE = "removal plan by milestone"
HEAD = (
    "| item | model | serial number | first detected | replaced by | planned for | responsible | done |",
    "|---|---|---|---|---|---|---|---|",
)
BLANKS = (" ", " ", " ", " ")
"""What the operator writes into each row."""
NO_DATE = "No further date: the rule has taken effect, or states none"


def render_removal_plan(result: AuditResult) -> str:
    """The plan as Markdown; ends with a newline."""
    listed, open_reviews = items_of(result, ())
    lines = [*title_lines(TITLE, result), *scope_lines(result, ())]
    if not listed:
        lines += ["", "## Items (0)", "", NO_ITEM]
    planned: set[Item] = set()
    empty = []
    for due in timeline(result).due:
        found = [item for item in listed if any(_concerns(due, one) for one in item.findings)]
        planned.update(found)
        if found:
            lines += ["", f"## {_day_text(due)}", "", _requirement(due), "", *_table(found)]
        else:
            empty.append(f"- {_day_text(due)}: {_requirement(due)}")
    rest = [item for item in listed if item not in planned]
    if rest:
        lines += [*("", f"## {NO_DATE} ({len(rest)})", ""), *_table(rest)]
    if empty:
        lines += [*("", "## Dates ahead that concern no item of this audit", ""), *empty]
    return "\n".join([*lines, *gap_lines(result, open_reviews), *signature_lines()]) + "\n"


def _concerns(due: Due, finding: Finding) -> bool:
    rules = due.milestone.rules
    return due.policy_id == finding.policy_id and (not rules or finding.rule_id in rules)


def _day_text(due: Due) -> str:
    day = markdown_text(due.milestone.on)
    return day if day_of(due.milestone) else f"{day}, a day that polling does not know"


def _requirement(due: Due) -> str:
    verified = wording.VERIFICATION_TEXTS[Verification(due.milestone.verification)]
    return markdown_text(f"{due.policy_id}: {due.milestone.requirement} ({verified})")


def _table(found: list[Item]) -> list[str]:
    rows = (
        (
            place_of(one),
            what_of(one),
            *map(markdown_text, (one.serial_num or "not stated", one.first_detected_at)),
        )
        for one in (item.first for item in found)
    )
    return [*HEAD, *(f"| {' | '.join((*row, *BLANKS))} |" for row in rows)]
