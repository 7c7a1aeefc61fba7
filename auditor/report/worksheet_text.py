"""Worksheets as Markdown, for paper and screen.

Above every signature: what the audit covered, what polling cannot see, what was not checked and
which reviews are open. Device text leaves through `markdown_text`. Next: `removal_plan`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from auditor.model.decisions import SETTLING
from auditor.model.finding import AuditResult, Finding, Status
from auditor.model.policy import Verification
from auditor.report import grouping, observations, sentences, subjects, wording
from auditor.report.escape import markdown_text
from auditor.report.human_words import human_words
from auditor.report.worksheets import Blank, Choice, Worksheet

CHECK = "*check against the live form*"
LINE = "`____________________________`"
"""A blank to write on; as code, so that no Markdown reader takes it for emphasis."""
NOT_ADVICE = (
    "A worksheet, not a filing and no legal advice. Lines are left blank where only you know; no box is "
    "ticked. " + wording.FINDING_NOTE
)
CANNOT_SEE = (
    "spare parts on a shelf, and equipment that is powered off or not connected",
    "services: maintenance, hosting, transit, backhaul, roaming, software without a device that answers",
    "equipment that is not a target of the audit: other networks, home offices, suppliers, subcontractors",
    "what states no maker of its own: chips, passive parts, cables, relabelled products",
    "equipment that was in use and removed before the audit, or is bought after it",
)
NO_ITEM = "None is listed by this audit. That is no statement that there is none: see below."
VERIFIED = (Verification.OFFICIAL, Verification.OPERATOR)


def render_worksheet(sheet: Worksheet, result: AuditResult) -> str:
    """The worksheet, filled with the findings under its policies; ends with a newline."""
    listed, open_reviews = items_of(result, sheet.policies)
    lines = [
        *title_lines(sheet.title, result),
        f"- Written in: {_cited(sheet)}",
        f"- Due: {sheet.deadline}",
        f"- To: {sheet.recipient}",
        *(f"- Note: {note}" for note in sheet.notes),
        *scope_lines(result, sheet.policies),
        *_section("To be filled in", (_blank(blank) for blank in sheet.head)),
        *_items(sheet, listed),
        *_section("Further", (_blank(blank) for blank in sheet.tail)),
        *gap_lines(result, open_reviews),
        *_section("Representation", (line for choice in sheet.choices for line in _choice(choice))),
        *signature_lines(),
    ]
    return "\n".join(lines) + "\n"


class Item(NamedTuple):
    """A part, neighbor or device, with its findings under the rules that concern it."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that speaks for all."""
        return self.findings[0]


