"""Compares text with a reviewed file under tests/golden; AUDITOR_UPDATE_GOLDEN=1 rewrites it."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def golden_text(name: str, actual: str) -> str:
    """The expected text; with the update flag the file becomes `actual` first."""
    path = GOLDEN / name
    if os.environ.get("AUDITOR_UPDATE_GOLDEN") == "1":
        path.write_text(actual, encoding="utf-8", newline="")
    return path.read_bytes().decode()
