"""Who is let in and whom we trust: host keys, credentials, lockouts, unreachable devices."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from ssh_fleet import ACCOUNT, PASSWORD, QUICK, fleet, host_key, outputs_of, password

from auditor.demo.cli_device import CliDevice
from auditor.demo.ssh_server import Account
from auditor.model.limits import Limits
from auditor.model.recording import Outcome, Reason
from auditor.model.target import SecretRef, SecretScheme, SshKey

OUTPUTS = {"show version": b"IOS\r\n", "show inventory": b"PID\r\n"}


def device(name: str = "R1") -> CliDevice:
    return CliDevice("cisco_nxos", name, OUTPUTS)


def test_an_unknown_host_key_gets_no_password(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        devices.add(device())
        (tmp_path / "known_hosts").write_text("")
        (recording,) = devices.collect()
        attempts = [door.attempts for door in devices.server.doors]
    assert (recording.outcome, recording.reason, attempts) == (Outcome.REFUSED, Reason.HOST_KEY_UNKNOWN, [0])
    assert "SHA256:" in recording.detail


def test_a_changed_host_key_gets_no_password_and_is_a_reason_of_its_own(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        devices.add(device())
        devices.know_hosts(host_key(1))
        (recording,) = devices.collect()
        attempts = [door.attempts for door in devices.server.doors]
    assert (recording.outcome, recording.reason, attempts) == (Outcome.REFUSED, Reason.HOST_KEY_CHANGED, [0])
    assert recording.detail.count("SHA256:") == 2


def test_a_key_logs_in_where_no_password_is_taken(tmp_path: Path) -> None:
    key = host_key(2)
    private = tmp_path / "id"
    key.write_private_key_file(str(private))
    credential = SshKey("key", ACCOUNT.user, SecretRef(SecretScheme.FILE, (str(private),)))
    with fleet(tmp_path, account=Account(ACCOUNT.user, key=key)) as devices:
        devices.add(device(), credential)
        (recording,) = devices.collect()
    assert (recording.outcome, recording.security.rpartition(", ")[2]) == (Outcome.COMPLETE, "key")


def test_an_encrypted_key_without_passphrase_is_unavailable_and_not_shown(tmp_path: Path) -> None:
    private = tmp_path / "id"
    host_key(2).write_private_key_file(str(private), password="hidden-passphrase")
    credential = SshKey("key", ACCOUNT.user, SecretRef(SecretScheme.FILE, (str(private),)))
    with fleet(tmp_path) as devices:
        devices.add(device(), credential)
        (recording,) = devices.collect()
    assert (recording.reason, "PRIVATE" in repr(recording)) == (Reason.CREDENTIAL_UNAVAILABLE, False)


def test_a_rejected_password_is_offered_once(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        devices.add(device(), password(tmp_path, "wrong", "bad"))
        (recording,) = devices.collect()
        attempts = [door.attempts for door in devices.server.doors]
    assert (recording.outcome, recording.reason, attempts) == (
        Outcome.REFUSED,
        Reason.AUTHENTICATION_FAILED,
        [1],
    )


def test_each_credential_is_tried_once_until_one_is_accepted(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        devices.add(device(), password(tmp_path, "wrong", "bad"), password(tmp_path))
        (recording,) = devices.collect()
        attempts = [door.attempts for door in devices.server.doors]
    assert (recording.outcome, recording.credential, attempts) == (Outcome.PARTIAL, "fleet", [1, 1])
    assert recording.reason is Reason.AUTHENTICATION_FAILED


def test_a_credential_that_several_devices_reject_is_offered_to_no_more(tmp_path: Path) -> None:
    settings = replace(QUICK, rejections_before_pause=2)
    with fleet(tmp_path) as devices:
        bad = password(tmp_path, "wrong", "bad")
        for number in range(6):
            devices.add(device(f"R{number}"), bad)
        recordings = devices.collect(settings=settings)
        attempts = sum(door.attempts for door in devices.server.doors)
    reasons = sorted(recording.reason for recording in recordings if recording.reason)
    assert (attempts, reasons) == (
        2,
        [Reason.AUTHENTICATION_FAILED] * 2 + [Reason.CREDENTIAL_PAUSED] * 4,
    )


def test_an_unknown_platform_is_skipped_before_the_login(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        devices.add(device(), platform="")
        (recording,) = devices.collect()
        attempts = [door.attempts for door in devices.server.doors]
    assert (recording.outcome, recording.reason, sum(attempts)) == (
        Outcome.SKIPPED,
        Reason.PLATFORM_UNKNOWN,
        0,
    )


def test_a_closed_port_is_told_from_silence(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices, socket.create_server(("127.0.0.1", 0)) as silent:
        closed = devices.add(device())
        devices.server.close()
        mute = replace(closed, id="mute", ssh_port=silent.getsockname()[1])
        recordings = devices.collect(closed, mute, settings=replace(QUICK, connect_timeout_s=0.3))
    assert [recording.reason for recording in recordings] == [Reason.PORT_CLOSED, Reason.NO_ANSWER]


def test_what_is_no_ssh_server_is_sent_nothing(tmp_path: Path) -> None:
    received: list[bytes] = []

    def telnet(listening: socket.socket) -> None:
        connected, _ = listening.accept()
        with connected:
            connected.sendall(b"login: ")
            connected.settimeout(2)
            with suppress(ConnectionResetError):
                received.append(connected.recv(100))

    with fleet(tmp_path) as devices, socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=telnet, args=(listening,))
        thread.start()
        other = replace(devices.add(device()), id="telnet", ssh_port=listening.getsockname()[1])
        (recording,) = devices.collect(other)
        thread.join()
    assert (recording.reason, [octets for octets in received if octets]) == (Reason.ANSWERS_REJECTED, [])


def test_a_login_that_is_never_answered_ends_in_time(tmp_path: Path) -> None:
    released = threading.Event()

    class Tarpit(str):
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            return not released.wait(10)

    try:
        with fleet(tmp_path, account=Account(ACCOUNT.user, password=Tarpit("x"))) as devices:
            devices.add(device())
            (recording,) = devices.collect(settings=replace(QUICK, login_timeout_s=0.3))
    finally:
        released.set()
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.TIME_BUDGET)


def test_a_target_without_an_ssh_credential_is_not_asked(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        target = replace(devices.add(device()), credentials=())
        (recording,) = devices.collect(target)
        doors = len(devices.server.doors)
    assert (recording.reason, doors) == (Reason.CREDENTIAL_UNAVAILABLE, 0)


def test_no_secret_is_in_a_recording(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        devices.add(device())
        devices.add(device("R2"), password(tmp_path, "wrong-" + PASSWORD, "bad"))
        recordings = devices.collect()
    assert PASSWORD not in repr(recordings)


def test_modern_algorithms_are_not_given_up_for_an_outdated_device(tmp_path: Path) -> None:
    with fleet(tmp_path) as devices:
        target = devices.add(device())
        modern, legacy = devices.collect(target, replace(target, id="old", ssh_algorithms="legacy"))
    assert ("legacy" in modern.security, "legacy algorithms allowed" in legacy.security) == (False, True)


@pytest.mark.parametrize("sessions", [1, 4])
def test_many_devices_give_each_their_own_output(tmp_path: Path, sessions: int) -> None:
    settings = replace(QUICK, sessions=sessions)
    with fleet(tmp_path) as devices:
        for number in range(8):
            outputs = {"show version": b"IOS of R%d\r\n" % number}
            devices.add(CliDevice("cisco_nxos", f"R{number}", outputs))
        recordings = devices.collect(settings=settings, limits=Limits(concurrency=8))
    shown = [outputs_of(recording)["show version"] for recording in recordings]
    assert shown == [b"IOS of R%d\r\n" % number for number in range(8)]
