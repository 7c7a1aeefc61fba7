"""`auditor init`: a commented configuration, with the profile asked for."""

from __future__ import annotations

import json
import os
import shlex
import stat
from pathlib import Path

import click

from auditor.cli.packs import load_packs
from auditor.errors import UsageError
from auditor.evaluate import operator_policy
from auditor.model.finding import ExitCode
from auditor.model.policy import Question
from auditor.pack_files import shipped_packs
from auditor.resources import load_knowledge

_TEMPLATE = """\
# Configuration of the network asset inventory auditor.
# Every key is explained in config.example.toml and docs/reference/configuration.md.

# Your own exclusion list comes first: it needs no legal argument and covers parts.
exclude = [{exclude}]

[store]
path = "inventory.sqlite"

# Who you are and what you do with the equipment. A question left out is unanswered, and a match
# then reads "listed vendor; applies only if …".
[profile]
{profile}
# Legal packs to judge against as well (auditor policy list).
[policies]
use = [{policies}]

# Where the targets are (docs/reference/targets.md shows the formats).
[[targets]]
path = "targets.toml"

# Credentials are references, never values: env:NAME, file:/path (0600) or command:["argv", …].
[credentials.default]
kind = "snmp-community"
version = "v2c"
community = "env:AUDITOR_COMMUNITY"

[snmp]
credentials = ["default"]
"""

_TARGETS = """\
# Targets of the audit: one table per device, or a range for many.

[[targets]]
id = "switch-1"
address = "192.0.2.1"
site = "headquarters"
tags = ["access"]
"""


@click.command(short_help="Write a commented configuration; asks who you are.")
@click.option(
    "--dir", "folder", type=click.Path(path_type=Path), default=Path(), help="Folder to write into."
)
@click.option(
    "--exclude", multiple=True, metavar="VENDOR", help="Vendor on your own exclusion list. Repeatable."
)
@click.option("--policy", "policies", multiple=True, metavar="ID", help="Policy pack to use. Repeatable.")
@click.option("--no-input", is_flag=True, help="Ask nothing; leave the profile unanswered.")
def init(folder: Path, exclude: tuple[str, ...], policies: tuple[str, ...], no_input: bool) -> int:
    """Write config.toml and targets.toml into a folder and ask the questions of the chosen policies.

    Existing files are never overwritten.
    """
    knowledge = load_knowledge()
    config, targets = folder / "config.toml", folder / "targets.toml"
    if config.exists():
        raise UsageError("exists already", file=str(config), remedy="edit it, or choose another --dir")
    if not (exclude or policies or no_input):
        exclude = _ask_words("Vendors you exclude (comma separated)", "huawei, zte")
        ids = ", ".join(file.removesuffix(".toml") for file, _ in shipped_packs())
        policies = _ask_words(f"Policy packs to use, of {ids} (empty: none)", "")
    if exclude:
        operator_policy(exclude, knowledge.vendors.words())
    packs = [pack.policy for pack in load_packs(policies, knowledge)]
    questions = {question.key: question for pack in packs for question in pack.questions}
    profile = _ask_profile(tuple(questions.values()), no_input)
    text = _TEMPLATE.format(exclude=_quoted(exclude), policies=_quoted(policies), profile=profile)
    _write_new(config, text)
    click.echo(f"wrote {config}", err=True)
    if not targets.exists():
        _write_new(targets, _TARGETS)
        click.echo(f"wrote {targets}", err=True)
    named = f" --config {shlex.quote(str(config))}" if folder != Path() else ""
    click.echo(
        f"next: list your devices in {targets}, export AUDITOR_COMMUNITY, run: auditor audit{named}", err=True
    )
    return ExitCode.CLEAR


def _ask_words(question: str, default: str) -> tuple[str, ...]:
    answer = _ask(question, default)
    return tuple(word.strip() for word in answer.split(",") if word.strip())


def _ask(question: str, default: str, choices: tuple[str, ...] = ()) -> str:
    """An answer from standard input; UsageError when there is nobody to answer."""
    kind = click.Choice(choices) if choices else None
    try:
        return str(click.prompt(question, default=default, show_default=bool(default), type=kind, err=True))
    except click.Abort as stopped:
        if isinstance(stopped.__context__, EOFError):
            raise UsageError("standard input ended before the last answer", remedy="use --no-input") from None
        raise


def _ask_profile(questions: tuple[Question, ...], no_input: bool) -> str:
    lines = []
    for question in questions:
        answer = "?"
        if not no_input:
            answer = _ask(question.text, "?", ("y", "n", "?"))
        value = {"y": "true", "n": "false"}.get(answer)
        lines.append(f"# {question.text}")
        lines.append(f"{question.key} = {value}" if value else f"# {question.key} = true")
    return "\n".join(lines) + "\n" if lines else ""


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(json.dumps(word, ensure_ascii=False) for word in words)


def _write_new(path: Path, text: str) -> None:
    try:
        mode = stat.S_IRUSR | stat.S_IWUSR
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", file=str(path)) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
