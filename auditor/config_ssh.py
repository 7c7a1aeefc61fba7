"""[ssh] of config.toml: budgets, care against lockouts, host keys, the way to the devices.

Next: `config_schema.py` has the keys, `model/ssh_settings.py` the reasons of the defaults.
"""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from auditor.config_schema import SSH_RANGES
from auditor.model.ssh_settings import JumpHost, SshSettings
from auditor.model.target import Credential, SshKey, SshPassword
from auditor.targets.operator_file import suggest
from auditor.targets.table import Table


def read_ssh_settings(table: Table, folder: Path, credentials: tuple[Credential, ...]) -> SshSettings:
    """The settings; relative paths are joined with the folder of the file."""
    default = SshSettings()
    numbers: dict[str, int | float] = {}
    for field in fields(SshSettings):
        if field.name in SSH_RANGES:
            low, high = SSH_RANGES[field.name]
            standard = getattr(default, field.name)
            numbers[field.name] = (
                table.integer(field.name, int(low), int(high), standard)
                if isinstance(standard, int)
                else table.number(field.name, low, high, standard)
            )
    known_hosts = folder / Path(table.text("known_hosts", default.known_hosts)).expanduser()
    jump = _jump(table, credentials)
    return replace(default, known_hosts=str(known_hosts), jump=jump, **numbers)  # type: ignore[arg-type]


def _jump(table: Table, credentials: tuple[Credential, ...]) -> JumpHost | None:
    address, name = table.text("jump_address"), table.text("jump_credential")
    port = table.integer("jump_port", 1, 65_535, 22)
    if not address and not name:
        return None
    if not address:
        table.fail("jump_address", "is missing", "name the jump host, or leave out jump_credential")
    known = {one.name: one for one in credentials if isinstance(one, SshPassword | SshKey)}
    if name not in known:
        reason = f"no SSH credential [credentials.{name}]" if name else "is missing"
        table.fail("jump_credential", reason, suggest(name, known))
    return JumpHost(address, known[name], port)
