"""A real OpenSSH server as a Linux-based device: keys, passwords of strangers, host keys good and bad."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback.openssh import SSHD, Server, answers, free_port, make_key, make_privilege_folder, stop

from auditor.collect.host_keys import read_host_keys
from auditor.host_key_run import Standing, scan_host_keys
from auditor.model.recording import End, Outcome, Reason, Recording
from auditor.model.ssh_settings import JumpHost, SshSettings

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(not Path(SSHD).exists(), reason="needs openssh-server"),
]


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
    make_privilege_folder()
    process = subprocess.Popen(
        [SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.PIPE, text=True
    )
    try:
        assert answers(port, process), "sshd is installed and does not start"
        yield Server(folder, port)
    finally:
        stop(process)


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
