"""What the audit was judged with, on a terminal: policies, then registries and knowledge.

A policy that polling cannot decide takes one paragraph; its questions are asked in full in
the HTML report. Sentences are `sentences`, lines are made by `layout`.
"""

from __future__ import annotations

from auditor.model.finding import AuditResult, PolicySummary, Status
from auditor.report import grouping, sentences, wording
from auditor.report.layout import BOLD, Cell, Column, Page
from auditor.report.terminal_styles import DIGEST_CHARACTERS, STATUS_STYLES


def policies_section(result: AuditResult, page: Page) -> list[str]:
    """Policies that decided something in full, the others in a paragraph each."""
    lines = page.heading("Policies used")
    if not result.policies:
        return [*lines, *page.paragraph("None: nothing was judged.")]
    policies = grouping.sorted_policies(result)
    for policy in policies:
        if not sentences.is_undecided(policy):
            lines += _policy(policy, page)
    undecided = [policy for policy in policies if sentences.is_undecided(policy)]
    if undecided:
        lines += page.paragraph(wording.UNDECIDED_TITLE, BOLD)
    for policy in undecided:
        lines += page.paragraph(_undecided_text(policy), mark="- ")
    return lines


def _policy(policy: PolicySummary, page: Page) -> list[str]:
    digest = policy.digest[:DIGEST_CHARACTERS]
    verdicts = f"Verdicts: {sentences.counts_text(policy.counts)}. Digest {digest}."
    lines = page.paragraph(f"{policy.id}: {policy.title}", BOLD)
    lines += page.paragraph(f"{sentences.policy_sentence(policy)} {verdicts}")
    for reason in sentences.undetermined_reasons(policy):
        lines += page.paragraph(f"Undetermined: {reason}", STATUS_STYLES[Status.UNDETERMINED], "- ")
    for milestone in policy.milestones:
        lines += page.paragraph(f"Due {sentences.milestone_text(milestone)}", mark="- ")
    for question in policy.unanswered:
        lines += page.paragraph(f"Not answered: {question}", STATUS_STYLES[Status.REVIEW], "- ")
    return lines


def _undecided_text(policy: PolicySummary) -> str:
    law = wording.POLICY_STATUS_TEXTS[policy.status]
    why = "; ".join(sentences.undetermined_reasons(policy))
    bound = f" Designation list: {policy.designations}." if policy.designations else ""
    keys = ", ".join(map(sentences.question_key, policy.unanswered))
    asked = f" Not answered: {keys}." if keys else ""
    count = sentences.counted(dict(policy.counts).get(Status.UNDETERMINED, 0), "verdict")
    digest = policy.digest[:DIGEST_CHARACTERS]
    due = "".join(f" Due {sentences.milestone_text(milestone)}" for milestone in policy.milestones)
    told = f"{policy.id}: {policy.title}; {law}. {count} undetermined: {why}.{bound}"
    return f"{told}{asked}{due} Digest {digest}."


def sources_section(result: AuditResult, page: Page) -> list[str]:
    """Registries and knowledge, with their dates."""
    columns = (
        *(Column("DATA", 12), Column("DATE", 10), Column("ROWS", 6, True)),
        *(Column("DIGEST", 12), Column("FROM", 8)),
    )
    rows = [
        tuple(map(Cell, (name, data_date or "not stated", str(count), digest[:DIGEST_CHARACTERS], origin)))
        for name, data_date, digest, count, origin in grouping.sorted_sources(result)
    ]
    return [*page.heading("Data sources"), *page.table(columns, rows)]
