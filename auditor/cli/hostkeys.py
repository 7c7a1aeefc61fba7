"""`auditor hostkeys`: whom we trust to be the devices; nothing is trusted on first sight."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.options import LoginOptions, config_option
from auditor.cli.request import list_targets, read_config
from auditor.collect.host_keys import read_host_keys, write_host_keys
from auditor.config import Config
from auditor.errors import UsageError
from auditor.host_key_run import SeenKey, Standing, accept_host_keys, jump_target, scan_host_keys
from auditor.model.finding import ExitCode
from auditor.model.ssh_settings import SshSettings
from auditor.report.escape import terminal_text


@click.group(short_help="See, compare and accept the SSH host keys of devices.")
def hostkeys() -> None:
    """A device whose host key is not in the store is sent nothing, and one whose key changed neither.

    The store is a file of our own (ssh.known_hosts of the configuration).
    """


@hostkeys.command(short_help="Show what keys the devices have now.")
@config_option()
@click.option(
    "--out", type=click.Path(path_type=Path), help="File for the keys that are not known, to be accepted."
)
def scan(config_path: Path | None, out: Path | None) -> int:
    """Ask every target that is read over SSH, and the jump host, for its key; nobody is logged in to.

    Compare the fingerprints with those the devices show on their console, then accept the file.
    Exits with 4 when a key changed, is not known, or could not be read.
    """
    config = _config(config_path)
    targets = list_targets((), LoginOptions(), config)
    jump = (jump_target(config.ssh.jump),) if config.ssh.jump else ()
    seen = list(scan_host_keys((*jump, *targets), config.ssh))
    for one in seen:
        click.echo(_line(one))
    if out is not None:
        new = [one.key for one in seen if one.key and one.standing in {Standing.UNKNOWN, Standing.CHANGED}]
        write_host_keys(out, new)
        click.echo(f"wrote {len(new)} keys to {out}; nothing is accepted yet", err=True)
    settled = all(one.standing is Standing.KNOWN for one in seen)
    return ExitCode.CLEAR if settled else ExitCode.NOT_DECIDED


@hostkeys.command(name="list", short_help="Show the keys that are accepted.")
@config_option()
def list_keys(config_path: Path | None) -> int:
    """Show host, type and fingerprint of every key in the store."""
    store = _store(config_path)
    known = tuple(read_host_keys(store).all())
    if not known:
        click.echo(f"no key is accepted in {store}", err=True)
    for key in known:
        click.echo(f"{terminal_text(key.host)}  {terminal_text(key.type)}  {key.fingerprint}")
    return ExitCode.CLEAR


@hostkeys.command(short_help="Accept the keys of a file.")
@config_option()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Also where another key is known: forget that one.")
def accept(config_path: Path | None, file: Path, replace: bool) -> int:
    """Accept the keys of FILE, which hostkeys scan --out wrote or which is a known_hosts file.

    Where another key is known for a host, nothing is accepted unless --replace says so.
    """
    offered = read_host_keys(file, must_exist=True).all()
    added = accept_host_keys(_store(config_path), offered, replace=replace)
    click.echo(f"accepted {added} keys", err=True)
    return ExitCode.CLEAR


def _config(path: Path | None) -> Config:
    config = read_config(path)
    if config is None:
        raise UsageError("no configuration", remedy="give --config, or make one with auditor init")
    return config


def _store(path: Path | None) -> Path:
    config = read_config(path)
    return Path(config.ssh.known_hosts if config else SshSettings().known_hosts)


def _line(seen: SeenKey) -> str:
    shown = f"{seen.key.type} {seen.key.fingerprint}" if seen.key else ""
    parts = (seen.standing.value, seen.target_id, seen.host, shown, seen.detail)
    return "  ".join(terminal_text(part) for part in parts if part)
