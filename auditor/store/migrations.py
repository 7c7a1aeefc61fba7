"""The schema as sqlite-utils migrations, and the public views.

A migration runs in the transaction of `migrate`, so a store has a whole schema or none.
To change the schema add `schema_N.sql` that ends with `PRAGMA user_version = N`, and a
line in MIGRATION_FILES; never edit one that was released.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources

from sqlite_utils import Database, Migrations

MIGRATION_FILES = ("schema_1.sql",)
APPLICATION_ID = 0x4E415554
""""NAUT": tells our files from other programs' (PRAGMA application_id)."""
SCHEMA_VERSION = len(MIGRATION_FILES)

_VIEW = re.compile(r"^CREATE VIEW (\w+) AS\n(.*?);$", re.MULTILINE | re.DOTALL)


def _text(name: str) -> str:
    return resources.files("auditor.store").joinpath(name).read_text("utf-8")


def _runner(script: str) -> Callable[[Database], None]:
    def run(database: Database) -> None:
        database.executescript(_text(script))

    return run


MIGRATIONS = Migrations("auditor")
for _file in MIGRATION_FILES:
    MIGRATIONS(name=_file)(_runner(_file))


def view_statements() -> tuple[tuple[str, str], ...]:
    """(name, SELECT statement) of each public view."""
    return tuple((found[1], found[2]) for found in _VIEW.finditer(_text("views.sql")))


def migrate(database: Database) -> None:
    """Applies what is pending and brings the views up to date; the caller holds a transaction."""
    MIGRATIONS.apply(database)
    for name, select in view_statements():
        database.create_view(name, select, replace=True)
