"""Documents keep their promises: links resolve, README commands exist, nothing names a private place."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_resolve(document: Path) -> None:
    links = [link.split("#")[0] for link in LINK.findall(document.read_text(encoding="utf-8"))]
    local = [link for link in links if link and "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_document_is_listed_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    documents = [
        path
        for path in ROOT.glob("docs/**/*.md")
        if path.parent.name != "design" and path.name != "README.md"
    ]
    assert [
        str(p.relative_to(ROOT / "docs")) for p in documents if str(p.relative_to(ROOT / "docs")) not in index
    ] == []


def test_ci_runs_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert ("sh .ci/in-venv pytest" in readme, "sh .ci/in-venv pytest" in run) == (True, True)


def test_no_file_names_a_path_of_a_single_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    pattern = re.compile(r"(?<![\w.])/(?:work|farm|root|home)/\w")
    wrong = []
    for name in listed:
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if pattern.search(text) and name != "tests/docs/test_documents.py":
            wrong.append(name)
    assert wrong == []
