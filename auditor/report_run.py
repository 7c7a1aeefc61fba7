"""Reports of a store: joins what was judged, the inventory and a format, and reads templates.

Must not write a file: `cli.publish` does. Next: `report.interface`, the table of formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from auditor.identify import Knowledge
from auditor.model.finding import AuditResult, DeviceSummary
from auditor.report.folder import File
from auditor.report.interface import FolderFormat, Material, format_named, pieces
from auditor.store import Store

ANCHORED = frozenset({"sarif"})
"""Formats whose results point into files of the repository."""


@dataclass(frozen=True, slots=True)
class Report:
    """One audit, ready for every format while the store is open."""

    result: AuditResult
    store: Store
    knowledge: Knowledge

    def pieces(self, format_name: str) -> Iterable[str]:
        """The report in a format of `FORMATS`, as pieces of one text."""
        result = in_repository(self.result) if format_name in ANCHORED else self.result
        return pieces(format_name, result, template_of(format_name))

    def files(self, format_name: str) -> Iterator[File]:
        """The report in a format of `FOLDER_FORMATS`, one file at a time."""
        row = format_named(format_name)
        if not isinstance(row, FolderFormat):
            raise TypeError(f"{format_name} is one text")
        names = {vendor.id: vendor.name for vendor in self.knowledge.vendors.all()}
        devices = self.store.inventory_devices({device.device_id for device in self.result.devices})
        return row.write(
            Material(self.result, devices, names, template_of(format_name), _template(row.page_template))
        )


def in_repository(result: AuditResult) -> AuditResult:
    """The result with target lists named from the root of the repository they lie in, if they do."""
    root = _repository_root(Path.cwd())

    def named(device: DeviceSummary) -> DeviceSummary:
        path = Path.cwd() / device.source_file
        inside = device.source_file and path.is_relative_to(root)
        return device._replace(source_file=str(path.relative_to(root))) if inside else device

    return replace(result, devices=tuple(map(named, result.devices)))


def _repository_root(folder: Path) -> Path:
    """The nearest folder above that a version control system keeps, else the folder itself."""
    return next((path for path in (folder, *folder.parents) if (path / ".git").exists()), folder)


def template_of(format_name: str) -> str:
    """The text of a format's template, "" where it has none."""
    return _template(format_named(format_name).template)


def _template(name: str) -> str:
    return resources.files("auditor.report").joinpath("templates", name).read_text("utf-8") if name else ""
