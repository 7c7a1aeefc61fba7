"""Real text of commands gives every serial number, model and maker that its truth lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from corpus.cli_truth import CLI, NOT_NAMES, PROVEN, PROVEN_NEIGHBORS, TRUTH_IS_WRONG, Proven

from auditor.decode.placeholders import is_placeholder
from auditor.decode.problems import ProblemList
from auditor.decode.show_output import PARSERS
from auditor.decode.shown import ShownText
from auditor.model.recording import End

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CLI.is_dir(), reason="the shared corpus of command outputs is not here"),
]

FIELDS = {"serials": "serial_num", "models": "model_name", "makers": "mfg_name"}
AT_LEAST = {"serials": 219, "models": 138, "makers": 24}
"""Distinct values per output, summed: a gate against a truth that silently became empty."""


def truth(path: Path, columns: Iterable[str]) -> set[str]:
    rows = yaml.safe_load(path.with_suffix(".yml").read_text("utf-8"))["parsed_sample"]
    return {
        text for row in rows for column in columns for text in _texts(row.get(column)) if _states(path, text)
    }


def _texts(cell: object) -> Iterator[str]:
    for text in cell if isinstance(cell, list) else [cell or ""]:
        yield str(text).strip()


def _states(path: Path, text: str) -> bool:
    return bool(text) and not is_placeholder(text) and (path.stem, text) not in TRUTH_IS_WRONG


def told(platform: str, command: str, path: Path) -> dict[str, set[str]]:
    text = ShownText("r", 0, platform, command, End.COMPLETE, path.read_bytes(), ProblemList())
    output = PARSERS[platform, command](text)
    assert text.problems.finish() == ()
    parts = [*output.parts, *([output.device] if output.device else [])]
    values = {name: [getattr(part, field) for part in parts] for name, field in FIELDS.items()}
    values |= {"descrs": [output.sys_descr], "hosts": [output.name]}
    return {name: {value.value for value in found if value} for name, found in values.items()}


def is_told(wanted: str, found: set[str], *, exact: bool) -> bool:
    """Serial numbers exactly; of models and makers one has all words of the other."""
    if wanted in found or exact:
        return wanted in found
    words = _words(wanted)
    return any(words <= _words(one) or _words(one) <= words for one in found)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.split(r"[ ()-]+", text)) - {""}


@pytest.mark.parametrize(("key", "proven"), PROVEN.items(), ids=[" ".join(key) for key in PROVEN])
def test_every_value_of_the_truth_is_told(key: tuple[str, str], proven: Proven) -> None:
    cases = sorted((CLI / proven.folder).glob("*.raw"))
    missing = [
        (path.name, name, wanted)
        for path in cases
        for found in [told(*key, path)]
        for name in found
        for wanted in sorted(truth(path, getattr(proven, name)))
        if not is_told(wanted, found[name], exact=name == "serials")
    ]
    assert (bool(cases), missing) == (True, [])


@pytest.mark.parametrize(("key", "folder"), PROVEN_NEIGHBORS.items(), ids=map(" ".join, PROVEN_NEIGHBORS))
def test_every_neighbor_of_the_truth_is_told_with_its_name_and_port(
    key: tuple[str, str], folder: str
) -> None:
    cases = sorted((CLI / folder).glob("*.raw"))
    wrong = []
    for path in cases:
        listed = yaml.safe_load(path.with_suffix(".yml").read_text("utf-8"))["parsed_sample"]
        rows = [row for row in listed if any(row[name] for name in row if name != "local_interface")]
        text = ShownText("r", 0, *key, End.COMPLETE, path.read_bytes(), ProblemList())
        found = PARSERS[key](text).neighbors
        names = {one.system_name.value for one in found if one.system_name}
        seen = [sighting.local_interface for one in found for sighting in one.sightings]
        missing = (names_of(rows) - names, {row.get("local_interface", "") for row in rows} - set(seen))
        if len(seen) != len(rows) or any(missing):
            wrong.append((path.name, len(rows), len(seen), missing))
    assert (bool(cases), wrong) == (True, [])


def names_of(rows: Iterable[dict[str, object]]) -> set[str]:
    cells = (row.get("neighbor_name") or row.get("neighbor") or row.get("name") or "" for row in rows)
    return {text for cell in cells for text in _texts(cell)} - NOT_NAMES


def test_the_truth_has_as_many_values_as_before() -> None:
    counts = {
        name: sum(
            len(truth(path, getattr(proven, name)))
            for proven in PROVEN.values()
            for path in (CLI / proven.folder).glob("*.raw")
        )
        for name in FIELDS
    }
    assert {name: count >= AT_LEAST[name] for name, count in counts.items()} == dict.fromkeys(FIELDS, True), (
        counts
    )


def test_the_expected_facts_of_a_real_router_are_told() -> None:
    text = (CLI / "napalm_huawei_vrp/get_facts_ne40e/display_esn.txt").read_bytes()
    shown = ShownText("r", 0, "huawei_vrp", "display esn", End.COMPLETE, text, ProblemList())
    device = PARSERS["huawei_vrp", "display esn"](shown).device
    assert device is not None
    assert device.serial_num is not None
    assert device.serial_num.value == "2102550AFWP0H6000080"
