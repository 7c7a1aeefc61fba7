"""How a run polls and tells of itself, as options that audit and collect share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

import click

from auditor.cli.options import Decorator
from auditor.cli.progress import LogFormat, Progress, progress
from auditor.config import Config
from auditor.config_schema import MAX_PROCESSES
from auditor.identify import Knowledge
from auditor.pipeline import Collection, collect_run
from auditor.resume import interrupted_run
from auditor.shards import default_processes
from auditor.store import Store

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options as given."""

    processes: int | None
    resume: bool
    log: LogFormat

    def collect(
        self, store: Store, collection: Collection, knowledge: Knowledge | None, config: Config | None
    ) -> tuple[str, Progress]:
        """Poll as asked; the id of the run, and what was counted of it."""
        resumed = interrupted_run(store, collection) if self.resume else None
        if resumed and self.log is LogFormat.TEXT:
            click.echo(f"going on with run {resumed.run_id}, started {resumed.started_at}", err=True)
        shown = progress(self.log, "read" if collection.recordings else "polled")
        stated = self.processes or (config.processes if config else None)
        cores = len(os.sched_getaffinity(0))
        processes = stated or default_processes(len(collection.targets), cores)
        run_id = collect_run(store, collection, knowledge, shown, processes=processes, resumed=resumed)
        return run_id, shown


_OPTIONS = (
    click.option(
        "--processes",
        type=click.IntRange(1, MAX_PROCESSES),
        metavar="N",
        help="Processes that share the polling.  [default: the configuration's, else by fleet and cores]",
    ),
    click.option(
        "--resume",
        is_flag=True,
        help="Go on with the last run, which was interrupted: what it polled is not polled again.",
    ),
    click.option(
        "--log",
        type=click.Choice([choice.value for choice in LogFormat]),
        default=LogFormat.TEXT.value,
        show_default=True,
        help="Progress on standard error, in words or as one JSON object per event.",
    ),
)


def run_options() -> Decorator:
    """How to run; the command gets `running`."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def call(processes: int | None, resume: bool, log: str, **rest: object) -> object:
            return function(running=RunOptions(processes, resume, LogFormat(log)), **rest)

        decorated: Callable[..., object] = call
        for option in reversed(_OPTIONS):
            decorated = option(decorated)
        return cast("F", decorated)

    return decorate
