"""Secrets, resolved from references where the polling happens, and hidden from everything else.

A `Secret` shows itself only through `reveal`. Errors name the reference, never the value.
Must not know the configuration file or SNMP messages.
"""

from __future__ import annotations

import errno
import hmac
import os
import selectors
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import fields
from typing import NoReturn

from auditor.errors import CredentialError
from auditor.model.target import Credential, SecretRef, SecretScheme, SnmpUser

MAX_SECRET_BYTES = 64 * 1024
"""Far above any passphrase; a larger file or output is not a secret but a mistake."""
COMMAND_TIMEOUT_S = 10.0
"""Password stores answer in a second or two; longer means that one waits for a person."""
MIN_USM_SECRET_OCTETS = 8
"""RFC 3414 11.2: passwords of USM users have at least 8 octets."""

HIDDEN = "***"
OWN_VARIABLE = "AUDITOR_"
"""Names that begin so are shown: documentation uses them, and nobody's secret looks like one."""
WITHHELD = "what stands there is not repeated, because it may be the secret itself"


class Secret:
    """Octets that do not appear in text, pickles or timing of comparisons."""

    __slots__ = ("_value",)
    __hash__ = None  # type: ignore[assignment]  # a hash would tell equal secrets apart from others

    def __init__(self, value: bytes) -> None:
        self._value = value

    def reveal(self) -> bytes:
        """The value, for the message that needs it and nothing else."""
        return self._value

    def __repr__(self) -> str:
        return HIDDEN

    def __str__(self) -> str:
        return HIDDEN

    def __format__(self, _spec: str) -> str:
        return HIDDEN

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._value, other._value)

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret is not pickled or copied; send its reference")

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        self.__getstate__()


def resolve_secret(ref: SecretRef, *, timeout_s: float = COMMAND_TIMEOUT_S) -> Secret:
    """The secret that a reference names; CredentialError says why it cannot be had.

    `timeout_s` bounds the run of a command.
    """
    value = RESOLVERS[ref.scheme](ref, timeout_s)
    if not value:
        raise _error(ref, "is empty")
    if len(value) > MAX_SECRET_BYTES:
        raise _error(ref, f"is larger than {MAX_SECRET_BYTES} bytes")
    return Secret(value)


def resolve_usm_secret(ref: SecretRef) -> Secret:
    """As `resolve_secret`, and long enough for a USM user (RFC 3414 11.2)."""
    secret = resolve_secret(ref)
    if len(secret.reveal()) < MIN_USM_SECRET_OCTETS:
        raise _error(ref, f"is shorter than {MIN_USM_SECRET_OCTETS} octets (RFC 3414 11.2)")
    return secret


def check_credentials(
    credentials: Iterable[Credential], place: Callable[[str, str], str] = "credentials.{}.{}".format
) -> None:
    """Resolve every secret once, before polling; CredentialError lists all that fail.

    `place` says where the reference in the field of a named credential is written.
    """
    ordered = sorted(credentials, key=lambda credential: credential.name)
    failures = [
        f"{place(credential.name, key)}: {trouble}"
        for credential in ordered
        for key, trouble in _failures(credential)
    ]
    if failures:
        raise CredentialError("; ".join((*failures, "no device was polled")))


def _failures(credential: Credential) -> Iterator[tuple[str, CredentialError]]:
    resolve = resolve_usm_secret if isinstance(credential, SnmpUser) else resolve_secret
    for field in fields(credential):
        ref = getattr(credential, field.name)
        if isinstance(ref, SecretRef):
            try:
                resolve(ref)
            except CredentialError as trouble:
                yield field.name, trouble


def _error(ref: SecretRef, reason: str, remedy: str = "") -> CredentialError:
    return CredentialError(f"{ref} {reason}", remedy=remedy)


def _names_nothing(ref: SecretRef, shown: str, reason: str, remedy: str) -> CredentialError:
    """For a reference that leads nowhere: a secret may have been written in its place."""
    return CredentialError(f"{ref.scheme.value}:{shown} {reason}", remedy=f"{remedy}; {WITHHELD}")


