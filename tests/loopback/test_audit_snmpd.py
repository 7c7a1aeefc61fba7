"""`auditor audit` against Debian's snmpd: complete devices, and a reason of its own for each refusal."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from cli.inventory_views import reasons, run_outcomes, statuses
from cli.running import query, run_auditor, run_in_process
from loopback.snmpd import free_port, needs_snmpd, running_snmpd

pytestmark = [pytest.mark.loopback, needs_snmpd]

SECRETS = {"COMMUNITY": "public", "AUTH": "authpass1234", "PRIV": "privpass1234", "WRONG": "not-this-one"}
ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
PARTS = (
    f"override {ENTITY}.4.1 integer 0",
    f"override {ENTITY}.5.1 integer 3",
    f"override {ENTITY}.12.1 octet_str Cisco",
)
"""An entity table of one chassis, so that there is something to identify."""
ADDRESSES = tuple(f"127.90.0.{host}" for host in range(1, 6))
NOTHING_EXCLUDED = (0, 4)
"""snmpd shows the ARP table of the machine it runs on: who is in it is not ours to say."""
QUICK = "timeout_s = 0.4\nretries = 1\npackets_per_s = 100000\n"


def user(name: str, auth: str, priv: str) -> str:
    secrets = ""
    if auth:
        secrets += f'auth_protocol = "{auth}"\nauth_secret = "env:AUTH"\n'
    if priv:
        secrets += f'priv_protocol = "{priv}"\npriv_secret = "env:PRIV"\n'
    return f'kind = "snmp-user"\nuser = "{name}"\n{secrets}'


CREDENTIALS = {
    "v1": 'kind = "snmp-community"\nversion = "v1"\ncommunity = "env:COMMUNITY"\n',
    "v2c": 'kind = "snmp-community"\ncommunity = "env:COMMUNITY"\n',
    "open": user("open", "", ""),
    "sha256-aes256": user("sha256-aes256", "sha256", "aes256"),
    "sha1-aes128": user("sha1-aes128", "sha1", "aes128"),
}


class Agent(NamedTuple):
    """A running snmpd, and an audit of it with one target per credential."""

    port: int
    store: Path
    finished: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    folder = tmp_path_factory.mktemp("snmpd")
    with running_snmpd(folder, ("127.0.0.1", *ADDRESSES), PARTS) as port:
        config = f'exclude = ["zte"]\n[[targets]]\npath = "targets.toml"\n[snmp]\nport = {port}\n{QUICK}'
        config += "".join(f"[credentials.{name}]\n{text}" for name, text in CREDENTIALS.items())
        (folder / "config.toml").write_text(config)
        targets = zip(CREDENTIALS, ADDRESSES, strict=True)
        (folder / "targets.toml").write_text(
            "".join(
                f'[[targets]]\nid = "{name}"\naddress = "{at}"\ncredentials = ["{name}"]\n'
                for name, at in targets
            )
        )
        finished = run_auditor("audit", cwd=folder, env=SECRETS)
        yield Agent(port, folder / "inventory.sqlite", finished)


def test_devices_are_read_completely_and_judged(agent: Agent) -> None:
    sql = "SELECT device_id, outcome, sys_descr, manufacturer, status FROM devices ORDER BY device_id"
    assert agent.finished.returncode in NOTHING_EXCLUDED, agent.finished.stderr
    assert [(name, "complete", "Example router", "cisco", "clear") for name in sorted(CREDENTIALS)] == query(
        agent.store, sql
    )
    assert query(agent.store, "SELECT * FROM coverage WHERE stage = 'collect'") == []
    assert run_outcomes(agent.store) == ["complete"]


@pytest.mark.parametrize(
    ("device", "authenticated"),
    [("v1", 0), ("v2c", 0), ("open", 0), ("sha256-aes256", 1), ("sha1-aes128", 1)],
)
def test_evidence_says_whether_it_was_authenticated(agent: Agent, device: str, authenticated: int) -> None:
    sql = "SELECT DISTINCT authenticated FROM evidence WHERE device_id = ? AND field = 'manufacturer'"
    assert [(authenticated,)] == query(agent.store, sql, device)


def v3(auth: str, priv: str, name: str = "sha256-aes256") -> tuple[str, ...]:
    return ("--snmp-user", name, "--auth", f"sha256=env:{auth}", "--priv", f"aes256=env:{priv}")


REFUSALS = {
    "wrong community": (("--community", "env:WRONG"), "community_refused"),
    "wrong community in v1": (("--community", "env:WRONG", "--snmp-version", "v1"), "community_refused"),
    "wrong user": (v3("AUTH", "PRIV", "nobody"), "unknown_user"),
    "wrong authentication": (v3("WRONG", "PRIV"), "authentication_failed"),
    "wrong privacy": (v3("AUTH", "WRONG"), "decryption_failed"),
    "too little security": (("--snmp-user", "sha256-aes256", "--auth", "sha256=env:AUTH"), "view_refused"),
    "too much security": (
        ("--snmp-user", "signed", "--auth", "sha256=env:AUTH", "--priv", "aes128=env:PRIV"),
        "security_level_refused",
    ),
    "empty view": (
        ("--snmp-user", "unseeing", "--auth", "sha256=env:AUTH", "--priv", "aes128=env:PRIV"),
        "view_refused",
    ),
}


def audit_one(folder: Path, port: int, login: tuple[str, ...], address: str = "127.0.0.1"):
    (folder / "config.toml").write_text(f'exclude = ["zte"]\n[snmp]\n{QUICK}')
    arguments = ("audit", "--target", address, "--snmp-port", str(port), *login)
    return run_in_process(*arguments, cwd=folder, env=SECRETS)


@pytest.mark.parametrize(("login", "reason"), REFUSALS.values(), ids=list(REFUSALS))
def test_a_refusal_is_not_checked_with_its_reason(
    agent: Agent, tmp_path: Path, login: tuple[str, ...], reason: str
) -> None:
    finished = audit_one(tmp_path, agent.port, login)
    store = tmp_path / "inventory.sqlite"
    assert finished.returncode == 4, finished.stderr
    assert reasons(store, "127.0.0.1") == {reason}
    assert statuses(store) == {"127.0.0.1": "not_checked"}
    assert query(store, "SELECT outcome, last_attempt_reason FROM devices") == [("refused", reason)]


def test_a_port_where_nobody_listens_is_no_refusal(tmp_path: Path) -> None:
    finished = audit_one(tmp_path, free_port(), ("--community", "env:COMMUNITY"))
    assert (finished.returncode, reasons(tmp_path / "inventory.sqlite", "127.0.0.1")) == (4, {"port_closed"})


def test_an_address_that_never_answers_is_no_refusal(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        finished = audit_one(tmp_path, silent.getsockname()[1], ("--community", "env:COMMUNITY"))
    assert (finished.returncode, reasons(tmp_path / "inventory.sqlite", "127.0.0.1")) == (4, {"no_answer"})


def test_a_failed_audit_never_hides_what_an_earlier_one_found(agent: Agent, tmp_path: Path) -> None:
    store = tmp_path / "inventory.sqlite"
    found = "SELECT path, manufacturer, status FROM components ORDER BY path"
    assert audit_one(tmp_path, agent.port, ("--community", "env:COMMUNITY")).returncode in NOTHING_EXCLUDED
    before = query(store, found)
    refused = audit_one(tmp_path, agent.port, ("--community", "env:WRONG"))
    assert (refused.returncode, statuses(store)) == (4, {"127.0.0.1": "unknown"})
    assert (before, reasons(store, "127.0.0.1")) == (query(store, found), {"community_refused"})
