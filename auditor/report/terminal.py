"""The audit on a terminal: what was not checked, then findings, devices, policies, sources.

Decides what stands in which column; how lines are made is `layout`, what is counted is
`grouping`, sentences are `wording`. Colour only repeats what the text says.
"""

from __future__ import annotations

from auditor.model.finding import AuditResult, Finding, PolicySummary, Status
from auditor.report import grouping, sentences, wording
from auditor.report.layout import BOLD, MIN_WIDTH, Cell, Column, Page

DEFAULT_WIDTH = 100
"""Width where none is known (a pipe, a log): the finding table still fits."""
MAX_FINDINGS = 50
"""About five screens; longer lists are work for the JSON or HTML report."""
MAX_DEVICES = 30
"""One screen of devices, worst first."""
MAX_WORST_DEVICES = 10
"""Enough to see where to start; the counts above them are complete."""
MAX_LEADS = 10
"""Leads are hints, not findings: one short list."""
MAX_REASONS = 3
"""Reasons named for one device; more would hide the device."""
DIGEST_CHARACTERS = 12
"""As much of a sha256 as people compare by eye; the JSON report has it whole."""

STATUS_STYLES: dict[Status, str] = {
    Status.EXCLUDED: "1;31",
    Status.REVIEW: "33",
    Status.UNKNOWN: "35",
    Status.NOT_CHECKED: "36",
    Status.UNDETERMINED: "34",
    Status.CLEAR: "32",
    Status.NOT_APPLICABLE: "2",
}


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
    return [page.paint(wording.TITLE.upper(), BOLD), *page.paragraph(facts), *page.paragraph(dated)]


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
    rows = []
    for gap in gaps[:MAX_WORST_DEVICES]:
        reasons = [wording.REASON_TEXTS[reason].text for reason in gap.reasons[:MAX_REASONS]]
        more = len(gap.reasons) - len(reasons)
        text = "; ".join(reasons) + (f"; and {more} more reasons" if more else "")
        rows.append((Cell(gap.device_id), Cell(gap.site), Cell(str(gap.entries)), Cell(text)))
    return ["", *page.table(columns, rows), *_more(page, len(gaps) - len(rows), "devices")]


def _findings(result: AuditResult, page: Page) -> list[str]:
    findings = grouping.sorted_findings(result)
    lines = [
        *page.heading("Findings"),
        *page.paragraph(sentences.finding_sentence(grouping.headline(result))),
    ]
    if not findings:
        return lines
    columns = (
        *(Column("STATUS", 12), Column("SEVERITY", 8), Column("WHERE", 14), Column("WHAT IT SAYS", 14)),
        *(Column("WHY", 14), Column("RULE", 10), Column("FIRST SEEN", 10)),
    )
    rows = [_finding_row(finding) for finding in findings[:MAX_FINDINGS]]
    lines += [*page.paragraph(wording.FINDING_NOTE), "", *page.table(columns, rows)]
    return lines + _more(page, len(findings) - len(rows), "findings")


def _finding_row(finding: Finding) -> tuple[Cell, ...]:
    where = " / ".join(part for part in (finding.site, finding.device_id, finding.subject) if part)
    return (
        _status_cell(finding.status),
        Cell(finding.severity),
        Cell(where),
        Cell(sentences.claim_text(finding)),
        Cell(finding.because),
        Cell(f"{finding.policy_id} / {finding.rule_id}"),
        Cell(finding.first_detected_at[:10]),
    )


