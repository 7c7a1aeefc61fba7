"""[credentials] of config.toml: references to secrets, never secrets.

No message repeats a value: a secret written in place of its reference must not travel into
a log. Next: `collect/secrets.py` resolves the references where the polling happens.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from auditor.config_schema import SCHEMA
from auditor.errors import ConfigError
from auditor.model.target import (
    AuthProtocol,
    Credential,
    PrivProtocol,
    SecretRef,
    SecretScheme,
    SnmpCommunity,
    SnmpUser,
    SnmpVersion,
    SshKey,
    SshPassword,
)
from auditor.targets.table import Table, has_control

CREDENTIAL_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
ENVIRONMENT_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
MAX_USER_OCTETS = 32
"""RFC 3414 5: usmUserName is a SnmpAdminString of 1 to 32 octets."""
MAX_ARGUMENTS = 64
"""Commands of password stores have a handful of arguments."""

REFERENCE_REMEDY = 'write "env:NAME", "file:/path" or \'command:["program", "argument"]\''

T = TypeVar("T")


def read_credentials(table: Table) -> Iterator[Credential]:
    """The credentials of [credentials.NAME] tables, in the order of the file."""
    for name in table.values:
        if not CREDENTIAL_NAME.fullmatch(name):
            table.fail(name, "is not a name", "use letters, digits, dot, dash and underscore")
        credential = table.table(name)
        yield READERS[credential.choice("kind", tuple(READERS), "")](name, credential)


def parse_secret_ref(text: str, *, file: str, place: str) -> SecretRef:
    """A reference such as "env:X"; ConfigError does not repeat the text.

    A relative "file:" path is joined with the folder of `file`.
    """
    scheme, colon, rest = text.partition(":")
    if not colon or scheme not in PARSERS:
        raise ConfigError("is not a reference to a secret", file=file, place=place, remedy=REFERENCE_REMEDY)
    try:
        return SecretRef(SecretScheme(scheme), PARSERS[scheme](rest, Path(file).parent))
    except ValueError as trouble:
        raise ConfigError(str(trouble), file=file, place=place, remedy=REFERENCE_REMEDY) from None


def _parse_env(rest: str, _folder: Path) -> tuple[str, ...]:
    if not ENVIRONMENT_NAME.fullmatch(rest):
        raise ValueError("the part after env: is not the name of an environment variable")
    return (rest,)


def _parse_file(rest: str, folder: Path) -> tuple[str, ...]:
    if not rest or has_control(rest):
        raise ValueError("the part after file: is not a path")
    return (str(folder / Path(rest).expanduser()),)


def _parse_command(rest: str, _folder: Path) -> tuple[str, ...]:
    try:
        arguments = json.loads(rest)
    except (ValueError, RecursionError):
        arguments = None
    if not isinstance(arguments, list) or not 1 <= len(arguments) <= MAX_ARGUMENTS:
        raise ValueError(f"the part after command: is not a JSON array of 1 to {MAX_ARGUMENTS} texts")
    if (
        not all(isinstance(argument, str) and "\0" not in argument for argument in arguments)
        or not arguments[0]
    ):
        raise ValueError("the part after command: is not a JSON array of texts that starts with a program")
    return tuple(arguments)


PARSERS: dict[str, Callable[[str, Path], tuple[str, ...]]] = {
    SecretScheme.ENV.value: _parse_env,
    SecretScheme.FILE.value: _parse_file,
    SecretScheme.COMMAND.value: _parse_command,
}


def _read_community(name: str, table: Table) -> SnmpCommunity:
    table.only(SCHEMA["credentials.snmp-community"])
    version = table.choice("version", tuple(SnmpVersion), SnmpVersion.V2C)
    return SnmpCommunity(
        name, SnmpVersion(version), _required(table, "community", _secret(table, "community"))
    )


def _read_user(name: str, table: Table) -> SnmpUser:
    table.only(SCHEMA["credentials.snmp-user"])
    user = table.text("user")
    if not 1 <= len(user.encode("utf-8", "surrogatepass")) <= MAX_USER_OCTETS:
        table.fail("user", f"must have 1 to {MAX_USER_OCTETS} octets (RFC 3414)")
    auth = AuthProtocol(table.choice("auth_protocol", tuple(AuthProtocol), AuthProtocol.NONE))
    priv = PrivProtocol(table.choice("priv_protocol", tuple(PrivProtocol), PrivProtocol.NONE))
    if priv is not PrivProtocol.NONE and auth is AuthProtocol.NONE:
        table.fail("priv_protocol", "privacy needs authentication (RFC 3411 3.4.3)", "set auth_protocol too")
    auth_secret = _secret_of(table, "auth", is_none=auth is AuthProtocol.NONE)
    priv_secret = _secret_of(table, "priv", is_none=priv is PrivProtocol.NONE)
    return SnmpUser(name, user, auth, auth_secret, priv, priv_secret)


def _secret_of(table: Table, what: str, *, is_none: bool) -> SecretRef | None:
    """The secret of a protocol: required with one, refused without."""
    key = f"{what}_secret"
    secret = _secret(table, key)
    if not is_none:
        return _required(table, key, secret)
    if secret is not None:
        table.fail(key, f"is given, but {what}_protocol is none", f"set {what}_protocol")
    return None


def _secret(table: Table, key: str) -> SecretRef | None:
    if key not in table:
        return None
    return parse_secret_ref(table.text(key), file=table.file, place=table.prefix + key)


def _required(table: Table, key: str, value: T | None) -> T:
    if value is None:
        table.fail(key, "is missing", REFERENCE_REMEDY)
    return value


def _read_ssh_password(name: str, table: Table) -> SshPassword:
    table.only(SCHEMA["credentials.ssh-password"])
    password = _required(table, "password", _secret(table, "password"))
    return SshPassword(name, _ssh_user(table), password, _secret(table, "enable_secret"))


def _read_ssh_key(name: str, table: Table) -> SshKey:
    table.only(SCHEMA["credentials.ssh-key"])
    key = _required(table, "key", _secret(table, "key"))
    return SshKey(name, _ssh_user(table), key, _secret(table, "passphrase"), _secret(table, "enable_secret"))


def _ssh_user(table: Table) -> str:
    user = table.text("user")
    if not user:
        table.fail("user", "is missing", "name the user to log in as")
    return user


READERS: dict[str, Callable[[str, Table], Credential]] = {
    "snmp-community": _read_community,
    "snmp-user": _read_user,
    "ssh-password": _read_ssh_password,
    "ssh-key": _read_ssh_key,
}
