"""The audit as Markdown for pull-request comments and wikis (GitHub's and GitLab's dialect).

Says less than the HTML report, in the same order: what was not checked, then findings.
Every text leaves through `escape.markdown_text`, so that a device can bring no markup, link,
picture, mention or reference into the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.model.finding import AuditResult, Finding
from auditor.report import grouping, sentences, subjects, wording
from auditor.report.escape import cut_text, markdown_text
from auditor.report.exit_words import exit_text
from auditor.report.human_words import ATTESTED_TITLE, attested_counts, attested_text, human_words

MAX_FINDINGS = 100
"""A comment of GitHub holds 65,536 characters; a row takes some 400."""
MAX_OPEN_DEVICES = 50
MAX_ATTESTED = 20
MAX_CELL_CHARACTERS = 120
"""A cell is a summary; the whole text is in the JSON report."""


def render_markdown(result: AuditResult) -> str:
    """The audit as Markdown, ending with a newline."""
    sections = (_head, _notes, _not_checked, _findings, _open_devices, _attested, _policies, _note)
    blocks = [block for section in sections for block in section(result)]
    return "\n\n".join(blocks) + "\n"


def _head(result: AuditResult) -> list[str]:
    text = exit_text(result)
    mode = wording.MODE_TEXTS.get(result.mode, result.mode)
    return [
        f"## {wording.TITLE}: {text.headline}",
        f"{_text(text.meaning)} Exit code {result.exit_code}.",
        f"Judged as of {result.as_of.isoformat()}; run {_text(result.run_id)}, {_text(mode)}, "
        f"finished {_text(result.finished_at)}.",
    ]


def _notes(result: AuditResult) -> list[str]:
    return ["\n".join(f"- {_text(note)}" for note in result.notes)] if result.notes else []


def _not_checked(result: AuditResult) -> list[str]:
    figures = sentences.gap_figures(grouping.headline(result))
    lines = [f"- {figure.label}: **{figure.number}** of {figure.total}" for figure in figures]
    return ["### Not checked", "\n".join(lines)]


def _findings(result: AuditResult) -> list[str]:
    findings = grouping.sorted_findings(result)
    blocks = ["### Findings", sentences.finding_sentence(grouping.headline(result))]
    if findings:
        rows = [_finding_row(finding) for finding in findings[:MAX_FINDINGS]]
        heads = ("Status", "Where", "Subject", "Serial", "Says", "Rule", "Since", "Said of it")
        blocks.append(_table(heads, rows))
    return blocks + _more(len(findings) - MAX_FINDINGS, "findings")


def _finding_row(finding: Finding) -> tuple[str, ...]:
    place = " / ".join(filter(None, (finding.site, finding.device_id)))
    port = "" if subjects.is_neighbor(finding) else finding.interface
    subject = f"{finding.subject}, {port}" if port else finding.subject
    baseline = f", {finding.baseline}" if finding.baseline else ""
    return (
        f"{wording.STATUS_NAMES[finding.status]}{baseline}",
        place,
        subject,
        finding.serial_num,
        sentences.claim_text(finding),
        f"{finding.policy_id} / {finding.rule_id}, {finding.severity.value}",
        finding.first_detected_at[:10],
        "; ".join(human_words(finding)),
    )


def _open_devices(result: AuditResult) -> list[str]:
    devices = [device for device in grouping.sorted_devices(result) if device.status in grouping.NOT_CLEAR]
    if not devices:
        return []
    rows = [
        (
            wording.STATUS_NAMES[device.status],
            " / ".join(filter(None, (device.site, device.device_id))),
            sentences.device_reason(device),
        )
        for device in devices[:MAX_OPEN_DEVICES]
    ]
    table = _table(("Status", "Device", "Why"), rows)
    return ["### Not decided", table, *_more(len(devices) - MAX_OPEN_DEVICES, "devices")]


def _attested(result: AuditResult) -> list[str]:
    if not result.attested:
        return []
    lines = "\n".join(f"- {_text(attested_text(one))}" for one in result.attested[:MAX_ATTESTED])
    more = _more(len(result.attested) - MAX_ATTESTED, "subjects")
    return [f"### {ATTESTED_TITLE}", attested_counts(result), lines, *more]


def _policies(result: AuditResult) -> list[str]:
    lines = [
        f"- **{_text(policy.id)}**: {_text(policy.title)}. Verdicts: {sentences.counts_text(policy.counts)}."
        for policy in grouping.sorted_policies(result)
    ]
    return ["### Policies used", "\n".join(lines)] if lines else []


def _note(_result: AuditResult) -> list[str]:
    return [f"*{wording.FINDING_NOTE}*"]


def _more(hidden: int, what: str) -> list[str]:
    return [f"… and {hidden} more {what} ({wording.ALL_AT})."] if hidden > 0 else []


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(heads), _row(["---"] * len(heads))]
    lines += [_row([_text(cut_text(cell, MAX_CELL_CHARACTERS)) for cell in row]) for row in rows]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    return markdown_text(text)
