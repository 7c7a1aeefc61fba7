"""Every key of config.toml with its limits, and the records it is read into.

`SCHEMA` is the list that the reader, the example and the reference are tested against.
Next: `config.py` reads the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from auditor.model.limits import MAX_OUTPUT_BYTES, Limits
from auditor.model.policy import Profile
from auditor.model.sections import SectionKind
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import Credential

DEFAULT_STORE = "inventory.sqlite"
DEFAULT_PERSONAL_DATA_DAYS = 90
"""A quarter, the usual interval between audits: two of them can be compared."""

DEFAULT_EVALUATIONS_KEPT = 100
"""Three months of nights to compare with."""
MAX_EVALUATIONS_KEPT = 10_000
"""Nightly for a quarter of a century."""

SCHEMA: dict[str, tuple[str, ...]] = {
    "": (
        "exclude",
        "store",
        "acceptances",
        "attestations",
        "profile",
        "policies",
        "targets",
        "credentials",
        "run",
        "snmp",
        "ssh",
        "tables",
        "retention",
        "data",
        "outputs",
    ),
    "store": ("path",),
    "policies": ("use", "designations"),
    "targets": ("path", "format", "columns"),
    "run": ("processes",),
    "snmp": (
        "port",
        "credentials",
        "timeout_s",
        "retries",
        "max_repetitions",
        "device_budget_s",
        "packets_per_s",
        "requests_in_flight",
        "max_rows_per_root",
        "max_bytes_per_device",
        "concurrency",
        "site_concurrency",
        "credential_attempts",
        "engine",
    ),
    "ssh": (
        "port",
        "credentials",
        "known_hosts",
        "connect_timeout_s",
        "login_timeout_s",
        "command_timeout_s",
        "device_budget_s",
        "max_output_bytes",
        "sessions",
        "sessions_per_site",
        "rejections_before_pause",
        "start_jitter_s",
        "jump_address",
        "jump_port",
        "jump_credential",
    ),
    "tables": ("skip",),
    "retention": ("personal_data_days", "recording_days", "evaluations"),
    "data": ("max_age_days",),
    "outputs": ("format", "path"),
    "credentials.snmp-community": ("kind", "version", "community"),
    "credentials.snmp-user": (
        "kind",
        "user",
        "auth_protocol",
        "auth_secret",
        "priv_protocol",
        "priv_secret",
    ),
    "credentials.ssh-password": ("kind", "user", "password", "enable_secret"),
    "credentials.ssh-key": ("kind", "user", "key", "passphrase", "enable_secret"),
}
"""Keys per table. [profile], [policies.designations], [tables.skip] and [credentials] have
keys of the operator's choosing."""

LIMIT_RANGES: dict[str, tuple[float, float]] = {
    "timeout_s": (0.1, 60),  # below 0.1 s a satellite link never answers; above 60 s is a hang
    "retries": (0, 10),
    "max_repetitions": (1, 500),  # more rows than any UDP datagram holds
    "device_budget_s": (1, 86_400),
    "packets_per_s": (0.1, 100_000),
    "requests_in_flight": (1, 8),  # as many as a device has sockets; beyond it agents drop requests
    "max_rows_per_root": (1, 10_000_000),
    "max_bytes_per_device": (4_096, 4 * 1024**3),  # 4 GiB: what one recording may cost in memory
    "concurrency": (1, 4_096),  # open devices; beyond it the event loop is the limit
    "site_concurrency": (1, 4_096),
    "credential_attempts": (1, 10),  # more locks accounts and looks like an attack
}
SSH_RANGES: dict[str, tuple[float, float]] = {
    "connect_timeout_s": (0.1, 300),
    "login_timeout_s": (0.1, 300),
    "command_timeout_s": (0.1, 3_600),  # an electronic label of a full chassis took five minutes
    "device_budget_s": (1, 86_400),
    "max_output_bytes": (4_096, MAX_OUTPUT_BYTES),
    "sessions": (1, 500),  # beyond it threads wait for each other, whatever the machine
    "sessions_per_site": (1, 500),
    "rejections_before_pause": (1, 1_000),
    "start_jitter_s": (0, 60),
}
MAX_PROCESSES = 64
"""One SQLite file takes the writes of all: long before this, more processes only wait for each other."""
MAX_DAYS = 36_500
"""A century, in days: for ever, without overflowing a date."""
STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class TargetList:
    """A target list to read: `columns` are (field, column of the file)."""

    path: Path
    format: str
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """What config.toml says, with defaults for what it does not say. Holds no secret.

    Paths are joined with the folder of the file. `outputs` are (format, path), path "-" for
    standard output; `processes` None leaves their number to the size of the fleet; `recording_days` None
    keeps recordings for ever, `max_data_age_days` None lets
    registries and policies have any age.
    """

    path: Path
    store: Path
    exclude: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    designations: tuple[tuple[str, Path], ...] = ()
    profile: Profile = field(default_factory=Profile)
    target_lists: tuple[TargetList, ...] = ()
    credentials: tuple[Credential, ...] = ()
    default_credentials: tuple[str, ...] = ()
    snmp_port: int = 161
    ssh: SshSettings = field(default_factory=SshSettings)
    ssh_port: int = 22
    limits: Limits = field(default_factory=Limits)
    processes: int | None = None
    skip_by_tag: tuple[tuple[str, tuple[SectionKind, ...]], ...] = ()
    personal_data_days: int = DEFAULT_PERSONAL_DATA_DAYS
    recording_days: int | None = None
    evaluations_kept: int = DEFAULT_EVALUATIONS_KEPT
    outputs: tuple[tuple[str, str], ...] = ()
    max_data_age_days: int | None = None
    acceptances: Path | None = None
    attestations: Path | None = None
