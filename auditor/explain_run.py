"""Joins store, knowledge and policies for one question: why is this judged as it is?

An edge module like `rule_run`: reads what is stored and what is known today, decides nothing.
Next: `store.read_explanation`, `report.explain`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from auditor.errors import PackError, UsageError
from auditor.evaluate import OPERATOR_POLICY_ID, parse_pack
from auditor.evaluate.matches import reason_words
from auditor.identify import Knowledge
from auditor.identify.row_origins import Origins
from auditor.model.explanation import Clause, ExplainedSubject, ExplainedVerdict, Explanation, SubjectSearch
from auditor.model.policy import Policy, Rule
from auditor.report.escape import terminal_text
from auditor.store import Store

FORMS = "name DEVICE, DEVICE:PATH, DEVICE:mac:…, component:ID, neighbor:ID or a finding's fingerprint"


def explain_subject(store: Store, text: str, policy_id: str | None, knowledge: Knowledge) -> Explanation:
    """The chain of the subject that `text` names, with clauses and row sources filled in.

    UsageError when it names nothing or several things, or when the policy judged nothing here.
    """
    found = store.find_subject(text)
    if found.found is None:
        raise _unknown(found)
    explanation = store.explanation(found.found)
    verdicts = _chosen(explanation.verdicts, found.rule, policy_id)
    origins = Origins(knowledge)
    parts = {verdict.part for verdict in verdicts}
    explained = explanation._replace(
        subject=_with_words(explanation.subject, origins),
        verdicts=tuple(_with_clause(store, verdict, knowledge) for verdict in verdicts),
        parts=tuple(_with_words(part, origins) for part in explanation.parts if part.key in parts),
    )
    ids = sorted(_vendor_ids(explained))
    return explained._replace(vendor_names=tuple((id_, knowledge.vendors.name_of(id_)) for id_ in ids))


def _unknown(search: SubjectSearch) -> UsageError:
    """The complaint; names in it are a device's own words, so they are escaped here."""
    near = ", ".join(map(terminal_text, search.near))
    return UsageError(
        terminal_text(search.reason), place="SUBJECT", remedy=f"did you mean: {near}?" if near else FORMS
    )


def _chosen(
    verdicts: tuple[ExplainedVerdict, ...], rule: tuple[str, str] | None, policy_id: str | None
) -> tuple[ExplainedVerdict, ...]:
    """All verdicts, those of a policy, or the one a finding was made of."""
    if policy_id is None:
        return tuple(v for v in verdicts if rule in (None, (v.verdict.policy_id, v.verdict.rule_id)))
    known = sorted({verdict.verdict.policy_id for verdict in verdicts})
    if policy_id not in known:
        near = get_close_matches(policy_id, known, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"it was judged by: {', '.join(known) or 'none'}"
        raise UsageError(f"no verdict of policy {policy_id!r} about it", place="--policy", remedy=remedy)
    return tuple(verdict for verdict in verdicts if verdict.verdict.policy_id == policy_id)


def _with_words(subject: ExplainedSubject, origins: Origins) -> ExplainedSubject:
    return replace(
        subject,
        beliefs=tuple(belief._replace(words=reason_words(belief.code)[0]) for belief in subject.beliefs),
        evidence=tuple(
            evidence._replace(origin=origins.find(evidence.knowledge_row)) for evidence in subject.evidence
        ),
    )


def _with_clause(store: Store, explained: ExplainedVerdict, knowledge: Knowledge) -> ExplainedVerdict:
    """The clause from the stored bytes of the pack, else what the finding or the policy cites."""
    policy, why_not = _stored_policy(store, explained, knowledge)
    rule = _rule_of(policy, explained.verdict.rule_id) if policy else None
    if rule:
        clause = Clause(rule.text, rule.citation, rule.exceptions, "read from the pack's stored bytes")
    elif explained.finding:
        clause = Clause("", explained.finding.citation, (), f"{why_not}; cited as the finding does")
    else:
        cited = explained.policy_citations[0] if explained.policy_citations else None
        clause = Clause("", cited, (), f"{why_not}; cited as the policy does")
    return explained._replace(clause=clause)


def _stored_policy(
    store: Store, explained: ExplainedVerdict, knowledge: Knowledge
) -> tuple[Policy | None, str]:
    """The policy as it was judged, or None and why."""
    if explained.verdict.policy_id == OPERATOR_POLICY_ID:
        return None, "words on your own list, not a pack"
    data = store.artefact(explained.policy_digest)
    if data is None:
        return None, "the bytes of its pack are not stored"
    try:
        return parse_pack(data, explained.verdict.policy_id, knowledge.vendors.ids()), ""
    except PackError as error:
        return None, f"its stored pack cannot be read by this version ({error.reason})"


def _rule_of(policy: Policy, rule_id: str) -> Rule | None:
    return next((rule for rule in policy.rules if rule.id == rule_id), None)


def _vendor_ids(explanation: Explanation) -> set[str]:
    subjects = (explanation.subject, *explanation.parts)
    return {vendor for subject in subjects for vendor in _subject_vendors(subject) if vendor}


def _subject_vendors(subject: ExplainedSubject) -> Iterator[str]:
    yield from (subject.manufacturer, subject.brand, subject.os_vendor)
    yield from (belief.vendor for belief in subject.beliefs)
    yield from (evidence.vendor for evidence in subject.evidence)
