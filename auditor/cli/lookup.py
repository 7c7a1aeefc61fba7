"""`auditor lookup`: what registries and knowledge say of a value, offline and with the reason."""

from __future__ import annotations

import click

from auditor.cli.page import print_page
from auditor.evaluate.matches import reason_words
from auditor.identify.lookup import look_up
from auditor.identify.row_origins import Origins
from auditor.model.finding import ExitCode
from auditor.model.lookup import LookupKind
from auditor.report.lookup_text import render_answers, render_answers_json
from auditor.resources import load_knowledge


@click.command(short_help="Show what is known of a MAC, OID, description, part or serial number.")
@click.argument("kind", type=click.Choice([kind.value for kind in LookupKind]))
@click.argument("values", metavar="VALUE...", nargs=-1, required=True)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON.",
)
def lookup(kind: str, values: tuple[str, ...], format_name: str) -> int:
    """Look values up in the registries and the knowledge, offline, as an audit would read them.

    \b
      auditor lookup mac 48:43:5a:7c:31:00 00e0fc   registrant, block, special class
      auditor lookup oid 1.3.6.1.4.1.2011.2.23.95   number's holder, curated sub-trees
      auditor lookup descr "Huawei AR2220 router"   rows that read a sysDescr
      auditor lookup part 02310MNW ME909s-120       rows of optics, modems and neighbors
      auditor lookup serial 022VLL10HB000282        serial number grammars and their trust

    "Nothing known" is an answer, with exit code 0: it means unknown, not clear. A value that
    cannot be one of its kind ends with exit code 2.
    """
    knowledge = load_knowledge()
    origins = Origins(knowledge)
    answers = tuple(look_up(LookupKind(kind), value, knowledge, origins) for value in values)
    codes = {known.cap for answer in answers for known in answer.known if known.cap}
    cap_words = {code: reason_words(code)[0] for code in sorted(codes)}
    if format_name == "json":
        click.echo(render_answers_json(answers, cap_words), nl=False)
    else:
        print_page(lambda colour, width: render_answers(answers, cap_words, colour=colour, width=width))
    return ExitCode.CLEAR
