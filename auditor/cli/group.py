"""The command group; each command lives in a file of its own."""

from __future__ import annotations

import click

from auditor import __version__
from auditor.cli.audit import audit
from auditor.cli.bundle import bundle, verify
from auditor.cli.decide import decide
from auditor.cli.demo import demo
from auditor.cli.diff import diff
from auditor.cli.discover import discover_command
from auditor.cli.explain import explain
from auditor.cli.hostkeys import hostkeys
from auditor.cli.init import init
from auditor.cli.lookup import lookup
from auditor.cli.policy import policy
from auditor.cli.record import record
from auditor.cli.registry import registry
from auditor.cli.runs import runs
from auditor.cli.stages import collect, evaluate, identify, report

EXIT_CODES = """
\b
Exit codes:
  0  everything judged is clear
  1  our own failure
  2  usage or configuration
  3  excluded equipment found
  4  nothing excluded found, but review, unknown, not checked or undetermined remains
  5  registries or policies are older than allowed
  130  interrupted; what was read until then is kept
"""


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor")
def auditor() -> None:
    """Find equipment and parts of excluded vendors in a network, with evidence.

    Polls routers and switches over SNMP and SSH, keeps what they said in a SQLite inventory, names the
    maker of every part it can, and marks the inventory against exclusion lists. Devices are only
    read, never changed.
    """


for command in (
    demo,
    audit,
    init,
    discover_command,
    record,
    collect,
    identify,
    evaluate,
    report,
    diff,
    runs,
    explain,
    decide,
    bundle,
    verify,
    lookup,
    policy,
    registry,
    hostkeys,
):
    auditor.add_command(command)
