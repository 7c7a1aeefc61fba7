"""Text of a file that the operator wrote: bounded, UTF-8, and with errors that say what to do.

Serves the configuration and the target lists. Must not know what the text means.
Next: `table.py` checks the keys and types of parsed TOML.
"""

from __future__ import annotations

import codecs
import difflib
import tomllib
from collections.abc import Iterable
from pathlib import Path

from auditor.errors import UsageError

MAX_FILE_BYTES = 64 * 1024 * 1024
"""64 MiB: over 600,000 targets of 100 bytes; a larger file is most likely not a list."""

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, error: type[UsageError]) -> str:
    """The text of a UTF-8 file, without its byte order mark; `error` names file and reason."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or str(trouble)
        raise error(f"cannot be read: {reason}", file=str(path), remedy="check the path") from None
    if len(data) > MAX_FILE_BYTES:
        raise error(f"is larger than {MAX_FILE_BYTES} bytes", file=str(path), remedy="split the file")
    return _decode(data, str(path), error)


def _decode(data: bytes, file: str, error: type[UsageError]) -> str:
    if data.startswith(UTF16_MARKS):
        raise error("is UTF-16, not UTF-8", file=file, remedy='save it as "UTF-8" or "CSV UTF-8"')
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        # `start` counts from after the byte order mark, which holds no line end.
        line = data.count(b"\n", 0, trouble.start) + 1
        reason = f"byte 0x{trouble.object[trouble.start]:02x} is not UTF-8"
        raise error(reason, file=file, place=f"line {line}", remedy="save the file as UTF-8") from None


def parse_toml(text: str, file: str, error: type[UsageError]) -> dict[str, object]:
    """The document; `error` names the line of a syntax error or of a key given twice."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        reason, _, place = str(trouble).rpartition(" (at ")
        place = place.rstrip(")").replace("end of document", f"line {len(text.splitlines())}")
        raise error(reason or str(trouble), file=file, place=place) from None
    except ValueError:
        raise error("holds a number or date that is out of range", file=file) from None
    except RecursionError:
        raise error("is nested too deeply", file=file) from None


def suggest(word: str, words: Iterable[str]) -> str:
    """A remedy: the nearest valid word, or all of them when none is near."""
    known = tuple(words)
    near = difflib.get_close_matches(word, known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"valid: {', '.join(known) or 'none'}"
