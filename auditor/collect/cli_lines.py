"""What a terminal would show of the octets of a line; for finding prompts and echoes, nothing else.

Outputs are kept as they came. Must not know sessions or platforms.
"""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences (ECMA-48 5.4)
    rb"|\x1b\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)"  # operating system commands, such as titles
    rb"|\x1b[ -/]*[0-~]"
)
MAX_LINE = 4_096
"""No prompt and no echo is longer; a longer line is none."""


def visible(line: bytes) -> str:
    """The line after escape sequences, carriage returns and backspaces had their effect."""
    if len(line) > MAX_LINE:
        return ""
    plain = _ESCAPES.sub(b"", line).replace(b"\0", b"").rstrip(b"\r")
    overwritten = plain.rpartition(b"\r")[2]
    shown = bytearray()
    for octet in overwritten:
        if octet == 0x08:
            del shown[-1:]
        elif octet != 0x07:
            shown.append(octet)
    return shown.decode("latin-1")
