"""Runs, the target list, and the data sources a run used.

A run that ends without a word stays in the table without an outcome: the `runs` view
calls it unfinished, and interrupted once another has started.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable

from auditor.errors import StoreError
from auditor.model.finding import DataSource
from auditor.model.recording import Instant
from auditor.model.target import Target, Transport
from auditor.store.records import PastRun, RunRecord
from auditor.store.session import Session
from auditor.store.text import as_json, clean

ADD_RUN = """
    INSERT INTO run (id, mode, started_at, product_version, config_digest)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING
"""
INDEX_ADDRESSES = """
    CREATE INDEX IF NOT EXISTS neighbor_by_mac ON neighbor (mac) WHERE mac IS NOT NULL
"""
FINISH_RUN = "UPDATE run SET finished_at = ?, outcome = ? WHERE id = ?"
LAST_RUN = """
    SELECT run_id, mode, started_at, finished_at, outcome, product_version, config_sha256
    FROM runs
    WHERE mode <> 'store'
    ORDER BY (SELECT run_key
    FROM run
    WHERE id = run_id) DESC LIMIT 1
"""
SAVE_TARGET = """
    INSERT INTO target (id, address, addresses, site, tags, transports, in_scope, out_of_scope_reason,
      source_file, source_line, listed_run_key, first_listed_at, retired_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?11, (SELECT started_at
    FROM run
    WHERE run_key = ?11), NULL)
    ON CONFLICT (id) DO UPDATE SET address = excluded.address, addresses = excluded.addresses,
      site = excluded.site, tags = excluded.tags, transports = excluded.transports,
      in_scope = excluded.in_scope,
      out_of_scope_reason = excluded.out_of_scope_reason, source_file = excluded.source_file,
      source_line = excluded.source_line, listed_run_key = excluded.listed_run_key,
      first_listed_at = coalesce(first_listed_at, excluded.first_listed_at), retired_at = NULL
"""
RETIRE_TARGETS = """
    UPDATE target SET retired_at = (SELECT started_at
    FROM run
    WHERE run_key = ?)
    WHERE retired_at IS NULL AND listed_run_key IS NOT ?
"""
REMEMBERED = """
    SELECT t.id, r.credential
    FROM target AS t
    JOIN recording AS r ON r.recording_key IN (t.last_usable_key, t.side_usable_key)
    WHERE t.retired_at IS NULL AND r.credential <> ''
    ORDER BY t.id, r.recording_key = t.last_usable_key
"""
SAVE_SOURCE = """
    INSERT INTO data_source (run_key, name, data_date, digest, row_count, source)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (run_key, name) DO UPDATE SET data_date = excluded.data_date, digest = excluded.digest,
      row_count = excluded.row_count, source = excluded.source
"""
RECORDED = """
    SELECT t.id, r.transport
    FROM recording AS r JOIN target AS t USING (target_key) JOIN run USING (run_key)
    WHERE run.id = ?
"""
READ_SOURCES = """
    SELECT name, data_date, digest, row_count, source
    FROM data_source JOIN run USING (run_key)
    WHERE run.id = ?
    ORDER BY name
"""
SAVE_ARTEFACT = """
    INSERT INTO artefact (digest, name, raw_size, payload)
    VALUES (?, ?, ?, ?)
    ON CONFLICT (digest) DO NOTHING
