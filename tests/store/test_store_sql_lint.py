"""SQL is written in one package, and never put together from values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "auditor"
STORE = PACKAGE / "store"
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|REPLACE|VALUES|WHERE|FROM)\b")
RUNNERS = {"execute", "executemany", "executescript", "query"}


def has_sql(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and SQL.search(part.value)
        for part in ast.walk(node)
    )


def composed_sql(tree: ast.AST) -> Iterator[int]:
    """Lines that put SQL together: f-strings, +, %, format, join, or a computed first argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr | ast.BinOp) and has_sql(node):
            yield node.lineno
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in {"format", "join", "replace"} and has_sql(node):
            yield node.lineno
        if node.func.attr in RUNNERS and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
            yield node.lineno


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", sorted(STORE.glob("*.py")), ids=name_of)
def test_sql_is_constant(path: Path) -> None:
    assert list(composed_sql(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "path", sorted(path for path in PACKAGE.rglob("*.py") if STORE not in path.parents), ids=name_of
)
def test_no_other_package_speaks_sql(path: Path) -> None:
    assert set() == {"sqlite3", "sqlite_utils"} & set(imports(ast.parse(path.read_text("utf-8"))))


@pytest.mark.parametrize(
    "code",
    [
        "connection.execute(f'SELECT {x}')",
        "query = 'SELECT ' + name",
        "query = 'DELETE FROM %s' % table",
        "query = 'DROP TABLE {}'.format(name)",
        "connection.executemany(start + end, rows)",
    ],
)
def test_the_lint_sees_composed_sql(code: str) -> None:
    assert sorted(set(composed_sql(ast.parse(code)))) == [1]
