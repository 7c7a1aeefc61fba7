"""References to secrets, and the type that hides them."""

from __future__ import annotations

import copy
import json
import os
import pickle
import sys
from pathlib import Path

import pytest

from auditor.collect.secrets import (
    MAX_SECRET_BYTES,
    Secret,
    check_credentials,
    resolve_secret,
    resolve_usm_secret,
)
from auditor.errors import CredentialError
from auditor.model.target import (
    AuthProtocol,
    PrivProtocol,
    SecretRef,
    SecretScheme,
    SnmpCommunity,
    SnmpUser,
    SnmpVersion,
)

VALUE = "hunter2-hunter2"


def env(name: str) -> SecretRef:
    return SecretRef(SecretScheme.ENV, (name,))


def file(path: Path) -> SecretRef:
    return SecretRef(SecretScheme.FILE, (str(path),))


def python(code: str) -> SecretRef:
    return SecretRef(SecretScheme.COMMAND, (sys.executable, "-S", "-c", code))


def secret_file(folder: Path, data: bytes = VALUE.encode(), mode: int = 0o600) -> Path:
    path = folder / "secret"
    path.write_bytes(data)
    path.chmod(mode)
    return path


def refusal(ref: SecretRef) -> str:
    with pytest.raises(CredentialError) as caught:
        resolve_secret(ref)
    assert VALUE not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value)


@pytest.mark.parametrize(
    "show", [repr, str, "{}".format, "{:>20}".format, lambda one: f"{one!r:10}".strip(), "%s".__mod__]
)
def test_a_secret_shows_itself_as_stars(show: object) -> None:
    assert callable(show)
    assert show(Secret(VALUE.encode())) == "***"


@pytest.mark.parametrize("send", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_secret_cannot_be_pickled_or_copied(send: object) -> None:
    assert callable(send)
    with pytest.raises(TypeError, match="send its reference"):
        send(Secret(VALUE.encode()))


def test_secrets_are_equal_by_value_and_have_no_hash() -> None:
    assert Secret(b"a") == Secret(b"a")
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != b"a"
    with pytest.raises(TypeError):
        hash(Secret(b"a"))


def test_a_secret_cannot_be_written_as_json() -> None:
    with pytest.raises(TypeError):
        json.dumps({"community": Secret(VALUE.encode())})


def test_an_environment_variable_is_read_as_octets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environb, b"AUDITOR_TEST_SECRET", b"p\xe4ss\n")
    assert resolve_secret(env("AUDITOR_TEST_SECRET")).reveal() == b"p\xe4ss\n"


def test_an_environment_variable_that_is_not_set_or_empty_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "env:AUDITOR_TEST_ABSENT is not set" in refusal(env("AUDITOR_TEST_ABSENT"))
    assert "env:… names a variable that is not set" in refusal(env("NMS_COMMUNITY"))
    monkeypatch.setenv("AUDITOR_TEST_EMPTY", "")
    assert "env:AUDITOR_TEST_EMPTY is empty" in refusal(env("AUDITOR_TEST_EMPTY"))


@pytest.mark.parametrize(
    "ref",
    [
        SecretRef(SecretScheme.ENV, ("S3cretR0",)),
        SecretRef(SecretScheme.FILE, ("S3cretR0",)),
        SecretRef(SecretScheme.FILE, ("/etc/S3cretR0",)),
        SecretRef(SecretScheme.COMMAND, ("S3cretR0",)),
    ],
    ids=str,
)
def test_a_secret_written_in_place_of_its_reference_is_not_repeated(ref: SecretRef) -> None:
    assert "S3cretR0" not in refusal(ref)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"secret", b"secret"),
        (b"secret\n", b"secret"),
        (b"secret\r\n", b"secret"),
        (b"secret\n\n", b"secret\n"),
        (b" secret \x00\xff", b" secret \x00\xff"),
        (b"secret\r", b"secret\r"),
    ],
)
def test_a_file_is_read_without_one_line_end(tmp_path: Path, data: bytes, expected: bytes) -> None:
    assert expected == resolve_secret(file(secret_file(tmp_path, data))).reveal()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o610, 0o620, 0o602, 0o666])
def test_a_file_that_others_can_use_is_refused(tmp_path: Path, mode: int) -> None:
    assert "can be used by others (chmod 600)" in refusal(file(secret_file(tmp_path, mode=mode)))


def test_a_read_only_file_is_accepted(tmp_path: Path) -> None:
    assert VALUE.encode() == resolve_secret(file(secret_file(tmp_path, mode=0o400))).reveal()


