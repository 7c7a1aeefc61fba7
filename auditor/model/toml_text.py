"""TOML that a stranger may have written: a recording's statement, a bundle's knowledge and packs.

Must not know what keys mean. What an operator writes for himself is `targets.operator_file`'s.
"""

from __future__ import annotations

import re
import tomllib

MAX_DOTS = 100
"""Dots of a line outside of quotes, where one or two are in order: tomllib's time for a dotted key grows
with the square of its parts."""
_QUOTED = re.compile(r""""(?:[^"\\]++|\\.)*+"|'[^']*+'""")


def parse_untrusted(text: str) -> dict[str, object]:
    """The document; ValueError with the reason where it is none, or would cost more than it says."""
    if any(_QUOTED.sub("", line).count(".") > MAX_DOTS for line in text.split("\n")):
        raise ValueError(f"a line has more than {MAX_DOTS} dots")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
