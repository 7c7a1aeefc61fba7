"""Fixtures shared by all tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

os.environ.pop("COLUMNS", None)  # output has its own width, whatever that of the terminal here

# A busy machine is slow, and no example is wrong for it.
settings.register_profile("auditor", deadline=None)
settings.load_profile("auditor")
