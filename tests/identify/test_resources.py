"""Registries on disk: shipped, overridden by the operator, damaged."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.errors import RegistryError
from auditor.resources import import_registry, load_knowledge, registry_folder, registry_status


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of its own; the cached knowledge is of the shipped registries again afterwards."""
    monkeypatch.setenv("AUDITOR_DATA_DIR", str(tmp_path / "data"))
    load_knowledge.cache_clear()
    yield tmp_path / "data" / "registries"
    load_knowledge.cache_clear()


def numbers(count: int, updated: str = "2026-05-06") -> bytes:
    rows = "".join(f"{n}\tHolder {n}\n" for n in range(count))
    return f"# (last updated {updated})\n{rows}".encode()


def test_the_folder_is_the_operators_choice_or_the_xdg_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUDITOR_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert tmp_path / "auditor" / "registries" == registry_folder()
    monkeypatch.setenv("AUDITOR_DATA_DIR", str(tmp_path / "own"))
    assert tmp_path / "own" / "registries" == registry_folder()


def test_an_imported_registry_goes_before_the_shipped_one(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "enterprises.tsv"
    file.write_bytes(numbers(63_000))
    source = import_registry(file)
    assert (source.name, source.data_date, source.rows) == ("enterprises", "2026-05-06", 63_000)
    assert source in registry_status()
    assert load_knowledge().enterprises.lookup(62_999) == "Holder 62999"
    assert [entry.name for entry in data_folder.iterdir()] == ["enterprises.tsv.gz"]


def test_a_file_without_a_date_takes_the_day_of_the_file(data_folder: Path, tmp_path: Path) -> None:
    oui = load_knowledge().oui
    rows = [f"{prefix}:{name}" for prefix, name, _ in oui.rows() if len(prefix) == 6]
    file = tmp_path / "mac-vendors.txt"
    file.write_text("\n".join(rows))
    os.utime(file, (1_780_000_000, 1_780_000_000))
    assert ("2026-05-28", len(oui)) == (import_registry(file).data_date, import_registry(file).rows)


def test_a_packed_file_is_unpacked(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "enterprises.tsv.gz"
    file.write_bytes(gzip.compress(numbers(62_500)))
    assert import_registry(file).rows == 62_500


def test_a_shrunken_file_is_refused_and_nothing_changes(data_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "enterprises.tsv"
    file.write_bytes(numbers(100))
    with pytest.raises(RegistryError, match="100 enterprise numbers"):
        import_registry(file)
    assert not data_folder.exists()


def test_a_damaged_override_is_named_with_its_remedy(data_folder: Path) -> None:
    data_folder.mkdir(parents=True)
    (data_folder / "oui.tsv.gz").write_bytes(b"not gzip")
    with pytest.raises(RegistryError, match=r"oui\.tsv\.gz.*damaged.*import"):
        load_knowledge()


def test_a_missing_file_is_named() -> None:
    with pytest.raises(RegistryError, match=r"nowhere\.csv.*check the path"):
        import_registry(Path("nowhere.csv"))


def test_knowledge_has_one_digest_for_one_state() -> None:
    assert load_knowledge().digest == load_knowledge().digest
    assert [source.name for source in registry_status()] == ["knowledge", "oui", "enterprises"]
