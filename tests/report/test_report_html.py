"""The HTML report: safe, accessible, readable."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from report.audit_sample import LAW_CITATION, device, empty_result, finding, sample_result
from report.report_files import TEMPLATE, Page

from auditor.errors import AuditorError
from auditor.model.finding import Status
from auditor.model.policy import Citation
from auditor.report import html_report
from auditor.report.charts import Slice, status_slices
from auditor.report.escape import visible_text
from auditor.report.html_report import link_of, render_html

MIN_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 for text of ordinary size."""
INKS = (
    *("ink", "soft", "link", "excluded", "review", "unknown"),
    *("not-checked", "undetermined", "clear", "not-applicable"),
)
PAPERS = ("card", "page", "wash", "gap-wash")


def sample_page() -> Page:
    return Page(render_html(sample_result(), TEMPLATE))


def test_the_content_policy_allows_only_the_style_that_is_there() -> None:
    page = sample_page()
    style = page.named("style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(e.attributes for e in page.named("meta") if "http-equiv" in e.attributes)
    assert "Content-Security-Policy" == policy["http-equiv"]
    assert (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        == policy["content"]
    )


def test_nothing_active_and_nothing_from_outside() -> None:
    elements = sample_page().elements
    assert not {"script", "iframe", "img", "link", "object", "embed", "form", "base"} & {
        e.name for e in elements
    }
    names = {name for element in elements for name in element.attributes}
    assert not [
        name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "srcdoc")
    ]
    assert "url(" not in TEMPLATE and "@import" not in TEMPLATE


def test_the_template_never_switches_escaping_off() -> None:
    assert not re.search(r"\|\s*safe|autoescape|Markup", TEMPLATE)


def test_links_are_citations_or_places_in_the_page() -> None:
    targets = {link.attributes["href"] for link in sample_page().named("a")}
    assert {LAW_CITATION.url} == {target for target in targets if not target.startswith("#")}


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org", "https://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ('https://example.org/" onclick="x', ""),
        ("https://user@example.org/", ""),
        ("//example.org/", ""),
        ("", ""),
    ],
)
def test_only_plain_web_addresses_are_linked(url: str, link: str) -> None:
    assert link == link_of(Citation("x", url))


def test_tables_have_captions_and_scoped_headers() -> None:
    page = sample_page()
    assert len(page.named("table")) == len(page.named("caption")) > 0
    assert {"col", "row"} == {header.attributes.get("scope") for header in page.named("th")}


def test_the_page_states_its_language_and_title_and_one_main_part() -> None:
    page = sample_page()
    assert ["en"] == [element.attributes["lang"] for element in page.named("html")]
    assert ["Network asset audit 2026-11-22"] == [element.text for element in page.named("title")]
    assert 1 == len(page.named("main")) == len(page.named("h1"))


