"""Reports that are a folder of files: replaced whole, and never over what others keep there."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli.running import run_in_process

from auditor.cli.folder_output import write_folder
from auditor.errors import UsageError
from auditor.report.folder import File, file_name

SYSTEM = "1.3.6.1.2.1.1.1.0|4|Cisco IOS Software\n1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9.1.1208\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Recordings of two devices."""
    (tmp_path / "recordings").mkdir()
    for name in ("switch-1", "switch-2"):
        (tmp_path / "recordings" / f"{name}.snmprec").write_text(SYSTEM)
    return tmp_path


def audit(folder: Path, *outputs: str, db: str = "inventory.sqlite"):
    options = [option for output in outputs for option in ("-o", output)]
    return run_in_process(
        "audit", "--recordings", "recordings", "--exclude", "zte", "--db", db, *options, cwd=folder
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_for_each_device_and_an_index_of_them(folder: Path) -> None:
    finished = audit(folder, "cyclonedx=out/")
    assert (finished.returncode, "wrote 2 files to out/ (cyclonedx)" in finished.stderr) == (4, True)
    index = json.loads((folder / "out" / "files.json").read_text())
    listed = {entry["name"]: entry["sha256"] for entry in index["files"]}
    written = {name: hashlib.sha256(data).hexdigest() for name, data in contents(folder / "out").items()}
    assert written.pop("files.json")
    assert (written, index["format"]) == (listed, "cyclonedx")
    assert sorted(listed) == sorted(file_name(name, ".cdx.json") for name in ("switch-1", "switch-2"))


def test_the_same_evaluation_gives_the_same_folder(folder: Path) -> None:
    audit(folder, "cyclonedx=one", "cyclonedx-site=sites")
    run_in_process("report", "-o", "cyclonedx=two", "-o", "cyclonedx-site=again", cwd=folder)
    assert contents(folder / "one") == contents(folder / "two")
    assert contents(folder / "sites") == contents(folder / "again")


def test_pages_to_browse_hold_the_evidence_of_each_device(folder: Path) -> None:
    finished = audit(folder, "html-devices=pages")
    assert (finished.returncode, "wrote 3 files to pages (html-devices)" in finished.stderr) == (4, True)
    pages = {name: data.decode() for name, data in contents(folder / "pages").items()}
    page = "devices/" + file_name("switch-1", ".html")
    assert f'href="{page}"' in pages["index.html"]
    assert "the device&#39;s description of its system names as" in pages[page]
    with closing(sqlite3.connect(folder / "inventory.sqlite")) as store:
        recorded = {digest.hex() for (digest,) in store.execute("SELECT digest FROM section")}
    quoted = set(re.findall("section sha256 ([0-9a-f]+)", pages[page]))
    assert quoted and quoted <= recorded


def test_what_is_no_longer_there_leaves_no_file_behind(folder: Path) -> None:
    audit(folder, "cyclonedx=out")
    (folder / "recordings" / "switch-2.snmprec").unlink()
    audit(folder, "cyclonedx=out", db="other.sqlite")
    assert len(contents(folder / "out")) == 1 + 1
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_files_of_others_are_never_replaced(folder: Path) -> None:
    audit(folder, "cyclonedx=out")
    (folder / "out" / "notes.txt").write_text("kept")
    before = contents(folder)
    finished = audit(folder, "cyclonedx=out")
    assert (finished.returncode, "notes.txt" in finished.stderr) == (2, True)
    assert before == contents(folder)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("cyclonedx=-", "writes a folder of files"),
        ("cyclonedx=recordings", "holds files of others (switch-1.snmprec, switch-2.snmprec)"),
        ("cyclonedx=recordings/switch-1.snmprec", "is not a folder"),
        ("cyclonedx=link", "is not a folder"),
        ("cyclonedx=missing/out", "missing/out"),
    ],
)
def test_a_folder_that_cannot_be_is_refused_before_anything_runs(
    folder: Path, output: str, words: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "link").symlink_to("empty")
    finished = audit(folder, output)
    assert (finished.returncode, words in finished.stderr) == (2, True)
    assert not (folder / "inventory.sqlite").exists()


def test_the_inventory_is_never_inside_a_folder_that_is_replaced(folder: Path) -> None:
    (folder / "out").mkdir()
    finished = audit(folder, "cyclonedx=out", db="out/inventory.sqlite")
    assert (finished.returncode, "a folder of its own" in finished.stderr) == (2, True)


def test_a_run_that_fails_leaves_the_earlier_folder_alone(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", "x", [File("a.json", "{}")])
    before = contents(tmp_path)

    def failing():
        yield File("b.json", "{}")
        raise UsageError("the store went away")

    with pytest.raises(UsageError):
        write_folder(tmp_path / "out", "x", failing())
    assert before == contents(tmp_path)


@pytest.mark.parametrize("name", ["../a", "/a", "a/b/c", ".a", "a\0b", "", "a/../b", "-a"])
def test_a_format_that_names_a_file_unsafely_is_our_fault(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="a format gave the file name"):
        write_folder(tmp_path / "out", "x", [File(name, "")])
    assert list(tmp_path.iterdir()) == []


def test_a_format_may_use_folders_one_level_deep(tmp_path: Path) -> None:
    assert write_folder(tmp_path / "out", "x", [File("index.html", "1"), File("devices/a.html", "2")]) == 2
    assert write_folder(tmp_path / "out", "x", [File("index.html", "3")]) == 1
    assert sorted(contents(tmp_path / "out")) == ["files.json", "index.html"]
