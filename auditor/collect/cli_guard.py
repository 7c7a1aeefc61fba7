"""Nothing reaches a device unless it is in the catalogue: the guard under every driver.

It sits where octets leave for the wire, so it also refuses what a driver of the library sends
of its own accord (answers to save prompts, configuration mode, `login`, `enable`). Refusing
ends the session. Must not know platforms. Next: `cli_session`, which writes through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

MAX_SHOWN = 60
"""Characters of a refused text that a message repeats."""


class WriteRefusedError(Exception):
    """Something outside the catalogue was about to be sent. It was not."""


class Wire(Protocol):
    """Where octets leave and come: an SSH channel."""

    def sendall(self, data: bytes) -> object: ...

    def recv(self, size: int) -> bytes: ...

    def settimeout(self, timeout: float) -> None: ...


class CliGuard:
    """Knows what may be sent. A line is compared as a whole, never by its beginning."""

    def __init__(
        self, lines: Iterable[str], keys: Iterable[str] = (), programs: Iterable[re.Pattern[str]] = ()
    ) -> None:
        self._lines, self._keys, self._programs = frozenset(lines), frozenset(keys), tuple(programs)
        self._secret: str | None = None
        self._answer: str | None = None

    def allow_secret_once(self, secret: str) -> None:
        """The next line may be this secret: a password was just asked for."""
        self._secret = secret

    def allow_answer_once(self, answer: str) -> None:
        """The next line may be this answer: its question was just asked."""
        self._answer = answer

    def check(self, text: str) -> None:
        """WriteRefusedError unless the text is one allowed line, an empty line or a pager's key."""
        line = text.removesuffix("\n").removesuffix("\r")
        secret, answer, self._secret, self._answer = self._secret, self._answer, None, None
        is_one_line = line != text and "\n" not in line and "\r" not in line
        if text in self._keys or (is_one_line and line in {"", secret, answer}):
            return
        if not is_one_line or line not in self._lines:
            raise WriteRefusedError(f"not in the catalogue: {_shown(line, secret)}")

    def check_exec(self, command: str) -> None:
        """WriteRefusedError unless the command is in the catalogue, as a whole."""
        if not any(program.fullmatch(command) for program in self._programs):
            raise WriteRefusedError(f"not in the catalogue: {_shown(command, None)}")


def _shown(line: str, secret: str | None) -> str:
    """The refused text for people; nothing of it where it could hold a secret."""
    return "(hidden)" if secret and secret in line else ascii(line[:MAX_SHOWN])


class GuardedWire:
    """A channel that only lets through what the guard allows; everything else is the channel's."""

    def __init__(self, wire: Wire, guard: CliGuard) -> None:
        self._wire, self._guard = wire, guard

    def sendall(self, data: bytes) -> None:
        """Send one allowed line; WriteRefusedError before a single octet of another leaves."""
        self._guard.check(data.decode("latin-1"))
        self._wire.sendall(data)

    def recv(self, size: int) -> bytes:
        """What came, at most `size` octets; b"" at the end."""
        return self._wire.recv(size)

    def settimeout(self, timeout: float) -> None:
        """How long `recv` waits, in seconds."""
        self._wire.settimeout(timeout)

    send = sendall_stderr = send_stderr = sendall

    def __getattr__(self, name: str) -> object:
        return getattr(self._wire, name)
