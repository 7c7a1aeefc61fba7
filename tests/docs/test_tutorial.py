"""docs/tutorial.md works: its commands, one after the other, on the simulated network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from auditor.collect.host_keys import write_host_keys
from auditor.demo.network import DemoNetwork, Listening

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
EXPORT = "export AUDITOR_COMMUNITY="
CODES = {
    "auditor audit -o html=report.html": 3,
    "auditor explain sapporo-sw1:": 0,
    "auditor explain sapporo-sw1": 0,
    "auditor lookup mac": 0,
    "auditor lookup oid": 0,
    "auditor lookup part": 0,
    "auditor evaluate --exclude hikvision": 4,
    "auditor identify && auditor evaluate": 3,
    "auditor report -o json=report.json": 3,
    "auditor record --out recordings/": 4,
    "auditor audit --recordings recordings/": 3,
}
"""The exit codes other than 0, by how a command begins: one device of the cast never answers, two are
of excluded vendors, and a camera known by its MAC prefix alone is only a review."""


class Step(NamedTuple):
    code: int
    output: str
    errors: str


def commands() -> list[str]:
    """The commands of the tutorial's blocks, without comments; a line that is indented goes on."""
    blocks = BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text("utf-8"))
    joined = "".join(blocks).replace("\n  ", " ")
    bare = (re.sub(r"\s+# .*", "", line).strip() for line in joined.splitlines())
    return [line for line in bare if line and not line.startswith(EXPORT)]


def follow_tutorial(folder: Path) -> dict[str, Step]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "AUDITOR_COMMUNITY": "demo", "AUDITOR_PASSWORD": "demo"}
    done: dict[str, Step] = {}
    with DemoNetwork() as listening:
        for command in commands():
            finished = subprocess.run(
                ["sh", "-c", command],
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            name = next((begin for begin in CODES if command.startswith(begin)), command)
            done[name] = Step(finished.returncode, finished.stdout, finished.stderr)
            if command.startswith("auditor init"):
                list_the_devices(folder, listening)
    return done


CREDENTIAL = """
[credentials.demo-cli]
kind = "ssh-password"
user = "auditor"
password = "env:AUDITOR_PASSWORD"
"""


def list_the_devices(folder: Path, listening: Listening) -> None:
    """Step 2 of the tutorial, the ports and patience that a network on loopback needs, and the command
    lines of the guide to SSH."""
    devices = (ROOT / "inventories" / "demo.toml").read_text("utf-8").replace('"demo"', '"default"')
    (folder / "targets.toml").write_text(devices, encoding="utf-8")
    config = folder / "config.toml"
    write_host_keys(folder / "known_hosts", listening.host_keys)
    port = listening.port
    limits = (
        f"[ssh]\nport = {port}\n[snmp]\nport = {port}\ntimeout_s = 0.4\nretries = 1\npackets_per_s = 100000\n"
    )
    text = config.read_text("utf-8").replace("[snmp]\n", limits) + CREDENTIAL
    config.write_text(text, encoding="utf-8")


def test_the_tutorial_can_be_followed_command_by_command(tmp_path: Path) -> None:
    steps = follow_tutorial(tmp_path)
    assert {name: step.code for name, step in steps.items()} == dict.fromkeys(steps, 0) | CODES, steps
    (parts,) = (step.output for name, step in steps.items() if name.startswith("sqlite-utils "))
    assert ("M6000-3S" in parts, "excluded" in parts) == (True, True)
    report = steps["auditor audit -o html=report.html"].output
    assert report.index("NOT CHECKED") < report.index("FINDINGS")
    assert (tmp_path / "report.html").is_file()
    assert (tmp_path / "report.json").is_file()
