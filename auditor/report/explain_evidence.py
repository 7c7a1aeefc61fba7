"""One piece of evidence as lines: what was read, by which row, from which octets, over what.

Must not decide what the evidence means for the subject; that is `explain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model.explanation import ExplainedEvidence, PayloadState, RecordingFacts, SectionFacts
from auditor.model.identity import band_of
from auditor.model.mib_names import mib_name
from auditor.model.sections import SectionKind
from auditor.report import explain_wording as words
from auditor.report.escape import cut_text
from auditor.report.layout import BOLD, Page

MAX_TEXT_CHARACTERS = 300
"""Of the matched text: a maker's name is short, a sysDescr has two lines that matter."""
MAX_RAW_BYTES = 48
"""Of the octets: three lines; JSON has them all."""
DEEPER = "   "
STATED = "name:"
"""Beginning of the id of a maker that is stated but not in the vendor registry."""


Told = dict[RecordingFacts, int]
"""Recordings that were described, with the number of the evidence that has them."""


def evidence_lines(
    number: int, evidence: ExplainedEvidence, names: Mapping[str, str], page: Page, told: Told
) -> list[str]:
    """The evidence under its number, from the claim down to the recording, which is described
    once and added to `told`."""
    head = (
        f"{number}. {words.TECHNIQUE_TEXTS[evidence.technique]} {words.CLAIM_TEXTS[evidence.claim]}: "
        f"{vendor_text(evidence.vendor, names)} "
        f"({band_of(evidence.confidence).value}; {words.ROLE_TEXTS[evidence.role]}; "
        f"{words.FIELD_TEXTS[evidence.field]})"
    )
    lines = page.paragraph(head, BOLD)
    facts = list(_facts(evidence))
    if evidence.recording:
        first = told.setdefault(evidence.recording, number)
        facts.append(_recording_fact(evidence.recording) if first == number else f"Recorded: as {first}.")
    return lines + [line for fact in facts for line in page.paragraph(fact, mark=DEEPER)]


def quoted(text: str) -> str:
    """Device text in quotes that it cannot leave."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def vendor_text(vendor_id: str, names: Mapping[str, str]) -> str:
    """ "Huawei (huawei)"; a company that is in no registry is a device's own word, so quoted."""
    if vendor_id.startswith(STATED):
        return quoted(names.get(vendor_id, vendor_id.removeprefix(STATED)))
    return f"{names[vendor_id]} ({vendor_id})" if vendor_id in names else vendor_id or "unknown"


def sentence(text: str) -> str:
    """The text with one full stop at its end."""
    return text if text.endswith((".", "?", "!")) else text + "."


def hex_text(raw: bytes) -> str:
    """ "5a 54 45 (3 octets)"; the first 48 of more."""
    more = " …" if len(raw) > MAX_RAW_BYTES else ""
    return f"{raw[:MAX_RAW_BYTES].hex(' ')}{more} ({len(raw)} {'octet' if len(raw) == 1 else 'octets'})"


def _facts(evidence: ExplainedEvidence) -> Iterator[str]:
    yield f"Matched: {quoted(cut_text(evidence.matched_text, MAX_TEXT_CHARACTERS))}"
    yield from _row_facts(evidence)
    name = mib_name(evidence.oid_or_line)
    yield f"Read at: {evidence.oid_or_line}" + (f" = {name}" if name else "")
    yield f"Octets: {hex_text(evidence.raw)}"
    if evidence.section:
        yield from _section_facts(evidence.section)
    else:
        yield "Section: none is stored for it."


def _row_facts(evidence: ExplainedEvidence) -> Iterator[str]:
    origin = evidence.origin
    if origin is None:
        yield f"Row: {quoted(evidence.knowledge_row)}"
        return
    dated = f", {origin.date}" if origin.date else ""
    yield f"Row: {quoted(evidence.knowledge_row)}. Source: {origin.source or 'not stated'}{dated}."
    if origin.reads:
        then = "" if origin.current else " Today's data says otherwise than the row's id."
        yield f"It reads: {sentence(origin.reads)}{then}"


def _section_facts(section: SectionFacts) -> Iterator[str]:
    context = f" (context {section.context})" if section.context else ""
    place = f", of {section.kind} {section.root}{context}, ended {section.end}" if section.root else ""
    unit = "line" if section.kind == SectionKind.CLI else "row"
    row = "the row of that OID" if section.row is None else f"{unit} {section.row}"
    yield f"Section: {row}{place}; sha256 {section.digest}"
    if section.line:
        yield f"That line, as it is stored: {quoted(cut_text(section.line, MAX_TEXT_CHARACTERS))}"
    verified = section.state is PayloadState.VERIFIED
    yield words.VERIFIED_TEXTS[section.row_match] if verified else words.PAYLOAD_TEXTS[section.state]


def _recording_fact(recording: RecordingFacts) -> str:
    unstated = recording.security in words.UNSTATED_SECURITY
    security = "" if unstated else f" {recording.security}"
    address = f" from {recording.address}" if recording.address else ""
    protected = words.protection_text(recording.security, authenticated=recording.authenticated)
    return (
        f"Recorded {recording.started_at} to {recording.finished_at} over {recording.transport}{security}"
        f"{address}, {protected} "
        f"(recording {recording.id}, {recording.outcome}, run {recording.run_id})."
    )