def test_heading_levels_are_not_skipped_and_ids_are_unique() -> None:
    page = sample_page()
    levels = [int(e.name[1]) for e in page.elements if re.fullmatch("h[1-6]", e.name)]
    assert [] == [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert sorted(set(ids)) == sorted(ids)
    places = {e.attributes["href"][1:] for e in page.named("a") if e.attributes["href"].startswith("#")}
    assert set() == places - set(ids)


def test_what_was_not_checked_is_the_first_section() -> None:
    sections = [section.attributes["id"] for section in sample_page().named("section")]
    assert [
        "not-checked",
        "result",
        "sites",
        "dates",
        "findings",
        "devices",
        "coverage",
        "policies",
        "sources",
        "meaning",
    ] == sections


def test_every_status_has_a_shape_of_its_own() -> None:
    assert set(Status) == set(html_report.GLYPHS)
    assert len(Status) == len(set(html_report.GLYPHS.values()))


def test_evidence_shows_the_name_of_the_object_its_value_and_its_oid() -> None:
    quotes = [e.text for e in sample_page().named("li")]
    assert "entPhysicalMfgName.67108867 = HUAWEI1.3.6.1.2.1.47.1.1.1.1.12.67108867" in quotes


def test_an_excluded_device_and_its_parts_are_one_card() -> None:
    cards = [card.text for card in sample_page().named("article") if "ZXR10" in card.text]
    assert 1 == len(cards)
    assert "And 4 parts that say the same" in cards[0]
    assert "Fingerprints and exact OIDs of 5 findings" in cards[0]


def test_a_device_that_contains_a_part_names_it_and_does_not_repeat_it() -> None:
    cards = [card.text for card in sample_page().named("article") if "modem:1" in card.text]
    assert 1 == len(cards)
    assert "Contains modem:1 MF833V, which reports itself as ZTE" in cards[0]


def test_neighbors_of_a_switch_are_listed_by_port() -> None:
    page = sample_page()
    cards = [card.text for card in page.named("article") if "tyo-acc-02" in card.text]
    assert 1 == len(cards)
    assert "tyo-acc-02 sees 3 neighbors, each of which may be Hikvision" in cards[0]
    ports = [e.text for e in page.named("th") if e.text.startswith("port1.")]
    assert ["port1.0.9", "port1.0.14", "port1.0.14"] == ports


def test_every_finding_keeps_its_fingerprint_and_every_quote() -> None:
    text = sample_page().elements[0].text
    result = sample_result()
    assert [] == [one.fingerprint for one in result.findings if one.fingerprint not in text]
    values = [quote.partition(" = ")[2] for one in result.findings for quote in one.observed]
    assert [] == [value for value in values if visible_text(value) not in text]
    oids = [quote.partition(" = ")[0] for one in result.findings for quote in one.observed]
    assert [] == [oid for oid in oids if oid not in text]


def test_a_policy_that_polling_cannot_decide_is_folded() -> None:
    page = sample_page()
    folded = [e.text for e in page.named("details") if "Idjp-it-proc-2018" in e.text]
    assert 1 == len(folded)
    assert "government_entity: Are you a central government entity" in folded[0]


def test_a_clear_device_needs_no_reason() -> None:
    assert "which this rule does not list" not in sample_page().elements[0].text


def test_slices_of_the_status_bar_add_up() -> None:
    slices = status_slices(((Status.EXCLUDED, 1), (Status.UNKNOWN, 0), (Status.CLEAR, 2)))
    assert (Slice(Status.EXCLUDED, 0, 333), Slice(Status.CLEAR, 333, 667)) == slices


def test_no_devices_give_no_slices() -> None:
    assert () == status_slices(((Status.CLEAR, 0),))


def test_long_lists_are_cut_with_the_number_left_out() -> None:
    found = tuple(finding(device_id=f"d{n:04}") for n in range(html_report.MAX_FINDINGS + 2))
    html = render_html(replace(empty_result(), findings=found), TEMPLATE)
    assert html_report.MAX_FINDINGS == len(Page(html).named("article"))
    assert "… and 2 more findings (see the JSON report)" in html
    assert f"{html_report.MAX_FINDINGS + 2} findings about" in html


def test_more_devices_than_the_table_holds_are_counted() -> None:
    devices = tuple(device(f"d{n:04}", Status.CLEAR, "") for n in range(html_report.MAX_DEVICES + 1))
    assert "… and 1 more devices" in render_html(replace(empty_result(), devices=devices), TEMPLATE)


@pytest.mark.parametrize("template", ["", "<p>{{ result.run_id }}</p>"])
def test_a_missing_template_is_our_failure_and_says_so(template: str) -> None:
    with pytest.raises(AuditorError, match="template"):
        render_html(empty_result(), template)


def test_text_passes_autoescape_even_in_another_template() -> None:
    html = render_html(replace(empty_result(), run_id="<b>\x1b"), "<style></style>{{ result.run_id }}")
    assert r"<style></style>&lt;b&gt;\x1b" == html


def test_dates_are_the_result_s_own() -> None:
    assert "1999-12-31" in render_html(replace(empty_result(), as_of=date(1999, 12, 31)), TEMPLATE)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize("ink", INKS)
def test_text_stands_out_from_every_background(scheme: int, ink: str) -> None:
    colours = _schemes()[scheme]
    ratios = {paper: _contrast(colours[ink], colours[paper]) for paper in PAPERS}
    assert {} == {paper: ratio for paper, ratio in ratios.items() if ratio < MIN_CONTRAST}


def _schemes() -> list[dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", TEMPLATE, re.DOTALL)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in blocks]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
