"""The gate: one audit of the recorded corpus, compared with its labels; no figure below its level."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator

import pytest
from quality.audited import Audited, audit_corpus, read_store
from quality.gathered import gather
from quality.labels import CORPUS, HERE, Fault, Labels, read_faults, read_labels
from quality.levels import PATH, levels_text, raised, read_levels
from quality.measure import Figure, Outcome
from quality.page import outline, page, table
from quality.report import PAGE, disagreements

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus of recorded devices is not here"),
]

LEVELS = read_levels()
FAULTS = read_faults(HERE / "label_faults.toml")


@pytest.fixture(scope="session")
def labels() -> Labels:
    return read_labels()


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """One audit for all tests, also where pytest-xdist deals them to several processes."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    store = folder / "quality.sqlite"
    with (folder / "quality.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return read_store(store) if store.exists() else audit_corpus(store)


@pytest.fixture(scope="session")
def figures(audited: Audited, labels: Labels) -> Iterator[tuple[Figure, ...]]:
    measured = gather(audited, labels)
    print("\n".join(table(measured)))
    if os.environ.get("AUDITOR_UPDATE_LEVELS") == "1":
        PATH.write_text(levels_text(raised(LEVELS, measured)), encoding="utf-8")
        LEVELS.update(read_levels())
    yield measured


def test_every_figure_has_a_recorded_level_and_the_other_way_round(figures: tuple[Figure, ...]) -> None:
    assert sorted(LEVELS) == sorted(figure.id for figure in figures)


@pytest.mark.parametrize("name", LEVELS)
def test_a_figure_holds_its_recorded_level(name: str, figures: tuple[Figure, ...]) -> None:
    figure = {figure.id: figure for figure in figures}[name]
    why = "\n".join([f"{figure.tally} is below {LEVELS[name]}", *disagreements(figure, 20)])
    assert LEVELS[name].holds(figure.tally), why


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.figure}-{fault.recording}")
def test_a_label_at_fault_still_disagrees_with_the_audit(fault: Fault, figures: tuple[Figure, ...]) -> None:
    """An entry that no longer applies is removed, so that the list stays honest."""
    cases = {figure.id: figure for figure in figures}[fault.figure].comparisons
    marked = {case.recording for case in cases if case.outcome is Outcome.LABEL_FAULT}
    assert fault.recording in marked, "regenerate: cd tests && python -m quality.report --write"


def test_the_page_is_current_up_to_its_figures(figures: tuple[Figure, ...], labels: Labels) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert outline(written) == outline(page(figures, labels.faults, len(labels.truth)))


def test_the_whole_corpus_was_audited(audited: Audited, labels: Labels) -> None:
    assert set(labels.truth) == set(audited.devices)
