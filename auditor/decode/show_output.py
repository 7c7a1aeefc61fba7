"""Which parser reads which command of which platform; a table, nothing else.

A parser is `(ShownText) -> ShownOutput`: pure, bounded, never raising on what it reads. A
command that no row names is kept as text, and `show_device` says that nothing reads it. Most
are grammars, tables of line patterns, one file per family (`grammar_*`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from auditor.decode import (
    grammar_cisco,
    grammar_comware,
    grammar_huawei,
    grammar_linux,
    grammar_routers,
    grammar_switches,
    grammar_zte,
)
from auditor.decode.line_rules import Grammar
from auditor.decode.rule_reader import parser_of
from auditor.decode.shown import ShownOutput, ShownText
from auditor.decode.shown_neighbors import FORMS, neighbor_parser

Parser = Callable[[ShownText], ShownOutput]

GRAMMARS: Mapping[tuple[str, str], Grammar] = {
    **grammar_huawei.GRAMMARS,
    **grammar_comware.GRAMMARS,
    **grammar_zte.GRAMMARS,
    **grammar_cisco.GRAMMARS,
    **grammar_routers.GRAMMARS,
    **grammar_switches.GRAMMARS,
    **grammar_linux.GRAMMARS,
}
PARSERS: Mapping[tuple[str, str], Parser] = {
    **{key: parser_of(grammar) for key, grammar in GRAMMARS.items()},
    **{key: neighbor_parser(form) for key, form in FORMS.items()},
    ("linux", "ethtool -m {interface}"): grammar_linux.read_optic,
}
"""(platform, command as the catalogue writes it) -> parser."""

NO_PARTS: frozenset[tuple[str, str]] = grammar_linux.NO_PARTS
"""(platform, command) whose text is kept for people and tells of no part: no gap."""


def decode_show_output(platform: str, command: str, text: ShownText) -> ShownOutput | None:
    """What an output tells; None when nothing reads this command."""
    if (platform, command) in NO_PARTS:
        return ShownOutput()
    if command.startswith(grammar_linux.ETHTOOL):
        command = f"{grammar_linux.ETHTOOL}{{interface}}"
    parser = PARSERS.get((platform, command))
    return None if parser is None else parser(text)
