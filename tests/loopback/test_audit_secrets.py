"""No secret in anything an audit leaves: store, reports, recordings, terminal. A literal one is refused."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import NamedTuple

import pytest
from cli.running import run_auditor, run_in_process
from loopback.snmpd import free_port, needs_snmpd, running_snmpd

COMMUNITY, AUTH, PRIV = "Zq7-community-9f3b", "Zq7-authentic-41cc", "Zq7-private-d20e"
ADDRESSES = ("127.90.1.1", "127.90.1.2")
CONFIG = """\
exclude = ["zte"]
[[targets]]
path = "targets.toml"
[snmp]
port = {port}
timeout_s = 0.4
retries = 1
[credentials.old]
kind = "snmp-community"
community = {community}
[credentials.new]
kind = "snmp-user"
user = "secretive"
auth_protocol = "sha256"
auth_secret = {auth}
priv_protocol = "aes128"
priv_secret = {priv}
"""
TARGETS = "".join(
    f'[[targets]]\nid = "{name}"\naddress = "{address}"\ncredentials = ["{name}"]\n'
    for name, address in zip(("old", "new"), ADDRESSES, strict=True)
)


class Leavings(NamedTuple):
    """The folder of an audit, a recording and a refused poll, and what they showed."""

    folder: Path
    shown: str


def write_references(outside: Path) -> dict[str, str]:
    """A reference of each kind, as the configuration writes them; the secrets stay outside its folder."""
    for name, value in (("auth", AUTH), ("priv", PRIV)):
        (outside / name).write_text(value + "\n")
        (outside / name).chmod(0o600)
    command = json.dumps(["cat", str(outside / "priv")])
    references = {
        "community": "env:COMMUNITY",
        "auth": f"file:{outside / 'auth'}",
        "priv": f"command:{command}",
    }
    return {name: json.dumps(text) for name, text in references.items()}


def audit_and_record(folder: Path, outside: Path) -> Leavings:
    more = (f"rocommunity {COMMUNITY} 127.0.0.0/8", f"createUser secretive SHA-256 {AUTH} AES {PRIV}")
    outputs = ("-o", "json=out.json", "-o", "html=out.html", "-o", "terminal=out.txt")
    with running_snmpd(outside, ADDRESSES, (*more, "rouser secretive authPriv")) as port:
        (folder / "config.toml").write_text(CONFIG.format(port=port, **write_references(outside)))
        (folder / "targets.toml").write_text(TARGETS)
        audited = run_auditor("audit", *outputs, cwd=folder, env={"COMMUNITY": COMMUNITY})
        recorded = run_auditor("record", "--out", "recordings", cwd=folder, env={"COMMUNITY": COMMUNITY})
        (outside / "auth").write_text(PRIV)
        refused = run_auditor("collect", cwd=folder, env={"COMMUNITY": AUTH})
    assert (audited.returncode in (0, 4), recorded.returncode, refused.returncode) == (True, 0, 4), (
        audited.stderr
    )
    return Leavings(folder, "".join(run.stdout + run.stderr for run in (audited, recorded, refused)))


def forms(secret: str) -> list[bytes]:
    """A secret as it may be written."""
    raw = secret.encode()
    return [raw, raw.hex().encode(), raw.hex().upper().encode(), base64.b64encode(raw)[:-4]]


@pytest.mark.loopback
@needs_snmpd
def test_no_secret_is_in_anything_an_audit_leaves(tmp_path: Path) -> None:
    (tmp_path / "audit").mkdir()
    (tmp_path / "outside").mkdir()
    leavings = audit_and_record(tmp_path / "audit", tmp_path / "outside")
    files = {str(path): path.read_bytes() for path in leavings.folder.rglob("*") if path.is_file()}
    files["terminal"] = leavings.shown.encode()
    assert len(files) >= 11
    found = [
        (name, secret)
        for name, data in files.items()
        for secret in (COMMUNITY, AUTH, PRIV)
        for form in forms(secret)
        if form in data
    ]
    assert found == []


LITERALS = {
    "community": ("--community", "Zq7-literal"),
    "authentication": ("--snmp-user", "u", "--auth", "sha256=Zq7-literal"),
    "authentication alone": ("--snmp-user", "u", "--auth", "Zq7-literal"),
    "privacy": ("--snmp-user", "u", "--auth", "sha256=env:HOME", "--priv", "aes128=Zq7-literal"),
}


@pytest.mark.parametrize("login", LITERALS.values(), ids=list(LITERALS))
def test_a_literal_secret_is_refused_and_not_repeated(tmp_path: Path, login: tuple[str, ...]) -> None:
    arguments = (
        "audit",
        "--target",
        "127.0.0.1",
        "--snmp-port",
        str(free_port()),
        "--exclude",
        "zte",
        *login,
    )
    finished = run_in_process(*arguments, cwd=tmp_path)
    assert (finished.returncode, finished.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert ("Zq7-literal" in finished.stderr, "env:" in finished.stderr or "sha256" in finished.stderr) == (
        False,
        True,
    )


@pytest.mark.parametrize("key", ["community", "auth", "priv"])
def test_a_literal_secret_in_the_configuration_is_refused_and_not_repeated(tmp_path: Path, key: str) -> None:
    references = dict.fromkeys(("community", "auth", "priv"), '"env:HOME"') | {key: '"Zq7-literal"'}
    (tmp_path / "config.toml").write_text(CONFIG.format(port=16100, **references))
    (tmp_path / "targets.toml").write_text(TARGETS)
    finished = run_in_process("audit", cwd=tmp_path)
    assert (finished.returncode, "Zq7-literal" in finished.stderr) == (2, False)
    assert "config.toml: credentials." in finished.stderr


def test_a_file_of_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "community").write_text("Zq7-literal")
    (tmp_path / "community").chmod(0o644)
    arguments = ("--target", "127.0.0.1", "--community", f"file:{tmp_path / 'community'}", "--exclude", "zte")
    finished = run_in_process("audit", *arguments, cwd=tmp_path)
    assert (finished.returncode, "Zq7-literal" in finished.stderr) == (2, False)
    assert "can be used by others" in finished.stderr