def test_a_symbolic_link_is_refused_whatever_it_points_to(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(secret_file(tmp_path))
    assert "is a symbolic link" in refusal(file(link))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_refused_even_for_root(tmp_path: Path) -> None:
    path = secret_file(tmp_path)
    os.chown(path, 65_534, 65_534)
    assert "belongs to another user" in refusal(file(path))


def test_what_is_no_regular_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "is not a regular file" in refusal(file(tmp_path / "pipe"))
    assert "is not a regular file" in refusal(file(tmp_path))
    assert "is not a regular file" in refusal(file(Path("/dev/zero")))


def test_absent_empty_large_and_impossible_files_are_refused(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refusal(file(tmp_path / "absent"))
    assert "is empty" in refusal(file(secret_file(tmp_path, b"\n")))
    assert "is larger than 65536 bytes" in refusal(file(secret_file(tmp_path, b"x" * (MAX_SECRET_BYTES + 1))))
    assert "is not a path" in refusal(SecretRef(SecretScheme.FILE, ("a\0b",)))


def test_a_command_runs_without_a_shell_and_without_input() -> None:
    code = "import sys; sys.stdout.write(sys.argv[1] + repr(sys.stdin.read()) + '\\n')"
    ref = SecretRef(SecretScheme.COMMAND, (sys.executable, "-S", "-c", code, "$HOME;`id`"))
    assert resolve_secret(ref).reveal() == b"$HOME;`id`''"


def test_a_command_cannot_read_what_is_typed_for_us() -> None:
    kept, (reading, writing) = os.dup(0), os.pipe()
    os.write(writing, b"typed")
    os.close(writing)
    os.dup2(reading, 0)
    try:
        assert resolve_secret(python("print(repr(open(0).read()))")).reveal() == b"''"
    finally:
        os.dup2(kept, 0)
        os.close(kept)
        os.close(reading)


def test_a_command_that_fails_is_refused_without_its_output(capfd: pytest.CaptureFixture[str]) -> None:
    words = refusal(
        python(f"import sys; print('{VALUE[:7]}'*2); print('oops', file=sys.stderr); sys.exit(3)")
    )
    assert "failed with exit code 3" in words
    assert capfd.readouterr() == ("", "")


def test_a_command_without_output_or_with_too_much_is_refused() -> None:
    assert "is empty" in refusal(python("print()"))
    assert "writes more than 65536 bytes" in refusal(python("while True: print('x' * 60000)"))


def test_a_command_that_cannot_be_run_is_refused(tmp_path: Path) -> None:
    absent = SecretRef(SecretScheme.COMMAND, (str(tmp_path / "absent"),))
    assert "cannot be run: No such file" in refusal(absent)
    assert "cannot be run: is not a command" in refusal(SecretRef(SecretScheme.COMMAND, ("a\0b",)))


@pytest.mark.parametrize(
    "code",
    [
        "import time; time.sleep(60)",
        "import os, time; os.close(1); time.sleep(60)",
        "import os, time\nif os.fork() == 0: time.sleep(60)",
    ],
)
def test_a_command_that_does_not_end_is_ended_with_its_children(code: str) -> None:
    with pytest.raises(CredentialError, match=r"took longer than 0\.2 s"):
        resolve_secret(python(code), timeout_s=0.2)


def test_usm_secrets_have_at_least_8_octets(tmp_path: Path) -> None:
    assert resolve_usm_secret(file(secret_file(tmp_path, b"12345678\n"))).reveal() == b"12345678"
    with pytest.raises(CredentialError, match=r"shorter than 8 octets \(RFC 3414 11\.2\)"):
        resolve_usm_secret(file(secret_file(tmp_path, b"1234567\n")))


def test_all_credentials_that_fail_are_named_at_once(tmp_path: Path) -> None:
    good = SnmpCommunity("good", SnmpVersion.V2C, file(secret_file(tmp_path, b"public")))
    absent = SnmpCommunity("absent", SnmpVersion.V1, env("AUDITOR_TEST_ABSENT"))
    short = SnmpUser(
        "short",
        "auditor",
        AuthProtocol.SHA256,
        file(tmp_path / "secret"),
        PrivProtocol.AES128,
        env("AUDITOR_TEST_PRIV"),
    )
    check_credentials([good, SnmpUser("open", "reader")])
    with pytest.raises(CredentialError) as caught:
        check_credentials({good, absent, short})
    for words in (
        "credentials.absent.community: env:AUDITOR_TEST_ABSENT is not set",
        f"credentials.short.auth_secret: file:{tmp_path}/secret is shorter than 8 octets",
        "credentials.short.priv_secret: env:AUDITOR_TEST_PRIV is not set",
    ):
        assert words in str(caught.value)
    assert "public" not in str(caught.value)
    assert "good" not in str(caught.value)
