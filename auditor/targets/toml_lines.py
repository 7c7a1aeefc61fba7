"""On which line each table of an array of tables starts; tomllib does not tell.

The text is known to be valid TOML: only strings and comments can hide a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Strings come before comments, so that "#" in a string is no comment. A multi-line string may
# end in up to two quotes of its own before the closing three (TOML 1.0, "String").
OTHER_TOKENS = r"""
    | \"{3} (?: \\. | [^\\] )*? \"{3} \"{0,2}
    | '{3} .*? '{3} '{0,2}
    | " (?: \\. | [^"\\\n] )* "
    | ' [^'\n]* '
    | \# [^\n]*
"""


def table_lines(text: str, name: str, count: int) -> tuple[int, ...]:
    """Lines, from 1, of the `count` tables of the array `name` at the top of the document.

    Tables of an inline array (`name = [{…}, …]`) all get the line of the key.
    """
    header = rf"^[ \t]*\[\[[ \t]*(?:{name}|\"{name}\"|'{name}')[ \t]*\]\]"
    lines = tuple(_lines_of(text, header))
    if len(lines) == count:
        return lines
    key = next(_lines_of(text, rf"^[ \t]*(?:{name}|\"{name}\"|'{name}')[ \t]*="), 1)
    return (key,) * count


def _lines_of(text: str, wanted: str) -> Iterator[int]:
    pattern = re.compile(f"(?P<wanted>{wanted}){OTHER_TOKENS}", re.VERBOSE | re.DOTALL | re.MULTILINE)
    line, position = 1, 0
    for match in pattern.finditer(text):
        if match["wanted"] is not None:
            line += text.count("\n", position, match.start())
            position = match.start()
            yield line
