"""Ciphers of the user-based security model, from the cryptography package.

pysnmp's own build an object tree for every message, which costs three times the cipher, and its DES
sends a salt of nine octets (7.1.30). Must not know users or messages. Next: `usm_keys`.
"""

from __future__ import annotations

import secrets
import struct

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from auditor.collect.ber import MalformedError

try:
    from cryptography.hazmat.decrepit.ciphers.modes import CFB
except ImportError:  # before version 49
    from cryptography.hazmat.primitives.ciphers.modes import CFB

SALT_BYTES = 8
"""msgPrivacyParameters of both protocols (RFC 3414 8.1.1.1, RFC 3826 3.1.2.1)."""
_BLOCK_BYTES = 8


class AesCipher:
    """CFB128-AES with any of its key sizes (RFC 3826 3.1)."""

    def __init__(self, key: bytes) -> None:
        self._aes = AES(key)
        self._next_salt = secrets.randbits(64)

    def encrypt(self, plain: bytes, boots: int, time: int) -> tuple[bytes, bytes]:
        """(ciphertext, salt); no salt comes twice (RFC 3826 3.1.2.1)."""
        self._next_salt = self._next_salt + 1 & 0xFFFF_FFFF_FFFF_FFFF
        salt = self._next_salt.to_bytes(SALT_BYTES, "big")
        return self._cipher(boots, time, salt).encryptor().update(plain), salt

    def decrypt(self, cipher_text: bytes, boots: int, time: int, salt: bytes) -> bytes:
        """Plain octets; a wrong key shows only in what they say."""
        return self._cipher(boots, time, salt).decryptor().update(cipher_text)

    def _cipher(self, boots: int, time: int, salt: bytes) -> Cipher[CFB]:
        return Cipher(self._aes, CFB(struct.pack(">II", boots, time) + salt))


class DesCipher:
    """CBC-DES (RFC 3414 8). Three times the same key makes triple DES equal to DES, which the library
    no longer has."""

    def __init__(self, key: bytes) -> None:
        self._des = TripleDES(key[:8] * 3)
        self._pre_initial = key[8:16]

    def encrypt(self, plain: bytes, boots: int, _time: int) -> tuple[bytes, bytes]:
        """(ciphertext, salt of RFC 3414 8.1.1.1); the plain octets are padded with zeros."""
        salt = boots.to_bytes(4, "big") + secrets.token_bytes(4)
        encryptor = self._cipher(salt).encryptor()
        return encryptor.update(plain + bytes(-len(plain) % _BLOCK_BYTES)) + encryptor.finalize(), salt

    def decrypt(self, cipher_text: bytes, _boots: int, _time: int, salt: bytes) -> bytes:
        """Plain octets with their padding; MalformedError when these are no whole blocks."""
        if len(cipher_text) % _BLOCK_BYTES:
            raise MalformedError("not decryptable")
        decryptor = self._cipher(salt).decryptor()
        return decryptor.update(cipher_text) + decryptor.finalize()

    def _cipher(self, salt: bytes) -> Cipher[CBC]:
        return Cipher(self._des, CBC(bytes(a ^ b for a, b in zip(salt, self._pre_initial, strict=True))))
