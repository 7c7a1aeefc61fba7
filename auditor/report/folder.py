"""Files of a folder format: their names never come from device text.

Writing them is the command line's; what is in them is each format's.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

MAX_READABLE_CHARACTERS = 40
"""Enough to find a device by eye; with digest and suffix a name stays far below 255 octets."""
DIGEST_CHARACTERS = 8
"""32 bits tell apart ids that look alike once their odd characters are gone."""
UNSAFE = re.compile(r"[^A-Za-z0-9]+")


class File(NamedTuple):
    """One file of a folder. `name` is a plain file name, or one below one plain folder."""

    name: str
    text: str


def file_name(identifier: str, suffix: str) -> str:
    """A file name for a target id or site, safe on every file system: "tokyo-sw1-5f2c1e7a.cdx.json"."""
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_CHARACTERS]
    readable = UNSAFE.sub("-", identifier)[:MAX_READABLE_CHARACTERS].strip("-")
    return f"{readable}-{digest}{suffix}" if readable else f"{digest}{suffix}"
