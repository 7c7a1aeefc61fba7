"""Prints the figures and what is behind them; with --write, docs/explanation/evidence.md anew.

cd tests && python -m quality.report            # tables, targets, disagreements by figure
cd tests && python -m quality.report --write    # the page; label faults that no longer apply go
cd tests && AUDITOR_UPDATE_LEVELS=1 python -m quality.report --write   # raises the levels too
cd tests && python -m quality.report --inventory X.sqlite   # an inventory that was audited already
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quality.audited import audit_corpus, read_store
from quality.gathered import gather
from quality.labels import CORPUS, HERE, read_labels, without_stale
from quality.levels import PATH, levels_text, raised, read_levels
from quality.measure import Comparison, Figure, Outcome
from quality.page import page, table, targets

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "evidence.md"
SHOWN = 12
"""Disagreements printed for each figure and outcome, the largest groups first."""


def main(arguments: list[str]) -> int:
    """Measures, prints, and writes what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m quality.report")
    parser.add_argument("--write", action="store_true", help="write docs/explanation/evidence.md")
    parser.add_argument("--inventory", type=Path, help="an inventory of the corpus, instead of auditing it")
    parser.add_argument("--all", action="store_true", help="print every disagreement")
    options = parser.parse_args(arguments)
    if not CORPUS.is_dir():
        print("the shared corpus of recorded devices is not here", file=sys.stderr)
        return 2
    labels = read_labels()
    with tempfile.TemporaryDirectory() as folder:
        audited = (
            read_store(options.inventory) if options.inventory else audit_corpus(Path(folder) / "q.sqlite")
        )
    figures = gather(audited, labels)
    print("\n".join([*table(figures), "", *targets(figures)]))
    for figure in figures:
        print("\n".join(disagreements(figure, 10**9 if options.all else SHOWN)))
    if options.write:
        faults = HERE / "label_faults.toml"
        applied = {(figure.id, case.recording) for figure in figures for case in faulty(figure)}
        faults.write_text(without_stale(faults.read_text(encoding="utf-8"), applied), encoding="utf-8")
        PAGE.write_text(page(figures, labels.faults, len(labels.truth)), encoding="utf-8")
    if os.environ.get("AUDITOR_UPDATE_LEVELS") == "1":
        levels = read_levels() if PATH.exists() else {}
        PATH.write_text(levels_text(raised(levels, figures)), encoding="utf-8")
    return 0


def faulty(figure: Figure) -> list[Comparison]:
    """The cases whose label is at fault."""
    return [case for case in figure.comparisons if case.outcome is Outcome.LABEL_FAULT]


def disagreements(figure: Figure, shown: int) -> Iterator[str]:
    """The figure's wrong and unstated answers, equal ones of a recording folded."""
    for outcome in (Outcome.WRONG, Outcome.UNSTATED):
        cases = Counter(
            (case.recording, case.label, case.ours) for case in figure.comparisons if case.outcome is outcome
        )
        if cases and not (figure.id.startswith("technique_") and outcome is Outcome.UNSTATED):
            yield f"\n{figure.id}: {outcome.value} {sum(cases.values())}"
            for (recording, label, ours), times in cases.most_common(shown):
                yield f"  {times:5} {recording}: label {label[:60]!r}, audit {ours[:60]!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
