"""What we were told to poll, and with which references to credentials.

A target is picklable and holds no secret: a `SecretRef` says where the secret is, and
`collect` resolves it where the polling happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.model.sections import SectionKind


class Transport(StrEnum):
    """How a device was asked."""

    SNMP = "snmp"
    SSH = "ssh"


class SecretScheme(StrEnum):
    """Where a secret is kept."""

    ENV = "env"
    FILE = "file"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class SecretRef:
    """A reference to a secret: an environment variable, a 0600 file or a command's output.

    `location` is one element for env and file, the argument vector for command.
    """

    scheme: SecretScheme
    location: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.scheme.value}:{' '.join(self.location)}"


class SnmpVersion(StrEnum):
    """SNMP message versions with communities."""

    V1 = "v1"
    V2C = "v2c"


class AuthProtocol(StrEnum):
    """USM authentication protocols (RFC 3414, RFC 7860)."""

    NONE = "none"
    MD5 = "md5"
    SHA1 = "sha1"
    SHA224 = "sha224"
    SHA256 = "sha256"
    SHA384 = "sha384"
    SHA512 = "sha512"


class PrivProtocol(StrEnum):
    """USM privacy protocols; aes192 and aes256 localise keys as in draft-blumenthal-aes-usm,
    the -reeder forms as in draft-reeder-snmpv3-usm-3desede (used by Cisco)."""

    NONE = "none"
    DES = "des"
    AES128 = "aes128"
    AES192 = "aes192"
    AES256 = "aes256"
    AES192_REEDER = "aes192-reeder"
    AES256_REEDER = "aes256-reeder"


@dataclass(frozen=True, slots=True)
class SnmpCommunity:
    """An SNMPv1 or v2c credential by reference."""

    name: str
    version: SnmpVersion
    community: SecretRef


@dataclass(frozen=True, slots=True)
class SnmpUser:
    """An SNMPv3 USM credential by reference; secrets are None where the protocol is NONE."""

    name: str
    user: str
    auth_protocol: AuthProtocol = AuthProtocol.NONE
    auth_secret: SecretRef | None = None
    priv_protocol: PrivProtocol = PrivProtocol.NONE
    priv_secret: SecretRef | None = None


@dataclass(frozen=True, slots=True)
class SshPassword:
    """An SSH user with a password. With an enable secret the privileged level is asked for."""

    name: str
    user: str
    password: SecretRef
    enable_secret: SecretRef | None = None


@dataclass(frozen=True, slots=True)
class SshKey:
    """An SSH user with a private key (OpenSSH or PEM text); no password is ever sent."""

    name: str
    user: str
    key: SecretRef
    passphrase: SecretRef | None = None
    enable_secret: SecretRef | None = None


SnmpCredential = SnmpCommunity | SnmpUser
SshCredential = SshPassword | SshKey
Credential = SnmpCredential | SshCredential


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a target was written: file as the operator named it, line from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Target:
    """One device to poll. `addresses` are tried in order; all are the same device."""

    id: str
    addresses: tuple[str, ...]
    credentials: tuple[Credential, ...] = ()
    snmp_port: int = 161
    snmp_context: str = ""
    site: str = ""
    tags: tuple[str, ...] = ()
    in_scope: bool = True
    out_of_scope_reason: str = ""
    skip_kinds: tuple[SectionKind, ...] = ()
    accept_other_source: bool = False
    """Accept answers from another address than the one asked; marked in the evidence."""
    source: SourceLine | None = None
    transports: tuple[Transport, ...] = (Transport.SNMP,)
    """One recording is made over each, in this order."""
    ssh_port: int = 22
    ssh_algorithms: str = "modern"
    """A profile of `model.ssh_settings`."""
    platform: str = ""
    """Whose command line it has (`model.platforms`); "" = from what SNMP or its SSH banner tell."""
