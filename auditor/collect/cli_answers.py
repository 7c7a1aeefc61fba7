"""What a device says instead of an output: that it does not know the command, or does not allow it.

Goes by the first lines of short outputs, so that a word inside an inventory is no refusal. Must
not know sessions. Each phrase is one of a platform's parser, in its own words.
"""

from __future__ import annotations

import re

from auditor.model.recording import Reason

MAX_REFUSAL_BYTES = 1_024
"""A refusal is a line or three, with the command repeated above a caret."""

SIGNS: tuple[tuple[Reason, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(rf"^\s*(?:{pattern})", re.I | re.M))
    for reason, pattern in (
        (Reason.COMMAND_REFUSED, r"(?:% ?)?(?:Command |Per-command )?authori[sz]ation failed"),
        (Reason.COMMAND_REFUSED, r"% ?This command is not authorized|% ?Permission denied"),
        (Reason.COMMAND_REFUSED, r"Error: ?(?:No permission|Permission denied|You do not have permission)"),
        (Reason.COMMAND_REFUSED, r"Permission denied\.?\s*$|error: permission denied|not enough permissions"),
        (
            Reason.PRIVILEGE_TOO_LOW,
            r"% ?(?:Insufficient privilege|Privilege level)|.*insufficient privileges",
        ),
        (Reason.COMMAND_REJECTED, r"% ?(?:Invalid|Unknown|Unrecognized|Ambiguous|Incomplete|Wrong)\b"),
        (Reason.COMMAND_REJECTED, r"%Error|% ?Too many parameters|% ?Bad (?:IP|mask)|ERROR: % ?Invalid"),
        (Reason.COMMAND_REJECTED, r"Error: ?(?:Unrecognized|Wrong parameter|Incomplete|Too many|Ambiguous)"),
        (Reason.COMMAND_REJECTED, r"(?:error: )?(?:unknown command|syntax error)|bad command name"),
        (
            Reason.COMMAND_REJECTED,
            r"expected end of command|Invalid (?:command|input)|Command fail|Unknown action",
        ),
    )
)


def refusal_in(output: bytes) -> tuple[Reason, str] | None:
    """(reason, the line that says it) of an output that is none; None for an output."""
    if len(output) > MAX_REFUSAL_BYTES:
        return None
    text = output.decode("latin-1").replace("\r", "")
    for reason, sign in SIGNS:
        if match := sign.search(text):
            return reason, text[match.start() :].strip().partition("\n")[0]
    return None
