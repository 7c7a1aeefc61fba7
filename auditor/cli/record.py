"""`auditor record`: keep what devices say as files that can be carried and audited elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.options import LoginOptions, config_option, polling_options
from auditor.cli.progress import LogFormat, progress
from auditor.cli.request import gather_collection, read_config
from auditor.errors import UsageError
from auditor.model.finding import ExitCode
from auditor.record_run import record_run


@click.command(short_help="Write what devices say as recording files.")
@config_option()
@polling_options()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the recordings.")
def record(config_path: Path | None, targets: tuple[str, ...], login: LoginOptions, out: Path) -> int:
    """Poll the targets and write NAME.snmprec and NAME.toml for each, for `audit --recordings`.

    The files hold what the devices said, never credentials, and are readable by you alone.
    Exits with 4 when a target could not be read at all.
    """
    collection = gather_collection(targets, login, None, read_config(config_path))
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {out}: {error.strerror}", place="--out") from error
    counted = progress(LogFormat.TEXT)
    record_run(collection, out, counted)
    click.echo(f"wrote {len(collection.targets)} recordings to {out}", err=True)
    return ExitCode.NOT_DECIDED if counted.unread else ExitCode.CLEAR
