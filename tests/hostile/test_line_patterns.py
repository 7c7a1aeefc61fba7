"""Patterns of lines against lines made to make them backtrack: the work for a line is bounded."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from itertools import product

import pytest

from auditor.decode.grammar_linux import OPTIC
from auditor.decode.neighbor_forms import FORMS
from auditor.decode.rule_reader import MAX_LINE_OCTETS
from auditor.decode.show_output import GRAMMARS
from auditor.decode.shown_lldpd import IPV4, MEMBER

PARSER = importlib.import_module("re._parser")
COMPILER = importlib.import_module("re._compiler")
ALL = frozenset(map(chr, range(256)))
MAX_SHARING = 2
"""Repeats that may share one run of characters: two cost its length squared, about a
millisecond for the longest line; three cost its cube, half a second."""
PATTERNS = sorted(
    {rule.pattern.pattern for grammar in (*GRAMMARS.values(), OPTIC) for rule in grammar}
    | {
        pattern.pattern
        for form in FORMS.values()
        for pattern in (form.begins, *form.fields, form.next_line, form.port, form.empty)
    }
    | {MEMBER.pattern, IPV4.pattern}
)
HEADS = (
    "", "1", "Port : ", "a  ae1 00:1c:73:00:c0:46 ", ' "value" : "', "1 00e0-fc12-3456 a ", "1 ", " 1 A1",
    "1 2 3 A", "NAME:", 'NAME: "', "NAME: a, DESCR: ", "PID: a, VID: ", "[", "A",
)  # fmt: skip
FILLS = (" ", "a- ", "\\", "a=", "-", "1", '"', ",", "a  ", "A-1 ", "\t")

Token = frozenset[str] | None
"""The characters an endless repeat takes; None for what takes at least one character in one way."""


def sharing(pattern: str) -> int:
    """The largest number of neighboring endless repeats that can take the same character."""
    most = 0
    for path in _paths(PARSER.parse(pattern)):
        common, count = ALL, 0
        for token in path:
            both = common & token if token else frozenset()
            common, count = (both, count + 1) if both else (token or ALL, int(token is not None))
            most = max(most, count)
    return most


def _paths(parsed) -> Iterator[tuple[Token, ...]]:  # type: ignore[no-untyped-def]
    choices = [tuple(_ways(str(operator), value)) for operator, value in parsed]
    return (tuple(token for way in ways for token in way) for ways in product(*choices))


def _ways(operator: str, value) -> Iterator[tuple[Token, ...]]:  # type: ignore[no-untyped-def]
    if operator == "SUBPATTERN":
        yield from _paths(value[-1])
    elif operator == "BRANCH":
        for branch in value[1]:
            yield from _paths(branch)
    elif operator in {"MAX_REPEAT", "MIN_REPEAT"}:
        least, most, inner = value
        if most == PARSER.MAXREPEAT and len(inner) == 1 and str(inner[0][0]) != "SUBPATTERN":
            yield (frozenset(filter(COMPILER.compile(inner).fullmatch, ALL)),)
        else:
            yield from _paths(inner)
        if not least:
            yield ()
    elif operator == "POSSESSIVE_REPEAT":
        yield () if not value[0] else (None,)
    elif operator not in {"AT", "ASSERT", "ASSERT_NOT"}:
        yield (None,)


def test_repeats_that_share_characters_are_counted() -> None:
    patterns = (r"a *b *", r"a *-? *", r" *(?P<x>[^,]*?) *,", r" *+[^,]*? *,", r" +(?:a|b*) +")
    assert [sharing(pattern) for pattern in patterns] == [1, 2, 3, 2, 2]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_run_of_characters_is_shared_out_in_cubic_time(pattern: str) -> None:
    assert sharing(pattern) <= MAX_SHARING


def test_every_pattern_ends_on_the_longest_lines() -> None:
    for head, fill, pattern in product(HEADS, FILLS, PATTERNS):
        line = (head + fill * MAX_LINE_OCTETS)[: MAX_LINE_OCTETS - 1] + "\x7f"
        match = re.match(pattern, line)
        assert match is None or match.end() <= MAX_LINE_OCTETS
