"""The operator's slips: exit code 2, one line that says what to do, and no file touched."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from cli.running import run_auditor, run_in_process, run_without_sockets

from auditor.report.interface import FORMATS

SYSTEM = "1.3.6.1.2.1.1.1.0|4|Cisco IOS Software\n1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.1208\n"
ZTE_SYSTEM = "1.3.6.1.2.1.1.1.0|4|ZXR10 5960-56QT-H\n1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.3902.3.600\n"
COMPLETE = 'outcome = "complete"\nend = "complete"\n'
JUDGED = ("--exclude", "zte")
RECORDED = ("--recordings", "recordings", *JUDGED)


class Slip(NamedTuple):
    """What is typed, what the configuration holds, and words that the message must have."""

    arguments: tuple[str, ...]
    words: tuple[str, ...]
    config: str = ""


def audit(*arguments: str) -> tuple[str, ...]:
    return ("audit", *arguments)


SLIPS = {
    "unknown vendor": Slip(audit("--exclude", "hauwei"), ("'hauwei'", "did you mean 'huawei'?")),
    "unknown vendor in the configuration": Slip(audit(), ("'ztte'", "zte"), 'exclude = ["ztte"]'),
    "unknown policy": Slip(audit("--policy", "us-ndaa-898"), ("'us-ndaa-898'", "did you mean us-ndaa-889?")),
    "missing policy file": Slip(audit("--policy", "own.toml"), ("own.toml", "cannot be read")),
    "unknown key": Slip(audit(), ("config.toml", "exlude", "exclude"), 'exlude = ["zte"]'),
    "unknown key in a table": Slip(
        audit(*JUDGED), ("config.toml", "snmp", "timeouts_s", "timeout_s"), "[snmp]\ntimeouts_s = 1"
    ),
    "missing configuration": Slip(audit("--config", "other.toml"), ("other.toml",)),
    "no targets": Slip(audit(*JUDGED), ("no targets", "--target")),
    "no credential": Slip(audit("--target", "127.0.0.1", *JUDGED), ("no credential", "--community env:NAME")),
    "nothing to judge against": Slip(
        audit("--target", "127.0.0.1"), ("nothing to judge against", "--exclude")
    ),
    "target that is no address": Slip(
        audit("--target", "127.0.0.0/33", "--community", "env:X", *JUDGED), ("127.0.0.0/33",)
    ),
    "unset variable": Slip(
        audit("--target", "127.0.0.1", "--community", "env:AUDITOR_UNSET", *JUDGED),
        ("env:AUDITOR_UNSET is not set", "no device was polled"),
    ),
    "secret in place of its reference": Slip(
        audit("--target", "127.0.0.1", "--community", "env:S3cret", *JUDGED),
        ("--community: env:… names a variable that is not set",),
    ),
    "community and user": Slip(
        audit("--target", "127.0.0.1", "--community", "env:X", "--snmp-user", "u", *JUDGED),
        ("exclude each other",),
    ),
    "privacy without authentication": Slip(
        audit("--target", "127.0.0.1", "--snmp-user", "u", "--priv", "aes128=env:X", *JUDGED),
        ("--priv", "--auth"),
    ),
    "unknown protocol": Slip(
        audit("--target", "127.0.0.1", "--snmp-user", "u", "--auth", "sha3=env:X", *JUDGED),
        ("--auth", "sha256"),
    ),
    "targets and recordings": Slip(audit("--target", "127.0.0.1", *RECORDED), ("exclude each other",)),
    "missing folder": Slip(
        audit("-o", "json=missing/out.json", *RECORDED),
        ("cannot write missing/out.json: there is no folder missing (mkdir -p missing, or name another)",),
    ),
    "missing folder for a folder of reports": Slip(
        audit("-o", "html-devices=missing/pages", *RECORDED),
        ("cannot write missing/pages: there is no folder missing (mkdir -p missing, or name another)",),
    ),
    "file as a folder": Slip(
        audit("-o", "json=kept.txt/out.json", *RECORDED),
        ("cannot write kept.txt/out.json: kept.txt is not a folder (name another)",),
    ),
    "configured target list that is missing": Slip(
        audit("--exclude", "zte"),
        ("config.toml: targets[2].path: there is no file b.csv (", "correct the path"),
        '[[targets]]\npath = "kept.csv"\n[[targets]]\npath = "b.csv"\n',
    ),
    "configured acceptances that are missing": Slip(
        audit(*RECORDED),
        ("config.toml: acceptances: there is no file a.toml (",),
        'acceptances = "a.toml"',
    ),
    "configured attestations that are missing": Slip(
        audit(*RECORDED),
        ("config.toml: attestations: there is no file a.toml (",),
        'attestations = "a.toml"',
    ),
    "configured designation list that is missing": Slip(
        audit(*RECORDED),
        ("config.toml: policies.designations.jp-it-proc-2018: there is no file a.toml (",),
        '[policies]\nuse = ["jp-it-proc-2018"]\n[policies.designations]\njp-it-proc-2018 = "a.toml"',
    ),
    "configured credential that cannot be had": Slip(
        audit("--target", "127.0.0.1", *JUDGED),
        (
            "config.toml: credentials.c.community: env:AUDITOR_UNSET is not set (export the variable); "
            "no device was polled",
        ),
        '[credentials.c]\nkind = "snmp-community"\ncommunity = "env:AUDITOR_UNSET"\n',
    ),
    "folder as a report": Slip(
        audit("-o", "json=recordings", *RECORDED), ("recordings is not a regular file",)
    ),
    "device as a report": Slip(
        audit("-o", "json=/dev/null", *RECORDED), ("/dev/null is not a regular file",)
    ),
    "link as a report": Slip(audit("-o", "json=link.json", *RECORDED), ("link.json is not a regular file",)),
    "unknown format": Slip(
        audit("-o", "jsn=out.json", *RECORDED), ("'jsn'", "did you mean 'json'?", *FORMATS)
    ),
    "format without a path": Slip(audit("-o", "json", *RECORDED), ("FORMAT=PATH",)),
    "two reports on standard output": Slip(
        audit("-o", "json=-", "-o", "html=-", *RECORDED), ("only one report can go to standard output",)
    ),
    "two reports in one file": Slip(
        audit("-o", "json=out", "-o", "html=./out", *RECORDED), ("./out is another report of this run",)
    ),
    "report over the inventory": Slip(
        audit("-o", "json=inventory.sqlite", *RECORDED), ("inventory.sqlite is the inventory",)
    ),
    "report over the configuration": Slip(
        audit("-o", "json=config.toml", *RECORDED), ("config.toml is the configuration",), "exclude = []"
    ),
    "report over the private matches": Slip(
        audit("-o", "json=inventory.designated.json", *RECORDED), ("for private matches",)
    ),
    "inventory that is none": Slip(audit("--db", "kept.txt", *RECORDED), ("kept.txt", "not a")),
    "inventory of another program": Slip(
        audit("--db", "other.sqlite", *RECORDED), ("other.sqlite", "another program", "--db")
    ),
    "inventory of a newer auditor": Slip(
        audit("--db", "newer.sqlite", *RECORDED), ("newer.sqlite", "newer auditor", "nothing was changed")
    ),
    "inventory in a missing folder": Slip(
        audit("--db", "missing/i.sqlite", *RECORDED), ("missing/i.sqlite",)
    ),
    "inventory that is a folder": Slip(audit("--db", "recordings", *RECORDED), ("is a directory",)),
    "list bound to no policy": Slip(
        audit(*RECORDED),
        ("config.toml", "jp-it-proc-2081", "did you mean jp-it-proc-2018?"),
        '[policies.designations]\njp-it-proc-2081 = "list.toml"',
    ),
    "unknown option": Slip(audit("--exlude", "zte"), ("No such option", "--exclude")),
    "unknown command": Slip(("adit",), ("No such command 'adit'",)),
    "day that is none": Slip(audit("--as-of", "2026-02-30", *RECORDED), ("--as-of",)),
    "demo over a file": Slip(("demo", "--out", "kept.txt"), ("cannot make the folder kept.txt",)),
    "unknown policy to show": Slip(
        ("policy", "show", "us-fcc-covered"), ("did you mean us-fcc-covered-list?",)
    ),
    "missing registry file": Slip(("registry", "import", "oui.csv"), ("oui.csv", "cannot be read")),
}


def database(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Recordings of one device, and files that must survive every slip."""
    (tmp_path / "recordings").mkdir()
    (tmp_path / "recordings" / "switch-1.snmprec").write_text(SYSTEM)
    (tmp_path / "recordings" / "switch-1.toml").write_text(COMPLETE)
    (tmp_path / "kept.csv").write_text("address\n127.0.0.1\n")
    (tmp_path / "kept.txt").write_text("kept\n" * 4096)
    (tmp_path / "link.json").symlink_to("kept.txt")
    database(tmp_path / "other.sqlite", "CREATE TABLE song (title TEXT)")
    ours = "PRAGMA application_id = 1312904532"
    database(tmp_path / "newer.sqlite", "CREATE TABLE run (id TEXT)", ours, "PRAGMA user_version = 99")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=list(SLIPS))
