"""Which parser reads which command of which platform; a table, nothing else.

A parser is `(ShownText) -> ShownOutput`: pure, bounded, never raising on what it reads. A
command that no row names is kept as text, and `show_device` says that nothing reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from auditor.decode.shown import ShownOutput, ShownText

Parser = Callable[[ShownText], ShownOutput]

PARSERS: Mapping[tuple[str, str], Parser] = {}
"""(platform, command as sent) -> parser."""

NO_PARTS: frozenset[tuple[str, str]] = frozenset()
"""(platform, command) whose text is kept for people and tells of no part: no gap."""


def decode_show_output(platform: str, command: str, text: ShownText) -> ShownOutput | None:
    """What an output tells; None when nothing reads this command."""
    if (platform, command) in NO_PARTS:
        return ShownOutput()
    parser = PARSERS.get((platform, command))
    return None if parser is None else parser(text)
