"""Thirty nights leave a bounded inventory; the recipes of docs/how-to/nightly.md run."""

from __future__ import annotations

import configparser
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from cli.running import query
from cli.site import CISCO, ZTE, Site

from auditor.store import open_store

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
NIGHTS = 30
RETENTION = 'exclude = ["zte"]\n[retention]\nrecording_days = 0\nevaluations = 5\n'
IF_ALIAS = "1.3.6.1.2.1.31.1.1.1.18"
INTERFACES = 1500


def noise(night: int) -> str:
    """Interface names that no night shares and nothing compresses."""
    names = (hashlib.sha256(f"{night}.{index}".encode()).hexdigest() for index in range(INTERFACES))
    return "".join(f"{IF_ALIAS}.{index}|4|{name}\n" for index, name in enumerate(names, 1))


def size(site: Site) -> int:
    """Bytes of the inventory with its log."""
    return sum(path.stat().st_size for path in site.folder.glob("inventory.sqlite*"))


def test_thirty_nights_leave_a_bounded_inventory(tmp_path: Path) -> None:
    site = Site(tmp_path)
    (tmp_path / "config.toml").write_text(RETENTION)
    site.record("router-2", ZTE)
    sizes = []
    for night in range(NIGHTS):
        site.record("router-1", CISCO + noise(night))
        assert site.audit("--baseline", "last") == (0 if night else 3)
        sizes.append(size(site))
    print("bytes after each night:", sizes)
    # Nights of a second each: what one night frees, a later one uses, so the file swings a little.
    assert sizes[-1] < 1.5 * sizes[9]
    store = tmp_path / "inventory.sqlite"
    assert len(json.loads(site.run("runs", "--json", "--limit", "99").stdout)["runs"]) == NIGHTS
    assert query(store, "SELECT count(*) FROM components WHERE is_current = 1") == [(2,)]
    with open_store(store, create=False) as opened:
        assert opened.check() == ()


def test_what_retention_removed_is_said_and_never_clear(tmp_path: Path) -> None:
    site = Site(tmp_path)
    (tmp_path / "config.toml").write_text(RETENTION)
    for text in (ZTE, CISCO, ZTE, CISCO, ZTE, CISCO, ZTE):
        site.record("router-1", text)
        site.audit()
    runs = [run["run_id"] for run in json.loads(site.run("runs", "--json").stdout)["runs"]]
    assert site.run("diff", runs[3], "last").returncode == 0
    forgotten = site.run("diff", runs[-1], "last")
    assert (forgotten.returncode, "no longer kept (keep more of them" in forgotten.stderr) == (2, True)
    (first,) = query(tmp_path / "inventory.sqlite", "SELECT min(finished_at) FROM recording")[0]
    past = site.run("evaluate", "--inventory-at", str(first))
    assert past.returncode in (3, 4), past.stderr
    assert site.run("explain", "router-1").returncode == 0


def shell_blocks(name: str, language: str = "sh") -> list[str]:
    """The code blocks of a language in a how-to guide."""
    text = (HOW_TO / name).read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def in_shell(site: Site, command: str) -> subprocess.CompletedProcess[str]:
    """A command of the guide, on recordings in place of the network."""
    command = command.replace("auditor audit", "auditor audit --recordings recordings")
    return subprocess.run(
        ["sh", "-c", command], cwd=site.folder, env=environment(), capture_output=True, text=True, check=False
    )


def test_the_commands_of_the_nightly_guide_run(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.record("router-1", ZTE)
    every, look = shell_blocks("nightly.md")
    (cron,) = shell_blocks("nightly.md", "cron")
    at_night = cron.splitlines()[-1].split("&& ", 1)[1]
    service, _ = shell_blocks("nightly.md", "ini")
    unit = configparser.ConfigParser(comment_prefixes="#")
    unit.optionxform = str  # type: ignore[assignment]
    unit.read_string(service)
    start = unit["Service"]["ExecStart"].replace("/usr/local/bin/", "")
    steps = [(every, 3), (every, 0), (at_night, 0), (start, 0), *((line, 0) for line in look.splitlines())]
    for command, code in steps:
        finished = in_shell(site, command.strip())
        assert (command, finished.returncode) == (command, code), finished.stderr
    assert unit["Service"]["SuccessExitStatus"] == "3 4"
    assert (tmp_path / "audit.html").is_file()


def test_the_commands_of_the_comparison_guide_run(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.record("router-1", ZTE)
    site.audit("-o", "json=before.json")
    site.audit("-o", "json=after.json")
    (today,) = query(tmp_path / "inventory.sqlite", "SELECT max(substr(finished_at, 1, 10)) FROM recording")[
        0
    ]
    codes = {"evaluate --as-of": 3, "report --fail-on": 3}
    lines = [line for block in shell_blocks("compare-audits.md") for line in block.splitlines()]
    assert [words for words in codes if not any(words in line for line in lines)] == []
    for line in lines:
        finished = in_shell(site, line.replace("2026-11-01", str(today)))
        expected = next((code for words, code in codes.items() if words in line), 0)
        assert (line, finished.returncode) == (line, expected), finished.stderr
