"""The collector against net-snmp's agent: every security, and every way to be refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from collect.polling import community, ends_of, poll_now, rows_of, target_at, user
from loopback.snmpd import free_port, needs_snmpd, running_snmpd

from auditor.model.recording import End, Outcome, Reason
from auditor.model.target import AuthProtocol as Auth
from auditor.model.target import Credential, SnmpVersion
from auditor.model.target import PrivProtocol as Priv

pytestmark = [pytest.mark.loopback, needs_snmpd]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    directory: Path = tmp_path_factory.mktemp("snmpd")
    with running_snmpd(directory) as port:
        yield port


ACCEPTED: list[tuple[Credential, str, bool]] = [
    (community(), "v2c", False),
    (community(version=SnmpVersion.V1), "v1", False),
    (user("open"), "v3 noAuthNoPriv", False),
    (user("signed", Auth.SHA256), "v3 authNoPriv sha256", True),
    (user("md5-des", Auth.MD5, Priv.DES), "v3 authPriv md5/des", True),
    (user("sha1-aes128", Auth.SHA1, Priv.AES128), "v3 authPriv sha1/aes128", True),
    (user("sha224-aes128", Auth.SHA224, Priv.AES128), "v3 authPriv sha224/aes128", True),
    (user("sha256-aes256", Auth.SHA256, Priv.AES256), "v3 authPriv sha256/aes256", True),
    (user("sha384-aes192", Auth.SHA384, Priv.AES192), "v3 authPriv sha384/aes192", True),
    (user("sha512-aes256", Auth.SHA512, Priv.AES256), "v3 authPriv sha512/aes256", True),
    (user("sha1-aes256", Auth.SHA1, Priv.AES256), "v3 authPriv sha1/aes256", True),
    (user("sha1-aes192-reeder", Auth.SHA1, Priv.AES192_REEDER), "v3 authPriv sha1/aes192-reeder", True),
    (user("sha1-aes256-reeder", Auth.SHA1, Priv.AES256_REEDER), "v3 authPriv sha1/aes256-reeder", True),
]


@pytest.mark.parametrize(("credential", "security", "authenticated"), ACCEPTED, ids=lambda v: str(v)[:40])
def test_a_device_is_read_completely_with(
    port: int, credential: Credential, security: str, authenticated: bool
) -> None:
    recording = poll_now(target_at(port, credential))
    assert (recording.outcome, recording.reason, recording.detail) == (Outcome.COMPLETE, None, "")
    assert (security, authenticated) == (recording.security, recording.authenticated)
    assert credential.name == recording.credential
    assert [value for _, _, value in rows_of(recording, "1.3.6.1.2.1.1.1")] == [b"Example router"]
    assert {End.COMPLETE} == ends_of(recording)
    assert recording.problems == ()


REFUSED: list[tuple[str, Credential, Reason]] = [
    ("wrong community", community("wrong"), Reason.COMMUNITY_REFUSED),
    ("wrong community v1", community("wrong", SnmpVersion.V1), Reason.COMMUNITY_REFUSED),
    ("wrong user", user("nobody", Auth.SHA256, Priv.AES256), Reason.UNKNOWN_USER),
    (
        "wrong pass phrase",
        user("sha256-aes256", Auth.SHA256, Priv.AES256, auth_secret="not-this-one"),
        Reason.AUTHENTICATION_FAILED,
    ),
    (
        "wrong authentication protocol",
        user("sha256-aes256", Auth.SHA1, Priv.AES256),
        Reason.AUTHENTICATION_FAILED,
    ),
    (
        "wrong privacy pass phrase",
        user("sha256-aes256", Auth.SHA256, Priv.AES256, priv_secret="not-this-one"),
        Reason.DECRYPTION_FAILED,
    ),
    (
        "wrong key localisation",
        user("sha1-aes256", Auth.SHA1, Priv.AES256_REEDER),
        Reason.DECRYPTION_FAILED,
    ),
    ("privacy the user has not", user("signed", Auth.SHA256, Priv.AES128), Reason.SECURITY_LEVEL_REFUSED),
    ("less security than required", user("sha256-aes256", Auth.SHA256), Reason.VIEW_REFUSED),
    ("view that holds nothing v2c", community("blind"), Reason.VIEW_REFUSED),
    ("view that holds nothing v1", community("blind", SnmpVersion.V1), Reason.VIEW_REFUSED),
    ("view that holds nothing v3", user("unseeing", Auth.SHA256, Priv.AES128), Reason.VIEW_REFUSED),
]


@pytest.mark.parametrize(("credential", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_a_refusal_has_its_own_reason(port: int, credential: Credential, reason: Reason) -> None:
    recording = poll_now(target_at(port, credential))
    assert (Outcome.REFUSED, reason) == (recording.outcome, recording.reason)
    assert sum(section.row_count for section in recording.sections) == 0
    assert recording.detail


def test_a_dead_port_is_not_a_refusal() -> None:
    recording = poll_now(target_at(free_port()))
    assert (recording.outcome, recording.reason) == (Outcome.FAILED, Reason.PORT_CLOSED)


def test_the_reasons_of_every_credential_are_in_the_detail(port: int) -> None:
    recording = poll_now(target_at(port, community("wrong"), user("nobody", Auth.SHA256)))
    assert recording.reason == Reason.UNKNOWN_USER
    assert "community-wrong: no answer" in recording.detail
    assert "user-nobody: user name not known" in recording.detail


def test_a_later_credential_is_used_when_the_first_is_refused(port: int) -> None:
    recording = poll_now(target_at(port, user("nobody", Auth.SHA256), community("wrong"), community()))
    assert (recording.outcome, recording.credential) == (Outcome.COMPLETE, "community-public")


@pytest.mark.parametrize("secret", ["authpass1234", "privpass1234", "not-this-one"])
def test_no_secret_is_in_any_recording(port: int, secret: str) -> None:
    for credential in (
        user("sha256-aes256", Auth.SHA256, Priv.AES256),
        user("sha256-aes256", Auth.SHA256, Priv.AES256, auth_secret="not-this-one"),
        community("not-this-one", name="wrong"),
    ):
        assert secret not in repr(poll_now(target_at(port, credential)))
