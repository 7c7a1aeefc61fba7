"""An authenticated SSH connection to one device, through netmiko, or the reason why there is none.

Strict from the start: the host key is compared before anything secret is sent, the agent and
the user's own keys are never used, and every write passes the guard. Blocking; runs in a
thread. Next: `ssh_faults` tells the reasons apart, `ssh_reading` uses the link.
"""

from __future__ import annotations

import io
import logging
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

import paramiko
from netmiko import log as netmiko_log
from netmiko.ssh_dispatcher import CLASS_MAPPER

from auditor.collect.cli_guard import CliGuard, GuardedWire, Wire
from auditor.collect.host_keys import HostKey, HostKeys, host_name
from auditor.collect.ssh_faults import SshFaultError, UnknownHostKeyError, unusable_key
from auditor.model.recording import Reason
from auditor.model.ssh_settings import LEGACY, SshSettings

MAX_IDENTIFICATION = 255
"""RFC 4253 4.2: the identification string has at most 255 characters."""
OCTETS_ARE_CHARACTERS = "latin-1"
"""How netmiko turns octets into text and back without losing any."""
TERMINAL = (511, 1000)
"""Columns and lines of the terminal we say we have: no line of an inventory is wrapped."""

OUTDATED_ALGORITHMS: dict[str, list[str]] = {
    "kex": [
        "diffie-hellman-group-exchange-sha1",
        "diffie-hellman-group14-sha1",
        "diffie-hellman-group1-sha1",
    ],
    "ciphers": ["aes128-cbc", "aes192-cbc", "aes256-cbc", "3des-cbc"],
    "macs": ["hmac-sha1", "hmac-md5", "hmac-sha1-96", "hmac-md5-96"],
    "keys": ["ssh-rsa", "ssh-dss"],
    "pubkeys": ["ssh-rsa", "ssh-dss"],
}
"""Not agreed on in the modern profile (RFC 9142, RFC 8332)."""
for _library in ("paramiko", "netmiko"):
    # Both log what devices say to standard error where nobody set up logging; we say it ourselves.
    logging.getLogger(_library).addHandler(logging.NullHandler())
    logging.getLogger(_library).propagate = False

KEY_CLASSES = (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey)


@dataclass(frozen=True, slots=True)
class SshLogin:
    """A credential with its secrets revealed; lives only as long as the attempt."""

    name: str
    user: str
    password: str | None = None
    key_text: str | None = None
    passphrase: str | None = None
    enable_secret: str | None = None

    def __repr__(self) -> str:
        return f"SshLogin({self.name})"


class Endpoint(NamedTuple):
    """Where to connect to, how, and what the device's key must be."""

    address: str
    port: int
    algorithms: str
    host_keys: HostKeys


class Connection(Protocol):
    """What we use of a netmiko driver."""

    RETURN: str
    remote_conn: GuardedWire
    remote_conn_pre: paramiko.SSHClient

    def establish_connection(self, width: int, height: int) -> None: ...

    def connect_without_shell(self) -> None: ...

    def paramiko_cleanup(self) -> None: ...

    def _modify_connection_params(self) -> None: ...


class Link(NamedTuple):
    """An authenticated connection. The caller closes it."""

    connection: Connection
    security: str

    @property
    def transport(self) -> paramiko.Transport:
        """For channels beside the shell, and what was agreed on."""
        return self.connection.remote_conn_pre.get_transport()

    def close(self) -> None:
        """End the connection without a word to the command line."""
        with suppress(Exception):  # whatever a dying connection still raises changes nothing
            self.connection.paramiko_cleanup()


def open_socket(endpoint: Endpoint, timeout_s: float) -> socket.socket:
    """A TCP connection without Nagle's delay, which costs a handshake up to 80 ms."""
    connected = socket.create_connection((endpoint.address, endpoint.port), timeout_s)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected


def read_identification(connected: socket.socket, timeout_s: float) -> str:
    """The server's identification string, left in the socket for who comes next.

    SshFaultError when what answers is not an SSH server, or does not answer.
    """
    deadline = time.monotonic() + timeout_s
    while (remaining := deadline - time.monotonic()) > 0:
        connected.settimeout(remaining)
        octets = connected.recv(MAX_IDENTIFICATION, socket.MSG_PEEK)
        if octets and not b"SSH-".startswith(octets[:4]) and not octets.startswith(b"SSH-"):
            raise SshFaultError(Reason.ANSWERS_REJECTED, "what answers on the port is not an SSH server")
        if not octets or b"\n" in octets or len(octets) == MAX_IDENTIFICATION:
            return octets.partition(b"\n")[0].strip().decode(OCTETS_ARE_CHARACTERS)
        time.sleep(0.01)  # peeking does not wait for more than is there
    raise SshFaultError(Reason.NO_ANSWER, "the port is open, but no SSH server says who it is")


