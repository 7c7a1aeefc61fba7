"""A neighbor that stays because its table was not read again is derived again from where it was seen."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import run_in_process
from cli.site import CHASSIS, CISCO, COMPLETE, POWER_SUPPLY, Site, entity_rows

LLDP = "1.0.8802.1.1.2.1.4.1.1"
SEEN = "".join(
    f"{LLDP}.{column}.0.7.1|{value}\n"
    for column, value in (
        (4, "2|4"),
        (5, "4x|020000000001"),
        (6, "2|5"),
        (7, "4|gei-1/1"),
        (9, "4|pe-1"),
        (10, "4|ZTE ZXR10 M6000-S"),
    )
)
PARTS = entity_rows(1, CHASSIS) + entity_rows(2, POWER_SUPPLY)
LEFT_OUT = (
    COMPLETE
    + '[[section]]\nkind = "lldp"\nroot = "1.0.8802.1.1.2.1.4"\nend = "skipped"\ndetail = "not_selected"\n'
)
CUT = 'outcome = "partial"\nreason = "stopped_answering"\n'
AUDIT = ("audit", "--recordings", "recordings", "--exclude", "zte")
LATER = {
    "left out": ((CISCO + PARTS, LEFT_OUT),),
    "left out, then cut short": ((CISCO + PARTS, LEFT_OUT), (CISCO + PARTS, CUT)),
    "left out twice": ((CISCO + PARTS, LEFT_OUT), (CISCO + PARTS + "1.3.6.1.2.1.1.5.0|4|sw\n", LEFT_OUT)),
    "gone": ((CISCO + PARTS, COMPLETE), (CISCO + PARTS, LEFT_OUT)),
}


def neighbors(site: Site) -> list[str]:
    report = json.loads(site.run("report", "-o", "json=-").stdout)
    return [f["status"] for f in report["findings"] if f["subject_kind"] == "neighbor"]


@pytest.mark.parametrize("later", LATER)
def test_the_inventory_its_bundle_and_a_second_reading_tell_of_the_same_neighbors(
    tmp_path: Path, later: str
) -> None:
    site = Site(tmp_path)
    site.record("sw-1", CISCO + PARTS + SEEN)
    assert 3 == site.run(*AUDIT).returncode
    for rows, statement in LATER[later]:
        site.record("sw-1", rows, statement)
        assert 3 == site.run(*AUDIT).returncode
    expected = [] if later == "gone" else ["review"]
    assert expected == neighbors(site)
    bundled = run_in_process("bundle", "--run", "-o", "audit.zip", cwd=tmp_path)
    assert 0 == bundled.returncode, bundled.stderr
    for command in ("identify", "evaluate"):
        site.run(command)
    assert expected == neighbors(site)
