"""A page for each device: links that resolve, evidence for each part, structure folded, nothing active."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from report.audit_sample import device, empty_result, finding
from report.golden_files import golden_text
from report.inventory_sample import (
    CARD,
    CHASSIS,
    MFG_NAME,
    NEVER_READ,
    OPTIC,
    VENDOR_NAMES,
    inventory_device,
    part,
)
from report.report_files import PAGE_TEMPLATE, TEMPLATE, Page

from auditor.model.finding import AuditResult, Coverage, Status
from auditor.model.inventory import InventoryDevice, InventoryNeighbor
from auditor.model.recording import Reason
from auditor.report import device_pages, device_tree
from auditor.report.device_pages import page_files, seen_by
from auditor.report.device_tree import part_tree
from auditor.report.folder import File

SENSORS = tuple(
    part(f"slot:1/sensor:{number}", contained_in="slot:1", physical_class="sensor",
         status=Status.NOT_APPLICABLE, name=f"Temp {number}")
    for number in (1, 2)
)  # fmt: skip
SWITCH = inventory_device(CHASSIS, CARD, OPTIC, *SENSORS)


def neighbor(key: str, **changes: object) -> InventoryNeighbor:
    return SWITCH.neighbors[0]._replace(key=key, **changes)  # type: ignore[arg-type]


def result() -> AuditResult:
    """A switch with an optic under a rule, and a device that never answered."""
    found = finding(
        device_id="tyo-core-01", site="tokyo", subject_key=OPTIC.path, subject=f"{OPTIC.path} SFP-10G-LR"
    )
    return replace(
        empty_result(),
        devices=(
            device("tyo-core-01", Status.EXCLUDED, "contains a part that reports itself as ZTE"),
            device("osk-acc-07", Status.NOT_CHECKED, "the device has never been read"),
        ),
        findings=(found, replace(found, subject_key="", subject="device", through_part=OPTIC.path)),
        coverage=(Coverage("collect", Reason.NO_ANSWER, "osk-acc-07", "no answer to the credentials"),),
    )


def files(*devices: InventoryDevice, audit: AuditResult | None = None) -> dict[str, str]:
    written = page_files(
        audit or result(), devices or (NEVER_READ, SWITCH), VENDOR_NAMES, (TEMPLATE, PAGE_TEMPLATE)
    )
    return {file.name: file.text for file in written}


def page_of(one: InventoryDevice, audit: AuditResult | None = None) -> Page:
    return Page(files(one, audit=audit)[f"devices/{device_pages.page_name(one)}"])


def test_every_link_leads_to_a_file_of_the_folder_or_a_place_in_it() -> None:
    pages = {name: Page(text) for name, text in files().items()}
    ids = {
        (name, e.attributes["id"])
        for name, page in pages.items()
        for e in page.elements
        if "id" in e.attributes
    }
    missing = []
    for name, page in pages.items():
        for link in page.named("a"):
            path, _, place = link.attributes["href"].partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if not path.startswith("https://") and (
                target not in pages or (place and (target, place) not in ids)
            ):
                missing.append((name, link.attributes["href"]))
    assert [] == missing
    assert 3 == len(pages)


def test_the_index_is_the_report_with_its_devices_linked() -> None:
    page = Page(files()["index.html"])
    targets = {link.attributes["href"] for link in page.named("a")}
    expected = {f"devices/{device_pages.page_name(one)}" for one in (NEVER_READ, SWITCH)}
    assert expected <= targets
    assert "tyo-core-01" in {link.text for link in page.named("a")}


def test_pages_lead_to_the_one_before_and_after() -> None:
    page = page_of(SWITCH, result())
    assert [] == [link for link in page.named("a") if link.attributes.get("rel") in ("prev", "next")]
    first = Page(files()[f"devices/{device_pages.page_name(NEVER_READ)}"])
    ways = {link.attributes["href"] for link in first.named("a") if link.attributes.get("rel") == "next"}
    assert {device_pages.page_name(SWITCH)} == ways


def test_the_sample_device_renders_as_reviewed() -> None:
    actual = files()[f"devices/{device_pages.page_name(SWITCH)}"]
    body = actual[actual.index("<body>") :]
    assert golden_text("device.body.html", body) == body


def test_what_was_not_checked_comes_first_and_a_device_never_read_says_so() -> None:
    page = page_of(NEVER_READ)
    sections = [section.attributes["id"] for section in page.named("section")]
    assert ["not-checked", "device", "findings", "parts", "neighbors"] == sections
    text = page.named("section")[0].text
    assert "This device was never read." in text
    assert "no answer to the credentials" in text
    assert 2 == sum("None known: it was never read." in section.text for section in page.named("section"))


def test_gaps_of_a_device_are_told_by_reason() -> None:
    tables = [Coverage("collect", Reason.STOPPED_ANSWERING, "tyo-core-01", f"table {n}") for n in range(120)]
    page = page_of(SWITCH, replace(result(), coverage=(*result().coverage, *tables)))
    rows = page.named("section")[0].text
    assert 1 == rows.count("The device stopped answering midway")
    assert "table 7" in rows and "… and 20 more entries" in rows and "credentials" not in rows


def test_parts_are_nested_as_they_are_contained_and_structure_is_folded() -> None:
    page = page_of(SWITCH)
    items = {e.attributes["id"]: e.text for e in page.named("li") if "id" in e.attributes}
    assert "SFP-10G-LR" in items["part-1"] and "slot:1/port:49" in items["part-1"]
    assert "slot:1/sensor:1" not in items["part-2"]
    folded = [e.text for e in page.named("details") if "slot:1/sensor:1" in e.text]
    assert 1 == len(folded)
    assert "2 structural parts not judged: 2 sensor" in folded[0]


def test_a_part_under_a_rule_shows_its_evidence_unfolded() -> None:
    optic = SWITCH.parts[2]._replace(evidence=(OPTIC.evidence[0]._replace(section_digest="ab" * 32),))
    page = page_of(inventory_device(CHASSIS, CARD, optic))
    (item,) = [e.text for e in page.named("li") if e.attributes.get("id") == "part-2"]
    assert "entPhysicalMfgName.1 = ZTE" in item
    assert "names as maker: ZTE (strong; decides). Row mfg_name:1." in item
    assert f"{MFG_NAME}.1; section sha256 {'ab' * 32}" in item
    shown = [e for e in page.named("details") if "entPhysicalMfgName.1 = ZTE" in e.text]
    assert ["open" in e.attributes for e in shown] == [True]


def test_the_device_has_the_status_that_coverage_gates_and_not_its_own_verdict_alone() -> None:
    unknown = replace(
        result(), devices=(device("tyo-core-01", Status.UNKNOWN, "9 parts state no maker"),), findings=()
    )
    page = page_of(inventory_device(CHASSIS._replace(status=Status.CLEAR)), unknown)
    (item,) = [e.text for e in page.named("li") if e.attributes.get("id") == "part-0"]
    assert "clear" not in item
    assert "unknown 9 parts state no maker" in item


def test_a_large_device_keeps_its_worst_parts_and_says_what_is_left_out() -> None:
    many = [
        part(f"slot:1/port:{number:05}", contained_in="slot:1", status=Status.CLEAR)
        for number in range(device_tree.MAX_PARTS)
    ]
    tree = part_tree([CHASSIS, CARD, *many, OPTIC])
    assert (device_tree.MAX_PARTS, 3) == (len(tree.numbers), tree.left_out)
    assert OPTIC.path in tree.numbers and CARD.path in tree.numbers
    page = page_of(inventory_device(CHASSIS, CARD, *many, OPTIC))
    assert "3 parts are left out here: this page shows 2000, worst status first" in page.elements[0].text


def test_the_deepest_tree_that_is_decoded_is_shown() -> None:
    paths = ["/".join(["slot:0"] * depth) for depth in range(1, 65)]
    chain = [part(path, contained_in=around) for around, path in pairwise(["", *paths])]
    assert paths[-1] in page_of(inventory_device(CHASSIS, *chain)).elements[0].text


def test_neighbors_known_by_an_address_alone_are_counted_and_folded() -> None:
    lldp = neighbor("serial:1", protocol="lldp", system_name="tyo-acc-02")
    found = neighbor("mac:2", status=Status.REVIEW)
    bare = [neighbor(f"mac:{number}") for number in range(device_pages.MAX_ADDRESSES + 5)]
    one = SWITCH._replace(neighbors=(*bare, lldp, found))
    seen = seen_by(one)
    assert ((lldp,), found, 206) == (seen.named, seen.addresses[0], len(seen.addresses))
    text = page_of(one).named("section")[-1].text
    assert "206 neighbors known by an address alone (tables of MAC and IP addresses): 1 review, 205" in text
    assert "… and 6 more neighbors" in text


def test_pages_are_made_one_at_a_time() -> None:
    asked: list[str] = []

    def devices() -> Iterator[InventoryDevice]:
        for number in range(5):
            asked.append(f"d{number}")
            yield SWITCH._replace(device_id=f"d{number}")

    written = page_files(result(), devices(), VENDOR_NAMES, (TEMPLATE, PAGE_TEMPLATE))
    first: File = next(written)
    assert first.name.startswith("devices/d0-")
    assert ["d0", "d1"] == asked


def test_a_page_allows_its_own_style_and_nothing_active() -> None:
    page = page_of(SWITCH)
    style = page.named("style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(e.attributes for e in page.named("meta") if "http-equiv" in e.attributes)
    assert (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        == policy["content"]
    )
    assert not {"script", "iframe", "img", "link", "object", "embed", "form", "base"} & {
        e.name for e in page.elements
    }
    assert not re.search(r"\|\s*safe|autoescape|Markup|url\(|@import", PAGE_TEMPLATE)


def test_a_page_is_accessible_in_the_ways_the_report_is() -> None:
    page = page_of(SWITCH)
    levels = [int(e.name[1]) for e in page.elements if re.fullmatch("h[1-6]", e.name)]
    assert [] == [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert sorted(set(ids)) == sorted(ids)
    assert len(page.named("table")) == len(page.named("caption"))
    assert 1 == len(page.named("main")) == len(page.named("h1"))
    assert ["en"] == [element.attributes["lang"] for element in page.named("html")]