def test_a_slip_is_explained_and_harms_nothing(folder: Path, slip: Slip) -> None:
    if slip.config:
        (folder / "config.toml").write_text(slip.config)
    before = contents(folder)
    finished = run_in_process(*slip.arguments, cwd=folder)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert [word for word in slip.words if word not in finished.stderr] == []
    assert "Traceback" not in finished.stderr
    assert before == contents(folder)


def test_a_slip_is_told_in_one_line(folder: Path) -> None:
    finished = run_without_sockets("audit", "--exclude", "hauwei", cwd=folder)
    assert finished.stderr == "auditor: --exclude: 'hauwei' is not a known vendor (did you mean 'huawei'?)\n"


def report_here(folder: Path, *arguments: str, env: dict[str, str] | None = None):
    return run_auditor(
        "audit", "--recordings", "recordings", "--exclude", "zte", *arguments, cwd=folder, env=env
    )


def test_a_report_on_standard_output_is_pure_and_the_words_go_to_standard_error(folder: Path) -> None:
    finished = report_here(folder, "-o", "json=-")
    document = json.loads(finished.stdout)
    assert (finished.returncode, document["exit_code"], document["schema"]) == (0, 0, "auditor-audit/1")
    assert "NETWORK ASSET AUDIT" in finished.stderr


