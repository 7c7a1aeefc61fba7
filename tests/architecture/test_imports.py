"""The dependency rule: stages meet in the model, pure stages touch nothing outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "auditor"
STAGES = {"targets", "collect", "store", "report", "decode", "identify", "evaluate"}
PURE = {"model", "decode", "identify", "evaluate", "report"}
IMPURE_MODULES = {
    "asyncio", "click", "ctypes", "fcntl", "glob", "http", "importlib", "io", "jsonschema", "multiprocessing",
    "netmiko", "os", "paramiko", "pathlib", "pysnmp", "random", "secrets", "select", "selectors", "shutil",
    "signal", "socket", "sqlite3", "sqlite_utils", "ssl", "subprocess", "sys", "tempfile", "threading",
    "time", "urllib", "uuid", "yaml",
}  # fmt: skip
IMPURE_CALLS = {
    "open",
    "input",
    "print",
    "now",
    "today",
    "utcnow",
    "read_text",
    "read_bytes",
    "write_text",
    "random",
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "misc"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide which stage is meant"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parse(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_place_allows(path: Path) -> None:
    stage = stage_of(path)
    wrong = []
    for name in imported_names(parse(path)):
        head, _, rest = name.partition(".")
        if head == "auditor":
            other = rest.split(".")[0]
            if stage == "model" and other != "model":
                wrong.append(name)
            if stage in STAGES and other in STAGES - {stage}:
                wrong.append(name)
            if stage in STAGES and other in {
                "pipeline",
                "rule_run",
                "cli",
                "resources",
                "pack_files",
                "demo",
            }:
                wrong.append(name)
        elif stage in PURE and head in IMPURE_MODULES:
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize(
    "path", [p for p in MODULES if stage_of(p) in PURE], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_a_pure_module_calls_nothing_that_reads_the_world(path: Path) -> None:
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    assert called & IMPURE_CALLS == set()


@pytest.mark.parametrize(
    "path", [p for p in MODULES if stage_of(p) == "model"], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_model_imports_the_standard_library_only(path: Path) -> None:
    import sys  # noqa: PLC0415  (only this test needs the list of standard modules)

    heads = {name.split(".")[0] for name in imported_names(parse(path))} - {"auditor"}
    assert heads - set(sys.stdlib_module_names) == set()


def test_only_the_store_writes_sql() -> None:
    importers = {
        stage_of(path)
        for path in MODULES
        if {"sqlite3", "sqlite_utils"} & {name.split(".")[0] for name in imported_names(parse(path))}
    }
    assert importers == {"store"}


def test_only_the_command_line_imports_click() -> None:
    importers = {
        stage_of(path)
        for path in MODULES
        if "click" in {n.split(".")[0] for n in imported_names(parse(path))}
    }
    assert importers == {"cli"}


CLI_MAY_IMPORT = {
    "report": "pure: what a command prints",
    "targets": "operators' files and words are read before anything runs",
    "evaluate": "pure: policies and gates are parsed from the operator's words",
    "identify": "pure: lookup and registries are questions to knowledge alone",
    "store": "opening the file, and the records that pipeline modules hand over",
    "collect": "recorded targets and references to secrets, checked before the first packet",
}
"""Stages whose values the command line uses itself (docs/design/changes.md); the rest is the pipeline's."""
CLI_COLLECT = {
    "auditor.collect.host_keys.read_host_keys",
    "auditor.collect.host_keys.write_host_keys",
    "auditor.collect.replay.recorded_targets",
    "auditor.collect.secrets.check_credentials",
}
CLI_STORE = {"auditor.store.Store", "auditor.store.open_store", "auditor.store.only_run"}


def cli_imports() -> set[str]:
    return {
        f"{node.module}.{alias.name}"
        for path in MODULES
        if stage_of(path) == "cli"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("auditor.")
        for alias in node.names
    }


def test_the_command_line_uses_stages_only_where_that_is_recorded() -> None:
    stages = {name.split(".")[1] for name in cli_imports()} & STAGES
    assert stages - set(CLI_MAY_IMPORT) == set()


@pytest.mark.parametrize(("stage", "allowed"), [("collect", CLI_COLLECT), ("store", CLI_STORE)])
def test_the_command_line_neither_polls_nor_writes_rows_itself(stage: str, allowed: set[str]) -> None:
    used = {name for name in cli_imports() if name.startswith(f"auditor.{stage}.")}
    assert used - allowed == set()


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part.removesuffix(".py") for path in MODULES for part in path.relative_to(PACKAGE).parts}
    assert names & FORBIDDEN_NAMES == set()


def test_folders_are_at_most_two_deep() -> None:
    deepest = max(len(path.relative_to(PACKAGE).parents) for path in MODULES)
    assert deepest <= 3


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_readable(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    long_functions = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 40
    ]
    assert (text.count("\n") <= 300, long_functions) == (True, [])