def _devices(result: AuditResult, page: Page) -> list[str]:
    lines = [*page.heading("Devices"), *_status_table(result, page)]
    devices = grouping.sorted_devices(result)
    columns = (
        *(Column("STATUS", 14), Column("DEVICE", 12), Column("SITE", 6), Column("SAYS IT IS", 12)),
        *(Column("READ", 10), Column("PARTS", 5, True), Column("NO MAKER", 8, True), Column("WHY", 14)),
    )
    rows = [
        (
            _status_cell(device.status),
            Cell(grouping.device_label(device.device_id, device)),
            Cell(device.site),
            Cell(f"{device.manufacturer} {device.model_name}".strip() or "not stated"),
            Cell(sentences.outcome_text(device.outcome)),
            Cell(str(device.components)),
            Cell(str(device.unknown_parts)),
            Cell(device.because),
        )
        for device in devices[:MAX_DEVICES]
    ]
    return [*lines, "", *page.table(columns, rows), *_more(page, len(devices) - len(rows), "devices")]


def _status_table(result: AuditResult, page: Page) -> list[str]:
    columns = (Column("STATUS", 14), Column("DEVICES", 7, True), Column("MEANING", 11))
    rows = [
        (_status_cell(status), Cell(str(count)), Cell(wording.STATUS_TEXTS[status]))
        for status, count in grouping.status_counts(result.status_counts)
        if count
    ]
    return page.table(columns, rows)


def _leads(result: AuditResult, page: Page) -> list[str]:
    leads = [(device.device_id, lead) for device in grouping.sorted_devices(result) for lead in device.leads]
    if not leads:
        return []
    lines = [*page.heading("Leads (not findings)"), *page.paragraph(wording.LEADS_NOTE)]
    for device_id, lead in leads[:MAX_LEADS]:
        lines += page.paragraph(f"{device_id}: {lead}", mark="- ")
    return lines + _more(page, len(leads) - MAX_LEADS, "leads")


def _policies(result: AuditResult, page: Page) -> list[str]:
    lines = page.heading("Policies used")
    if not result.policies:
        return [*lines, *page.paragraph("None: nothing was judged.")]
    for policy in grouping.sorted_policies(result):
        digest = policy.digest[:DIGEST_CHARACTERS]
        lines += page.paragraph(f"{policy.id}: {policy.title}", BOLD)
        lines += page.paragraph(sentences.policy_sentence(policy))
        lines += page.paragraph(f"Verdicts: {sentences.counts_text(policy.counts)}. Digest {digest}.")
        lines += _policy_gaps(policy, page)
    return lines


def _policy_gaps(policy: PolicySummary, page: Page) -> list[str]:
    lines: list[str] = []
    for reason in sentences.undetermined_reasons(policy):
        lines += page.paragraph(f"Undetermined: {reason}", STATUS_STYLES[Status.UNDETERMINED], "- ")
    for question in policy.unanswered:
        lines += page.paragraph(f"Not answered: {question}", STATUS_STYLES[Status.REVIEW], "- ")
    return lines


def _sources(result: AuditResult, page: Page) -> list[str]:
    columns = (
        *(Column("DATA", 12), Column("DATE", 10), Column("ROWS", 6, True)),
        *(Column("DIGEST", 12), Column("FROM", 8)),
    )
    rows = [
        tuple(map(Cell, (name, data_date or "not stated", str(count), digest[:DIGEST_CHARACTERS], origin)))
        for name, data_date, digest, count, origin in grouping.sorted_sources(result)
    ]
    return [*page.heading("Data sources"), *page.table(columns, rows)]


def _exit_code(result: AuditResult, page: Page) -> list[str]:
    text = wording.EXIT_TEXTS.get(result.exit_code, wording.UNKNOWN_EXIT)
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


def _status_cell(status: Status) -> Cell:
    return Cell(wording.STATUS_NAMES[status], STATUS_STYLES[status])


def _more(page: Page, hidden: int, what: str) -> list[str]:
    return page.paragraph(f"… and {hidden} more {what} (see the JSON report)") if hidden > 0 else []


SECTIONS = (
    _title,
    _not_checked,
    _findings,
    _devices,
    _leads,
    _policies,
    _sources,
    _exit_code,
    _meaning,
)
"""The order of a report: what was not checked comes before everything that is said to be clear."""
