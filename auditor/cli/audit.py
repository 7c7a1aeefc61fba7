"""`auditor audit`: collect, identify, evaluate and report in one run."""

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
from auditor.cli.outputs import gather_outputs
from auditor.cli.publish import publish
from auditor.cli.request import gather_collection, inventory_path, read_config
from auditor.cli.run_options import RunOptions, run_options
from auditor.pipeline import purge_old, utc_now
from auditor.report_run import Report
from auditor.resources import load_knowledge
from auditor.rule_run import evaluate_store
from auditor.store import only_run, open_store


@click.command(short_help="Poll, identify, store, judge and report: the main job.")
@config_option()
@store_option()
@polling_options()
@click.option(
    "--recordings",
    type=click.Path(path_type=Path),
    help="Audit recorded devices (NAME.snmprec) of this folder; no network is used.",
)
@run_options()
@judging_options()
@gate_options()
@output_option()
def audit(
    config_path: Path | None,
    store_path: Path | None,
    targets: tuple[str, ...],
    login: LoginOptions,
    recordings: Path | None,
    running: RunOptions,
    exclude: tuple[str, ...],
    policies: tuple[str, ...],
    as_of: datetime | None,
    max_data_age: int | None,
    words: WordFiles,
    gates: GateOptions,
    outputs: tuple[str, ...],
) -> int:
    """Audit a network in one command.

    Polls every target, stores what was said, names the makers, judges them and prints what was not
    checked, what was found, and why. Targets and lists come from the configuration or from options:

    \b
      AUDITOR_COMMUNITY=public auditor audit --target 10.0.0.0/28 \\
          --community env:AUDITOR_COMMUNITY --exclude huawei --exclude zte \\
          --db inv.sqlite -o json=out.json -o html=out.html
    """
    config = read_config(config_path)
    knowledge = load_knowledge()
    judging = gather_judging(exclude, policies, legal_day(as_of), config, knowledge, max_data_age, words)
    inventory = inventory_path(store_path, config)
    written = gather_outputs(outputs, config, inventory)
    collection = gather_collection(targets, login, recordings, config)
    with open_store(inventory, create=True) as store, only_run(inventory, "audit", utc_now()):
        asked = gates.resolved(inventory, store)
        run_id, _ = running.collect(store, collection, knowledge, config)
        run_only = not collection.whole_inventory
        result, private = evaluate_store(store, knowledge, judging, run_id, run_only=run_only, gates=asked)
        write_private(inventory, judging, private)
        publish(Report(result, store, knowledge), written)
        purge_old(store, collection)
    return result.exit_code
