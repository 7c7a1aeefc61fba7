"""How this process collects garbage. Must not know what it works on."""

from __future__ import annotations

import gc


def unhurried_collector() -> None:
    """Look for garbage seldom; call it once everything is imported.

    What is imported lives as long as the process, and records hold no cycles: looking after every
    700 of them took an eighth of a poll's time.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