def items_of(result: AuditResult, policies: tuple[str, ...]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Subjects that are excluded under these policies (() are all), and those only under review.

    A device that merely contains a listed part is not itself an item: the part is.
    """
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in grouping.sorted_findings(result):
        if not finding.through_part and (not policies or finding.policy_id in policies):
            key = (finding.device_id, finding.subject_kind.value, finding.subject_key)
            found.setdefault(key, []).append(finding)
    items = [Item(tuple(findings)) for findings in found.values()]
    return (
        tuple(item for item in items if item.first.status is Status.EXCLUDED),
        tuple(item for item in items if item.first.status is Status.REVIEW and not _settled(item)),
    )


def _settled(item: Item) -> bool:
    """Whether a person decided that no finding of it is covered; who confirmed one has settled nothing."""
    decisions = [finding.decision for finding in item.findings]
    return all(decision is not None and decision.kind in SETTLING for decision in decisions)


def title_lines(title: str, result: AuditResult) -> list[str]:
    """Title, what the sheet is, and the audit it was made from."""
    source = wording.MODE_TEXTS.get(result.mode, result.mode)
    return [
        f"# Worksheet: {title}",
        "",
        f"> {NOT_ADVICE}",
        "",
        "- Audit: "
        + markdown_text(f"run {result.run_id}, {source}, {result.started_at} to {result.finished_at}"),
        f"- Judged as of: {result.as_of}, by auditor {markdown_text(result.product_version)}",
        *(f"- Note: {markdown_text(note)}" for note in result.notes),
    ]


def scope_lines(result: AuditResult, policies: tuple[str, ...]) -> list[str]:
    """What was audited against what, and what no audit of this kind can see."""
    sites = sorted({device.site or "no site" for device in result.devices})
    judged = [policy for policy in grouping.sorted_policies(result) if not policies or policy.id in policies]
    lines = [
        *("", "## Scope of the audit", ""),
        f"- {sentences.counted(len(result.devices), 'device')} at {sentences.counted(len(sites), 'site')}: "
        + ", ".join(map(markdown_text, sites)),
        *("- Judged against " + markdown_text(f"{p.id}: {p.title}, sha256 {p.digest}") for p in judged),
    ]
    if policies and not judged:
        wanted = " or ".join(policies)
        lines.append(
            f"- **This audit was not judged against {wanted}: nothing can be listed below.** Run auditor "
            f"evaluate --policy {policies[0]} and write the worksheet again."
        )
    questions = dict.fromkeys(question for policy in judged for question in policy.unanswered)
    lines += [f"- Still open: {markdown_text(question)}" for question in questions]
    return [*lines, *_section("What polling cannot see", (f"- {text}" for text in CANNOT_SEE))]


def gap_lines(result: AuditResult, open_reviews: Iterable[Item]) -> list[str]:
    """What was not checked, and the reviews that nobody has settled."""
    figures = sentences.gap_figures(grouping.headline(result))
    counts = (f"- {figure.label}: {figure.number} of {figure.total}" for figure in figures)
    gaps = (
        "- "
        + markdown_text(
            f"{wording.STAGE_TEXTS.get(gap.stage, gap.stage)}: {wording.REASON_TEXTS[gap.reason].text} "
            f"({sentences.counted(len(gap.entries), 'entry')})"
        )
        for gap in grouping.gap_groups(result)
    )
    reviews = [f"- {_review(item)}" for item in open_reviews]
    return [
        *_section("Not checked", (*counts, *gaps)),
        *_section("Open reviews", reviews or ["- none"]),
    ]


def signature_lines() -> list[str]:
    """Where a person signs; never before what is above."""
    return _section("Signature", (_blank(Blank(label)) for label in ("Name and title", "Date", "Signature")))


def place_of(finding: Finding) -> str:
    """Site, device and place in it, escaped."""
    if subjects.is_neighbor(finding):
        name = subjects.neighbor_name(finding)
        where = f"seen beyond port {name.port or 'not stated'}, not itself asked"
    else:
        where = finding.subject_key or "the device itself"
    return markdown_text(" / ".join(filter(None, (finding.site, finding.device_id, where))))


def what_of(finding: Finding) -> str:
    """The model, else what the subject is called, escaped."""
    if finding.model_name:
        return markdown_text(finding.model_name)
    if subjects.is_neighbor(finding):
        return markdown_text(subjects.neighbor_name(finding).name)
    called = subjects.part_name(finding).label if finding.subject_key else subjects.device_model(finding)
    return markdown_text(called or "not stated")


def _description(finding: Finding) -> str:
    kind = "neighbor" if subjects.is_neighbor(finding) else ("part" if finding.subject_key else "device")
    said = "; ".join(_quoted(finding))
    return markdown_text(f"{kind}; it states: {said}" if said else kind)


def _quoted(finding: Finding) -> Iterator[str]:
    """What was read, once: several rows of knowledge may read pieces of one text."""
    seen = dict.fromkeys((one.oid, one.value) for one in observations.observations_of(finding) if one.value)
    for oid, value in seen:
        if not any(oid == other and value != whole and value in whole for other, whole in seen):
            yield value


FIELDS: dict[str, Callable[[Finding], str]] = {
    "brand": lambda finding: markdown_text(sentences.claim_text(finding)),
    "producer": lambda finding: markdown_text(f"{finding.vendor_name} (as it reports itself)"),
    "model": what_of,
    "description": _description,
    "site": lambda finding: markdown_text(finding.site or "no site"),
    "answered": lambda finding: markdown_text(finding.observed_at),
}
"""What the audit can say of an item, escaped, by the keys of `Worksheet.item_fields`."""


def _items(sheet: Worksheet, listed: tuple[Item, ...]) -> list[str]:
    lines = [*("", f"## Items ({len(listed)})", "")]
    if not listed:
        return [*lines, NO_ITEM]
    for number, item in enumerate(listed, 1):
        finding = item.first
        lines += [f"### Item {number}: {place_of(finding)}", "", "| field | entry |", "|---|---|"]
        for key, label, verification in sheet.item_fields:
            lines.append(f"| {_label(label, verification)} | {FIELDS[key](finding)} |")
        lines += [
            f"| Serial number | {markdown_text(finding.serial_num or 'not stated')} |",
            f"| First detected at | {markdown_text(finding.first_detected_at)} |",
            f"| Confirmed by a person at | {_confirmed(item)} |",
            *(f"| Said of it | {markdown_text(words)} |" for words in _said(item)),
            f"| Evidence | {_fingerprints(item)}, last observed {markdown_text(finding.observed_at)} |",
            *(f"| {_label(blank.label, blank.verification)} | {LINE} |" for blank in sheet.item_blanks),
            "",
        ]
    return lines[:-1]


def _confirmed(item: Item) -> str:
    """The earliest confirmation of any of its findings, or a blank: a deadline may run from it."""
    days = sorted(finding.confirmed_at for finding in item.findings if finding.confirmed_at)
    return markdown_text(days[0]) if days else LINE


def _said(item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for finding in item.findings for words in human_words(finding)))


def _fingerprints(item: Item) -> str:
    of = ", ".join(markdown_text(f"{finding.fingerprint} ({finding.rule_id})") for finding in item.findings)
    return f"finding {of}"


def _review(item: Item) -> str:
    remarks = dict.fromkeys(sentences.reading_of(finding).remark for finding in item.findings)
    told = "; or ".join(filter(None, remarks))
    claim = sentences.reading_of(item.first).claim
    said = markdown_text(": ".join(filter(None, (claim, told))))
    decided = "".join(f"; {markdown_text(words)}" for words in _said(item))
    return f"{place_of(item.first)}: {said}{decided} ({_fingerprints(item)})"


def _choice(choice: Choice) -> Iterator[str]:
    yield f"- {_label(choice.text, choice.verification)}:"
    yield "  " + "   ".join(f"\\[ \\] {answer}" for answer in choice.answers)


def _blank(blank: Blank) -> str:
    return f"- {_label(blank.label, blank.verification)}: {LINE}"


def _label(text: str, verification: Verification) -> str:
    return text if verification in VERIFIED else f"{text} ({CHECK})"


def _cited(sheet: Worksheet) -> str:
    cited = f"{sheet.citation.text}, {sheet.citation.url}"
    return cited if sheet.citation.verification in VERIFIED else f"{cited} ({CHECK})"


def _section(title: str, lines: Iterable[str]) -> list[str]:
    """A section, or nothing where it has no line."""
    body = list(lines)
    return ["", f"## {title}", "", *body] if body else []
