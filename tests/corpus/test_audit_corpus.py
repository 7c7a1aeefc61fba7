"""`auditor audit --recordings` over every recorded device: none lost, none accused of another's make."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.running import query, run_auditor

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus"
EXCLUDED = ("huawei", "zte", "hytera", "hikvision", "dahua")
DEVICES = 1_052
ACCUSED = 29
"""Devices that are of an excluded make by their own evidence; fewer means that some are missed."""

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus of recorded devices is not here"),
]

OWN_VERDICTS = """
    SELECT v.device_id, v.status, v.vendor FROM verdicts AS v
    JOIN components AS c ON c.component_id = v.component_id AND c.path = ''
    WHERE v.through_part = 0 AND v.status IN ('excluded', 'review')"""
"""Devices that meet a rule by their own evidence, not by that of a part in them."""

Wrong = list[tuple[object, ...]]


def truth() -> dict[object, dict[str, str]]:
    with (CORPUS / "truth.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["recording"]: row for row in rows}


def recording_that_is_no_device(store: Path) -> Wrong:
    names = {path.name.removesuffix(".snmprec") for path in (CORPUS / "snmprec").glob("*.snmprec")}
    stored = {device for (device,) in query(store, "SELECT device_id FROM devices")}
    reported = {
        device["device_id"] for device in json.loads(store.with_name("audit.json").read_text())["devices"]
    }
    return [(name,) for name in names if name not in stored & reported] + [(n,) for n in stored - names]


def device_accused_of_a_make_that_is_not_its_own(store: Path) -> Wrong:
    makers = truth()
    return [row for row in query(store, OWN_VERDICTS) if makers[row[0]]["vendor"] != row[2]]


def device_called_clear_that_does_not_say_it_is_complete(store: Path) -> Wrong:
    return query(store, "SELECT device_id FROM devices WHERE status = 'clear'")


def device_without_completeness_in_coverage(store: Path) -> Wrong:
    sql = """SELECT device_id FROM devices
             EXCEPT SELECT device_id FROM coverage WHERE reason = 'completeness_unstated'"""
    return query(store, sql)


def subject_without_a_verdict(store: Path) -> Wrong:
    sql = """SELECT component_id FROM components EXCEPT SELECT component_id FROM verdicts
             UNION SELECT neighbor_id FROM neighbors EXCEPT SELECT neighbor_id FROM verdicts"""
    return query(store, sql)


def finding_without_a_subject(store: Path) -> Wrong:
    return query(store, "SELECT fingerprint FROM findings WHERE component_id IS NULL AND neighbor_id IS NULL")


def bad_line_that_is_not_in_coverage(store: Path) -> Wrong:
    sql = "SELECT DISTINCT device_id FROM coverage WHERE reason = 'line_skipped'"
    told = {device for (device,) in query(store, sql)}
    return [(name,) for name, row in truth().items() if int(row["bad_lines"] or 0) and name not in told]


WRONGS: tuple[Callable[[Path], Wrong], ...] = (
    recording_that_is_no_device,
    device_accused_of_a_make_that_is_not_its_own,
    device_called_clear_that_does_not_say_it_is_complete,
    device_without_completeness_in_coverage,
    subject_without_a_verdict,
    finding_without_a_subject,
    bad_line_that_is_not_in_coverage,
)


def test_an_audit_of_every_recorded_device_loses_none_and_accuses_none_wrongly(tmp_path: Path) -> None:
    """One audit for all checks: it takes a quarter of a minute."""
    excluded = [word for vendor in EXCLUDED for word in ("--exclude", vendor)]
    outputs = ("-o", "json=audit.json", "-o", "html=audit.html")
    finished = run_auditor(
        "audit", "--recordings", str(CORPUS / "snmprec"), *excluded, *outputs, cwd=tmp_path
    )
    assert (finished.returncode, "Traceback" in finished.stderr) == (3, False), finished.stderr
    store = tmp_path / "inventory.sqlite"
    assert query(store, "SELECT count(*) FROM devices") == [(DEVICES,)]
    assert {wrong.__name__: wrong(store) for wrong in WRONGS} == {wrong.__name__: [] for wrong in WRONGS}
    assert len({device for device, *_ in query(store, OWN_VERDICTS)}) >= ACCUSED
