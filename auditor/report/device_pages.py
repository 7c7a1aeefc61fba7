"""The audit as a folder to browse offline: index.html and a page for each device.

The index is `html_report`'s page with links; a device's page has its parts as a tree with
the evidence for each. Devices stream: one page is in memory at a time, and the index comes
last because only then it is known which pages there are. Escaping is `html_report`'s.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from auditor.errors import AuditorError
from auditor.model.finding import STATUS_ORDER, AuditResult, Coverage, DeviceSummary
from auditor.model.identity import band_of
from auditor.model.inventory import InventoryDevice, InventoryNeighbor, InventoryPart
from auditor.report import device_tree, explain_wording
from auditor.report.device_reasons import FOUND_STATUSES
from auditor.report.folder import File, file_name
from auditor.report.grouping import gap_groups, sorted_findings
from auditor.report.html_report import STYLE, html_environment, render_html, style_digest
from auditor.report.observations import Observation, observation_of
from auditor.report.subjects import natural_key
from auditor.report.wording import STATUS_NAMES

INDEX = "index.html"
FOLDER = "devices"
MAX_FINDINGS = 300
"""Of one device: each is a card; the JSON report has all."""
MAX_NEIGHBORS = 500
"""Those that announce themselves: a large switch has as many ports."""
MAX_ADDRESSES = 200
"""Those of which a device holds only an address; the counts beside them are complete."""
ADDRESS_ONLY = frozenset({"fdb", "arp"})
"""Protocols that show an address and nothing that the neighbor says of itself."""

SHARED = re.compile(r"\{# shared with the pages of devices #\}\n(.*?)\n\{# end of shared #\}", re.DOTALL)
SHARED_HERE = "{# shared with the report #}"
"""Where a page takes the macros of the report's template over."""


class Place(NamedTuple):
    """A device between its neighbors in the order of the pages."""

    before: InventoryDevice | None
    device: InventoryDevice
    after: InventoryDevice | None


class Seen(NamedTuple):
    """Neighbors, worst status first, then by port; `addresses` are those known by address alone."""

    named: tuple[InventoryNeighbor, ...]
    addresses: tuple[InventoryNeighbor, ...]


class Told(NamedTuple):
    """What the audit says of each device, by device id."""

    summaries: Mapping[str, DeviceSummary]
    coverage: Mapping[str, Sequence[Coverage]]


def page_files(
    result: AuditResult,
    devices: Iterable[InventoryDevice],
    vendor_names: Mapping[str, str],
    templates: tuple[str, str],
) -> Iterator[File]:
    """A page for each device and the index of them. `templates` are the texts of the report's
    and of the device's template."""
    report, source = templates[0], _page_source(*templates)
    page = html_environment(_GLOBALS).from_string(source)
    told, pages = _told(result), dict[str, str]()
    findings = sorted_findings(result)
    for place in _places(devices):
        device = place.device
        pages[device.device_id] = f"{FOLDER}/{page_name(device)}"
        text = page.render(
            result=result,
            place=place,
            device=device,
            names=vendor_names,
            summary=told.summaries.get(device.device_id),
            findings=findings.of_device(device.device_id),
            gaps=gap_groups(replace(result, coverage=tuple(told.coverage.get(device.device_id, ())))),
            tree=device_tree.part_tree(device.parts),
            seen=seen_by(device),
            style_digest=style_digest(source),
        )
        yield File(pages[device.device_id], text)
    yield File(INDEX, render_html(result, report, pages))


def _page_source(report: str, page: str) -> str:
    """The template of a page, with the style and the macros that it has from the report's."""
    style, macros = STYLE.search(report), SHARED.search(report)
    if style is None or macros is None:
        raise AuditorError("the HTML pages need the text of the report's template")
    return page.replace("<style>", f"<style>{style[1]}", 1).replace(SHARED_HERE, macros[1], 1)


def page_name(device: InventoryDevice) -> str:
    """The file of a device, from another device's page."""
    return file_name(device.device_id, ".html")


def seen_by(device: InventoryDevice) -> Seen:
    """The neighbors of a device, those known by an address alone apart."""
    order = sorted(device.neighbors, key=_neighbor_order)
    named = tuple(one for one in order if not _is_bare(one))
    return Seen(named, tuple(filter(_is_bare, order)))


def neighbor_counts(neighbors: Sequence[InventoryNeighbor]) -> str:
    """ "2 review, 118 unknown": how many have each status, worst first."""
    counts = Counter(one.status for one in neighbors)
    return ", ".join(f"{counts[status]} {STATUS_NAMES[status]}" for status in STATUS_ORDER if counts[status])


def part_label(part: InventoryPart) -> str:
    """What a part calls itself, "" where it does not."""
    return part.model_name or part.name or part.descr


def concluded(vendor: str, confidence: int, names: Mapping[str, str]) -> str:
    """ "ZTE (strong)", or "" where no maker is concluded."""
    return f"{names.get(vendor, vendor)} ({band_of(confidence).value})" if vendor else ""


def part_facts(part: InventoryPart, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(label, value) of what is known of a part besides its class, path, label and status."""
    facts = (
        ("Maker", concluded(part.manufacturer, part.confidence, names)),
        ("States as maker", part.mfg_name),
        ("Brand", names.get(part.brand, part.brand)),
        ("Name", "" if part.name == part_label(part) else part.name),
        ("Description", "" if part.descr in (part_label(part), part.name) else part.descr),
        ("Serial", part.serial_num),
        ("Hardware", part.hardware_rev),
        ("Firmware", part.firmware_rev),
        ("Software", part.software_rev),
        ("Interface", part.interface),
        ("Vendor type", part.vendor_type),
        ("Replaceable", "yes" if part.is_fru else ""),
    )
    return tuple(fact for fact in facts if fact[1])


def place_of(oid_or_line: str) -> Observation:
    """Where evidence was read: the object's name where it is known, else the OID or line."""
    return observation_of(f"{oid_or_line} = ")


def _is_bare(one: InventoryNeighbor) -> bool:
    says = one.system_name or one.system_descr or one.mfg_name or one.model_name or one.serial_num
    return one.protocol in ADDRESS_ONLY and not says


def _neighbor_order(one: InventoryNeighbor) -> tuple[int, tuple[tuple[int, str], ...], str]:
    return STATUS_ORDER.index(one.status), natural_key(one.interface), one.key


def _told(result: AuditResult) -> Told:
    coverage: dict[str, list[Coverage]] = defaultdict(list)
    for entry in result.coverage:
        coverage[entry.device_id].append(entry)
    return Told({device.device_id: device for device in result.devices}, coverage)


def _places(devices: Iterable[InventoryDevice]) -> Iterator[Place]:
    """Each device with the one before and after it; three are in memory."""
    before: InventoryDevice | None = None
    device: InventoryDevice | None = None
    for after in devices:
        if device is not None:
            yield Place(before, device, after)
        before, device = device, after
    if device is not None:
        yield Place(before, device, None)


_GLOBALS: Mapping[str, object] = {
    "index": f"../{INDEX}",
    "page_name": page_name,
    "words": explain_wording,
    "band_of": band_of,
    "part_label": part_label,
    "part_facts": part_facts,
    "place_of": place_of,
    "concluded": concluded,
    "neighbor_counts": neighbor_counts,
    "class_counts": device_tree.class_counts,
    "found_statuses": FOUND_STATUSES,
    "max_findings": MAX_FINDINGS,
    "max_neighbors": MAX_NEIGHBORS,
    "max_addresses": MAX_ADDRESSES,
}
"""What the device's template may call besides the modules that all HTML shares."""