def test_reports_are_files_like_any_other(folder: Path) -> None:
    mask = os.umask(0o027)
    try:
        finished = report_here(folder, "-o", "json=out.json", "-o", "terminal=out.txt")
    finally:
        os.umask(mask)
    modes = {name: (folder / name).stat().st_mode & 0o777 for name in ("out.json", "out.txt")}
    assert (finished.returncode, modes) == (0, {"out.json": 0o640, "out.txt": 0o640})
    assert {"inventory.sqlite", "out.json", "out.txt"} < {path.name for path in folder.iterdir()}
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_report_replaces_an_earlier_one(folder: Path) -> None:
    (folder / "out.json").write_text("earlier")
    report_here(folder, "-o", "json=out.json")
    assert json.loads((folder / "out.json").read_text())["devices"][0]["device_id"] == "switch-1"


def test_a_terminal_that_cannot_show_a_character_gets_its_escape(folder: Path) -> None:
    finished = run_auditor("policy", "list", cwd=folder, env={"PYTHONIOENCODING": "latin-1"})
    assert (finished.returncode, "\\u7533" in finished.stdout) == (0, True)


def test_a_reader_that_went_away_is_no_internal_failure(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "auditor", "policy", "show", "us-ndaa-889"]
    finished = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_an_audit_keeps_its_exit_code_when_nobody_reads_it(folder: Path) -> None:
    (folder / "recordings" / "switch-1.snmprec").write_text(ZTE_SYSTEM)
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "auditor", "audit", *RECORDED]
    finished = subprocess.run(
        command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, cwd=folder
    )
    os.close(writer)
    assert (finished.returncode, "Traceback" in finished.stderr) == (3, False)
