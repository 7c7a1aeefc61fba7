"""Drawings: their geometry adds up, and a table says the same."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

from dataclasses import replace
from datetime import date

from report.audit_sample import POLICIES, sample_result
from report.report_files import TEMPLATE, Page

from auditor.model.finding import AuditResult, DueMilestone, Status
from auditor.report.charts import BAR_UNITS, site_bars, timeline
from auditor.report.html_report import render_html


def result_with(*days: str) -> AuditResult:
    """The sample audit under one policy, with something due on each day."""
    due = tuple(DueMilestone(day, "removal", f"Goes <by> {day}.", "S", 2, 1) for day in days)
    return replace(sample_result(), policies=(POLICIES[0]._replace(milestones=due),))


def test_every_device_is_in_the_bar_of_its_site() -> None:
    result = sample_result()
    bars = site_bars(result)
    assert len(result.devices) == sum(bar.devices for bar in bars)
    assert {device.site for device in result.devices} == {bar.site for bar in bars}
    assert [BAR_UNITS] * len(bars) == [sum(one.size for one in bar.slices) for bar in bars]
    assert len(result.findings) == sum(bar.findings for bar in bars)


def test_sites_with_excluded_devices_come_first() -> None:
    excluded = [dict(bar.counts).get(Status.EXCLUDED, 0) for bar in site_bars(sample_result())]
    assert sorted(excluded, reverse=True) == excluded


def test_dates_stand_in_order_and_those_without_a_day_come_last() -> None:
    line = timeline(result_with("decision+4y", "2050-01-01", "2028-01-01"))
    assert ["2028-01-01", "2050-01-01", "decision+4y"] == [due.milestone.on for due in line.due]
    assert [True, False, False] == [due.x is not None for due in line.due]
    assert 0 < line.today < (line.due[0].x or 0) < BAR_UNITS


def test_what_is_drawn_is_told_in_a_table_too() -> None:
    page = Page(render_html(result_with("2028-01-01", "decision+4y"), TEMPLATE))
    told = " ".join(element.text for element in page.named("table"))
    for words in ("2028-01-01", "Goes <by> decision+4y.", "tokyo", "osaka"):
        assert words in told
    assert {"true"} == {element.attributes["aria-hidden"] for element in page.named("svg")}


def test_an_audit_on_a_leap_day_is_drawn() -> None:
    line = timeline(replace(result_with("2029-02-28"), as_of=date(2028, 2, 29)))
    assert 0 < line.today < (line.due[0].x or 0) < BAR_UNITS
