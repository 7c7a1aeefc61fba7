"""A device that was read whole and then in part is derived alike for the inventory and for its bundle."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import run_in_process
from cli.site import CHASSIS, CISCO, POWER_SUPPLY, ZTE, Site, entity_rows

CUT = 'outcome = "partial"\nreason = "stopped_answering"\n'
WITHOUT_NAMES = {number: text for number, text in CHASSIS.items() if number not in (11, 12, 13)}
WHOLE = CISCO + entity_rows(1, CHASSIS) + entity_rows(2, POWER_SUPPLY)
AUDIT = ("audit", "--recordings", "recordings", "--exclude", "zte", "--exclude", "cisco")
READINGS = {
    "no table": CISCO,
    "no model": CISCO + entity_rows(1, WITHOUT_NAMES) + entity_rows(2, {**POWER_SUPPLY, 13: ""}),
    "another part": CISCO + entity_rows(1, CHASSIS) + entity_rows(2, {**POWER_SUPPLY, 11: "ZT2", 12: "Acme"}),
    "another device": ZTE,
}


@pytest.mark.parametrize("then", READINGS)
def test_the_bundle_of_a_device_cut_short_after_a_whole_reading_verifies(tmp_path: Path, then: str) -> None:
    site = Site(tmp_path)
    site.record("sw-1", WHOLE)
    site.run(*AUDIT)
    site.record("sw-1", READINGS[then], CUT)
    assert 3 == site.run(*AUDIT).returncode
    bundled = run_in_process("bundle", "--run", "-o", "audit.zip", cwd=tmp_path)
    assert 0 == bundled.returncode, bundled.stderr
    verified = run_in_process("verify", "audit.zip", cwd=tmp_path)
    assert (0, True) == (verified.returncode, "reached again: excluded" in verified.stdout), verified.stdout
