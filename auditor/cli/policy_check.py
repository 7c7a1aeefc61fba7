"""`auditor policy validate` and `auditor policy test`: for whoever writes a pack."""

from __future__ import annotations

import click

from auditor.cli.packs import load_pack, shipped_ids
from auditor.errors import PackError
from auditor.evaluate import failed_examples
from auditor.model.finding import ExitCode
from auditor.report.escape import terminal_text
from auditor.resources import load_knowledge


@click.command(short_help="Check that packs can be read.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
def validate(files: tuple[str, ...]) -> int:
    """Read packs as an audit would, without judging: keys, words, vendors, sources, what belongs together.

    Each fault is told with file, line, key, reason and remedy. Exits with 2 when there is one.
    """
    knowledge, code = load_knowledge(), ExitCode.CLEAR
    for file in files:
        try:
            pack = load_pack(file, knowledge, place="FILE")
        except PackError as error:
            click.echo(terminal_text(f"auditor: {error}"), err=True)
            code = ExitCode.USAGE
            continue
        policy = pack.policy
        counts = f"{len(policy.rules)} rules, {len(policy.milestones)} milestones"
        click.echo(f"{file}: {policy.id} is valid: {counts}, {len(pack.examples())} examples")
        if policy.disabled_because:
            click.echo(terminal_text(f"{file}: disabled: {policy.disabled_because}"))
    return code


@click.command(name="test", short_help="Run the examples of packs.")
@click.argument("names", metavar="[ID|FILE]...", nargs=-1)
def run_examples(names: tuple[str, ...]) -> int:
    """Judge the examples in packs and compare with the status they expect.

    Without a name, all shipped packs. Exits with 2 when an example does not hold.
    """
    knowledge, code = load_knowledge(), ExitCode.CLEAR
    for name in names or shipped_ids():
        pack = load_pack(name, knowledge, place="ID")
        examples = pack.examples()
        failed = failed_examples(pack.policy, examples, knowledge.vendors.affiliations())
        for sentence in failed:
            click.echo(terminal_text(f"{name}: {sentence}"))
            code = ExitCode.USAGE
        if not failed:
            click.echo(f"{name}: {len(examples)} examples hold" if examples else f"{name}: has no examples")
    return code