def _from_environment(ref: SecretRef, _timeout_s: float) -> bytes:
    value = os.environb.get(os.fsencode(ref.location[0]))
    if value is None and ref.location[0].startswith(OWN_VARIABLE):
        raise _error(ref, "is not set", "export the variable")
    if value is None:
        raise _names_nothing(
            ref, "…", "names a variable that is not set", "export it, and write its name after env:"
        )
    return value


def _from_file(ref: SecretRef, _timeout_s: float) -> bytes:
    # No symbolic link in the last place, and no waiting for a pipe; checked on the open file,
    # so that nothing can be exchanged between the check and the reading.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(ref.location[0], flags)
        try:
            _check_file(ref, os.fstat(descriptor))
            return _without_newline(os.read(descriptor, MAX_SECRET_BYTES + 1))
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        folder = os.path.dirname(ref.location[0])  # noqa: PTH120  (a Path would add "." to a bare name)
        remedy = "write the path of the file after file:"
        raise _names_nothing(
            ref, f"{folder}/…", "cannot be read: No such file or directory", remedy
        ) from None
    except (OSError, ValueError) as trouble:
        raise _error(ref, _file_failure(trouble)) from None


def _file_failure(trouble: Exception) -> str:
    if not isinstance(trouble, OSError):
        return "is not a path"
    return "is a symbolic link" if trouble.errno == errno.ELOOP else f"cannot be read: {trouble.strerror}"


def _check_file(ref: SecretRef, status: os.stat_result) -> None:
    checks = (
        (stat.S_ISREG(status.st_mode), "is not a regular file", ""),
        (status.st_uid == os.geteuid(), "belongs to another user", "it must belong to the user who polls"),
        (not status.st_mode & 0o077, "can be used by others", "chmod 600"),
        (status.st_size <= MAX_SECRET_BYTES, f"is larger than {MAX_SECRET_BYTES} bytes", ""),
    )
    for passed, reason, remedy in checks:
        if not passed:
            raise _error(ref, reason, remedy)


def _from_command(ref: SecretRef, timeout_s: float) -> bytes:
    try:
        process = subprocess.Popen(  # noqa: S603  # the operator's own command, without a shell
            list(ref.location),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or "is not a command"
        remedy = "write a program and its arguments after command:"
        raise _names_nothing(ref, "…", f"cannot be run: {reason}", remedy) from None
    output = _read_output(ref, process, timeout_s)
    if process.returncode != 0:
        raise _error(ref, f"failed with exit code {process.returncode}", "run it by hand")
    return _without_newline(output)


def _read_output(ref: SecretRef, process: subprocess.Popen[bytes], timeout_s: float) -> bytes:
    """Standard output up to its end; the command and its children are ended on any trouble."""
    deadline = time.monotonic() + timeout_s
    assert process.stdout is not None
    try:
        with process.stdout as stream:
            output = b"".join(_chunks(ref, stream.fileno(), deadline))
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise _error(ref, f"took longer than {timeout_s:g} s") from None
    finally:
        _end(process)
    return output


def _chunks(ref: SecretRef, descriptor: int, deadline: float) -> Iterator[bytes]:
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(descriptor, MAX_SECRET_BYTES)
            if not chunk:
                return
            size += len(chunk)
            if size > MAX_SECRET_BYTES:
                raise _error(ref, f"writes more than {MAX_SECRET_BYTES} bytes")
            yield chunk
    raise subprocess.TimeoutExpired(ref.location, 0)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the command's process group, unless the command has ended and been waited for."""
    if process.returncode is None:
        # Not waited for yet, so the number still is that of our child. A command that became
        # another user's cannot be ended; it is left alone rather than waited for.
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)


def _without_newline(data: bytes) -> bytes:
    return data.removesuffix(b"\n").removesuffix(b"\r") if data.endswith(b"\n") else data


RESOLVERS: dict[SecretScheme, Callable[[SecretRef, float], bytes]] = {
    SecretScheme.ENV: _from_environment,
    SecretScheme.FILE: _from_file,
    SecretScheme.COMMAND: _from_command,
}
