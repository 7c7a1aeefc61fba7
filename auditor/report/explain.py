"""Why something was judged as it was, as text for people and as JSON.

The order is the chain: verdict, clause, identification, evidence down to the octets, what
speaks against it, what was not seen. Device text is quoted here and escaped by `layout`.
Next: `explain_evidence` (one piece of evidence), `explain_wording` (the words).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from auditor.model.explanation import (
    ExplainedEvidence,
    ExplainedSubject,
    ExplainedVerdict,
    Explanation,
    PayloadState,
)
from auditor.model.identity import Band, EvidenceRole, Strength, SubjectKind, band_of
from auditor.model.policy import Citation
from auditor.report import explain_wording as words
from auditor.report import sentences, wording
from auditor.report.escape import cut_text
from auditor.report.explain_evidence import Told, evidence_lines, quoted, sentence, vendor_text
from auditor.report.human_words import attestation_text, human_words
from auditor.report.layout import BOLD, MIN_WIDTH, Page
from auditor.report.record_json import render_record
from auditor.report.terminal_styles import STATUS_STYLES

SCHEMA = "auditor-explanation/1"
MAX_SAID_CHARACTERS = 300
"""Of one field the subject states; the JSON form has it whole."""
MAX_GAPS = 20
"""A screen of coverage gaps; `auditor report` has them all."""
DEEPER = "  "
PLAIN_KEY = re.compile(r"[\w:/.+-]*")
"""Paths and keys without a space cannot be read as words of ours."""
AGAINST = (EvidenceRole.CONFLICTING, EvidenceRole.LEAD)

Names = dict[str, str]


def render_explanation_json(explanation: Explanation) -> str:
    """The whole chain as one JSON object; device text is unescaped, octets are hexadecimal."""
    return render_record(
        SCHEMA,
        {
            "note": wording.FINDING_NOTE,
            "device": explanation.device,
            "subject": explanation.subject,
            "run_id": explanation.run_id,
            "as_of": explanation.as_of,
            "verdicts": explanation.verdicts,
            "parts": explanation.parts,
            "coverage": explanation.coverage,
            "vendor_names": dict(explanation.vendor_names),
        },
    )


def render_explanation(explanation: Explanation, *, colour: bool, width: int) -> str:
    """The whole chain as lines of at most `width` (at least 40) cells, ending with a newline."""
    page = Page(max(width, MIN_WIDTH), colour)
    names = dict(explanation.vendor_names)
    lines = [
        *_head(explanation, page),
        *_verdicts(explanation, page),
        *_subject(explanation.subject, names, page),
    ]
    for part in explanation.parts:
        lines += [*page.heading("The part that decided"), *page.paragraph(subject_name(part))]
        lines += [*_stated(part, page), *_subject(part, names, page)]
    return "\n".join([*lines, *_coverage(explanation, page)]) + "\n"


def subject_name(subject: ExplainedSubject) -> str:
    """The subject for people, with the id that names it again: "device (component:7)"."""
    key = subject.key if PLAIN_KEY.fullmatch(subject.key) else quoted(subject.key)
    return f"{key if subject.key else 'the device itself'} ({subject.id.kind.value}:{subject.id.number})"


def _head(explanation: Explanation, page: Page) -> list[str]:
    device, subject = explanation.device, explanation.subject
    relation = "seen from" if subject.id.kind is SubjectKind.NEIGHBOR else "in"
    called = f" named {quoted(device.name)}" if device.name else ""
    last = f", last read {device.last_seen}" if device.last_seen else ""
    place = " / ".join(filter(None, (device.site, device.address)))
    read = ", ".join(filter(None, (place, sentences.outcome_text(device.outcome))))
    lines = [
        page.paint("EXPLANATION", BOLD),
        *page.paragraph(f"{subject_name(subject)} {relation} device {device.id}{called}"),
        *page.paragraph(f"Device: {read}{last}."),
        *page.paragraph(f"Status of the device: {_status(device.status)}: {sentence(device.because)}"),
        *_stated(subject, page),
        *page.paragraph(wording.FINDING_NOTE),
    ]
    if device.retired_at:
        lines += page.paragraph(f"The device was taken off the target list at {device.retired_at}.")
    return lines


def _stated(subject: ExplainedSubject, page: Page) -> list[str]:
    stated = "; ".join(
        f"{words.SAID_TEXTS[field]} {quoted(cut_text(text, MAX_SAID_CHARACTERS))}"
        for field, text in subject.said
    )
    where = f"Interface {quoted(subject.interface)}. " if subject.interface else ""
    seen = f"Seen from {subject.first_seen} to {subject.last_seen}" if subject.last_seen else "Never read"
    still = "" if subject.is_current else "; no longer seen"
    return [
        *page.paragraph(f"{_kind(subject)} It states: {stated or 'nothing'}."),
        *page.paragraph(f"{where}{seen}{still}. Status: {_status(subject.status)}."),
    ]


def _kind(subject: ExplainedSubject) -> str:
    if subject.id.kind is SubjectKind.NEIGHBOR:
        return f"A neighbor, seen by {subject.what or 'a table that is no longer there'}."
    return f"A component of class {subject.what or 'unknown'}."


def _status(name: str) -> str:
    return name.replace("_", " ")


def _verdicts(explanation: Explanation, page: Page) -> list[str]:
    lines = page.heading("Verdicts")
    if explanation.run_id:
        lines += page.paragraph(
            f"Of the last evaluation, as of {explanation.as_of}, run {explanation.run_id}."
        )
    if not explanation.verdicts:
        return lines + page.paragraph(_no_verdict(explanation))
    for verdict in explanation.verdicts:
        lines += _verdict(verdict, page)
    return lines


def _no_verdict(explanation: Explanation) -> str:
    if explanation.device.retired_at:
        return words.RETIRED
    return words.NO_VERDICT if explanation.subject.is_current else words.GONE


def _verdict(explained: ExplainedVerdict, page: Page) -> list[str]:
    verdict, finding = explained.verdict, explained.finding
    sure = f", confidence {verdict.confidence}" if verdict.confidence else ""
    head = f"{wording.STATUS_NAMES[verdict.status]}: {verdict.policy_id} / {verdict.rule_id}{sure}"
    facts = [f"Because: {sentence(verdict.because)}"]
    if explained.part is not None:
        facts.append(f"Decided by the part {explained.part or 'itself'}.")
    facts += _clause(explained)
    if finding:
        told = f"severity {finding.severity}, first detected {finding.first_detected_at}"
        facts.append(f"Finding {finding.fingerprint}, {told}.")
        facts += [f"{words[0].upper()}{words[1:]}" for words in human_words(finding)]
    if not explained.is_current:
        facts.append(words.STALE_VERDICT)
    lines = page.paragraph(head, STATUS_STYLES[verdict.status])
    return lines + [line for fact in facts for line in page.paragraph(fact, mark=DEEPER)]


def _clause(explained: ExplainedVerdict) -> Iterator[str]:
    clause = explained.clause
    if clause and clause.text:
        yield f"Clause: {clause.text}"
    if clause and clause.citation:
        yield f"Written in: {_citation(clause.citation)}"
    if clause:
        yield from (f"Exception: {text}" for text in clause.exceptions)
    policy = explained.policy_title or explained.verdict.policy_id
    taken = f" ({clause.taken_from})" if clause else ""
    yield f"Policy: {policy}{taken}; sha256 {explained.policy_digest or 'not stored'}."


def _citation(citation: Citation) -> str:
    url = f" <{citation.url}>" if citation.url else ""
    return sentences.citation_text(citation) + url


def _subject(subject: ExplainedSubject, names: Names, page: Page) -> list[str]:
    ordered = sorted(subject.evidence, key=lambda evidence: evidence.role in AGAINST)
    numbered = list(enumerate(ordered, 1))
    speaking = [pair for pair in numbered if pair[1].role not in AGAINST]
    doubting = [pair for pair in numbered if pair[1].role in AGAINST]
    lines = [*page.heading("Who it says it is"), *_identity(subject, names, page), *page.heading("Evidence")]
    if not speaking:
        lines += page.paragraph(words.STRUCTURE if subject.structural else words.NO_EVIDENCE)
    told: Told = {}
    for number, evidence in speaking:
        lines += evidence_lines(number, evidence, names, page, told)
    lines += page.heading("What speaks against it")
    for number, evidence in doubting:
        lines += evidence_lines(number, evidence, names, page, told)
    return lines + _doubts(subject, names, page, alone=not doubting)


def _identity(subject: ExplainedSubject, names: Names, page: Page) -> list[str]:
    band = f", {band_of(subject.confidence).value}" if subject.manufacturer else ""
    conflict = "; the evidence conflicts" if subject.conflict else ""
    lines = page.paragraph(f"Manufacturer: {vendor_text(subject.manufacturer, names)}{band}{conflict}.")
    for title, vendor in (("Brand", subject.brand), ("Operating system", subject.os_vendor)):
        if vendor:
            lines += page.paragraph(f"{title}: {vendor_text(vendor, names)}.")
    for attestation in subject.attestations:
        told = attestation_text(attestation)
        lines += page.paragraph(f"{told[0].upper()}{told[1:]}.")
    for belief in subject.beliefs:
        why = words.BELIEF_TEXTS.get(belief.code, belief.words)
        believed = f"{belief.strength.value}, {why} ({belief.code})"
        lines += page.paragraph(f"Rules consider {vendor_text(belief.vendor, names)}: {believed}.")
    return lines


def _doubts(subject: ExplainedSubject, names: Names, page: Page, *, alone: bool) -> list[str]:
    doubts = list(_doubt_texts(subject, names))
    if alone and not doubts:
        doubts = [words.NOTHING_AGAINST if subject.evidence else words.NOTHING_TO_WEIGH]
    return [line for doubt in doubts for line in page.paragraph(doubt, mark="- ")]


def _doubt_texts(subject: ExplainedSubject, names: Names) -> Iterator[str]:
    """Caps, weakness, and what is known of the evidence rather than said by it."""
    for belief in subject.beliefs:
        if belief.strength is Strength.REVIEW:
            yield f"{vendor_text(belief.vendor, names)}: {belief.words or belief.code} ({belief.code})."
    evidence = subject.evidence
    if subject.manufacturer and band_of(subject.confidence) is Band.WEAK:
        yield "The conclusion is weak: a human decides."
    yield from _counted(evidence, "came in messages that nobody signed", _unsigned)
    yield from _counted(evidence, f"came {words.UNSTATED}", _unstated)
    yield from _counted(evidence, "rest on bytes that retention removed", _removed)
    yield from _counted(evidence, "rest on bytes that are damaged", _damaged)
    yield from _counted(evidence, "were read by a row that today's knowledge does not have", _outdated)


def _counted(
    evidence: tuple[ExplainedEvidence, ...], what: str, holds: Callable[[ExplainedEvidence], bool]
) -> Iterator[str]:
    number = sum(map(holds, evidence))
    if number:
        yield f"{number} of {len(evidence)} pieces of evidence {what}."


def _unsigned(evidence: ExplainedEvidence) -> bool:
    return _protection(evidence) == words.UNSIGNED


def _unstated(evidence: ExplainedEvidence) -> bool:
    return _protection(evidence) == words.UNSTATED


def _protection(evidence: ExplainedEvidence) -> str:
    found = evidence.recording
    return words.protection_text(found.security, authenticated=found.authenticated) if found else ""


def _removed(evidence: ExplainedEvidence) -> bool:
    return evidence.section is not None and evidence.section.state is PayloadState.REMOVED


def _damaged(evidence: ExplainedEvidence) -> bool:
    return evidence.section is not None and evidence.section.state is PayloadState.DAMAGED


def _outdated(evidence: ExplainedEvidence) -> bool:
    return evidence.origin is not None and not evidence.origin.current


def _coverage(explanation: Explanation, page: Page) -> list[str]:
    lines = page.heading("What was not seen of the device")
    for gap in explanation.coverage[:MAX_GAPS]:
        reason = wording.REASON_TEXTS[gap.reason]
        stage = wording.STAGE_TEXTS.get(gap.stage, gap.stage)
        lines += page.paragraph(f"{stage}: {reason.text} ({gap.detail}). {reason.next_step}", mark="- ")
    more = len(explanation.coverage) - MAX_GAPS
    if more > 0:
        lines += page.paragraph(f"… and {more} more (see the JSON form)")
    return lines if explanation.coverage else lines + page.paragraph(words.NO_GAPS)
