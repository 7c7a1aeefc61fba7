"""Recorded command outputs end in findings, and what SNMP tells too is told once."""

from __future__ import annotations

from pathlib import Path

from cli.running import query, run_in_process
from decode.linux_samples import OUTPUTS
from decode.shown_samples import ELABEL

from auditor.collect.cli_files import command_file_name

ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
ROWS = f"""\
1.3.6.1.2.1.1.1.0|4|Huawei Versatile Routing Platform Software
{ENTITY}.4.1|2|0
{ENTITY}.4.2|2|1
{ENTITY}.5.1|2|3
{ENTITY}.5.2|2|9
{ENTITY}.7.1|4|NE40E
{ENTITY}.7.2|4|LPU 4
{ENTITY}.11.2|4|210305XYZA10D1000007
{ENTITY}.13.2|4|CR57LPUX1A
"""


def record(folder: Path, name: str, platform: str, outputs: dict[str, bytes]) -> None:
    outputs_folder = folder / name / "ssh"
    outputs_folder.mkdir(parents=True)
    (folder / name / "ssh.toml").write_text(
        f'platform = "{platform}"\noutcome = "complete"\nend = "complete"\n', "utf-8"
    )
    for command, octets in outputs.items():
        (outputs_folder / command_file_name(command)).write_bytes(octets)


def test_a_modem_of_a_linux_router_is_excluded_and_explained_by_its_line(tmp_path: Path) -> None:
    record(tmp_path / "recordings", "lte-1", "linux", OUTPUTS)
    audit = run_in_process(
        "audit", "--recordings", "recordings", "--exclude", "huawei", "--exclude", "zte", cwd=tmp_path
    )
    explained = run_in_process("explain", "lte-1:usb:1-1.3", cwd=tmp_path)
    assert (audit.returncode, explained.returncode) == (3, 0), audit.stderr + explained.stderr
    assert 'Matched: "usb:19d2:1405"' in explained.stdout
    assert "Read at: lsusb, line 3" in explained.stdout


def test_a_card_that_both_transports_tell_of_is_one_part_with_both_sources(tmp_path: Path) -> None:
    record(tmp_path / "recordings", "core-1", "huawei_vrp", {"display elabel": ELABEL.encode()})
    (tmp_path / "recordings" / "core-1.snmprec").write_text(ROWS, "utf-8")
    audit = run_in_process("audit", "--recordings", "recordings", "--exclude", "huawei", cwd=tmp_path)
    assert audit.returncode == 3, audit.stderr
    found = query(
        tmp_path / "inventory.sqlite",
        "SELECT DISTINCT sources FROM components WHERE serial_num = ?",
        "210305XYZA10D1000007",
    )
    assert len(found) == 1
    assert all(source in str(found[0][0]) for source in ("ENTITY-MIB", "display elabel")), found
