"""`auditor demo`: the main job on an embedded network of simulated devices."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TextIO

import click

from auditor.cli.options import legal_day, output_option
from auditor.cli.outputs import Output, gather_outputs
from auditor.cli.packs import load_packs
from auditor.cli.page import print_text
from auditor.cli.progress import LogFormat, progress
from auditor.cli.publish import publish, words_stream
from auditor.collect.host_keys import write_host_keys
from auditor.demo.cast import COMMUNITY, PASSWORD, USER, Cast, designation_list, load_cast
from auditor.demo.network import DemoNetwork
from auditor.errors import UsageError
from auditor.evaluate import operator_policy, parse_designations
from auditor.identify import Knowledge
from auditor.model.finding import AuditResult, ExitCode
from auditor.model.limits import Limits
from auditor.model.policy import Profile
from auditor.model.ssh_settings import SshSettings
from auditor.model.target import SecretRef, SecretScheme, SnmpCommunity, SnmpVersion, SshPassword, Target
from auditor.pipeline import Collection, collect_run
from auditor.report_run import Report
from auditor.resources import load_knowledge
from auditor.rule_run import DesignatedSubject, Judging, evaluate_store
from auditor.store import open_store

POLICY = "jp-it-proc-2018"
MARK = ".auditor-demo"
"""Says that the files of a folder are a demo's and may be replaced."""
COMMUNITY_VARIABLE = "AUDITOR_DEMO_COMMUNITY"
PASSWORD_VARIABLE = "AUDITOR_DEMO_PASSWORD"  # noqa: S105  the name of a variable
FILES = (
    *("inventory.sqlite", "inventory.sqlite-wal", "inventory.sqlite-shm"),
    *("report.html", "known_hosts"),
)
"""What a demo leaves behind."""
LIMITS = Limits(timeout_s=1.0, retries=1, device_budget_s=20.0, requests_in_flight=1)
"""Loopback answers in milliseconds, so a silent device need not be waited for long."""


@click.command(short_help="Audit an embedded network of simulated devices.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("demo-out"),
    show_default=True,
    help="Folder for inventory.sqlite and report.html; an earlier demo's files in it are replaced.",
)
@output_option()
def demo(out: Path, outputs: tuple[str, ...]) -> int:
    """Audit a simulated network: 17 devices in three sites, over real SNMP and SSH on 127.0.0.0/8.

    The devices, their operator and their sites are invented. They are audited exactly as real ones
    would be. Exits with 0 when the demo itself worked, and says which code the audit would have given.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {out}: {error.strerror}", place="--out") from error
    inventory = out / "inventory.sqlite"
    page = Output("html", str(out / "report.html"))
    written = gather_outputs(outputs, None, inventory, taken=(page,))
    _forget(out)
    os.environ.update({COMMUNITY_VARIABLE: COMMUNITY, PASSWORD_VARIABLE: PASSWORD})
    cast, knowledge = load_cast(), load_knowledge()
    click.echo(f"auditing the {len(cast.members)} devices of {cast.operator} (simulated)", err=True)
    with DemoNetwork() as listening, open_store(inventory, create=True) as store:
        known_hosts = out / "known_hosts"
        write_host_keys(known_hosts, listening.host_keys)
        ssh = SshSettings(known_hosts=str(known_hosts), start_jitter_s=0.0)
        targets = _targets(cast, listening.port)
        collection = Collection(targets, LIMITS, "", whole_inventory=True, ssh=ssh)
        run_id = collect_run(store, collection, knowledge, progress(LogFormat.TEXT))
        _, private = evaluate_store(store, knowledge, _judging(cast, knowledge, bind=True), run_id)
        result, _ = evaluate_store(store, knowledge, _judging(cast, knowledge, bind=False), run_id)
        publish(Report(result, store, knowledge), (page, *written))
    _explain(result, private, out, words_stream(written))
    return ExitCode.CLEAR


def _forget(out: Path) -> None:
    """Remove an earlier demo's files; UsageError where the folder's files are not a demo's."""
    mark = out / MARK
    taken = [name for name in FILES if (out / name).exists()]
    if taken and not mark.exists():
        raise UsageError(
            f"{out / taken[0]} is not from an earlier demo", place="--out", remedy="name another folder"
        )
    try:
        mark.touch()
    except OSError as error:
        raise UsageError(f"cannot write into {out}: {error.strerror}", place="--out") from error
    for name in FILES:
        try:
            (out / name).unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(f"cannot replace {out / name}: {error.strerror}", place="--out") from error


def _targets(cast: Cast, port: int) -> tuple[Target, ...]:
    community, password = (
        SecretRef(SecretScheme.ENV, (name,)) for name in (COMMUNITY_VARIABLE, PASSWORD_VARIABLE)
    )
    credentials = (SnmpCommunity("demo", SnmpVersion.V2C, community), SshPassword("demo-cli", USER, password))
    return tuple(
        Target(
            member.name,
            (member.address,),
            credentials,
            snmp_port=port,
            site=member.site,
            transports=member.transports,
            ssh_port=port,
        )
        for member in cast.members
    )


def _judging(cast: Cast, knowledge: Knowledge, *, bind: bool) -> Judging:
    """The operator's list and Japan's policy, which names nobody: with and without a list bound."""
    words = knowledge.vendors.words()
    packs = load_packs((POLICY,), knowledge)
    policies = (operator_policy(cast.exclude, words), *(pack.policy for pack in packs))
    bound = (parse_designations(designation_list(), "designations.toml", secrets.token_bytes(32), words),)
    return Judging(
        policies,
        Profile(),
        legal_day(None),
        packs=tuple((pack.policy.digest, pack.policy.id, pack.data) for pack in packs),
        designations=bound if bind else (),
    )


def _explain(result: AuditResult, private: tuple[DesignatedSubject, ...], out: Path, stream: TextIO) -> None:
    lines = [
        "",
        f"{POLICY} names nobody: without a designation list its result is undetermined.",
        "With the demo's clearly fictitious list bound, it gives opaque ids, in part:",
        *(
            f"  {match.designation}  {match.status}  {match.device_id}: {match.subject}"
            for match in _one_part_each(private)
        ),
        "",
        f"The demo worked. The audit itself would have ended with exit code {result.exit_code}.",
        f"Look at {out / 'report.html'} and query {out / 'inventory.sqlite'} (docs/reference/schema.md).",
    ]
    print_text("\n".join(lines), stream)


def _one_part_each(private: tuple[DesignatedSubject, ...]) -> list[DesignatedSubject]:
    """The last match of each device: a part where it has one."""
    return list(
        {match.device_id: match for match in private if not match.subject.startswith("mac:")}.values()
    )
