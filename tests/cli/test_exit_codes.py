"""What the exit code of an audit says, and what a target list or the configuration changes in it."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest
from cli.demo_audit import COMMUNITY, write_config
from cli.inventory_views import reasons, statuses
from cli.running import query, run_in_process

from auditor.demo.network import DemoNetwork

SYSTEM = "1.3.6.1.2.1.1"
CISCO = f"{SYSTEM}.1.0|4|Cisco IOS Software, C2960X\n{SYSTEM}.2.0|6|1.3.6.1.4.1.9.1.1208\n"
ZTE = f"{SYSTEM}.1.0|4|ZTE ZXR10 5950-36TM Software\n{SYSTEM}.2.0|6|1.3.6.1.4.1.3902.3.1\n"
NOBODY = f"{SYSTEM}.1.0|4|embedded device\n{SYSTEM}.2.0|6|0.0\n"
COMPLETE = 'outcome = "complete"\nend = "complete"\n'
OUT = """
[[targets]]
id = "router-1"
address = "192.0.2.1"
site = "Tokyo"
scope = "{scope}"
{reason}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    (tmp_path / "config.toml").write_text('exclude = ["zte"]\n')
    return tmp_path


def record(folder: Path, text: str, statement: str = COMPLETE) -> None:
    (folder / "recordings" / "router-1.snmprec").write_text(text)
    (folder / "recordings" / "router-1.toml").write_text(statement)


def audit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_in_process("audit", "--recordings", "recordings", *arguments, cwd=folder)


def list_router(folder: Path, scope: str, reason: str) -> None:
    text = f'exclude = ["zte"]\n[[targets]]\npath = "targets.toml"\n{CREDENTIAL}'
    (folder / "config.toml").write_text(text)
    (folder / "targets.toml").write_text(OUT.format(scope=scope, reason=reason and f'reason = "{reason}"'))


CREDENTIAL = '[credentials.only]\nkind = "snmp-community"\ncommunity = "env:UNSET"\n'


@pytest.mark.parametrize(
    ("text", "statement", "code", "status"),
    [
        (CISCO, COMPLETE, 0, "clear"),
        (ZTE, COMPLETE, 3, "excluded"),
        (NOBODY, COMPLETE, 4, "unknown"),
        (CISCO, "", 4, "unknown"),
        (ZTE, "", 3, "excluded"),
        ("", 'outcome = "failed"\nreason = "no_answer"\n', 4, "not_checked"),
        (ZTE, 'outcome = "failed"\nreason = "no_answer"\n', 3, "excluded"),
    ],
    ids=[
        "clear",
        "excluded",
        "unknown",
        "completeness unstated",
        "found all the same",
        "failed",
        "said to have failed, with rows",
    ],
)
def test_the_exit_code_is_that_of_the_worst_status(
    folder: Path, text: str, statement: str, code: int, status: str
) -> None:
    record(folder, text, statement)
    assert (audit(folder).returncode, statuses(folder / "inventory.sqlite")) == (code, {"router-1": status})


# The two MAC addresses are locally administered: nobody's registration can name their maker.
STATIONS = (
    "1.3.6.1.2.1.4.22.1.2.7.192.0.2.77|4x|0200005e0077\n1.3.6.1.2.1.4.22.1.2.7.192.0.2.78|4x|0200005e0078\n"
)
TELLING = "1.0.8802.1.1.2.1.4.1.1"
ANNOUNCED = "".join(
    f"{TELLING}.{column}.0.7.1|{value}\n"
    for column, value in [("4", "2|4"), ("5", "4x|0200005e0079"), ("6", "2|5"), ("7", "4|eth0"), ("9", "4|x")]
)


def test_stations_of_unknown_makers_are_said_and_do_not_decide(folder: Path) -> None:
    record(folder, CISCO + STATIONS)
    finished = audit(folder, "-o", "json=audit.json")
    judged = "SELECT DISTINCT status FROM verdicts WHERE subject_kind = 'neighbor'"
    assert (finished.returncode, query(folder / "inventory.sqlite", judged)) == (0, [("unknown",)])
    told = [line.split() for line in finished.stdout.splitlines() if "by an address alone, maker" in line]
    assert [line[-4:-1] for line in told] == [["2", "of", "2"]]
    assert "they stay unknown and do not count" in " ".join(finished.stdout.split())
    assert audit(folder, "--fail-on", "unknown", "--min-coverage", "100").returncode == 0


def test_a_neighbor_that_tells_of_itself_and_states_no_maker_is_said_and_decides(folder: Path) -> None:
    record(folder, CISCO + ANNOUNCED)
    finished = audit(folder)
    assert finished.returncode == 4, finished.stdout
    assert "telling of themselves, maker not known" in finished.stdout


def test_a_finding_is_detected_when_it_is_evaluated_and_not_when_the_file_was_written(folder: Path) -> None:
    record(folder, ZTE)
    for path in (folder / "recordings").iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    audit(folder)
    sql = "SELECT first_detected_at FROM findings UNION SELECT evaluated_at FROM evaluation"
    [[first]] = query(folder / "inventory.sqlite", sql)
    audit(folder)
    again = query(folder / "inventory.sqlite", "SELECT DISTINCT first_detected_at FROM findings")
    assert again == [(first,)]


def test_old_registries_are_said_when_nothing_worse_is(folder: Path) -> None:
    (folder / "config.toml").write_text('exclude = ["zte"]\n[data]\nmax_age_days = 1\n')
    record(folder, CISCO)
    assert audit(folder).returncode == 5
    record(folder, ZTE)
    finished = audit(folder)
    assert (finished.returncode, "older than allowed" in finished.stdout) == (3, True)


def test_a_device_that_leaves_the_scope_is_kept_and_no_longer_judged(folder: Path) -> None:
    record(folder, ZTE)
    list_router(folder, "in", "")
    store = folder / "inventory.sqlite"
    assert (audit(folder).returncode, statuses(store)) == (3, {"router-1": "excluded"})
    list_router(folder, "out", "sold with the building")
    assert (audit(folder).returncode, statuses(store)) == (4, {"router-1": "not_applicable"})
    assert query(store, "SELECT count(*) FROM findings") == [(0,)]
    assert query(store, "SELECT manufacturer, site FROM devices") == [("zte", "Tokyo")]
    assert reasons(store, "router-1") == {"out_of_scope"}
    list_router(folder, "in", "")
    assert (audit(folder).returncode, statuses(store)) == (3, {"router-1": "excluded"})


def test_personal_data_is_removed_after_its_days(tmp_path: Path) -> None:
    """The second run polls a device that never answers, so that all that is there is older than it."""
    with DemoNetwork() as listening:
        store = write_config(tmp_path, listening, tables="[retention]\npersonal_data_days = 1\n")
        run_in_process("audit", cwd=tmp_path, env=COMMUNITY)
    shown = "SELECT count(*) FROM neighbors WHERE protocol IN ('fdb', 'arp')"
    kept = "SELECT device_id, path, manufacturer FROM components ORDER BY 1, 2"
    before, components = query(store, shown), query(store, kept)
    write_config(tmp_path, listening, tables="[retention]\npersonal_data_days = 0\n")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        target = ("--target", "127.0.0.1", "--snmp-port", str(silent.getsockname()[1]))
        login = ("--community", "env:AUDITOR_COMMUNITY")
        run_in_process("collect", *target, *login, cwd=tmp_path, env=COMMUNITY)
    assert (before[0][0] > 0, query(store, shown)) == (True, [(0,)])
    assert components == query(store, kept)[-len(components) :]
