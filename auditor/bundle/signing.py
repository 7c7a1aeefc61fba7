"""Ed25519 signatures of a bundle's manifest, with keys from files the operator keeps.

Reads PEM and OpenSSH keys; makes none. A private key must be a regular 0600 file of ours.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    load_pem_private_key,
    load_pem_public_key,
    load_ssh_private_key,
    load_ssh_public_key,
)

from auditor.errors import BundleError

MAX_KEY_BYTES = 64 * 1024
"""An Ed25519 key file is a few hundred bytes."""
MAKE_ONE = "openssl genpkey -algorithm ed25519 makes one; it must not have a passphrase"


class Signer:
    """Signs with one private key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @property
    def key_id(self) -> str:
        """sha256 of the raw public key, hexadecimal."""
        return key_id(self._key.public_key())

    def sign(self, data: bytes) -> bytes:
        """The signature (RFC 8032), 64 octets."""
        return self._key.sign(data)


def key_id(key: Ed25519PublicKey) -> str:
    """sha256 of the raw public key, hexadecimal."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()


def is_signed(key: Ed25519PublicKey, data: bytes, signature: bytes) -> bool:
    """Whether `signature` is that of the key's owner on `data`."""
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def read_signer(path: Path) -> Signer:
    """The signer of a private key file; BundleError unless it is Ed25519, ours and mode 0600."""
    data = _read(path, private=True)
    ssh = b"OPENSSH PRIVATE KEY" in data
    load = load_ssh_private_key if ssh else load_pem_private_key
    key = _loaded(path, lambda: load(data, None))
    if not isinstance(key, Ed25519PrivateKey):
        raise BundleError("is not an Ed25519 private key", file=str(path), remedy=MAKE_ONE)
    return Signer(key)


def read_public_key(path: Path) -> Ed25519PublicKey:
    """The key of a public key file; BundleError unless it is Ed25519."""
    data = _read(path, private=False)
    load = load_pem_public_key if data.lstrip().startswith(b"-----BEGIN") else load_ssh_public_key
    key = _loaded(path, lambda: load(data))
    if not isinstance(key, Ed25519PublicKey):
        raise BundleError(
            "is not an Ed25519 public key", file=str(path), remedy="name the signer's public key"
        )
    return key


def _loaded(path: Path, load: Callable[[], object]) -> object:
    try:
        return load()
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # The library's message may quote the file; a key is not repeated.
        raise BundleError("cannot be read as a key", file=str(path), remedy=MAKE_ONE) from None


def _read(path: Path, *, private: bool) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise BundleError(
            f"cannot be read: {error.strerror}", file=str(path), remedy="check the path"
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_KEY_BYTES:
            raise BundleError("is not a key file", file=str(path), remedy=MAKE_ONE)
        if private and (status.st_uid != os.geteuid() or status.st_mode & 0o077):
            raise BundleError("can be used by others", file=str(path), remedy="chmod 600")
        return file.read()
