"""config.toml to a frozen `Config`: unknown keys, wrong types and secrets in place fail here.

Every error names the file, the key, the reason and what to do. Must not know what a policy,
a vendor or a format of a report is: whoever owns the word checks it.
Next: `config_schema.py` has the keys, `config_credentials.py` the references to secrets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from auditor.config_credentials import parse_secret_ref, read_credentials
from auditor.config_schema import (
    DEFAULT_EVALUATIONS_KEPT,
    DEFAULT_PERSONAL_DATA_DAYS,
    DEFAULT_STORE,
    LIMIT_RANGES,
    MAX_DAYS,
    MAX_EVALUATIONS_KEPT,
    MAX_PROCESSES,
    SCHEMA,
    STANDARD_OUTPUT,
    Config,
    TargetList,
)
from auditor.config_ssh import read_ssh_settings
from auditor.errors import ConfigError
from auditor.model.limits import Limits, SnmpEngineName
from auditor.model.policy import Profile
from auditor.model.sections import SectionKind
from auditor.model.ssh_settings import DEFAULT_KNOWN_HOSTS, SshSettings
from auditor.model.target import Credential, SnmpCommunity, SnmpUser, SshKey, SshPassword
from auditor.targets import READERS, format_of
from auditor.targets.entry import SKIPPABLE_KINDS
from auditor.targets.interface import FIELDS
from auditor.targets.operator_file import parse_toml, read_text, suggest
from auditor.targets.table import Table

__all__ = ["Config", "TargetList", "default_config", "load_config", "parse_secret_ref"]

PROFILE_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def default_config(folder: Path) -> Config:
    """What holds without a config.toml: everything at its default, the store in `folder`."""
    ssh = SshSettings(known_hosts=str(folder / DEFAULT_KNOWN_HOSTS))
    return Config(path=folder / "config.toml", store=folder / DEFAULT_STORE, ssh=ssh)


def load_config(path: Path) -> Config:
    """Read and check a configuration; ConfigError names file, key, reason and remedy."""
    file = str(path)
    text = read_text(path, ConfigError)
    document = Table(parse_toml(text, file, ConfigError), file, "", ConfigError)
    document.only(SCHEMA[""])
    credentials = tuple(read_credentials(document.table("credentials")))
    snmp, ssh = _section(document, "snmp"), _section(document, "ssh")
    return Config(
        path=path,
        store=path.parent / _path(_section(document, "store"), "path", DEFAULT_STORE),
        exclude=document.texts("exclude"),
        policies=_section(document, "policies").texts("use"),
        designations=tuple(_designations(document, path.parent)),
        profile=_profile(document.table("profile")),
        target_lists=tuple(_target_lists(document, path.parent)),
        credentials=credentials,
        default_credentials=(
            *_default_credentials(snmp, credentials, (SnmpCommunity, SnmpUser)),
            *_default_credentials(ssh, credentials, (SshPassword, SshKey)),
        ),
        snmp_port=snmp.integer("port", 1, 65_535, 161),
        ssh=read_ssh_settings(ssh, path.parent, credentials),
        ssh_port=ssh.integer("port", 1, 65_535, 22),
        limits=_limits(snmp),
        processes=_processes(_section(document, "run")),
        skip_by_tag=tuple(_skip_by_tag(_section(document, "tables").table("skip"))),
        personal_data_days=_days(document, "retention", "personal_data_days", DEFAULT_PERSONAL_DATA_DAYS),
        recording_days=_optional_days(document, "retention", "recording_days"),
        evaluations_kept=_section(document, "retention").integer(
            "evaluations", 1, MAX_EVALUATIONS_KEPT, DEFAULT_EVALUATIONS_KEPT
        ),
        outputs=tuple(_outputs(document, path.parent)),
        max_data_age_days=_optional_days(document, "data", "max_age_days"),
        acceptances=path.parent / _path(document, "acceptances") if "acceptances" in document else None,
        attestations=path.parent / _path(document, "attestations") if "attestations" in document else None,
    )


def _section(document: Table, key: str) -> Table:
    table = document.table(key)
    table.only(SCHEMA[key])
    return table


def _path(table: Table, key: str, default: str = "") -> Path:
    text = table.text(key, default)
    if not text:
        table.fail(key, "is missing", "write a path, relative to the folder of this file")
    return Path(text).expanduser()


def _designations(document: Table, folder: Path) -> Iterator[tuple[str, Path]]:
    designations = document.table("policies").table("designations")
    for policy_id in designations.values:
        yield policy_id, folder / _path(designations, policy_id)


def _profile(table: Table) -> Profile:
    for key in table.values:
        if not PROFILE_KEY.fullmatch(key):
            table.fail(key, "is not a key that a policy can ask for", "use letters, digits and underscore")
    answers = {key: table.boolean(key, default=False) for key in sorted(table.values)}
    return Profile(
        affirmed=tuple(key for key, answer in answers.items() if answer),
        denied=tuple(key for key, answer in answers.items() if not answer),
    )


def _target_lists(document: Table, folder: Path) -> Iterator[TargetList]:
    for table in document.tables("targets"):
        table.only(SCHEMA["targets"])
        path = folder / _path(table, "path")
        list_format = table.choice("format", tuple(READERS), format_of(path) or "csv")
        columns = table.table("columns")
        columns.only(FIELDS)
        if "format" not in table and not format_of(path):
            table.fail("format", "is missing, and the file's name does not tell", suggest("", READERS))
        yield TargetList(path, list_format, tuple((field, columns.text(field)) for field in columns.values))


def _default_credentials(
    section: Table, credentials: tuple[Credential, ...], kinds: tuple[type, ...]
) -> tuple[str, ...]:
    """The names under a section's credentials; where there are none and only one of the kinds
    exists, that one."""
    known = tuple(credential.name for credential in credentials if isinstance(credential, kinds))
    for name in section.texts("credentials"):
        if name not in known:
            elsewhere = any(name == credential.name for credential in credentials)
            entry = f"[credentials.{name}]"
            reason = f"{entry} is for another transport" if elsewhere else f"no {entry} in this file"
            section.fail("credentials", reason, suggest(name, known))
    if "credentials" in section or len(known) != 1:
        return section.texts("credentials")
    return known


def _limits(snmp: Table) -> Limits:
    default = Limits()

    def integer(key: str, standard: int) -> int:
        low, high = LIMIT_RANGES[key]
        return snmp.integer(key, int(low), int(high), standard)

    def number(key: str, standard: float) -> float:
        return snmp.number(key, *LIMIT_RANGES[key], standard)

    return Limits(
        timeout_s=number("timeout_s", default.timeout_s),
        retries=integer("retries", default.retries),
        max_repetitions=integer("max_repetitions", default.max_repetitions),
        device_budget_s=number("device_budget_s", default.device_budget_s),
        packets_per_s=number("packets_per_s", default.packets_per_s),
        requests_in_flight=integer("requests_in_flight", default.requests_in_flight),
        max_rows_per_root=integer("max_rows_per_root", default.max_rows_per_root),
        max_bytes_per_device=integer("max_bytes_per_device", default.max_bytes_per_device),
        concurrency=integer("concurrency", default.concurrency),
        site_concurrency=integer("site_concurrency", default.site_concurrency),
        credential_attempts=integer("credential_attempts", default.credential_attempts),
        engine=SnmpEngineName(snmp.choice("engine", tuple(SnmpEngineName), default.engine)),
    )


def _processes(run: Table) -> int | None:
    return run.integer("processes", 1, MAX_PROCESSES, 1) if "processes" in run else None


def _skip_by_tag(table: Table) -> Iterator[tuple[str, tuple[SectionKind, ...]]]:
    for tag in table.values:
        names = table.texts(tag)
        for name in names:
            if name not in SKIPPABLE_KINDS:
                table.fail(
                    tag, f'"{name}" is not a table that can be left out', suggest(name, SKIPPABLE_KINDS)
                )
        yield tag, tuple(SKIPPABLE_KINDS[name] for name in names)


def _days(document: Table, section: str, key: str, default: int) -> int:
    return _section(document, section).integer(key, 0, MAX_DAYS, default)


def _optional_days(document: Table, section: str, key: str) -> int | None:
    return _days(document, section, key, 0) if key in _section(document, section) else None


def _outputs(document: Table, folder: Path) -> Iterator[tuple[str, str]]:
    """Outputs of [[outputs]] tables, or of one table of format = path."""
    if isinstance(document.values.get("outputs"), dict):
        table = document.table("outputs")
        yield from ((name, _output_path(table, name, folder)) for name in table.values)
        return
    for table in document.tables("outputs"):
        table.only(SCHEMA["outputs"])
        if "format" not in table:
            table.fail("format", "is missing", "name a format of auditor report")
        yield table.text("format"), _output_path(table, "path", folder)


def _output_path(table: Table, key: str, folder: Path) -> str:
    path = _path(table, key)
    return STANDARD_OUTPUT if str(path) == STANDARD_OUTPUT else str(folder / path)
