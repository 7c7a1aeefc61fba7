"""A device that was read over SNMP and over SSH is derived alike for the inventory and for its bundle."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import run_in_process

from auditor.collect.cli_files import command_file_name

ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
SNMP = f"""\
1.3.6.1.2.1.1.1.0|4|Cisco IOS Software, C9500
1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.2694
{ENTITY}.2.1|4|chassis
{ENTITY}.4.1|2|0
{ENTITY}.5.1|2|3
{ENTITY}.7.1|4|Chassis
{ENTITY}.11.1|4|FCW0000A001
{ENTITY}.12.1|4|Cisco
{ENTITY}.13.1|4|C9500
"""
SHOWN = """\
NAME: "Chassis", DESCR: "Cisco C9500"
PID: C9500 , VID: V01 , SN: FCW0000A001

NAME: "TenGigabitEthernet1/0/49", DESCR: "HUAWEI SFP-10G-LR"
PID: SFP-10G-LR-HW , VID: V01 , SN: HW123456789
"""
OUTCOMES = ("complete", "partial")


def recorded(folder: Path, outcome: str) -> None:
    commands = folder / "recordings" / "core-1" / "ssh"
    commands.mkdir(parents=True)
    (folder / "recordings" / "core-1.snmprec").write_text(SNMP, "utf-8")
    (commands.parent / "ssh.toml").write_text(
        f'platform = "cisco_ios"\noutcome = "{outcome}"\nend = "complete"\n', "utf-8"
    )
    (commands / command_file_name("show inventory")).write_text(SHOWN, "utf-8")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_bundle_of_a_device_read_over_both_transports_verifies(tmp_path: Path, outcome: str) -> None:
    recorded(tmp_path, outcome)
    judged = ("--exclude", "huawei", "--exclude", "cisco")
    audit = run_in_process("audit", "--recordings", "recordings", *judged, cwd=tmp_path)
    assert 3 == audit.returncode, audit.stderr
    bundled = run_in_process("bundle", "--run", "-o", "audit.zip", cwd=tmp_path)
    assert 0 == bundled.returncode, bundled.stderr
    verified = run_in_process("verify", "audit.zip", cwd=tmp_path)
    assert (0, True) == (verified.returncode, "SFP-10G-LR-HW" in verified.stdout), verified.stdout
