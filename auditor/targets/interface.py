"""The seam of target lists: where a list is, what the configuration adds, what a reader yields.

A reader turns one file into entries; `entry.py` turns entries into targets, the same way for
every format. A new format is one file with a `TargetListReader` and one row in `__init__.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from auditor.model.sections import SectionKind
from auditor.model.target import Credential, SourceLine

FIELDS = (
    "id",
    "address",
    "site",
    "tags",
    "scope",
    "reason",
    "status",
    "disabled",
    "snmp_port",
    "snmp_context",
    "credentials",
    "accept_other_source",
    "skip",
    "transports",
    "ssh_port",
    "ssh_algorithms",
    "platform",
)
"""What a column of a CSV list or a variable of an Ansible inventory can mean."""


@dataclass(frozen=True, slots=True)
class ListSource:
    """A target list: its file, its format and which of its columns holds a field of `FIELDS`."""

    path: Path
    format: str
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TargetDefaults:
    """What the configuration says about targets that do not say it themselves."""

    credentials: Mapping[str, Credential] = field(default_factory=dict)
    default_credentials: tuple[str, ...] = ()
    snmp_port: int = 161
    skip_by_tag: Mapping[str, tuple[SectionKind, ...]] = field(default_factory=dict)
    ssh_port: int = 22


class Entry(NamedTuple):
    """A target as written: names of credentials and tables are not looked up yet."""

    source: SourceLine | None
    id: str = ""
    addresses: tuple[str, ...] = ()
    site: str = ""
    tags: tuple[str, ...] = ()
    in_scope: bool = True
    reason: str = ""
    snmp_port: int | None = None
    snmp_context: str = ""
    credentials: tuple[str, ...] = ()
    accept_other_source: bool = False
    skip: tuple[str, ...] = ()
    transports: tuple[str, ...] = ()
    ssh_port: int | None = None
    ssh_algorithms: str = ""
    platform: str = ""


class TargetListReader(Protocol):
    """Reads one format."""

    def __call__(self, source: ListSource) -> Iterator[Entry]:
        """Entries in the order of the file; TargetListError names file, line and remedy."""
        ...
