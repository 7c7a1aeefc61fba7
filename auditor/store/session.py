"""One open connection: transactions, snapshots and interned keys.

Every write holds BEGIN IMMEDIATE from its first statement: a deferred transaction that
reads before it writes fails at once when another writer committed in between. Must not
know any table's columns. Next: `interning`, then the `write_*` modules.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from auditor.store.faults import explained
from auditor.store.interning import Keys
from auditor.store.turnstile import Turnstile

LASTING, NOT_LASTING = "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"
"""What a power failure may undo: nothing that was committed; what was committed last."""


@dataclass(slots=True)
class Session:
    """A connection in autocommit mode (`isolation_level=None`) and what is remembered of it."""

    path: Path
    connection: sqlite3.Connection
    keys: Keys = field(init=False)
    _turnstile: Turnstile | None = None
    _writing: bool = False

    def __post_init__(self) -> None:
        self.keys = Keys(self.connection)

    @contextmanager
    def writing(self, *, lasting: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction: committed whole when the block ends, else undone whole.

        Inside another one it is a part of that, and ends with it. `lasting`: it is on the disk
        then; where not, a loss of power may undo it, and the next lasting one takes it along.
        """
        if self._writing:
            yield self.connection
            return
        with explained(self.path), self._turn():
            self.connection.execute(LASTING if lasting else NOT_LASTING)
            self.connection.execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self.keys.forget()
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            finally:
                self._writing = False

    @contextmanager
    def taking_turns(self, path: Path) -> Iterator[None]:
        """Every transaction of the block waits for the processes that take turns by the file."""
        self._turnstile = turnstile = Turnstile(path)
        try:
            yield
        finally:
            self._turnstile = None
            turnstile.close()

    def _turn(self) -> AbstractContextManager[None]:
        return self._turnstile.turn() if self._turnstile else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent snapshot, that of the transaction where one is open already.

        Do not yield rows to a caller inside it: he may want to write.
        """
        with explained(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
