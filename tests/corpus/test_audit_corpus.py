"""`auditor audit --recordings` over every recorded device: none lost, none accused of another's make."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from cli.running import query, run_auditor

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpus"
EXCLUDED = ("huawei", "zte", "hytera", "hikvision", "dahua")
DEVICES = 1_052

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.xdist_group("corpus audit"),
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus of recorded devices is not here"),
]

OWN_VERDICTS = """
    SELECT v.device_id, v.status, v.vendor FROM verdicts AS v
    JOIN components AS c ON c.component_id = v.component_id AND c.path = ''
    WHERE v.through_part = 0 AND v.status IN ('excluded', 'review')"""
"""Devices that meet a rule by their own evidence, not by that of a part in them."""


class Audit(NamedTuple):
    store: Path
    finished: subprocess.CompletedProcess[str]
    report: dict[str, object]


@pytest.fixture(scope="session")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    folder = tmp_path_factory.mktemp("corpus")
    excluded = [word for vendor in EXCLUDED for word in ("--exclude", vendor)]
    outputs = ("-o", "json=audit.json", "-o", "html=audit.html")
    finished = run_auditor("audit", "--recordings", str(CORPUS / "snmprec"), *excluded, *outputs, cwd=folder)
    return Audit(folder / "inventory.sqlite", finished, json.loads((folder / "audit.json").read_text()))


def truth() -> dict[str, dict[str, str]]:
    with (CORPUS / "truth.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["recording"]: row for row in rows}


def test_the_audit_ends_with_excluded_equipment_found(audit: Audit) -> None:
    assert (audit.finished.returncode, "Traceback" in audit.finished.stderr) == (3, False)
    assert audit.report["exit_code"] == 3


def test_every_recording_is_a_device_of_store_and_report(audit: Audit) -> None:
    names = {path.name.removesuffix(".snmprec") for path in (CORPUS / "snmprec").glob("*.snmprec")}
    stored = {device for (device,) in query(audit.store, "SELECT device_id FROM devices")}
    reported = [device["device_id"] for device in audit.report["devices"]]
    assert len(names) == DEVICES
    assert names == stored
    assert sorted(names) == sorted(reported)


def test_no_device_of_another_maker_is_accused_of_its_own_make(audit: Audit) -> None:
    makers = truth()
    wrong = [
        (device, status, vendor, makers[str(device)]["vendor"])
        for device, status, vendor in query(audit.store, OWN_VERDICTS)
        if makers[str(device)]["vendor"] not in EXCLUDED
    ]
    assert wrong == []


def test_a_device_that_is_accused_is_accused_of_the_right_make(audit: Audit) -> None:
    makers = truth()
    found = {device: vendor for device, _, vendor in query(audit.store, OWN_VERDICTS)}
    assert found == {device: makers[str(device)]["vendor"] for device in found}
    assert len(found) >= 29


def test_no_device_is_clear_where_its_recording_does_not_say_it_is_complete(audit: Audit) -> None:
    assert query(audit.store, "SELECT count(*) FROM devices WHERE status = 'clear'") == [(0,)]
    unstated = "SELECT count(DISTINCT device_id) FROM coverage WHERE reason = 'completeness_unstated'"
    assert query(audit.store, unstated) == [(DEVICES,)]


def test_every_subject_has_a_verdict_and_every_finding_a_subject(audit: Audit) -> None:
    subjects = "SELECT (SELECT count(*) FROM components) + (SELECT count(*) FROM neighbors)"
    assert query(audit.store, subjects) == query(audit.store, "SELECT count(*) FROM verdicts")
    orphans = "SELECT count(*) FROM findings WHERE component_id IS NULL AND neighbor_id IS NULL"
    assert query(audit.store, orphans) == [(0,)]


def test_every_line_that_was_not_read_is_in_coverage(audit: Audit) -> None:
    bad = {name for name, row in truth().items() if int(row["bad_lines"] or 0)}
    sql = "SELECT DISTINCT device_id FROM coverage WHERE reason = 'line_skipped'"
    assert bad <= {device for (device,) in query(audit.store, sql)}
