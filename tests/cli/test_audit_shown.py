"""Recorded command outputs end in findings, and what SNMP tells too is told once."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli.running import query, run_in_process
from decode.linux_samples import LSUSB, OUTPUTS
from decode.shown_samples import ELABEL

from auditor.collect.cli_files import command_file_name

LSUSB_DIGEST = hashlib.sha256(LSUSB).hexdigest()
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
    told = " ".join(explained.stdout.split())
    assert f"Section: line 3, of cli lsusb (context linux), ended complete; sha256 {LSUSB_DIGEST}" in told
    assert f'That line, as it is stored: "{LSUSB.splitlines()[2].decode()}"' in told
    assert "sha256 computed anew, and that line holds these octets" in told


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE component_evidence SET row = 2", "does not hold these octets itself"),
        ("UPDATE component_evidence SET row = 99", "does not hold these octets itself"),
        ("UPDATE section SET payload = zeroblob(9) WHERE digest = ?", "PAYLOAD DAMAGED"),
        ("UPDATE section SET payload = NULL WHERE digest = ?", "Payload removed by retention"),
    ],
)
def test_explain_says_where_stored_text_no_longer_bears_out_the_evidence(
    tmp_path: Path, change: str, says: str
) -> None:
    record(tmp_path / "recordings", "lte-1", "linux", {"lsusb": LSUSB})
    run_in_process("audit", "--recordings", "recordings", "--exclude", "zte", cwd=tmp_path)
    with closing(sqlite3.connect(tmp_path / "inventory.sqlite")) as connection:
        connection.execute(change, (bytes.fromhex(LSUSB_DIGEST),) if "?" in change else ())
        connection.commit()
        (found,) = connection.execute(
            "SELECT component_id FROM components WHERE vendor_type = 'usb:19d2:1405'"
        ).fetchone()
    explained = run_in_process("explain", f"component:{found}", cwd=tmp_path)
    assert (explained.returncode, says in " ".join(explained.stdout.split())) == (0, True)


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
