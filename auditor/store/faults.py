"""SQLite's error codes as `StoreError`s that say what happened and what to do next.

Must not know any table. Constraint errors are left alone: they would be a fault of ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from auditor.errors import StoreError

NOTHING_LOST = "everything acknowledged before is kept"


class Fault(NamedTuple):
    """What an error code means to the operator."""

    reason: str
    remedy: str


FAULTS = {
    sqlite3.SQLITE_BUSY: Fault("is locked by another writer", f"wait for it and run again; {NOTHING_LOST}"),
    sqlite3.SQLITE_LOCKED: Fault("is locked by another writer", f"wait for it and run again; {NOTHING_LOST}"),
    sqlite3.SQLITE_FULL: Fault("the disk is full", f"free some space and run again; {NOTHING_LOST}"),
    sqlite3.SQLITE_READONLY: Fault(
        "is read-only", "check the owner and mode of the file and of its directory"
    ),
    sqlite3.SQLITE_PERM: Fault("may not be accessed", "check the owner and mode of the file"),
    sqlite3.SQLITE_CANTOPEN: Fault("cannot be opened", "check that its directory exists and may be written"),
    sqlite3.SQLITE_IOERR: Fault("cannot be read or written", f"check the disk and run again; {NOTHING_LOST}"),
    sqlite3.SQLITE_CORRUPT: Fault(
        "is damaged", "restore the last copy, or start a new store and audit again"
    ),
    sqlite3.SQLITE_NOTADB: Fault(
        "is not a SQLite database", "name the store with --db, or move this file away"
    ),
    sqlite3.SQLITE_TOOBIG: Fault(
        "refuses a value that is too large", "report this as a fault of the auditor"
    ),
}
PRIMARY_CODE = 0xFF
"""Extended result codes keep the primary code in their low byte (sqlite.org/rescode.html)."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns SQLite errors in the block into StoreErrors about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        fault = FAULTS.get(_primary_code(error))
        if fault is None:
            raise
        raise StoreError(fault.reason, file=str(path), remedy=fault.remedy) from error


def _primary_code(error: sqlite3.Error) -> int:
    """Python sets no code on errors it raises itself."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & PRIMARY_CODE if isinstance(code, int) else -1
