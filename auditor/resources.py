"""Reads package data: registries, knowledge, and the MAC list that mac-vendor-lookup ships.

The edge of `identify`: the only module that reads those files, and it never goes online.
An operator's newer registry lives in a data folder and goes before the shipped one.
"""

from __future__ import annotations

import gzip
import os
import tempfile
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path

from auditor.errors import RegistryError
from auditor.identify import Knowledge, parse_knowledge
from auditor.identify.parse_rows import knowledge_bytes
from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.imports import (
    ENTERPRISES,
    MAX_REGISTRY_BYTES,
    OUI,
    merge_enterprises,
    merge_oui,
    parse_registry_file,
)
from auditor.identify.registries.oui import NOT_REGISTRANTS, OuiTable, table_bytes
from auditor.model.finding import DataSource

DATA_DIR_VARIABLE = "AUDITOR_DATA_DIR"
MAC_LIST_PACKAGE = "mac-vendor-lookup"
MAC_LIST_FILE = "mac-vendors.txt"


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """Knowledge with the newest registries at hand; RegistryError for a damaged override."""
    oui, enterprises = _load_oui(), EnterpriseTable.parse(_registry_text(ENTERPRISES))
    return parse_knowledge(knowledge_files(), oui, enterprises)


def load_agent_knowledge() -> Knowledge:
    """Knowledge for what an agent says of itself: without the registry of MAC addresses, the largest part."""
    return parse_knowledge(
        knowledge_files(), OuiTable({}, "", "", {}), EnterpriseTable.parse(_registry_text(ENTERPRISES))
    )


def knowledge_artefacts() -> tuple[tuple[str, bytes], ...]:
    """(name, bytes) of the knowledge and the registries: what the digest of each data source is
    of, so that a judgement made with them can be repeated."""
    return (
        ("knowledge", knowledge_bytes(knowledge_files())),
        (OUI, table_bytes(_registry_text(OUI), bundled_mac_list()[0])),
        (ENTERPRISES, _registry_text(ENTERPRISES).encode("utf-8", "surrogatepass")),
    )


def registry_status() -> tuple[DataSource, ...]:
    """Registries and knowledge as they would be used now."""
    return load_knowledge().sources


def import_registry(path: Path) -> DataSource:
    """Takes a published file into the data folder, atomically; RegistryError when it is refused.

    Its data date is the one it states, else the day of the file.
    """
    data, file_day = _read_published(path)
    imported = parse_registry_file(data, path.name)
    data_date = imported.data_date or file_day
    if imported.registry == OUI:
        text = merge_oui(OuiTable.parse(_registry_text(OUI)), imported, path.name, data_date)
        source = OuiTable.parse(text).data_source()
    else:
        current = EnterpriseTable.parse(_registry_text(ENTERPRISES))
        text = merge_enterprises(current, imported, path.name, data_date)
        source = EnterpriseTable.parse(text).data_source()
    _replace(_override(imported.registry), gzip.compress(text.encode(), 9, mtime=0))
    load_knowledge.cache_clear()
    return source


def registry_folder() -> Path:
    """Where imported registries are: $AUDITOR_DATA_DIR, else the XDG data folder."""
    chosen = os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        return Path(chosen) / "registries"
    try:
        data_home = Path(os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser())
    except RuntimeError as error:
        raise RegistryError(
            "there is no home folder to keep registries in", remedy=f"set {DATA_DIR_VARIABLE}"
        ) from error
    return data_home / "auditor" / "registries"


def knowledge_files() -> Mapping[str, str]:
    """The texts of the shipped knowledge, by file name."""
    folder = resources.files("auditor.identify").joinpath("knowledge")
    return {e.name: e.read_text("utf-8") for e in folder.iterdir() if e.name.endswith(".toml")}


def _load_oui() -> OuiTable:
    newer, source = bundled_mac_list()
    return OuiTable.parse(_registry_text(OUI), newer, source)


def bundled_mac_list() -> tuple[dict[str, str], str]:
    """24-bit prefixes of the list mac-vendor-lookup was installed with, and its version.

    The file is found through the package's own record: its API would read a list in the home
    directory first, and downloads one where none is found.
    """
    try:
        package = metadata.distribution(MAC_LIST_PACKAGE)
    except metadata.PackageNotFoundError:
        return {}, ""
    found = next((file for file in package.files or () if file.name == MAC_LIST_FILE), None)
    try:
        data = Path(str(found.locate())).read_bytes() if found else b""
        rows = dict(parse_registry_file(data, MAC_LIST_FILE).rows) if data else {}
    except (OSError, RegistryError):
        return {}, ""
    named = {prefix: name for prefix, name in rows.items() if name.casefold() not in NOT_REGISTRANTS}
    return named, f"{MAC_LIST_PACKAGE} {package.version}"


def _override(registry: str) -> Path:
    return registry_folder() / f"{registry}.tsv.gz"


def _registry_text(registry: str) -> str:
    """The operator's table where there is one, else the shipped one."""
    own = _override(registry)
    try:
        data, name = own.read_bytes(), str(own)
    except (FileNotFoundError, NotADirectoryError):
        folder = resources.files("auditor.identify").joinpath("registries")
        data, name = folder.joinpath(own.name).read_bytes(), own.name
    except OSError as error:
        raise RegistryError(
            f"cannot be read: {error.strerror}", file=str(own), remedy="check its mode"
        ) from error
    try:
        plain = zlib.decompressobj(wbits=31).decompress(data, MAX_REGISTRY_BYTES)
        return plain.decode("utf-8")
    except (zlib.error, UnicodeDecodeError) as error:
        raise RegistryError(
            f"is damaged: {error}", file=name, remedy="remove it, then import the published file again"
        ) from error


def _read_published(path: Path) -> tuple[bytes, str]:
    """Bytes of a published file (plain or gzip) and the day of the file."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_REGISTRY_BYTES + 1)
        modified = path.stat().st_mtime
    except OSError as error:
        raise RegistryError(
            f"cannot be read: {error.strerror}", file=str(path), remedy="check the path"
        ) from error
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(wbits=31).decompress(data, MAX_REGISTRY_BYTES + 1)
        except zlib.error as error:
            raise RegistryError(f"is damaged: {error}", file=str(path), remedy="fetch it again") from error
    return data, datetime.fromtimestamp(modified, UTC).date().isoformat()


def _replace(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise RegistryError(
            f"cannot be written: {error.strerror}",
            file=str(path),
            remedy=f"set {DATA_DIR_VARIABLE} to a folder of yours",
        ) from error