def open_link(
    endpoint: Endpoint,
    driver: str,
    login: SshLogin,
    settings: SshSettings,
    guard: CliGuard,
    sock: object,
    *,
    shell: bool,
) -> Link:
    """Connect and authenticate, once; with a guarded shell, or for commands on channels of their own.

    Raises what paramiko and netmiko raise: see `ssh_faults`.
    """
    connection = guarded_driver(driver)(
        **_parameters(endpoint, login, settings),
        device_type=driver,
        sock=sock,
        guard=guard,
        host_keys=endpoint.host_keys.of(endpoint.address, endpoint.port),
    )
    connection._modify_connection_params()
    if shell:
        connection.establish_connection(*TERMINAL)
    else:
        connection.connect_without_shell()
    link = Link(connection, "")
    return link._replace(security=_security(link.transport, login, endpoint.algorithms))


def _parameters(endpoint: Endpoint, login: SshLogin, settings: SshSettings) -> dict[str, object]:
    """netmiko's parameters that are the same for every platform."""
    return {
        "host": endpoint.address,
        "port": endpoint.port,
        "username": login.user,
        "password": login.password,
        "pkey": private_key(login) if login.key_text else None,
        "use_keys": False,
        "allow_agent": False,
        "ssh_strict": True,
        "disabled_algorithms": None if endpoint.algorithms == LEGACY else OUTDATED_ALGORITHMS,
        "conn_timeout": settings.connect_timeout_s,
        "banner_timeout": settings.connect_timeout_s,
        "auth_timeout": settings.login_timeout_s,
        "encoding": OCTETS_ARE_CHARACTERS,
        "allow_auto_change": False,
        "auto_connect": False,
    }


@lru_cache(maxsize=64)
def guarded_driver(driver: str) -> Callable[..., Connection]:
    """netmiko's class for a platform, with the guard under it and no login script of its own."""
    base = CLASS_MAPPER[driver]
    return type(f"Guarded{base.__name__}", (_Guarded, base), {})


class _Guarded:
    """Mixed in before a netmiko driver: the shell's channel is guarded from the moment it exists."""

    def __init__(self, guard: CliGuard, host_keys: tuple[HostKey, ...], **parameters: object) -> None:
        self._guard, self._known = guard, host_keys
        self._wire: GuardedWire | None = None
        super().__init__(**parameters)
        # netmiko would keep a filter with our secrets on its logger for ever; it logs nothing of ours.
        netmiko_log.removeFilter(self._secrets_filter)  # type: ignore[attr-defined]

    @property
    def remote_conn(self) -> GuardedWire | None:
        return self._wire

    @remote_conn.setter
    def remote_conn(self, channel: Wire | None) -> None:
        self._wire = channel if channel is None else GuardedWire(channel, self._guard)

    def special_login_handler(self, delay_factor: float = 1.0) -> None:
        """Nothing: `cli_session` logs in, the same way for every platform."""

    def connect_without_shell(self) -> None:
        """As netmiko connects, but no shell is asked for."""
        self.remote_conn_pre = self._build_ssh_client()
        self.remote_conn_pre.connect(**self._connect_params_dict())  # type: ignore[attr-defined]

    def _build_ssh_client(self) -> paramiko.SSHClient:
        return strict_client(self._known)


def strict_client(known: tuple[HostKey, ...]) -> paramiko.SSHClient:
    """A client that talks to the holder of these keys and to nobody else."""
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(_RefuseUnknown())
    for key in known:
        public = paramiko.PKey.from_type_string(key.type, key.blob)
        client.get_host_keys().add(key.host, key.type, public)
    return client


class _RefuseUnknown(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]  # paramiko has no types
    def missing_host_key(self, _client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:
        raise UnknownHostKeyError(HostKey(hostname, key.get_name(), key.asbytes()).fingerprint)


def private_key(login: SshLogin) -> paramiko.PKey:
    """The key of a login; SshFaultError without a word of it where it cannot be read."""
    for key_class in KEY_CLASSES:
        try:
            return key_class.from_private_key(io.StringIO(login.key_text), login.passphrase)
        except paramiko.PasswordRequiredException:
            raise unusable_key(login.name, "is encrypted, and there is no passphrase") from None
        except (paramiko.SSHException, ValueError, IndexError, TypeError):
            continue
    raise unusable_key(login.name, "is not a private key we can read with this passphrase")


def _security(transport: paramiko.Transport, login: SshLogin, algorithms: str) -> str:
    """What the evidence says of the connection: whose key, how we proved ourselves, which algorithms."""
    server_key = transport.get_remote_server_key()
    key = HostKey("", server_key.get_name(), server_key.asbytes())
    how = "key" if login.key_text else "password"
    text = f"ssh, host key {key.type} {key.fingerprint}, {how}"
    if algorithms != LEGACY:
        return text
    agreed = (transport.host_key_type, transport.local_cipher, transport.local_mac)
    return f"{text}, legacy algorithms allowed: {' '.join(map(str, agreed))}"


def fetch_host_key(endpoint: Endpoint, settings: SshSettings) -> HostKey:
    """The key a server shows, without logging in. Raises as `open_link`."""
    connected = open_socket(endpoint, settings.connect_timeout_s)
    disabled = None if endpoint.algorithms == LEGACY else OUTDATED_ALGORITHMS
    transport = paramiko.Transport(connected, disabled_algorithms=disabled)
    try:
        transport.banner_timeout = settings.connect_timeout_s
        transport.start_client(timeout=settings.connect_timeout_s)
        key = transport.get_remote_server_key()
        return HostKey(host_name(endpoint.address, endpoint.port), key.get_name(), key.asbytes())
    finally:
        transport.close()
