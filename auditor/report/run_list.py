"""The runs of an inventory as a table for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.comparison import RunLine
from auditor.report.layout import MIN_WIDTH, Cell, Column, Page
from auditor.report.record_json import plain_value, render_record

SCHEMA = "auditor-runs/1"
COLUMNS = (
    *(Column("RUN", 23), Column("STARTED", 20), Column("MODE", 10), Column("OUTCOME", 11)),
    *(Column("OK", 3, True), Column("PARTIAL", 7, True), Column("FAILED", 6, True)),
    *(Column("EXCLUDED", 8, True), Column("REVIEW", 6, True), Column("EXIT", 4, True)),
)
NOT_JUDGED = "-"


def render_runs_json(runs: Sequence[RunLine]) -> str:
    """The runs as one JSON object; null where a run judged nothing."""
    return render_record(SCHEMA, {"runs": [plain_value(run) for run in runs]})


def render_runs(runs: Sequence[RunLine], *, colour: bool, width: int) -> str:
    """The runs as a table, ending with a newline."""
    page = Page(max(width, MIN_WIDTH), colour)
    rows = [tuple(map(Cell, _cells(run))) for run in runs]
    lines = page.table(COLUMNS, rows) if rows else page.paragraph("No run yet.")
    return "\n".join(lines) + "\n"


def _cells(run: RunLine) -> tuple[str, ...]:
    counts = (run.devices_ok, run.devices_partial, run.devices_failed)
    judged = (run.excluded, run.review, run.exit_code)
    numbers = (NOT_JUDGED if number is None else str(number) for number in (*counts, *judged))
    return (run.run_id, run.started_at, run.mode, run.outcome, *numbers)
