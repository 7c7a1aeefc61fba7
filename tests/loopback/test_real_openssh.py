"""A real OpenSSH server as a Linux-based device: keys, passwords of strangers, host keys good and bad."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor.collect.host_keys import read_host_keys
from auditor.collect.interface import CollectJob
from auditor.collect.plan import DEFAULT_PLAN
from auditor.collect.ssh import SshCollector
from auditor.host_key_run import Standing, accept_host_keys, scan_host_keys
from auditor.model.limits import Limits
from auditor.model.recording import End, Outcome, Reason, Recording
from auditor.model.ssh_settings import JumpHost, SshSettings
from auditor.model.target import SecretRef, SecretScheme, SshKey, Target, Transport

SSHD = "/usr/sbin/sshd"
pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(not Path(SSHD).exists(), reason="needs openssh-server"),
]
USER = os.environ.get("USER") or "root"


@dataclass(frozen=True)
class Server:
    """A running sshd with its folder of keys."""

    folder: Path
    port: int

    @property
    def settings(self) -> SshSettings:
        return SshSettings(
            known_hosts=str(self.folder / "known_hosts"),
            login_timeout_s=10,
            command_timeout_s=20,
            start_jitter_s=0,
        )

    @property
    def credential(self) -> SshKey:
        return SshKey("key", USER, SecretRef(SecretScheme.FILE, (str(self.folder / "client"),)))

    @property
    def target(self) -> Target:
        return Target(
            "linux-box",
            ("127.0.0.1",),
            (self.credential,),
            transports=(Transport.SSH,),
            ssh_port=self.port,
            platform="linux",
        )

    def collect(self, target: Target | None = None, settings: SshSettings | None = None) -> Recording:
        job = CollectJob("run-1", DEFAULT_PLAN, Limits(), "9.9", ssh=settings or self.settings)

        async def run() -> Recording:
            async with SshCollector(job) as collector:
                return await collector.collect(target or self.target)

        return asyncio.run(run())

    def know(self) -> None:
        """Accept what the server shows."""
        seen = scan_host_keys([self.target], self.settings)
        keys = [one.key for one in seen if one.key]
        accept_host_keys(Path(self.settings.known_hosts), keys, replace=True)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def make_key(path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("host", "client"):
        make_key(folder / name)
    shutil.copy(folder / "client.pub", folder / "authorized")
    (folder / "authorized").chmod(0o600)
    port = free_port()
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nPasswordAuthentication no\n"
        "KbdInteractiveAuthentication no\nUsePAM no\nAllowTcpForwarding yes\nPermitRootLogin yes\n"
    )
    Path("/run/sshd").mkdir(exist_ok=True)
    process = subprocess.Popen(
        [SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(port, process)
        yield Server(folder, port)
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    ends_at = time.monotonic() + 10
    while time.monotonic() < ends_at and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.skip("sshd does not start here")


def outputs(recording: Recording) -> dict[str, bytes]:
    pairs = zip(recording.sections, recording.payloads, strict=True)
    return {section.root: payload.payload for section, payload in pairs}


def test_commands_of_a_real_linux_are_what_it_says_itself(server: Server) -> None:
    server.know()
    recording = server.collect()
    names = subprocess.run(["ls", "/sys/class/net"], capture_output=True, check=True).stdout
    assert outputs(recording)["ls /sys/class/net"] == names
    assert recording.outcome in {Outcome.COMPLETE, Outcome.PARTIAL}
    assert recording.security.startswith("ssh, host key ssh-ed25519 SHA256:")


def test_a_program_that_is_not_installed_is_rejected_and_no_gap(server: Server) -> None:
    server.know()
    missing = next((name for name in ("lldpcli", "lshw", "ethtool", "lsusb") if not shutil.which(name)), None)
    if missing is None:
        pytest.skip("every program of the catalogue is installed")
    recording = server.collect()
    ends = {section.root.split()[0]: section.end for section in recording.sections}
    reasons = {problem.unit.split()[0]: problem.reason for problem in recording.problems}
    assert (ends[missing], reasons[missing]) == (End.REJECTED, Reason.COMMAND_REJECTED)


def test_a_server_nobody_accepted_is_refused(server: Server) -> None:
    Path(server.settings.known_hosts).unlink(missing_ok=True)
    recording = server.collect()
    assert (recording.outcome, recording.reason) == (Outcome.REFUSED, Reason.HOST_KEY_UNKNOWN)


def test_a_server_with_another_key_is_refused(server: Server) -> None:
    other = server.folder / "other"
    if not other.exists():
        make_key(other)
    known_type, blob = (server.folder / "other.pub").read_text().split()[:2]
    Path(server.settings.known_hosts).write_text(f"[127.0.0.1]:{server.port} {known_type} {blob}\n")
    Path(server.settings.known_hosts).chmod(0o600)
    seen = next(iter(scan_host_keys([server.target], server.settings)))
    recording = server.collect()
    assert (recording.reason, seen.standing) == (Reason.HOST_KEY_CHANGED, Standing.CHANGED)


def test_what_is_scanned_and_accepted_is_known(server: Server) -> None:
    server.know()
    (seen,) = scan_host_keys([server.target], server.settings)
    (kept,) = read_host_keys(Path(server.settings.known_hosts)).all()
    assert (seen.standing, seen.key) == (Standing.KNOWN, kept)


def test_a_device_behind_a_jump_host_is_read_through_it(server: Server) -> None:
    server.know()
    jump = JumpHost("127.0.0.1", server.credential, server.port)
    settings = SshSettings(server.settings.known_hosts, start_jitter_s=0, jump=jump)
    recording = server.collect(settings=settings)
    assert outputs(recording)["ls /sys/class/net"]


def test_a_jump_host_nobody_accepted_is_every_devices_reason(server: Server) -> None:
    known = server.folder / "nobody"
    known.write_text("")
    known.chmod(0o600)
    jump = JumpHost("127.0.0.1", server.credential, server.port)
    recording = server.collect(settings=SshSettings(str(known), start_jitter_s=0, jump=jump))
    assert (recording.reason, recording.detail.startswith("jump host 127.0.0.1")) == (
        Reason.HOST_KEY_UNKNOWN,
        True,
    )
