"""Archives made to do harm: refused before they are unpacked, and nothing is written anywhere."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bundle.bundled import audited, changed
from cli.running import run_in_process

from auditor.bundle import layout
from auditor.bundle.archive import opened_archive
from auditor.bundle.documents import Document, read_recording
from auditor.errors import BundleError

MANIFEST = json.dumps({"schema": layout.SCHEMA, "product_version": "0", "signed_by": "", "files": []})


def archive_of(path: Path, *names: str, data: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(layout.MANIFEST, MANIFEST)
        for name in names:
            archive.writestr(name, data)
    return path


def stating_size(path: Path, size: int) -> Path:
    """Both headers of the second file say that it unpacks to `size` bytes."""
    archive_of(path, "sections/a.bin", data=b"\0" * 100)
    data = bytearray(path.read_bytes())
    local = data.index(b"PK\3\4", 4)
    central = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    struct.pack_into("<L", data, local + 22, size)
    struct.pack_into("<L", data, central + 24, size)
    path.write_bytes(data)
    return path


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


def large_directory(path: Path) -> Path:
    """An end of archive that states a table of contents of a gigabyte."""
    path.write_bytes(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 1 << 30, 0, 0))
    return path


def twice(path: Path) -> Path:
    archive_of(path, "sections/a.bin", "sections/b.bin")
    path.write_bytes(path.read_bytes().replace(b"sections/b.bin", b"sections/a.bin"))
    return path


def cut(path: Path) -> Path:
    archive_of(path, "sections/a.bin")
    path.write_bytes(path.read_bytes()[:-30])
    return path


def encrypted(path: Path) -> Path:
    archive_of(path, "a.bin")
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\1\2")
    data[central + 8] |= 1
    path.write_bytes(data)
    return path


CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "parent folder": (lambda p: archive_of(p, "../x"), "a name that no bundle has"),
    "deep parent": (lambda p: archive_of(p, "sections/../../x"), "a name that no bundle has"),
    "absolute": (lambda p: archive_of(p, "/etc/x"), "a name that no bundle has"),
    "backslash": (lambda p: archive_of(p, "a\\b"), "a name that no bundle has"),
    "hidden": (lambda p: archive_of(p, ".bashrc"), "a name that no bundle has"),
    "escape sequence": (lambda p: archive_of(p, "\x1b[2J"), "a name that no bundle has"),
    "too deep": (lambda p: archive_of(p, "a/b/c"), "a name that no bundle has"),
    "huge file": (lambda p: stating_size(p, layout.MAX_MEMBER_BYTES + 1), "would unpack to"),
    "size that is a lie": (lambda p: stating_size(p, 50), "sections/a.bin"),
    "same name twice": (twice, "two files of one name"),
    "cut short": (cut, "not a zip"),
    "empty": (lambda p: sparse(p, 0), "not a zip"),
    "zeros": (lambda p: sparse(p, 4096), "not a zip"),
    "larger than any bundle": (lambda p: sparse(p, layout.MAX_ARCHIVE_BYTES + 1), "larger than 2 GiB"),
    "table of contents of a gigabyte": (large_directory, "table of contents"),
    "encrypted": (encrypted, "encrypted"),
    "text": (lambda p: Path(p).write_text("bundle") and p, "not a zip"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_harmful_archive_is_refused_with_its_reason(tmp_path: Path, case: str) -> None:
    make, words = CASES[case]
    make(tmp_path / "x.zip")
    refused = run_in_process("verify", "x.zip", cwd=tmp_path)
    shown = refused.stderr + refused.stdout
    assert (True, True) == (refused.returncode in (2, 3), words in shown), shown
    assert ["x.zip"] == [path.name for path in tmp_path.iterdir()]
    assert "\x1b" not in shown


def test_a_bomb_is_never_unpacked_beyond_what_it_states(tmp_path: Path) -> None:
    stating_size(tmp_path / "x.zip", 50)
    with opened_archive(tmp_path / "x.zip") as archive, pytest.raises(BundleError):
        archive.read("sections/a.bin")


def test_files_together_are_bounded_too(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(layout.MAX_TOTAL_BYTES // layout.MAX_MEMBER_BYTES + 1):
            archive.writestr(f"sections/{number}.bin", b"")
    data = bytearray(path.read_bytes())
    place = -1
    while (place := data.find(b"PK\1\2", place + 1)) >= 0:
        struct.pack_into("<L", data, place + 24, layout.MAX_MEMBER_BYTES)
    path.write_bytes(data)
    with pytest.raises(BundleError, match="more than 16 GiB"), opened_archive(path):
        pass


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"schema": "auditor-bundle/2"}',
        b'{"schema": 7}',
        b'{"schema": "\\ud800"}',
    ],
    ids=["empty", "list", "no keys", "no text", "deep", "newer", "number", "surrogate"],
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, manifest: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(layout.MANIFEST, manifest)
    refused = run_in_process("verify", "x.zip", cwd=tmp_path)
    assert (2, "") == (refused.returncode, refused.stdout), refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_manifest_without_anything_behind_it_is_no_evidence(tmp_path: Path) -> None:
    archive_of(tmp_path / "x.zip")
    assert 2 == run_in_process("verify", "x.zip", cwd=tmp_path).returncode


SECTION = '{"ordinal": %s, "kind": "system", "root": "1.3.6.1.2.1.1", "context": "", "end": "complete", '
SECTION += '"detail": "", "row_count": 1, "digest": "%s", "included": false}'


@pytest.mark.parametrize("ordinals", [("0", "0"), ("0", "1e400"), ("0", "-1"), ("0", str(10**30))])
def test_a_recording_with_impossible_sections_is_refused(ordinals: tuple[str, str]) -> None:
    sections = ", ".join(SECTION % (ordinal, "ab" * 32) for ordinal in ordinals)
    document = Document.parse(f'{{"sections": [{sections}]}}'.encode(), "recordings/x.json")
    with pytest.raises(BundleError, match=r"recordings/x\.json: ordinal: is not"):
        read_recording(document, {})


def test_a_registry_that_is_no_table_is_refused(tmp_path: Path) -> None:
    assert audited(tmp_path)
    assert 0 == run_in_process("bundle", "--run", "-o", "audit.zip", cwd=tmp_path).returncode

    def forge(files: dict[str, bytes]) -> None:
        files[layout.OUI_ROWS] += b'4"419B12\t28\tnobody\tL\n'

    changed(tmp_path / "audit.zip", tmp_path / "x.zip", forge, relist=True)
    refused = run_in_process("verify", "x.zip", cwd=tmp_path)
    assert (2, True) == (refused.returncode, "is no registry table" in refused.stderr), refused.stderr