"""


def start_run(session: Session, run: RunRecord) -> None:
    """Records that a run began; starting the same id again changes nothing."""
    with session.writing() as connection:
        row = (run.run_id, run.mode, run.started_at, run.product_version, run.config_digest)
        connection.execute(ADD_RUN, row)


def finish_run(session: Session, run_id: str, finished_at: Instant, outcome: str) -> None:
    """Records how and when a run ended. The first run leaves the index by address behind: made at once it
    costs a fraction of what it costs address by address."""
    with session.writing() as connection:
        connection.execute(FINISH_RUN, (finished_at, outcome, run_id))
        connection.execute(INDEX_ADDRESSES)


def last_run(session: Session) -> PastRun | None:
    """The run that polled, or read recordings, last, with what it has."""
    with session.reading() as connection:
        row = connection.execute(LAST_RUN).fetchone()
        if row is None:
            return None
        recorded = connection.execute(RECORDED, (row[0],)).fetchall()
    pairs = frozenset((str(target), Transport(over)) for target, over in recorded)
    return PastRun(*(*row, pairs))


def run_key_of(session: Session, run_id: str) -> int:
    """The key of a run; StoreError when it never started."""
    row = session.connection.execute("SELECT run_key FROM run WHERE id = ?", (run_id,)).fetchone()
    if row is None:
        raise StoreError(
            f"run {run_id!r} was not started", file=str(session.path), remedy="call start_run first"
        )
    return int(row[0])


def save_targets(session: Session, run_id: str, targets: Iterable[Target], *, retire_missing: bool) -> None:
    """The targets of a run as they are now; with `retire_missing` all others are retired."""
    with session.writing() as connection:
        run_key = run_key_of(session, run_id)
        connection.executemany(SAVE_TARGET, (_target_row(target, run_key) for target in targets))
        if retire_missing:
            connection.execute(RETIRE_TARGETS, (run_key, run_key))


def _target_row(target: Target, run_key: int) -> tuple[str | int | None, ...]:
    return (
        clean(target.id),
        clean(target.addresses[0]) if target.addresses else "",
        as_json(target.addresses),
        clean(target.site),
        as_json(target.tags),
        as_json(target.transports),
        target.in_scope,
        clean(target.out_of_scope_reason),
        clean(target.source.file) if target.source else "",
        target.source.line if target.source else None,
        run_key,
    )


def target_key_of(connection: sqlite3.Connection, target_id: str, address: str) -> int:
    """The key of a target, which is added without a list entry when it was never listed."""
    found = connection.execute("SELECT target_key FROM target WHERE id = ?", (clean(target_id),)).fetchone()
    if found:
        return int(found[0])
    row = (clean(target_id), clean(address), as_json((address,)), "", "[]", "[]", True, "", "", None, None)
    return int(connection.execute(SAVE_TARGET, row).lastrowid or 0)


def remembered_credentials(session: Session) -> tuple[tuple[str, str], ...]:
    """(target id, name of the credential that worked last), never a secret."""
    with session.reading() as connection:
        return tuple((str(target), str(name)) for target, name in connection.execute(REMEMBERED))


def save_data_sources(session: Session, run_id: str, sources: Iterable[DataSource]) -> None:
    """The registries, knowledge and packs a run used."""
    with session.writing() as connection:
        run_key = run_key_of(session, run_id)
        connection.executemany(SAVE_SOURCE, ((run_key, *source) for source in sources))


def data_sources(session: Session, run_id: str) -> tuple[DataSource, ...]:
    """What `save_data_sources` kept of a run, by name."""
    with session.reading() as connection:
        return tuple(DataSource(*row) for row in connection.execute(READ_SOURCES, (run_id,)))


def save_artefact(session: Session, digest: str, name: str, data: bytes) -> None:
    """Keeps the bytes of a pack or registry under their digest, once."""
    with session.writing() as connection:
        connection.execute(SAVE_ARTEFACT, (digest, name, len(data), zlib.compress(data)))


def has_artefact(session: Session, digest: str) -> bool:
    """Whether bytes are kept under a digest."""
    with session.reading() as connection:
        return bool(connection.execute("SELECT 1 FROM artefact WHERE digest = ?", (digest,)).fetchone())


def artefact(session: Session, digest: str) -> bytes | None:
    """The bytes kept under a digest, or None."""
    with session.reading() as connection:
        row = connection.execute("SELECT payload FROM artefact WHERE digest = ?", (digest,)).fetchone()
    return zlib.decompress(row[0]) if row else None
