"""Answers of an offline lookup as text for people and as JSON.

Says who is named, how far that carries, and where it is written; nothing known is said too.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.model.identity import band_of
from auditor.model.lookup import Answer, Known
from auditor.report import explain_wording as words
from auditor.report.explain_evidence import quoted
from auditor.report.layout import BOLD, MIN_WIDTH, Page
from auditor.report.record_json import plain_value, render_record

SCHEMA = "auditor-lookup/1"
NOTHING = "Nothing known reads it. That is unknown, not clear."
OUTRANKED = "does not apply: a longer prefix goes first"
LEAD = "a lead: concludes nothing"
MARK = "- "


def render_answers_json(answers: tuple[Answer, ...], cap_words: Mapping[str, str]) -> str:
    """All answers as one JSON object; `cap_words` maps codes of caps to their words."""
    return render_record(
        SCHEMA,
        {
            "answers": [
                {
                    "kind": answer.kind,
                    "value": answer.value,
                    "facts": dict(answer.facts),
                    "known": [_known_object(known, cap_words) for known in answer.known],
                }
                for answer in answers
            ]
        },
    )


def _known_object(known: Known, cap_words: Mapping[str, str]) -> Mapping[str, object]:
    fields = plain_value(known)
    assert isinstance(fields, dict)
    return {**fields, "band": band_of(known.confidence), "cap_words": cap_words.get(known.cap, "")}


def render_answers(
    answers: tuple[Answer, ...], cap_words: Mapping[str, str], *, colour: bool, width: int
) -> str:
    """A paragraph for each answer and each row that speaks of it, ending with a newline."""
    page = Page(max(width, MIN_WIDTH), colour)
    blocks = ["\n".join(_answer_lines(answer, cap_words, page)) for answer in answers]
    return "\n\n".join(blocks) + "\n"


def _answer_lines(answer: Answer, cap_words: Mapping[str, str], page: Page) -> list[str]:
    lines = page.paragraph(f"{answer.kind.value} {quoted(answer.value)}", BOLD)
    for name, text in answer.facts:
        lines += page.paragraph(f"{name}: {text}", mark="  ")
    if not answer.known:
        return lines + page.paragraph(NOTHING, mark=MARK)
    for known in answer.known:
        lines += page.paragraph(_known_text(known, cap_words), mark=MARK)
    return lines


def _known_text(known: Known, cap_words: Mapping[str, str]) -> str:
    vendor = (
        known.vendor_name if known.vendor.startswith("name:") else f"{known.vendor_name} ({known.vendor})"
    )
    trust = band_of(known.confidence).value
    if not known.applies:
        trust = f"{trust}; {OUTRANKED}"
    if known.lead:
        trust = f"{trust}; {LEAD}"
    if known.cap:
        trust = f"{trust}; alone it asks for a review: {cap_words.get(known.cap, known.cap)}"
    dated = f", {known.date}" if known.date else ""
    return (
        f"{words.CLAIM_TEXTS[known.claim]} {vendor} ({trust}). Row {known.row}: {known.reads}. "
        f"Source: {known.source or 'not stated'}{dated}."
    )
