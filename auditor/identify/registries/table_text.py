"""The text form of our registry tables: comment lines with key and value, then rows.

Shared by the reader of each table and by `imports`, which writes new ones.
"""

from __future__ import annotations

from auditor.errors import RegistryError


def read_header(text: str, registry: str) -> tuple[str, dict[str, str]]:
    """Data date and the sources by their letter; RegistryError unless it is this registry's."""
    lines: list[str] = []
    for line in text.split("\n", 20):
        if not line.startswith("# "):
            break
        lines.append(line[2:])
    facts = dict(line.partition(": ")[::2] for line in lines)
    if facts.get("registry") != registry:
        raise RegistryError(
            f"is not our {registry} table",
            file=registry,
            remedy="import the published file with: auditor registry",
        )
    sources = {
        key.removeprefix("source "): value for key, value in facts.items() if key.startswith("source ")
    }
    return facts.get("data-date", ""), sources


def write_header(registry: str, data_date: str, sources: dict[str, str]) -> str:
    """The header lines of a table."""
    lines = [f"registry: {registry}", f"data-date: {data_date}"]
    lines += [f"source {letter}: {text}" for letter, text in sorted(sources.items())]
    return "".join(f"# {line}\n" for line in lines)
