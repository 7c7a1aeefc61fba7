"""Keys of the user-based security model: pass phrase, master key, key of one engine.

Keys are pysnmp's work. Digests are not, because pysnmp looks for the place of a digest by searching
for its octets. Must not know messages. Next: `usm_ciphers`, `usm`.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from pyasn1.type import univ
from pysnmp.proto.secmod.rfc3414 import localkey
from pysnmp.proto.secmod.rfc3414.service import SnmpUSMSecurityModel

from auditor.collect.ber import MalformedError
from auditor.collect.usm_ciphers import SALT_BYTES, AesCipher, DesCipher
from auditor.model.target import AuthProtocol, PrivProtocol


class PrivacyService(Protocol):
    """What is used of pysnmp's privacy services."""

    def localize_key(
        self, auth: tuple[int, ...], key: univ.OctetString, engine_id: univ.OctetString, /
    ) -> univ.OctetString: ...


class _Auth(NamedTuple):
    hash_name: str
    digest_bytes: int
    service_id: tuple[int, ...]


class _Privacy(NamedTuple):
    service: PrivacyService
    """Makes the key of one engine from the user's (RFC 3414 2.6, and two ways to lengthen it)."""
    cipher: type[AesCipher | DesCipher]
    key_bytes: int


_PROTOCOLS = (1, 3, 6, 1, 6, 3, 10, 1)
_CISCO_PROTOCOLS = (1, 3, 6, 1, 4, 1, 9, 12, 6, 1)

_AUTH = {  # RFC 3414 6 and 7, RFC 7860 4
    AuthProtocol.MD5: _Auth("md5", 12, (*_PROTOCOLS, 1, 2)),
    AuthProtocol.SHA1: _Auth("sha1", 12, (*_PROTOCOLS, 1, 3)),
    AuthProtocol.SHA224: _Auth("sha224", 16, (*_PROTOCOLS, 1, 4)),
    AuthProtocol.SHA256: _Auth("sha256", 24, (*_PROTOCOLS, 1, 5)),
    AuthProtocol.SHA384: _Auth("sha384", 32, (*_PROTOCOLS, 1, 6)),
    AuthProtocol.SHA512: _Auth("sha512", 48, (*_PROTOCOLS, 1, 7)),
}
SERVICES = SnmpUSMSecurityModel.PRIV_SERVICES
_PRIV = {  # usmDESPrivProtocol, usmAesCfb128Protocol; longer AES has no number but Cisco's
    PrivProtocol.DES: _Privacy(SERVICES[*_PROTOCOLS, 2, 2], DesCipher, 16),
    PrivProtocol.AES128: _Privacy(SERVICES[*_PROTOCOLS, 2, 4], AesCipher, 16),
    PrivProtocol.AES192: _Privacy(SERVICES[*_CISCO_PROTOCOLS, 1], AesCipher, 24),
    PrivProtocol.AES256: _Privacy(SERVICES[*_CISCO_PROTOCOLS, 2], AesCipher, 32),
    PrivProtocol.AES192_REEDER: _Privacy(SERVICES[*_CISCO_PROTOCOLS, 101], AesCipher, 24),
    PrivProtocol.AES256_REEDER: _Privacy(SERVICES[*_CISCO_PROTOCOLS, 102], AesCipher, 32),
}


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """A user's keys before they are bound to an engine; costs about 10 ms, so keep them."""

    user: bytes
    auth: AuthProtocol
    priv: PrivProtocol
    auth_key: bytes = field(default=b"", repr=False)
    priv_key: bytes = field(default=b"", repr=False)

    @property
    def level(self) -> int:
        """Bits of msgFlags: 1 authentication, 2 privacy (RFC 3412 6.4)."""
        return (self.auth is not AuthProtocol.NONE) + 2 * (self.priv is not PrivProtocol.NONE)

    @property
    def security(self) -> str:
        """In words, such as "v3 authPriv sha256/aes256"."""
        names = ("noAuthNoPriv", "authNoPriv", "", "authPriv")
        protocols = "/".join(
            name.value
            for name in (self.auth, self.priv)
            if name not in {AuthProtocol.NONE, PrivProtocol.NONE}
        )
        return f"v3 {names[self.level]} {protocols}".rstrip()


def derive_master_keys(
    user: str, auth: AuthProtocol, auth_secret: bytes, priv: PrivProtocol, priv_secret: bytes
) -> MasterKeys:
    """Master keys from pass phrases (RFC 3414 A.2); secrets are b"" where a protocol is NONE.

    ValueError when a protocol has no pass phrase, or privacy is asked without authentication.
    """
    if (auth is AuthProtocol.NONE) > (priv is PrivProtocol.NONE):
        raise ValueError("privacy needs authentication (RFC 3414 1.4.3)")
    if (auth is not AuthProtocol.NONE and not auth_secret) or (
        priv is not PrivProtocol.NONE and not priv_secret
    ):
        raise ValueError("a pass phrase is empty")
    return MasterKeys(user.encode(), auth, priv, _stretch(auth, auth_secret), _stretch(auth, priv_secret))


def _stretch(auth: AuthProtocol, secret: bytes) -> bytes:
    if not secret or auth is AuthProtocol.NONE:
        return b""
    return bytes(localkey.hash_passphrase(secret, getattr(hashlib, _AUTH[auth].hash_name)))


class EngineKeys:
    """A user's keys at one engine (RFC 3414 2.6)."""

    def __init__(self, master: MasterKeys, engine_id: bytes) -> None:
        self.master = master
        self.digest_bytes = 0
        engine = univ.OctetString(engine_id)
        if master.auth is not AuthProtocol.NONE:
            auth = _AUTH[master.auth]
            self.digest_bytes = auth.digest_bytes
            self._hash_name = auth.hash_name
            hash_function = getattr(hashlib, auth.hash_name)
            self._auth_key = bytes(localkey.localize_key(master.auth_key, engine, hash_function))
        if master.priv is not PrivProtocol.NONE:
            privacy = _PRIV[master.priv]
            localized = privacy.service.localize_key(
                auth.service_id, univ.OctetString(master.priv_key), engine
            )
            self._cipher = privacy.cipher(bytes(localized)[: privacy.key_bytes])

    def digest(self, message: bytes) -> bytes:
        """msgAuthenticationParameters of a message whose digest is set to zeros."""
        return hmac.digest(self._auth_key, message, self._hash_name)[: self.digest_bytes]

    def same_digest(self, digest: bytes, message: bytes) -> bool:
        """Whether `digest` is the message's, compared in constant time."""
        return hmac.compare_digest(digest, self.digest(message))

    def encrypt(self, plain: bytes, boots: int, time: int) -> tuple[bytes, bytes]:
        """(ciphertext, salt)."""
        return self._cipher.encrypt(plain, boots, time)

    def decrypt(self, cipher_text: bytes, boots: int, time: int, salt: bytes) -> bytes:
        """Plain octets, padded for DES; MalformedError when the sizes are wrong."""
        if len(salt) != SALT_BYTES:
            raise MalformedError("not decryptable")
        return self._cipher.decrypt(cipher_text, boots, time, salt)
