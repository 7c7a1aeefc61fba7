"""auditor hostkeys: what devices show, what is accepted, and that a changed key is never taken in silence."""

from __future__ import annotations

from pathlib import Path

import paramiko
import pytest
from click.testing import CliRunner, Result

from auditor.cli import auditor
from auditor.demo.cli_device import CliDevice
from auditor.demo.ssh_server import Account, SshServer

KEY = paramiko.ECDSAKey.generate()
OTHER_KEY = paramiko.ECDSAKey.generate()


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(
        auditor, ["hostkeys", words[0], "--config", str(folder / "config.toml"), *words[1:]]
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    server = SshServer(Account("auditor", password="p"), KEY)
    port = server.listen(CliDevice("cisco_ios", "R1", {}), "127.0.0.1")
    (tmp_path / "config.toml").write_text('[[targets]]\npath = "list.toml"\n')
    (tmp_path / "list.toml").write_text(
        f'[[targets]]\nid = "R1"\naddress = "127.0.0.1"\ntransports = ["ssh"]\nssh_port = {port}\n'
    )
    return tmp_path


def words_of(result: Result) -> str:
    return result.output.split()[0]


def test_a_key_is_scanned_accepted_and_listed(folder: Path) -> None:
    new = str(folder / "new")
    assert words_of(run(folder, "scan", "--out", new)) == "unknown"
    assert not (folder / "known_hosts").exists()
    run(folder, "accept", new)
    listed = run(folder, "list").output
    assert ("ecdsa-sha2-nistp256  SHA256:" in listed, words_of(run(folder, "scan"))) == (True, "known")


def test_a_changed_key_is_shown_and_replaces_only_when_told_to(folder: Path) -> None:
    new = folder / "new"
    run(folder, "scan", "--out", str(new))
    host = new.read_text().split()[0]
    known = f"{host} {OTHER_KEY.get_name()} {OTHER_KEY.get_base64()}\n"
    (folder / "known_hosts").write_text(known)
    assert words_of(run(folder, "scan")) == "changed"
    assert run(folder, "accept", str(new)).exit_code != 0
    assert (folder / "known_hosts").read_text() == known
    run(folder, "accept", str(new), "--replace")
    assert words_of(run(folder, "scan")) == "known"


def test_a_line_that_is_no_key_is_named(folder: Path) -> None:
    (folder / "known_hosts").write_text("# comment\nhost only\n")
    result = run(folder, "list")
    assert "line 2" in str(result.exception)
