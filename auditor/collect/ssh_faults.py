"""Why an SSH connection was not made, told apart: unreachable, key unknown or changed, rejected …

netmiko says "timeout" to most of it; the exception it hides tells. Must not know sessions.
Next: `ssh_link`, which raises them.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Iterator

import paramiko

from auditor.collect.budget import Trouble
from auditor.collect.cli_guard import WriteRefusedError
from auditor.collect.host_keys import HostKey
from auditor.model.recording import Reason

MAX_DETAIL = 200
"""Characters of a library's message that are kept."""


class SshFaultError(Exception):
    """A fault that is already in the words of coverage."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.trouble = Trouble(reason, detail)


class UnknownHostKeyError(paramiko.SSHException):  # type: ignore[misc]  # paramiko has no types
    """The host is not in the store of host keys."""


def unusable_key(credential: str, why: str) -> SshFaultError:
    """The private key of a credential cannot be used; nothing of it is repeated."""
    return SshFaultError(Reason.CREDENTIAL_UNAVAILABLE, f"credentials.{credential}: the key {why}")


def explain_fault(error: BaseException) -> Trouble:
    """The trouble behind an exception of a connection attempt, the most telling of its causes."""
    causes = list(_chain(error))
    for kind, explain in EXPLANATIONS:
        for cause in causes:
            if isinstance(cause, kind):
                return explain(cause)
    return Trouble(Reason.NO_ANSWER, f"{type(error).__name__}: {_text(error)!a}")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception and what it came from; netmiko's own only where it hides no other."""
    while error is not None:
        before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if before is None or not type(error).__module__.startswith("netmiko"):
            yield error
        error = before


def _text(error: BaseException) -> str:
    return " ".join(str(error).split())[:MAX_DETAIL]


def _stated(error: BaseException) -> Trouble:
    assert isinstance(error, SshFaultError)
    return error.trouble


def _changed(error: BaseException) -> Trouble:
    assert isinstance(error, paramiko.BadHostKeyException)
    shown, known = (
        HostKey("", key.get_name(), key.asbytes()).fingerprint for key in (error.key, error.expected_key)
    )
    return Trouble(Reason.HOST_KEY_CHANGED, f"shows {error.key.get_name()} {shown}, known is {known}")


def _unknown(error: BaseException) -> Trouble:
    return Trouble(Reason.HOST_KEY_UNKNOWN, f"shows {error}")


def _rejected(error: BaseException) -> Trouble:
    if isinstance(error, paramiko.BadAuthenticationType):
        offered = ", ".join(error.allowed_types)[:MAX_DETAIL]
        return Trouble(Reason.AUTHENTICATION_FAILED, f"the device offers other methods: {offered!a}")
    if "timeout" in str(error).lower():
        return Trouble(Reason.TIME_BUDGET, "no answer to the login in time")
    return Trouble(Reason.AUTHENTICATION_FAILED, "the device rejected the credential")


def _no_match(error: BaseException) -> Trouble:
    return Trouble(Reason.ALGORITHMS_REFUSED, _text(error))


def _ssh(error: BaseException) -> Trouble:
    text = _text(error)
    if "no acceptable" in text.lower():
        return Trouble(Reason.ALGORITHMS_REFUSED, text)
    return Trouble(Reason.NO_ANSWER, ascii(text))


def _network(error: BaseException) -> Trouble:
    assert isinstance(error, OSError)
    if error.errno == errno.ECONNREFUSED:
        return Trouble(Reason.PORT_CLOSED, "connection refused")
    return Trouble(Reason.NO_ANSWER, error.strerror or type(error).__name__)


EXPLANATIONS: tuple[tuple[type[BaseException], Callable[[BaseException], Trouble]], ...] = (
    (SshFaultError, _stated),
    (WriteRefusedError, lambda error: Trouble(Reason.WRITE_REFUSED, str(error))),
    (UnknownHostKeyError, _unknown),
    (paramiko.BadHostKeyException, _changed),
    (paramiko.AuthenticationException, _rejected),
    (paramiko.ssh_exception.IncompatiblePeer, _no_match),
    (paramiko.SSHException, _ssh),
    (socket.gaierror, lambda error: Trouble(Reason.NAME_UNRESOLVED, _text(error))),
    (TimeoutError, lambda _: Trouble(Reason.NO_ANSWER, "no answer in time")),
    (EOFError, lambda _: Trouble(Reason.STOPPED_ANSWERING, "the device closed the connection")),
    (OSError, _network),
)
"""(exception, how to say it), the most telling first."""
