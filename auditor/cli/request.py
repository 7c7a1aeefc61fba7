"""From configuration and options to what a run needs; options win over the configuration.

Everything that can be wrong is found here, before the first packet.
"""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

from auditor.cli.named_files import require_file
from auditor.cli.options import DEFAULT_CONFIG, LoginOptions
from auditor.collect.replay import recorded_targets
from auditor.collect.secrets import check_credentials
from auditor.config import Config, load_config, parse_secret_ref
from auditor.config_schema import DEFAULT_PERSONAL_DATA_DAYS
from auditor.errors import ConfigError, UsageError
from auditor.model.limits import Limits
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import (
    AuthProtocol,
    Credential,
    PrivProtocol,
    SecretRef,
    SnmpCommunity,
    SnmpUser,
    SnmpVersion,
    SshKey,
    SshPassword,
    Target,
    Transport,
)
from auditor.pipeline import Collection
from auditor.targets import ListSource, TargetDefaults, adhoc_targets, check_targets, load_targets

DEFAULT_STORE = Path("inventory.sqlite")
ADHOC = "command-line"
"""Name of the credential given by options."""
OPTIONS = {"community": "--community", "auth_secret": "--auth", "priv_secret": "--priv"}
"""The options that give its fields."""


def read_config(path: Path | None) -> Config | None:
    """The named configuration, ./config.toml where it exists, or None."""
    if path is not None:
        return load_config(path)
    default = Path(DEFAULT_CONFIG)
    return load_config(default) if default.is_file() else None


def inventory_path(option: Path | None, config: Config | None) -> Path:
    """Where the inventory is."""
    return option or (config.store if config else DEFAULT_STORE)


def gather_collection(
    texts: tuple[str, ...], login: LoginOptions, recordings: Path | None, config: Config | None
) -> Collection:
    """Targets and budgets of a run, live or from recorded devices."""
    limits = config.limits if config else Limits()
    days = config.personal_data_days if config else DEFAULT_PERSONAL_DATA_DAYS
    if recordings is None:
        targets = gather_targets(texts, login, config)
        _check_credentials({credential for target in targets for credential in target.credentials}, config)
        ssh = config.ssh if config else SshSettings()
        live = Collection(targets, limits, "", whole_inventory=not texts, personal_data_days=days, ssh=ssh)
        return _with_retention(live, config)
    if texts:
        raise UsageError("--target and --recordings exclude each other", remedy="give one of them")
    targets = _as_listed(recorded_targets(recordings), config)
    replayed = Collection(targets, limits, str(recordings), whole_inventory=False, personal_data_days=days)
    return _with_retention(replayed, config)


def _with_retention(collection: Collection, config: Config | None) -> Collection:
    if config is None:
        return collection
    return replace(collection, recording_days=config.recording_days, evaluations_kept=config.evaluations_kept)


def _as_listed(recorded: tuple[Target, ...], config: Config | None) -> tuple[Target, ...]:
    """Recorded targets with the site, tags and scope that the configured lists give their ids."""
    listed = {
        target.id: target for target in _listed_targets(config, _target_defaults(LoginOptions(), config))
    }
    return tuple(
        replace(listed.get(target.id, target), credentials=(), transports=target.transports)
        for target in recorded
    )


def _listed_targets(config: Config | None, defaults: TargetDefaults) -> tuple[Target, ...]:
    listed: list[Target] = []
    for number, target_list in enumerate(config.target_lists if config else (), start=1):
        path = shlex.quote(str(target_list.path))
        remedy = f"correct the path, or make the list: auditor discover RANGE -o {path}"
        require_file(target_list.path, config, f"targets[{number}].path", remedy)
        source = ListSource(target_list.path, target_list.format, dict(target_list.columns))
        listed += load_targets(source, defaults)
    return tuple(listed)


def gather_targets(texts: tuple[str, ...], login: LoginOptions, config: Config | None) -> tuple[Target, ...]:
    """As `list_targets`; UsageError where one has no credential."""
    targets = list_targets(texts, login, config)
    _require_credentials(targets)
    return targets


