"""How streams get to devices: directly, or through a jump host whose key is checked as well.

The jump host is logged in to once per run; each device gets a forwarded channel of its own. No
program is started and no ssh_config is read. Blocking, used from several threads. Next: `ssh_link`.
"""

from __future__ import annotations

import socket
import threading
from typing import Protocol

import paramiko

from auditor.collect.budget import Trouble
from auditor.collect.ssh_faults import SshFaultError, explain_fault
from auditor.collect.ssh_link import (
    OUTDATED_ALGORITHMS,
    Endpoint,
    SshLogin,
    open_socket,
    private_key,
    read_identification,
    strict_client,
)
from auditor.model.recording import Reason
from auditor.model.ssh_settings import SshSettings


class Stream(Protocol):
    """What an SSH client speaks over: a socket or a forwarded channel."""

    def close(self) -> None: ...


class Route(Protocol):
    """Opens streams to devices; raises what `ssh_faults` explains."""

    def open_stream(self, endpoint: Endpoint) -> Stream: ...

    def identification(self, stream: Stream) -> str:
        """What the device's SSH server says it is; "" where that cannot be known before the login."""
        ...

    def close(self) -> None: ...


class DirectRoute:
    """Straight to the device."""

    def __init__(self, settings: SshSettings) -> None:
        self._timeout_s = settings.connect_timeout_s

    def open_stream(self, endpoint: Endpoint) -> Stream:
        return open_socket(endpoint, self._timeout_s)

    def identification(self, stream: Stream) -> str:
        assert isinstance(stream, socket.socket)
        return read_identification(stream, self._timeout_s)

    def close(self) -> None:
        """Nothing is kept open."""


class JumpRoute:
    """Through a jump host; a failed login to it is not repeated, and is every device's reason."""

    def __init__(self, jump: Endpoint, login: SshLogin, settings: SshSettings) -> None:
        self._jump, self._login, self._settings = jump, login, settings
        self._lock = threading.Lock()
        self._client: paramiko.SSHClient | None = None
        self._trouble: Trouble | None = None

    def open_stream(self, endpoint: Endpoint) -> Stream:
        transport = self._transport()
        try:
            stream: Stream = transport.open_channel(
                "direct-tcpip",
                (endpoint.address, endpoint.port),
                ("127.0.0.1", 0),
                timeout=self._settings.connect_timeout_s,
            )
        except paramiko.ChannelException as error:
            detail = f"the jump host cannot reach it: {error.text!a}"
            raise SshFaultError(Reason.NO_ANSWER, detail) from error
        return stream

    def identification(self, _stream: Stream) -> str:  # a channel cannot be looked into
        return ""

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    def _transport(self) -> paramiko.Transport:
        with self._lock:
            if self._client is None and self._trouble is None:
                try:
                    self._client = self._connect()
                except Exception as error:  # noqa: BLE001  becomes the reason of every device behind it
                    self._trouble = explain_fault(error)
            if self._trouble is not None or self._client is None:
                reason, detail = self._trouble or Trouble(Reason.NO_ANSWER, "not connected")
                raise SshFaultError(reason, f"jump host {self._jump.address}: {detail}")
            transport = self._client.get_transport()
            assert transport is not None
            return transport

    def _connect(self) -> paramiko.SSHClient:
        client = strict_client(self._jump.host_keys.of(self._jump.address, self._jump.port))
        try:
            client.connect(
                self._jump.address,
                self._jump.port,
                username=self._login.user,
                password=self._login.password,
                pkey=private_key(self._login) if self._login.key_text else None,
                look_for_keys=False,
                allow_agent=False,
                timeout=self._settings.connect_timeout_s,
                banner_timeout=self._settings.connect_timeout_s,
                auth_timeout=self._settings.login_timeout_s,
                disabled_algorithms=OUTDATED_ALGORITHMS,
                sock=open_socket(self._jump, self._settings.connect_timeout_s),
            )
        except BaseException:
            client.close()
            raise
        return client
