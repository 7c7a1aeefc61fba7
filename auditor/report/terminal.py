"""The audit on a terminal: what was not checked, then findings, devices, policies, sources.

Decides what stands in which column; how lines are made is `layout`, what is counted is
`grouping`, sentences are `wording`. Colour only repeats what the text says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.model.finding import AuditResult, DeviceSummary
from auditor.model.recording import Reason
from auditor.report import grouping, sentences, wording
from auditor.report.device_reasons import devices_by_reason
from auditor.report.exit_words import exit_text
from auditor.report.human_words import ATTESTED_TITLE, attested_counts, attested_text
from auditor.report.layout import BOLD, MIN_WIDTH, Cell, Column, Page
from auditor.report.terminal_findings import findings_section
from auditor.report.terminal_sources import policies_section, sources_section
from auditor.report.terminal_styles import more, status_cell

DEFAULT_WIDTH = 100
"""Width where none is known (a pipe, a log): the finding table still fits."""
MAX_DEVICES = 30
"""One screen of devices; more are told by reason, because nobody reads a thousand lines."""
MAX_DEVICE_REASONS = 20
MAX_EXAMPLES = 3
"""Devices named for a reason that many share."""
MAX_WORST_DEVICES = 10
"""Enough to see where to start; the counts above them are complete."""
MAX_LEADS = 10
"""Leads are hints, not findings: one short list."""
MAX_ATTESTED = 15
"""A screen; the JSON report has them all."""
MAX_REASONS = 3
"""Reasons named for one device; more would hide the device."""


def render_terminal(result: AuditResult, *, colour: bool, width: int) -> str:
    """The audit as lines of at most `width` (at least 40) cells, ending with a newline.

    Escape sequences occur only when `colour` is set, and then only our own SGR ones.
    """
    page = Page(max(width, MIN_WIDTH), colour)
    lines = [line for section in SECTIONS for line in section(result, page)]
    return "\n".join(lines) + "\n"


def _title(result: AuditResult, page: Page) -> list[str]:
    mode = wording.MODE_TEXTS.get(result.mode, result.mode)
    facts = f"Run {result.run_id}, {mode}, {result.started_at} to {result.finished_at}."
    dated = f"Judged as of {result.as_of.isoformat()} by auditor {result.product_version}."
    notes = [line for note in result.notes for line in page.paragraph(note, BOLD)]
    return [page.paint(wording.TITLE.upper(), BOLD), *page.paragraph(facts), *page.paragraph(dated), *notes]


def _not_checked(result: AuditResult, page: Page) -> list[str]:
    lines = [*page.heading("Not checked"), *page.paragraph(wording.NOT_CHECKED_NOTE)]
    for figure in sentences.gap_figures(grouping.headline(result)):
        lines += page.paragraph(f"{figure.label}: {figure.number} of {figure.total}", mark="- ")
    groups = grouping.gap_groups(result)
    if not groups:
        return lines
    columns = (Column("STAGE", 8), Column("WHY", 16), Column("DEVICES", 7, True), Column("ENTRIES", 7, True))
    rows = [
        (
            Cell(wording.STAGE_TEXTS.get(group.stage, group.stage)),
            Cell(wording.REASON_TEXTS[group.reason].text),
            Cell(str(group.devices)),
            Cell(str(len(group.entries))),
        )
        for group in groups
    ]
    return [*lines, "", *page.table(columns, rows), *_worst_devices(result, page)]


def _worst_devices(result: AuditResult, page: Page) -> list[str]:
    gaps = grouping.device_gaps(result)
    if not gaps:
        return []
    columns = (Column("MOST GAPS", 12), Column("SITE", 6), Column("ENTRIES", 7, True), Column("WHY", 11))
    shared = grouping.shared_reasons(result)
    rows = []
    for gap in gaps[:MAX_WORST_DEVICES]:
        why = _reasons_text(gap.reasons, shared)
        rows.append((Cell(gap.device_id), Cell(gap.site), Cell(str(gap.entries)), Cell(why)))
    return ["", *page.table(columns, rows), *more(page, len(gaps) - len(rows), "devices")]


def _reasons_text(reasons: Sequence[Reason], shared: frozenset[Reason]) -> str:
    """The reasons of one device; one that all devices share tells nothing of this one."""
    own = [reason for reason in reasons if reason not in shared] or list(reasons)
    told = [wording.REASON_TEXTS[reason].text for reason in own[:MAX_REASONS]]
    hidden = len(own) - len(told)
    return "; ".join(told) + (f"; and {hidden} more reasons" if hidden else "")


def _devices(result: AuditResult, page: Page) -> list[str]:
    lines = [*page.heading("Devices"), *_status_table(result, page), ""]
    devices = grouping.sorted_devices(result)
    if len(devices) > MAX_DEVICES:
        return [*lines, *_devices_by_reason(result, page)]
    columns = (
        *(Column("STATUS", 14), Column("DEVICE", 22), Column("SAYS IT IS", 13)),
        *(Column("PARTS", 5, True), Column("READ OVER", 11), Column("WHY", 16)),
    )
    names = grouping.vendor_names(result)
    return [*lines, *page.table(columns, [_device_row(device, names) for device in devices])]


def _devices_by_reason(result: AuditResult, page: Page) -> list[str]:
    columns = (
        *(Column("STATUS", 14), Column("DEVICES", 7, True), Column("WHY", 28)),
        Column("SUCH AS", 20),
    )
    groups = devices_by_reason(result)
    rows = [
        (
            status_cell(group.status),
            Cell(str(len(group.device_ids))),
            Cell(group.reason),
            Cell(", ".join(group.device_ids[:MAX_EXAMPLES])),
        )
        for group in groups[:MAX_DEVICE_REASONS]
    ]
    if not rows:
        return page.paragraph(wording.DEVICES_BY_REASON)
    return [
        *page.paragraph(wording.DEVICES_BY_REASON),
        "",
        *page.table(columns, rows),
        *more(page, len(groups) - len(rows), "reasons"),
    ]


def _device_row(device: DeviceSummary, names: Mapping[str, str]) -> tuple[Cell, ...]:
    label = grouping.device_label(device.device_id, device)
    return (
        status_cell(device.status),
        Cell(" / ".join(filter(None, (device.site, label)))),
        Cell(sentences.says_it_is(device, names)),
        Cell(str(device.judged_parts)),
        Cell(sentences.read_over(device)),
        Cell(sentences.device_reason(device)),
    )


def _status_table(result: AuditResult, page: Page) -> list[str]:
    columns = (Column("STATUS", 14), Column("DEVICES", 7, True), Column("MEANING", 11))
    rows = [
        (status_cell(status), Cell(str(count)), Cell(wording.STATUS_TEXTS[status]))
        for status, count in grouping.status_counts(result.status_counts)
        if count
    ]
    return page.table(columns, rows)


def _leads(result: AuditResult, page: Page) -> list[str]:
    leads = grouping.sorted_leads(result)
    if not leads:
        return []
    names = grouping.vendor_names(result)
    lines = [*page.heading("Leads (not findings)"), *page.paragraph(wording.LEADS_NOTE)]
    for device_id, lead in leads[:MAX_LEADS]:
        lines += page.paragraph(f"{device_id}: {sentences.lead_sentence(lead, names)}", mark="- ")
    return lines + more(page, len(leads) - MAX_LEADS, "leads")


def _attested(result: AuditResult, page: Page) -> list[str]:
    if not result.attested:
        return []
    lines = [*page.heading(ATTESTED_TITLE), *page.paragraph(attested_counts(result))]
    for subject in result.attested[:MAX_ATTESTED]:
        lines += page.paragraph(attested_text(subject), mark="- ")
    return lines + more(page, len(result.attested) - MAX_ATTESTED, "subjects")


def _exit_code(result: AuditResult, page: Page) -> list[str]:
    text = exit_text(result)
    verdict = f"Exit code {result.exit_code}: {text.headline}. {text.meaning}"
    return [*page.heading("Result"), *page.paragraph(verdict, BOLD)]


def _meaning(_result: AuditResult, page: Page) -> list[str]:
    lines = page.heading(wording.CLEAN_TITLE)
    parts = (("It means:", wording.CLEAN_MEANS), ("It does not mean:", wording.CLEAN_DOES_NOT_MEAN))
    for title, texts in parts:
        lines += page.paragraph(title)
        for text in texts:
            lines += page.paragraph(text, mark="- ")
    return lines


SECTIONS = (
    _title,
    _not_checked,
    findings_section,
    _devices,
    _leads,
    _attested,
    policies_section,
    sources_section,
    _exit_code,
    _meaning,
)
"""The order of a report: what was not checked comes before everything that is said to be clear."""