def list_targets(texts: tuple[str, ...], login: LoginOptions, config: Config | None) -> tuple[Target, ...]:
    """Targets of the options, else of the configured lists; UsageError when there are none."""
    defaults = _target_defaults(login, config)
    targets = adhoc_targets(texts, defaults) if texts else _listed_targets(config, defaults)
    if not targets:
        raise UsageError(
            "no targets",
            remedy="give --target or --recordings, or list targets in the configuration (auditor init)",
        )
    check_targets(targets)
    return targets


def _require_credentials(targets: tuple[Target, ...]) -> None:
    for transport, kinds, remedy in CREDENTIAL_KINDS:
        bare = [
            target.id
            for target in targets
            if target.in_scope
            and transport in target.transports
            and not any(isinstance(credential, kinds) for credential in target.credentials)
        ]
        if bare:
            more = f" and {len(bare) - 1} more" if len(bare) > 1 else ""
            over = "" if transport is Transport.SNMP else f" over {transport.value}"
            raise UsageError(f"no credential for target {bare[0]}{more}{over}", remedy=remedy)


CREDENTIAL_KINDS: tuple[tuple[Transport, tuple[type, ...], str], ...] = (
    (
        Transport.SNMP,
        (SnmpCommunity, SnmpUser),
        "give --community env:NAME or --snmp-user, or set snmp.credentials in the configuration",
    ),
    (Transport.SSH, (SshPassword, SshKey), "set ssh.credentials in the configuration"),
)


def default_credentials(login: LoginOptions, config: Config | None) -> tuple[tuple[Credential, ...], int]:
    """(credentials of the options, else the configuration's defaults; UDP port)."""
    defaults = _target_defaults(login, config)
    credentials = tuple(defaults.credentials[name] for name in defaults.default_credentials)
    _check_credentials(set(credentials), config)
    return credentials, defaults.snmp_port


def _check_credentials(credentials: set[Credential], config: Config | None) -> None:
    file = f"{config.path}: " if config else ""

    def place(name: str, key: str) -> str:
        return OPTIONS[key] if name == ADHOC else f"{file}credentials.{name}.{key}"

    check_credentials(credentials, place)


def _target_defaults(login: LoginOptions, config: Config | None) -> TargetDefaults:
    credentials = {credential.name: credential for credential in (config.credentials if config else ())}
    names = config.default_credentials if config else ()
    given = _adhoc_credential(login)
    if given:
        credentials[given.name] = given
        names = (given.name, *(name for name in names if isinstance(credentials[name], SshPassword | SshKey)))
    port = login.snmp_port or (config.snmp_port if config else 161)
    skip = dict(config.skip_by_tag) if config else {}
    return TargetDefaults(credentials, names, port, skip, config.ssh_port if config else 22)


def _adhoc_credential(login: LoginOptions) -> Credential | None:
    if login.community and login.snmp_user:
        raise UsageError("--community and --snmp-user exclude each other", remedy="give one of them")
    if login.snmp_user:
        user = SnmpUser(ADHOC, login.snmp_user)
        if login.auth:
            name, reference = _protocol(login.auth, "--auth", tuple(AuthProtocol))
            user = replace(user, auth_protocol=AuthProtocol(name), auth_secret=reference)
        if login.priv:
            if not login.auth:
                raise UsageError(
                    "privacy needs authentication (RFC 3414)", place="--priv", remedy="add --auth"
                )
            name, reference = _protocol(login.priv, "--priv", tuple(PrivProtocol))
            user = replace(user, priv_protocol=PrivProtocol(name), priv_secret=reference)
        return user
    if login.community:
        reference = parse_secret_ref(login.community, file="", place="--community")
        return SnmpCommunity(ADHOC, SnmpVersion(login.snmp_version), reference)
    return None


def _protocol(text: str, place: str, known: tuple[str, ...]) -> tuple[str, SecretRef]:
    name, separator, reference = text.partition("=")
    choices = [choice for choice in known if choice != "none"]
    if not separator or name not in choices:
        # The text may hold a secret by mistake: it is not repeated.
        raise ConfigError("is not PROTOCOL=REFERENCE", place=place, remedy=f"protocols: {', '.join(choices)}")
    return name, parse_secret_ref(reference, file="", place=place)
