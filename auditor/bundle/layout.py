"""What is where in a bundle, and how large anything in it may be; knows no file.

Names are for ever: a bundle of today must be readable in years. Next: `documents`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SCHEMA = "auditor-bundle/1"

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
README = "README.txt"
JUDGING = "judging.json"
FINDINGS = "findings.json"
DEVICES = "devices.json"
AUDIT = "audit.json"
OUI_ROWS = "registries/oui.tsv"
ENTERPRISE_ROWS = "registries/enterprises.tsv"
KNOWLEDGE_FOLDER = "knowledge/"
POLICY_FOLDER = "policies/"
RECORDING_FOLDER = "recordings/"
SECTION_FOLDER = "sections/"
EXPLANATION_FOLDER = "explanations/"

MEMBER_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120})?")
"""A plain name in at most one folder: no absolute path, no "..", no drive, no backslash."""
MAX_ARCHIVE_BYTES = 2 * 1024**3
"""A bundle of a thousand devices is some 30 MB."""
MAX_DIRECTORY_BYTES = 64 * 1024**2
"""The zip's table of contents: half a million entries; it is read into memory before anything else."""
MAX_MEMBER_BYTES = 128 * 1024**2
"""Twice what may be read from one device."""
MAX_TOTAL_BYTES = 16 * 1024**3
"""Unpacked: a hundred thousand devices of average size."""
MAX_EXPLANATIONS = 500
"""Of a whole audit; the explanation of a further finding comes with the bundle of that finding."""


class Member(NamedTuple):
    """A file of a bundle as its manifest states it; `sha256` is hexadecimal."""

    name: str
    size: int
    sha256: str


def section_name(digest: str) -> str:
    """Where the payload with this sha256 is."""
    return f"{SECTION_FOLDER}{digest}.bin"


def recording_name(recording_id: str) -> str:
    """Where the statement of a recording is."""
    return f"{RECORDING_FOLDER}{recording_id}.json"


def policy_name(digest: str) -> str:
    """Where the bytes of a pack, or the operator's own list, are."""
    return f"{POLICY_FOLDER}{digest}"


def explanation_name(fingerprint: str) -> str:
    """Where the explanation of a finding is."""
    return f"{EXPLANATION_FOLDER}{fingerprint.replace(':', '-')}.txt"
