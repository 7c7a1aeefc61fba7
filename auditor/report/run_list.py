"""The runs of an inventory as a table for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.comparison import RunLine
from auditor.model.recording import Outcome
from auditor.report.layout import MIN_WIDTH, Cell, Column, Page
from auditor.report.record_json import plain_value, render_record
from auditor.report.sentences import counted_outcomes

SCHEMA = "auditor-runs/1"
COLUMNS = (
    *(Column("RUN", 23), Column("STARTED", 10), Column("HOW", 11)),
    *(Column("RECORDINGS", 12), Column("FINDINGS", 9)),
)
"""As narrow as 80 characters of a terminal allow."""
NOT_JUDGED = "not judged"


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
    started = run.started_at.replace("T", " ")
    counts = {Outcome(name): number for name, number in run.recordings._asdict().items()}
    read = ", ".join(counted_outcomes(counts)) or "none"
    judged = f"{run.excluded} excluded, {run.review} review; exit code {run.exit_code}"
    findings = NOT_JUDGED if run.exit_code is None else judged
    return (run.run_id, started, f"{run.mode}, {run.outcome}", read, findings)
