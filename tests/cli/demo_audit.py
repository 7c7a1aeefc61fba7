"""A folder from which the command line audits the simulated network, as an operator would."""

from __future__ import annotations

from pathlib import Path

from cli.running import run_auditor

from auditor.collect.host_keys import write_host_keys
from auditor.demo.network import DemoNetwork, Listening

DEMO_LIST = Path(__file__).resolve().parents[2] / "inventories" / "demo.toml"
COMMUNITY = {"AUDITOR_COMMUNITY": "demo", "AUDITOR_PASSWORD": "demo"}
QUICK = "timeout_s = 0.4\nretries = 1\npackets_per_s = 100000\nrequests_in_flight = 1\n"
"""Loopback answers in milliseconds; the silent device of the cast is soon given up. One request at a
time, so that the device that falls silent midway always does so after the same rows."""

CONFIG = """\
exclude = ["huawei", "zte", "hikvision", "dahua", "hytera"]
{top}
[[targets]]
path = "{targets}"

[credentials.demo]
kind = "snmp-community"
community = "env:AUDITOR_COMMUNITY"

[credentials.demo-cli]
kind = "ssh-password"
user = "auditor"
password = "env:AUDITOR_PASSWORD"

[ssh]
port = {port}
start_jitter_s = 0

[snmp]
port = {port}
{limits}
{tables}
"""


def write_config(
    folder: Path, listening: Listening, limits: str = QUICK, *, top: str = "", tables: str = ""
) -> Path:
    """`folder`/config.toml and known_hosts for the simulated network; returns the inventory's path."""
    folder.mkdir(exist_ok=True)
    text = CONFIG.format(targets=DEMO_LIST, port=listening.port, limits=limits, top=top, tables=tables)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    write_host_keys(folder / "known_hosts", listening.host_keys)
    return folder / "inventory.sqlite"


def audit_demo_network(folder: Path) -> Path:
    """The inventory of a live audit of the simulated network, which is gone since.

    A device of the cast stops answering for good, so every live audit needs a network of its own.
    """
    with DemoNetwork() as listening:
        store = write_config(folder, listening)
        finished = run_auditor("audit", cwd=folder, env=COMMUNITY)
    assert finished.returncode == 3, finished.stderr
    return store
