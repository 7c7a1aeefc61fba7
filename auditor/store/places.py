"""Stores where they lie: at a path, or for a while in a folder of their own.

Must not know what a store can do. Next: `opening`, which checks the file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.store import opening
from auditor.store.store import Store


@contextmanager
def open_store(path: Path, *, create: bool, read_only: bool = False) -> Iterator[Store]:
    """The store at `path`, made with mode 0600 where `create` and missing.

    StoreError names the file, the reason and what to do: missing, not ours, damaged,
    written by a newer auditor, locked, read-only, disk full.
    """
    with opening.opened(path, create=create, read_only=read_only) as session:
        yield Store(session)


@contextmanager
def temporary_store() -> Iterator[Store]:
    """An empty store that goes with the block: to derive and judge apart from the inventory."""
    with (
        tempfile.TemporaryDirectory(prefix="auditor-") as folder,
        open_store(Path(folder) / "inventory.sqlite", create=True) as store,
    ):
        yield store
