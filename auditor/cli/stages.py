"""The stages by themselves on a store: collect, identify, evaluate, report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from auditor.cli.gate_options import GateOptions, gate_options
from auditor.cli.judging import gather_judging, write_private
from auditor.cli.options import (
    LoginOptions,
    WordFiles,
    config_option,
    judging_options,
    legal_day,
    output_option,
    polling_options,
    store_option,
)
from auditor.cli.outputs import Output, gather_outputs
from auditor.cli.publish import publish
from auditor.cli.request import gather_collection, inventory_path, read_config
from auditor.cli.run_options import RunOptions, run_options
from auditor.model.finding import ExitCode
from auditor.model.recording import Instant
from auditor.pipeline import identify_store, purge_old, utc_now
from auditor.point_in_time import inventory_at, parse_moment
from auditor.report_run import Report
from auditor.resources import load_knowledge
from auditor.rule_run import Judging, evaluate_store, stored_result
from auditor.store import only_run, open_store


@click.command(short_help="Only poll and store.")
@config_option()
@store_option()
@polling_options()
@click.option(
    "--recordings", type=click.Path(path_type=Path), help="Read recorded devices of this folder instead."
)
@run_options()
def collect(
    config_path: Path | None,
    store_path: Path | None,
    targets: tuple[str, ...],
    login: LoginOptions,
    recordings: Path | None,
    running: RunOptions,
) -> int:
    """Poll the targets and store their recordings; nothing is identified or judged.

    Exits with 4 when a target could not be read at all.
    """
    config = read_config(config_path)
    collection = gather_collection(targets, login, recordings, config)
    inventory = inventory_path(store_path, config)
    with open_store(inventory, create=True) as store, only_run(inventory, "collect", utc_now()):
        _, counted = running.collect(store, collection, None, config)
        purge_old(store, collection)
    return ExitCode.NOT_DECIDED if counted.unread else ExitCode.CLEAR


@click.command(short_help="Only decode and identify what is stored.")
@config_option()
@store_option()
def identify(config_path: Path | None, store_path: Path | None) -> int:
    """Decode the stored recordings and name makers again, with today's knowledge; never polls."""
    config = read_config(config_path)
    with open_store(inventory_path(store_path, config), create=False) as store:
        count = identify_store(store, load_knowledge())
    click.echo(f"identified {count} devices", err=True)
    return ExitCode.CLEAR


@click.command(short_help="Only judge what is stored.")
@config_option()
@store_option()
@judging_options()
@click.option(
    "--inventory-at",
    "moment",
    metavar="DATE",
    help="Judge the inventory as recorded until the end of this day, or until a time.",
)
@gate_options()
@output_option()
def evaluate(
    config_path: Path | None,
    store_path: Path | None,
    exclude: tuple[str, ...],
    policies: tuple[str, ...],
    as_of: datetime | None,
    max_data_age: int | None,
    words: WordFiles,
    moment: str | None,
    gates: GateOptions,
    outputs: tuple[str, ...],
) -> int:
    """Judge the stored inventory against exclusion lists and report; never polls.

    Would we have been clear on a day? --as-of gives the law of that day, --inventory-at the
    equipment; the inventory itself stays as it is then.
    """
    config = read_config(config_path)
    knowledge = load_knowledge()
    judging = gather_judging(exclude, policies, legal_day(as_of), config, knowledge, max_data_age, words)
    inventory = inventory_path(store_path, config)
    written = gather_outputs(outputs, config, inventory)
    if moment is not None:
        return _evaluate_past(inventory, parse_moment(moment), judging, gates, written)
    with open_store(inventory, create=False) as store:
        asked = gates.resolved(inventory, store)
        result, private = evaluate_store(store, knowledge, judging, None, gates=asked)
        write_private(inventory, judging, private)
        publish(Report(result, store, knowledge), written)
    return result.exit_code


def _evaluate_past(
    inventory: Path, moment: Instant, judging: Judging, gates: GateOptions, written: tuple[Output, ...]
) -> int:
    """Judge the inventory as it was; the file of private matches is today's and stays."""
    knowledge = load_knowledge()
    with (
        open_store(inventory, create=False, read_only=True) as store,
        inventory_at(store, moment) as past,
    ):
        asked = gates.resolved(inventory, store)
        judged, private = evaluate_store(past.store, knowledge, judging, None, gates=asked)
        result = past.result(judged)
        publish(Report(result, past.store, knowledge), written)
    if private:
        click.echo(f"{len(private)} matches under private lists at {moment} are not written", err=True)
    return result.exit_code


@click.command(short_help="Only print the last evaluation again.")
@config_option()
@store_option()
@gate_options()
@output_option()
def report(
    config_path: Path | None, store_path: Path | None, gates: GateOptions, outputs: tuple[str, ...]
) -> int:
    """Render the last evaluation of the store again; nothing is polled or judged."""
    config = read_config(config_path)
    inventory = inventory_path(store_path, config)
    written = gather_outputs(outputs, config, inventory)
    with open_store(inventory, create=False, read_only=True) as store:
        knowledge = load_knowledge()
        result = stored_result(store, knowledge, gates.resolved(inventory, store, reported=True))
        publish(Report(result, store, knowledge), written)
    return result.exit_code
