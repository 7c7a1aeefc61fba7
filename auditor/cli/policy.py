"""`auditor policy`: which packs there are and what one of them says."""

from __future__ import annotations

import click

from auditor.cli.judging import load_pack
from auditor.model.finding import ExitCode
from auditor.model.policy import Citation, Policy, Rule
from auditor.pack_files import shipped_packs
from auditor.resources import load_knowledge


@click.group(short_help="Show the policy packs.")
def policy() -> None:
    """Show the policy packs: what they exclude, where that is written and how far it was verified."""


@policy.command(name="list", short_help="List the shipped packs.")
def list_packs() -> int:
    """List the shipped packs, a line each: id, jurisdiction, kind, status and title."""
    knowledge = load_knowledge()
    for file, _ in shipped_packs():
        pack = load_pack(file.removesuffix(".toml"), knowledge).policy
        head = f"{pack.id:<24} {pack.jurisdiction:<4} {pack.kind.value:<16} {pack.status.value:<9}"
        click.echo(f"{head} {pack.title}")
    return ExitCode.CLEAR


@policy.command(short_help="Show one pack with its rules and sources.")
@click.argument("policy_id", metavar="ID")
def show(policy_id: str) -> int:
    """Show one pack: rules, dates, questions and citations. ID may be the path of your own pack."""
    pack = load_pack(policy_id, load_knowledge()).policy
    for line in _describe(pack):
        click.echo(line)
    return ExitCode.CLEAR


_VERIFICATION = {
    "P": "official text seen",
    "S": "secondary source seen",
    "X": "measured",
    "M": "from memory, unverified",
    "operator": "stated by you",
}


def _cite(citation: Citation) -> str:
    url = f" <{citation.url}>" if citation.url else ""
    return f"{citation.text}{url} [{_VERIFICATION[citation.verification.value]}]"


def _describe(pack: Policy) -> list[str]:
    names = (
        "names nobody: needs your private designation list" if pack.needs_designations else "names vendors"
    )
    lines = [
        f"{pack.id}: {pack.title}",
        f"  {pack.jurisdiction}, {pack.issuer}; {pack.kind.value}, {pack.status.value}; {names}",
        f"  a match is called: {pack.listed_wording}",
        f"  sha256 {pack.digest}",
        *(f"  cited: {_cite(citation)}" for citation in pack.citations),
        *(f"  note: {line}" for line in pack.notes.splitlines() if line),
    ]
    lines += [f"  asks ({question.topic}) {question.key}: {question.text}" for question in pack.questions]
    for rule in pack.rules:
        lines += _describe_rule(rule)
    for milestone in pack.milestones:
        day = milestone.on.isoformat() if milestone.on else milestone.relative
        lines.append(f"  {day} {milestone.kind}: {milestone.requirement} — {_cite(milestone.citation)}")
    return lines


def _describe_rule(rule: Rule) -> list[str]:
    start = f" from {rule.effective.start}" if rule.effective.start else ""
    end = f" until {rule.effective.end}" if rule.effective.end else ""
    parts = "covers parts" if rule.covers_parts else "does not cover parts"
    lines = [
        f"  rule {rule.id} ({rule.severity.value}, {parts}{start}{end}): {rule.text}",
        f"    vendors: {', '.join(rule.vendors) or 'none named'}",
        f"    cited: {_cite(rule.citation)}",
    ]
    needs = (("profile", rule.profiles), ("activity", rule.activities), ("purpose", rule.purposes))
    lines += [f"    applies if {topic} is one of: {', '.join(keys)}" for topic, keys in needs if keys]
    lines += [f"    exception: {text}" for text in rule.exceptions]
    if rule.undetermined_because:
        lines.append(f"    cannot be decided by polling: {rule.undetermined_because}")
    return lines
