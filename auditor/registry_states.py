"""States of a registry to compare: a file, what was shipped, what was imported, what is bundled.

An edge module beside `resources`, which reads the registries that an audit uses.
"""

from __future__ import annotations

import zlib
from difflib import get_close_matches
from importlib import resources as package_data
from pathlib import Path

from auditor.errors import RegistryError
from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.imports import (
    ENTERPRISES,
    MAX_REGISTRY_BYTES,
    OUI,
    RegistryRows,
    parse_registry_file,
)
from auditor.identify.registries.oui import OuiTable
from auditor.resources import MAC_LIST_PACKAGE, bundled_mac_list, registry_folder

SHIPPED, INSTALLED = "shipped", "installed"
NAMED_STATES = (SHIPPED, INSTALLED, MAC_LIST_PACKAGE)
REGISTRIES = (OUI, ENTERPRISES)
OWN_TABLE = "# registry: "
"""How a table of ours begins (`table_text.write_header`)."""


def read_states(texts: tuple[str, str], registry: str | None) -> tuple[RegistryRows, RegistryRows]:
    """Two states: names of `NAMED_STATES` or files. A named one is of the same registry as the
    file beside it, else of `registry`, else the MAC registry. RegistryError says what is wrong."""
    files = {text: _read_file(Path(text)) for text in texts if text not in NAMED_STATES}
    chosen = registry or next((rows.registry for rows in files.values()), OUI)
    before, after = (files[text] if text in files else _read_named(text, chosen) for text in texts)
    return before, after


def _read_named(name: str, registry: str) -> RegistryRows:
    if name == SHIPPED:
        folder = package_data.files("auditor.identify").joinpath("registries")
        return _own_table(folder.joinpath(f"{registry}.tsv.gz").read_bytes(), name)
    if name == INSTALLED:
        return _read_installed(registry)
    rows, source = bundled_mac_list()
    if not rows or registry != OUI:
        reason = "is not installed" if registry == OUI else f"has no {registry} registry"
        raise RegistryError(reason, file=name, remedy="compare with a file, or with: shipped")
    return RegistryRows(OUI, source, tuple(sorted(rows.items())), 0, "")


def _read_installed(registry: str) -> RegistryRows:
    path = registry_folder() / f"{registry}.tsv.gz"
    if not path.exists():
        raise RegistryError(
            f"no {registry} registry was imported here",
            file=INSTALLED,
            remedy="auditor registry import FILE makes one; without it the shipped one is used",
        )
    return _read_file(path)._replace(format=INSTALLED)


def _read_file(path: Path) -> RegistryRows:
    """A published file or a table of ours, plain or gzip."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_REGISTRY_BYTES + 1)
    except OSError as error:
        near = get_close_matches(str(path), NAMED_STATES, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"give a file or one of: {', '.join(NAMED_STATES)}"
        raise RegistryError(f"cannot be read: {error.strerror}", file=str(path), remedy=remedy) from error
    plain = _plain(data, str(path))
    if plain.startswith(OWN_TABLE.encode()):
        return _own_table(plain, str(path))
    return parse_registry_file(plain, str(path))._replace(format=str(path))


def _own_table(data: bytes, label: str) -> RegistryRows:
    text = _plain(data, label).decode("utf-8", "replace")
    registry = text.partition("\n")[0].removeprefix(OWN_TABLE).strip()
    if registry == OUI:
        oui = OuiTable.parse(text)
        rows = tuple((prefix, holder) for prefix, holder, _ in oui.rows())
        return RegistryRows(OUI, label, rows, 0, oui.data_date)
    table = EnterpriseTable.parse(text)
    numbers = tuple((str(number), holder) for number, holder in table.rows())
    return RegistryRows(ENTERPRISES, label, numbers, 0, table.data_date)


def _plain(data: bytes, name: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(wbits=31).decompress(data, MAX_REGISTRY_BYTES + 1)
    except zlib.error as error:
        raise RegistryError(f"is damaged: {error}", file=name, remedy="fetch it again") from error
