"""`auditor bundle` and `auditor verify`: evidence that can be handed on and checked."""

from __future__ import annotations

import os
from pathlib import Path

import click

from auditor.bundle.compose import Sources, scope_of, write_bundle
from auditor.bundle.signing import read_public_key, read_signer
from auditor.bundle.verify import Verification, verify_bundle
from auditor.cli.options import config_option, store_option
from auditor.cli.outputs import check_writable
from auditor.cli.request import inventory_path, read_config
from auditor.errors import BundleError, UsageError
from auditor.model.finding import ExitCode
from auditor.report.escape import terminal_text
from auditor.resources import knowledge_files, load_knowledge
from auditor.rule_run import stored_result
from auditor.store import open_store

MAX_TOLD = 60
"""Checks shown one by one: what one finding has, or a small audit; of more, those that fail."""


@click.command(short_help="Pack the evidence of a finding, or of the whole audit, into one zip.")
@click.argument("fingerprint", required=False, metavar="[FINGERPRINT]")
@config_option()
@store_option()
@click.option("--run", "whole", is_flag=True, help="Everything the last evaluation rests on.")
@click.option(
    "-o", "--output", "path", required=True, type=click.Path(path_type=Path), help="The zip to write."
)
@click.option(
    "--sign-key",
    type=click.Path(path_type=Path),
    help="Sign with this Ed25519 private key (PEM or OpenSSH, mode 0600).",
)
def bundle(
    fingerprint: str | None,
    config_path: Path | None,
    store_path: Path | None,
    whole: bool,
    path: Path,
    sign_key: Path | None,
) -> int:
    """Write what a verdict rests on: the bytes a device sent, the rows that read them, the policies.

    \b
      auditor bundle v1:003e6c99 -o finding.zip      one finding, by 8 or more characters after v1:
      auditor bundle --run -o audit.zip              all of the last evaluation

    Never polls. The bundle is verified before it is kept; auditor verify does the same anywhere.
    """
    if whole == bool(fingerprint):
        raise UsageError("give a FINGERPRINT or --run", remedy="auditor report -o json=- lists fingerprints")
    inventory = inventory_path(store_path, read_config(config_path))
    check_writable(path)
    if os.path.realpath(path) == os.path.realpath(inventory):
        raise UsageError(f"{path} is the inventory", place="-o", remedy="name another file")
    signer, knowledge = read_signer(sign_key) if sign_key else None, load_knowledge()
    with open_store(inventory, create=False, read_only=True) as store:
        scope = scope_of(stored_result(store, knowledge), fingerprint)
        write_bundle(Sources(store, knowledge, knowledge_files()), scope, path, signer)
    _require_verified(path)
    click.echo(f"wrote {path}: {len(scope.findings)} findings, {len(scope.device_ids)} devices", err=True)
    return ExitCode.CLEAR


def _require_verified(path: Path) -> None:
    """What cannot be verified is no evidence: it is removed, and what to do is said."""
    failed = [check for check in verify_bundle(path, None, load_knowledge()).checks if not check.holds]
    if failed:
        path.unlink()
        first = terminal_text(f"{failed[0].subject}: {failed[0].detail}")
        raise BundleError(
            f"the stored verdicts are not reached again ({first})",
            remedy="run auditor identify and auditor evaluate, then bundle again",
        )


@click.command(short_help="Check an evidence bundle offline and judge it again.")
@click.argument("path", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "--public-key",
    type=click.Path(path_type=Path),
    help="Require a signature by this Ed25519 key (PEM or OpenSSH).",
)
def verify(path: Path, public_key: Path | None) -> int:
    """Check every byte of a bundle, then decode, identify and judge it again, from the bundle alone.

    \b
    Exit codes:
      0  verified: the bytes are those of the manifest, and each verdict is reached again;
         "consistent; origin not proven" where no signature was checked
      2  it cannot be read, is no bundle, or is made to do harm
      3  it does not verify: bytes, signature, a quote or a verdict differ, or something was dropped
      4  the bytes are intact, but this version of the auditor judges otherwise than the one stated
    """
    key = read_public_key(public_key) if public_key else None
    outcome = verify_bundle(path, key, load_knowledge())
    failed = [check for check in outcome.checks if not check.holds]
    told = outcome.checks if len(outcome.checks) <= MAX_TOLD else failed
    for check in told:
        mark = "ok      " if check.holds else "DIFFERS "
        click.echo(terminal_text(f"{mark}{check.subject}: {check.detail}"))
    if len(told) < len(outcome.checks):
        click.echo(f"ok      {len(outcome.checks) - len(failed)} checks of files and verdicts")
    for note in outcome.notes:
        click.echo(terminal_text(f"note    {note}"))
    click.echo(outcome.conclusion)
    return _exit_code(outcome)


def _exit_code(outcome: Verification) -> int:
    if outcome.verified:
        return ExitCode.CLEAR
    other_version = outcome.intact and not outcome.same_version
    return ExitCode.NOT_DECIDED if other_version else ExitCode.EXCLUDED
