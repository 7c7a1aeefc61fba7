"""Simulated command lines behind a real SSH server on loopback addresses.

One thread per session; a demo has a handful. Must not know what devices say: `cli_device`
does. Next: `server`, which plays SNMP.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import paramiko

from auditor.demo.cli_device import CliDevice

# paramiko tells standard error of every client that breaks off, where nobody set up logging.
logging.getLogger("paramiko").addHandler(logging.NullHandler())
logging.getLogger("paramiko").propagate = False

LINE_BYTES = 4_096
"""A longer line is nobody's command."""
NOT_FOUND = 127
END_OF_INPUT_S = 1.0
"""Seconds to wait for the end of a command's input, for clients that never end it."""

Play = Callable[[paramiko.Channel, CliDevice], None]
"""What a server does with a session."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who may log in, and how."""

    user: str
    password: str | None = None
    key: paramiko.PKey | None = None


class Door(paramiko.ServerInterface):  # type: ignore[misc]  # paramiko has no types
    """Lets one account in, once, to a shell or to commands."""

    def __init__(self, account: Account, device: CliDevice, play: Play) -> None:
        self.attempts = 0
        self._account, self._device, self._play = account, device, play

    def get_allowed_auths(self, username: str) -> str:  # noqa: ARG002  paramiko's name
        return ",".join(
            name
            for name, stated in (("password", self._account.password), ("publickey", self._account.key))
            if stated is not None
        )

    def check_auth_password(self, username: str, password: str) -> int:
        self.attempts += 1
        return self._decide(
            username.partition("+")[0] == self._account.user and password == self._account.password
        )

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        self.attempts += 1
        return self._decide(
            username.partition("+")[0] == self._account.user and bool(key == self._account.key)
        )

    @staticmethod
    def _decide(accepted: object) -> int:
        return int(paramiko.AUTH_SUCCESSFUL if accepted else paramiko.AUTH_FAILED)

    def check_channel_request(self, kind: str, _number: int) -> int:
        refused = paramiko.OPEN_FAILED_ADMINISTRATIVELY_PROHIBITED
        return int(paramiko.OPEN_SUCCEEDED if kind == "session" else refused)

    def check_channel_pty_request(self, *_terminal: object) -> bool:
        return True

    def check_channel_shell_request(self, channel: paramiko.Channel) -> bool:
        _in_thread(self._play, channel, self._device)
        return True

    def check_channel_exec_request(self, channel: paramiko.Channel, command: bytes) -> bool:
        _in_thread(play_command, channel, self._device, command.decode("latin-1"))
        return True


def _in_thread(work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=_quietly, args=(work, *arguments), daemon=True).start()


def _quietly(work: Callable[..., None], *arguments: object) -> None:
    # A client that goes away in the middle is nothing to report.
    with suppress(OSError, EOFError, paramiko.SSHException):
        work(*arguments)


def play_command(channel: paramiko.Channel, device: CliDevice, command: str) -> None:
    """Answer one command on its own channel."""
    with channel:
        # paramiko grants the request only after this thread has begun: what the client sends
        # next, the end of its input, shows that it was told.
        channel.settimeout(END_OF_INPUT_S)
        with suppress(TimeoutError):
            channel.recv(1)
        device.said.append(command)
        known = command in device.outputs
        if known:
            channel.sendall(device.outputs[command])
        else:
            channel.sendall_stderr(f"sh: 1: {command.split(maxsplit=1)[0]}: not found\n".encode())
        channel.send_exit_status(0 if known else NOT_FOUND)


def play_shell(channel: paramiko.Channel, device: CliDevice) -> None:
    """A session with echo, pager and privileged level, until the client goes."""
    session = replace(device, privileged=device.privileged, paging=True)
    with channel:
        lines = LineReader(channel)
        channel.sendall(session.manners.banner.encode() + b"\r\n" + session.prompt)
        while (line := lines.read()) is not None:
            device.said.append(line)
            if line in {"exit", "quit", "logout"}:
                return
            if line == "enable" and session.manners.privileged:
                _enable(channel, lines, session, device)
            else:
                _show(channel, session, line)
            channel.sendall(session.prompt)


def _enable(channel: paramiko.Channel, lines: LineReader, session: CliDevice, device: CliDevice) -> None:
    if session.enable_secret is not None:
        channel.sendall(b"Password: ")
        secret = lines.read(echo=False)
        device.said.append("(secret)" if secret == session.enable_secret else "(wrong secret)")
        if secret != session.enable_secret:
            channel.sendall(b"% Bad secrets\r\n")
            return
    session.privileged = True


def _show(channel: paramiko.Channel, session: CliDevice, line: str) -> None:
    pages = list(session.answer(line))
    for number, page in enumerate(pages, start=1):
        channel.sendall(page)
        if number < len(pages):
            channel.sendall(session.manners.pager.encode())
            if channel.recv(1) in {b"q", b""}:
                return
            channel.sendall(b"\r" + b" " * len(session.manners.pager) + b"\r")


class LineReader:
    """Lines of a channel, echoed as a terminal does."""

    def __init__(self, channel: paramiko.Channel) -> None:
        self._channel, self._held = channel, b""

    def read(self, *, echo: bool = True) -> str | None:
        """The next line without its end; None when the client went or types without end."""
        while not any(end in self._held for end in b"\r\n"):
            data = self._channel.recv(LINE_BYTES)
            if not data or len(self._held) > LINE_BYTES:
                return None
            self._held += data
        line, end, rest = _split(self._held)
        self._held = rest
        self._channel.sendall((line if echo else b"") + b"\r\n")
        return line.decode("latin-1") if end else None


def _split(held: bytes) -> tuple[bytes, bytes, bytes]:
    """(line, its end, what follows): CR, LF and CR LF end a line."""
    position = min(index for index in (held.find(b"\r"), held.find(b"\n")) if index >= 0)
    end = (
        held[position : position + 2]
        if held[position : position + 2] == b"\r\n"
        else held[position : position + 1]
    )
    return held[:position], end, held[position + len(end) :]


class SshServer:
    """Listens on (address, port) pairs until closed; each connection is a thread."""

    def __init__(self, account: Account, host_key: paramiko.PKey, play: Play = play_shell) -> None:
        self.doors: list[Door] = []
        self._account, self._host_key, self._play = account, host_key, play
        self._sockets: list[socket.socket] = []

    def listen(self, device: CliDevice, address: str, port: int = 0) -> int:
        """Serve a device at an address; the port. OSError when it is taken."""
        return self.serve(device, socket.create_server((address, port), backlog=128))

    def serve(self, device: CliDevice, listening: socket.socket) -> int:
        """Serve a device at a socket that listens; the port."""
        self._sockets.append(listening)
        threading.Thread(target=self._accept, args=(listening, device), daemon=True).start()
        return int(listening.getsockname()[1])

    def close(self) -> None:
        """Listen no more; sessions end with their clients."""
        for listening in self._sockets:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            listening.close()

    def _accept(self, listening: socket.socket, device: CliDevice) -> None:
        while True:
            try:
                connected, _ = listening.accept()
            except OSError:
                return
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _in_thread(self._serve, connected, device)

    def _serve(self, connected: socket.socket, device: CliDevice) -> None:
        door = Door(self._account, device, self._play)
        self.doors.append(door)
        transport = paramiko.Transport(connected)
        transport.add_server_key(self._host_key)
        transport.local_version = device.manners.version or transport.local_version
        with suppress(Exception):  # a client that breaks off is nothing to report
            transport.start_server(server=door)
