"""A real OpenSSH server that asks for a password: it gets one only where its host key is known.

The account exists in the server's own view of /etc/passwd and /etc/shadow alone (mount namespace).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from loopback.openssh import (
    SSHD,
    Server,
    answers,
    free_port,
    make_key,
    make_privilege_folder,
    stop,
    wait_until,
)

from auditor.model.recording import Outcome, Reason
from auditor.model.target import SecretRef, SecretScheme, SshPassword, Target, Transport

USER, PASSWORD = "auditor-reads", "not-a-real-secret"
TOOLS = ("unshare", "mount", "openssl", SSHD)
pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(os.geteuid() != 0, reason="needs root for a mount namespace"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="needs openssh-server, unshare and openssl"),
]
CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
LogLevel DEBUG1
UsePAM no
PasswordAuthentication yes
KbdInteractiveAuthentication no
PubkeyAuthentication no
"""
START = """\
mount --bind {folder}/passwd /etc/passwd && mount --bind {folder}/shadow /etc/shadow &&
exec {sshd} -D -e -f {folder}/config
"""
GONE = re.compile(r"(?:Connection (?:closed|reset)|Received disconnect|Disconnected from|Close session).*")


@dataclass(frozen=True)
class PasswordServer(Server):
    """The server, and what it logs."""

    def with_password(self, password: str) -> Target:
        """The target with a credential that says this password."""
        path = self.folder / "password"
        path.write_text(password)
        path.chmod(0o600)
        secret = SecretRef(SecretScheme.FILE, (str(path),))
        return Target(
            "linux-box",
            ("127.0.0.1",),
            (SshPassword("fleet", USER, secret),),
            transports=(Transport.SSH,),
            ssh_port=self.port,
            platform="linux",
        )

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def logged_since(self, before: str) -> str:
        """What the server logged of one connection, to its end."""
        wait_until(lambda: GONE.search(self.log[len(before) :]) is not None)
        return self.log[len(before) :]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PasswordServer]:
    folder = tmp_path_factory.mktemp("sshd-password")
    make_key(folder / "host")
    hashed = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin"], input=PASSWORD, capture_output=True, text=True, check=True
    ).stdout.strip()
    passwd, shadow = Path("/etc/passwd").read_text(), Path("/etc/shadow").read_text()
    (folder / "passwd").write_text(f"{passwd}{USER}:x:65432:65432::/:/bin/sh\n")
    (folder / "shadow").write_text(f"{shadow}{USER}:{hashed}:19000:0:99999:7:::\n")
    (folder / "shadow").chmod(0o600)
    port = free_port()
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder))
    make_privilege_folder()
    start = START.format(folder=folder, sshd=SSHD)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(["unshare", "--mount", "sh", "-c", start], stderr=log)
        try:
            if not answers(port, process):
                pytest.skip("no mount namespace here: a container without that right")
            yield PasswordServer(folder, port)
        finally:
            stop(process)


def test_a_password_lets_into_a_server_whose_key_is_known(server: PasswordServer) -> None:
    server.know()
    before = server.log
    recording = server.collect(server.with_password(PASSWORD))
    assert recording.outcome in {Outcome.COMPLETE, Outcome.PARTIAL}
    assert recording.security.endswith(", password")
    logged = server.logged_since(before)
    assert (logged.count(f"Accepted password for {USER}"), "userauth-request" in logged) == (1, True)


def test_a_wrong_password_is_sent_once(server: PasswordServer) -> None:
    server.know()
    before = server.log
    recording = server.collect(server.with_password("another"))
    assert (recording.outcome, recording.reason) == (Outcome.REFUSED, Reason.AUTHENTICATION_FAILED)
    assert server.logged_since(before).count(f"Failed password for {USER}") == 1


@pytest.mark.parametrize("reason", [Reason.HOST_KEY_UNKNOWN, Reason.HOST_KEY_CHANGED])
def test_no_password_leaves_for_a_server_whose_key_is_unknown_or_changed(
    server: PasswordServer, reason: Reason
) -> None:
    known = Path(server.settings.known_hosts)
    known.unlink(missing_ok=True)
    if reason is Reason.HOST_KEY_CHANGED:
        other = server.folder / "other"
        make_key(other)
        key_type, blob = other.with_suffix(".pub").read_text().split()[:2]
        known.write_text(f"[127.0.0.1]:{server.port} {key_type} {blob}\n")
        known.chmod(0o600)
    before = server.log
    recording = server.collect(server.with_password(PASSWORD))
    logged = server.logged_since(before)
    assert (recording.outcome, recording.reason) == (Outcome.REFUSED, reason)
    assert ("Connection from 127.0.0.1" in logged, "userauth-request" in logged) == (True, False)
    assert "password" not in logged
