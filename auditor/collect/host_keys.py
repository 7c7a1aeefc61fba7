"""The store of SSH host keys: who a device was the last time a person looked.

A file in the form of OpenSSH's known_hosts, of mode 0600 and our own, so that nothing accepted
elsewhere is accepted here. Must not know how a connection is made. Next: `ssh_link`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from auditor.collect.file_access import TooLargeError, read_file, replace_file
from auditor.errors import UsageError

SSH_PORT = 22
MAX_FILE_BYTES = 64 * 1024 * 1024
"""A quarter of a million devices with an RSA key each."""


class HostKey(NamedTuple):
    """A public key as the server sends it; `host` as known_hosts writes it."""

    host: str
    type: str
    blob: bytes

    @property
    def fingerprint(self) -> str:
        """As OpenSSH shows it: SHA256 and base64 without padding."""
        digest = hashlib.sha256(self.blob).digest()
        return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")

    @property
    def line(self) -> str:
        """The line of a known_hosts file."""
        return f"{self.host} {self.type} {base64.b64encode(self.blob).decode()}"


def host_name(address: str, port: int) -> str:
    """An address and port as known_hosts names them."""
    return address if port == SSH_PORT else f"[{address}]:{port}"


class HostKeys:
    """Known keys by host. Reading and changing it needs no connection."""

    def __init__(self, keys: Iterable[HostKey] = ()) -> None:
        self._keys: dict[str, dict[str, HostKey]] = {}
        for key in keys:
            self._keys.setdefault(key.host, {})[key.type] = key

    def of(self, address: str, port: int) -> tuple[HostKey, ...]:
        """The keys of an address and port."""
        return self.of_host(host_name(address, port))

    def of_host(self, host: str) -> tuple[HostKey, ...]:
        """The keys of a host, as known_hosts names it."""
        return tuple(self._keys.get(host, {}).values())

    def all(self) -> tuple[HostKey, ...]:
        """Every key, sorted."""
        return tuple(sorted(key for keys in self._keys.values() for key in keys.values()))

    def conflict(self, key: HostKey) -> HostKey | None:
        """The key of the same type that is known for the host instead of this one."""
        known = self._keys.get(key.host, {}).get(key.type)
        return None if known in (None, key) else known

    def accept(self, host: str, keys: Iterable[HostKey], *, replace: bool) -> None:
        """Know these keys of a host; with `replace`, and no others."""
        kept = {} if replace else self._keys.get(host, {})
        self._keys[host] = {**kept, **{key.type: key for key in keys}}


def read_host_keys(path: Path, *, must_exist: bool = False) -> HostKeys:
    """The keys of a file; none where it does not exist. UsageError names the line that is wrong."""
    try:
        data, _ = read_file(path, MAX_FILE_BYTES)
    except FileNotFoundError:
        if must_exist:
            raise UsageError("does not exist", file=str(path)) from None
        return HostKeys()
    except (OSError, TooLargeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"host keys cannot be read: {reason}", file=str(path)) from None
    lines = enumerate(data.decode("utf-8", "replace").splitlines(), start=1)
    rows = ((number, line) for number, line in lines if line.strip() and not line.startswith("#"))
    return HostKeys(key for number, line in rows for key in _parse(line, path, number))


def write_host_keys(path: Path, keys: Iterable[HostKey]) -> None:
    """Replace the file whole, mode 0600."""
    text = "".join(f"{key.line}\n" for key in keys)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, text.encode())
    except OSError as error:
        raise UsageError(f"host keys cannot be written: {error.strerror}", file=str(path)) from None


def _parse(line: str, path: Path, number: int) -> Iterable[HostKey]:
    fields = line.split()
    try:
        hosts, key_type, blob = fields[0], fields[1], base64.b64decode(fields[2], validate=True)
    except (IndexError, binascii.Error):
        hosts, key_type, blob = "", "", b""
    if not blob or hosts.startswith(("|", "@")):
        raise UsageError(
            "is not HOST TYPE KEY",
            file=str(path),
            place=f"line {number}",
            remedy="hashed names and markers are not read: list the keys with auditor hostkeys scan",
        )
    return (HostKey(host, key_type, blob) for host in hosts.split(","))
