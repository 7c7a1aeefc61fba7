"""What the exit code of an audit says, and what a target list or the configuration changes in it."""

from __future__ import annotations

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
