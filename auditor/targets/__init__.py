"""Where targets come from: lists in several formats, and addresses given by hand.

`READERS` is the table of formats. A target holds references to credentials, never a secret.
Read `interface.py`, `entry.py`, then one reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.errors import TargetListError
from auditor.model.target import Target
from auditor.targets.addresses import expand_addresses
from auditor.targets.ansible_list import read_ansible_list
from auditor.targets.check import check_targets
from auditor.targets.csv_list import read_csv_list
from auditor.targets.entry import build_target
from auditor.targets.interface import Entry, ListSource, TargetDefaults, TargetListReader
from auditor.targets.operator_file import suggest
from auditor.targets.toml_list import read_toml_list

__all__ = [
    "READERS",
    "ListSource",
    "TargetDefaults",
    "adhoc_targets",
    "check_targets",
    "expand_addresses",
    "format_of",
    "load_targets",
]

READERS: dict[str, TargetListReader] = {
    "toml": read_toml_list,
    "csv": read_csv_list,
    "ansible": read_ansible_list,
}

FORMAT_OF_SUFFIX = {
    ".toml": "toml",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".yaml": "ansible",
    ".yml": "ansible",
}


def format_of(path: Path) -> str:
    """The format that the file's suffix stands for, or "" when it stands for none."""
    return FORMAT_OF_SUFFIX.get(path.suffix.lower(), "")


def load_targets(target_list: ListSource, defaults: TargetDefaults) -> tuple[Target, ...]:
    """The targets of a list in its order; TargetListError names file, line and remedy."""
    reader = READERS.get(target_list.format)
    if reader is None:
        raise TargetListError(
            f'unknown format "{target_list.format}"',
            file=str(target_list.path),
            remedy=suggest(target_list.format, READERS),
        )
    return tuple(build_target(entry, defaults) for entry in reader(target_list))


def adhoc_targets(texts: Iterable[str], defaults: TargetDefaults) -> tuple[Target, ...]:
    """One target per address of the texts (see `expand_addresses`), its id the address.

    An address that several texts name is one target.
    """
    addresses = dict.fromkeys(address for text in texts for address in expand_addresses(text))
    return tuple(build_target(Entry(source=None, addresses=(address,)), defaults) for address in addresses)
