"""Opens the SQLite file safely: creation with mode 0600, checks, pragmas, checkpoint.

Refuses what is not ours, newer than this program, or damaged: an unreadable store must
never look like one without findings. Next: `migrations`, `store`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from auditor.errors import StoreError
from auditor.store.faults import explained
from auditor.store.migrations import APPLICATION_ID, SCHEMA_VERSION, migrate
from auditor.store.session import Session

BUSY_TIMEOUT_S = 120.0
"""The longest transaction is an evaluation: a minute on an inventory of millions of parts."""
CLOSE_TIMEOUT = "PRAGMA busy_timeout = 1000"
"""A reader that stays must not delay the end of a run; the next close truncates the log."""
QUICK_CHECK_UP_TO_BYTES = 64 * 1024 * 1024
"""quick_check reads the whole file at some 250 MB/s: a quarter of a second at this size."""
STORE_MODE = 0o600

CONNECTION_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
WRITER_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA wal_autocheckpoint = 8000",
    "PRAGMA cache_size = -16000",
)
"""Pages of indexes are written to again and again while devices come in: the log may grow to 32 MB before
it is moved into the file, and 16 MB of pages are kept at hand. `Session.writing` says what lasts."""


@contextmanager
def opened(path: Path, *, create: bool, read_only: bool) -> Iterator[Session]:
    """A checked session on the store; StoreError says what to do. Closes with a checkpoint."""
    _require_file(path, create=create and not read_only)
    with explained(path), closing(_connect(path, read_only=read_only)) as connection:
        _refuse_foreign(path, connection)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
            _refuse_older(path, connection)
        else:
            _prepare_writer(connection)
        _check(path, connection)
        yield Session(path, connection)
        if not read_only:
            _checkpoint(connection)


def _require_file(path: Path, *, create: bool) -> None:
    """The file exists afterwards; a new one is ours alone from its first moment."""
    if path.is_dir():
        raise StoreError("is a directory", file=str(path), remedy="name a file")
    if path.exists():
        return
    if not create:
        raise StoreError("there is no store", file=str(path), remedy="run auditor audit first, or check --db")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, STORE_MODE))
    except FileNotFoundError as error:
        raise StoreError(
            "its directory does not exist", file=str(path), remedy=f"create {path.parent} first"
        ) from error
    except FileExistsError:
        return  # another process created it between the two calls; it is checked like any other
    except OSError as error:
        raise StoreError(
            f"cannot be created: {error.strerror}",
            file=str(path),
            remedy="check the directory's owner and mode",
        ) from error


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "?mode=ro" if read_only else "?mode=rw"
    connection = sqlite3.connect(
        path.absolute().as_uri() + mode, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None
    )
    for pragma in CONNECTION_PRAGMAS:
        connection.execute(pragma)
    return connection


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(pragma).fetchone()[0])


def _refuse_foreign(path: Path, connection: sqlite3.Connection) -> None:
    """Ours or empty, and not newer than this program."""
    application = _number(connection, "PRAGMA application_id")
    if application == 0 and _number(connection, "SELECT count(*) FROM sqlite_master") == 0:
        return
    if application != APPLICATION_ID:
        raise StoreError(
            "is a SQLite file of another program", file=str(path), remedy="name another file with --db"
        )
    version = _number(connection, "PRAGMA user_version")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"was written by a newer auditor (schema {version}, this one knows {SCHEMA_VERSION})",
            file=str(path),
            remedy="upgrade the auditor; nothing was changed",
        )


def _refuse_older(path: Path, connection: sqlite3.Connection) -> None:
    """A reader cannot migrate."""
    version = _number(connection, "PRAGMA user_version")
    if version < SCHEMA_VERSION:
        raise StoreError(
            f"has the older schema {version}" if version else "is empty",
            file=str(path),
            remedy="run auditor audit or auditor evaluate on it once",
        )


def _prepare_writer(connection: sqlite3.Connection) -> None:
    for pragma in WRITER_PRAGMAS:
        connection.execute(pragma)
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrate(Database(connection, execute_plugins=False))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """quick_check where it is cheap; what of a larger file is damaged is noticed when it is read."""
    pages, page_bytes = _number(connection, "PRAGMA page_count"), _number(connection, "PRAGMA page_size")
    if pages * page_bytes > QUICK_CHECK_UP_TO_BYTES:
        return
    report = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if report != "ok":
        raise StoreError(
            f"is damaged: {report}",
            file=str(path),
            remedy="restore the last copy, or start a new store and audit again",
        )


def _checkpoint(connection: sqlite3.Connection) -> None:
    """Moves the log into the file. A reader may prevent it: then the log stays, and counts."""
    connection.execute(CLOSE_TIMEOUT)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def integrity_problems(session: Session) -> tuple[str, ...]:
    """integrity_check (minutes on gigabytes) and foreign_key_check, as sentences."""
    with session.reading() as connection:
        found = [str(line) for (line,) in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    orphans = [
        f"row {row} of {table} refers to a missing row of {parent}" for table, row, parent, _ in broken
    ]
    return (*(line for line in found if line != "ok"), *orphans)
