"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol, TypeVar, cast

import click

from auditor.cli.day import DAY
from auditor.config_schema import MAX_DAYS
from auditor.report.interface import FOLDER_FORMATS, FORMATS

F = TypeVar("F", bound=Callable[..., object])


class Decorator(Protocol):
    """Adds options to a command's function."""

    def __call__(self, function: F) -> F: ...


DEFAULT_CONFIG = "config.toml"


@dataclass(frozen=True, slots=True)
class LoginOptions:
    """Credential options as given; they hold references, never secrets."""

    community: str | None = None
    snmp_version: str = "v2c"
    snmp_user: str | None = None
    auth: str | None = None
    priv: str | None = None
    snmp_port: int | None = None


@dataclass(frozen=True, slots=True)
class WordFiles:
    """Files of what people say beside the rules, None where the option is not given."""

    acceptances: Path | None = None
    attestations: Path | None = None


Function = Callable[..., object]


def _together(*options: Callable[[Function], Function]) -> Decorator:
    def decorate(function: F) -> F:
        decorated: Function = function
        for option in reversed(options):
            decorated = option(decorated)
        return cast("F", decorated)

    return decorate


def config_option() -> Decorator:
    """--config; without it, ./config.toml is read where it exists."""
    return _together(
        click.option(
            "--config",
            "config_path",
            type=click.Path(path_type=Path),
            help=f"Configuration file.  [default: {DEFAULT_CONFIG} if there is one]",
        )
    )


def store_option() -> Decorator:
    """--db FILE."""
    return _together(
        click.option(
            "--db",
            "store_path",
            type=click.Path(path_type=Path),
            help="SQLite inventory.  [default: the configuration's, else inventory.sqlite]",
        )
    )


def output_option() -> Decorator:
    """-o FORMAT=PATH, repeatable."""
    return _together(
        click.option(
            "-o",
            "--output",
            "outputs",
            multiple=True,
            metavar="FORMAT=PATH",
            help=f"Also write a report: {', '.join(sorted(FORMATS))}; PATH - is standard output. "
            f"Into a folder of files: {', '.join(sorted(FOLDER_FORMATS))}. Repeatable.",
        )
    )


def _with_login(function: F) -> F:
    """Gathers the credential options into one `login` argument."""

    @functools.wraps(function)
    def call(
        community: str | None,
        snmp_version: str,
        snmp_user: str | None,
        auth: str | None,
        priv: str | None,
        snmp_port: int | None,
        **rest: object,
    ) -> object:
        login = LoginOptions(community, snmp_version, snmp_user, auth, priv, snmp_port)
        return function(login=login, **rest)

    return cast("F", call)


_LOGIN = _together(
    click.option(
        "--community",
        metavar="REFERENCE",
        help="SNMP community by reference: env:NAME, file:PATH or command:[...]; never the value.",
    ),
    click.option("--snmp-version", type=click.Choice(["v1", "v2c"]), default="v2c", show_default=True),
    click.option("--snmp-user", metavar="NAME", help="SNMPv3 user instead of a community."),
    click.option(
        "--auth", metavar="PROTOCOL=REFERENCE", help="SNMPv3 authentication, such as sha256=env:AUTH."
    ),
    click.option("--priv", metavar="PROTOCOL=REFERENCE", help="SNMPv3 privacy, such as aes256=env:PRIV."),
    click.option(
        "--snmp-port", type=click.IntRange(1, 65535), help="UDP port of the agents.  [default: 161]"
    ),
)
_POLLING = _together(
    click.option(
        "--target",
        "targets",
        multiple=True,
        metavar="ADDRESS",
        help="Address, range (a-b), CIDR or name to poll instead of the configured lists. Repeatable.",
    ),
    _LOGIN,
)


def login_options() -> Decorator:
    """How to log in; the command gets `login`."""

    def decorate(function: F) -> F:
        return _LOGIN(_with_login(function))

    return decorate


def polling_options() -> Decorator:
    """What to poll and how to log in; the command gets `targets` and `login`."""

    def decorate(function: F) -> F:
        return _POLLING(_with_login(function))

    return decorate


_JUDGING = _together(
    click.option(
        "--exclude",
        "exclude",
        multiple=True,
        metavar="VENDOR",
        help="Vendor on your own exclusion list, parts included. Repeatable.",
    ),
    click.option(
        "--policy",
        "policies",
        multiple=True,
        metavar="ID",
        help="Policy pack to judge against (see: auditor policy list). Repeatable.",
    ),
    click.option(
        "--as-of",
        "as_of",
        type=DAY,
        help="Day the policies are applied on.  [default: today, UTC]",
    ),
    click.option(
        "--max-data-age",
        "max_data_age",
        type=click.IntRange(0, MAX_DAYS),
        metavar="DAYS",
        help="Older registries, knowledge or policies end with 5.  [default: the configuration's]",
    ),
)
_WORDS = _together(
    click.option(
        "--acceptances",
        type=click.Path(path_type=Path),
        help="File of your internal acceptances.  [default: the configuration's, else none]",
    ),
    click.option(
        "--attestations",
        type=click.Path(path_type=Path),
        help="File of suppliers' attestations of parts.  [default: the configuration's, else none]",
    ),
)


def _with_words(function: F) -> F:
    """Gathers the files of what people say into one `words` argument."""

    @functools.wraps(function)
    def call(acceptances: Path | None, attestations: Path | None, **rest: object) -> object:
        return function(words=WordFiles(acceptances, attestations), **rest)

    return cast("F", call)


def judging_options() -> Decorator:
    """What to judge against; what people say besides comes as `words`."""

    def decorate(function: F) -> F:
        return _JUDGING(_WORDS(_with_words(function)))

    return decorate


def legal_day(as_of: datetime | None) -> date:
    """The day of --as-of, else today in UTC."""
    return as_of.date() if as_of else datetime.now(UTC).date()
