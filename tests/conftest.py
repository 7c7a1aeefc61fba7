"""Fixtures shared by all tests."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

# A busy machine is slow, and no example is wrong for it.
settings.register_profile("auditor", deadline=None)
settings.load_profile("auditor")
