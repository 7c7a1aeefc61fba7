"""Records kept as JSON text, and back: those that no query reads field by field.

A judgement class is canonical: equal classes give equal text. Fields are written by
position, so a record may only grow at its end. Must not know any table.
"""

from __future__ import annotations

import json
from dataclasses import fields as dataclass_fields
from datetime import date

from auditor.model.attestations import Attestation
from auditor.model.decisions import Acceptance
from auditor.model.finding import DueMilestone, JudgementClass, PolicySummary
from auditor.model.identity import Belief, Strength, SubjectKind
from auditor.model.policy import Citation, PolicyKind, PolicyStatus, Verification


def class_document(judgement: JudgementClass) -> str:
    """A JSON array of the class' fields in order; beliefs are arrays."""
    return json.dumps(judgement, ensure_ascii=True, separators=(",", ":"))


def read_class(document: str) -> JudgementClass:
    """The inverse of `class_document`."""
    fields = json.loads(document)
    kind, is_root, ever_read, structural, in_scope, maker, brand, conflict, *sets = fields
    beliefs, contains, tags, attested = sets
    return JudgementClass(
        SubjectKind(kind),
        is_root,
        ever_read,
        structural,
        in_scope,
        maker,
        brand,
        conflict,
        _beliefs(beliefs),
        _beliefs(contains),
        tuple(tags),
        tuple(attested),
    )


def _beliefs(rows: list[list[str]]) -> tuple[Belief, ...]:
    return tuple(Belief(row[0], Strength(row[1]), *row[2:]) for row in rows)


def policy_document(policy: PolicySummary) -> str:
    """A JSON array of the summary's fields in order."""
    citations = [_citation_fields(citation) for citation in policy.citations]
    return json.dumps([*policy._replace(citations=()), citations])


def read_policy(document: str) -> PolicySummary:
    """The inverse of `policy_document`."""
    *fields, citations = json.loads(document)
    identity, title, kind, status, digest, counts, unanswered, designations, *rest = fields
    _, undetermined, due, attested, stations = rest
    return PolicySummary(
        id=identity,
        title=title,
        kind=PolicyKind(kind),
        status=PolicyStatus(status),
        digest=digest,
        counts=tuple((name, number) for name, number in counts),
        unanswered=tuple(unanswered),
        designations=designations,
        citations=tuple(_citation(*fields) for fields in citations),
        undetermined_because=tuple(undetermined),
        milestones=tuple(DueMilestone(*steps)._replace(rules=tuple(steps[-1])) for steps in due),
        attested=attested,
        stations=stations,
    )


def acceptance_document(acceptance: Acceptance | None) -> str:
    """A JSON array of the acceptance's fields in order; "" for None."""
    if acceptance is None:
        return ""
    *fields, expires = (getattr(acceptance, field.name) for field in dataclass_fields(acceptance))
    return json.dumps([*fields, expires.isoformat()], ensure_ascii=True)


def read_acceptance(document: str) -> Acceptance | None:
    """The inverse of `acceptance_document`."""
    if not document:
        return None
    identity, match, reason, approver, ticket, expires = json.loads(document)
    conditions = tuple((key, pattern) for key, pattern in match)
    return Acceptance(identity, conditions, reason, approver, ticket, date.fromisoformat(expires))


def attestation_document(attestation: Attestation) -> str:
    """A JSON object of the attestation's fields; days as text."""
    values = {field.name: getattr(attestation, field.name) for field in dataclass_fields(attestation)}
    days = {key: values[key].isoformat() for key in ("signed", "expires")}
    return json.dumps({**values, **days}, ensure_ascii=True)


def read_attestation(document: str) -> Attestation:
    """The inverse of `attestation_document`."""
    values = json.loads(document)
    match = tuple((key, pattern) for key, pattern in values.pop("match"))
    signed, expires = (date.fromisoformat(values.pop(key)) for key in ("signed", "expires"))
    return Attestation(match=match, signed=signed, expires=expires, **values)


def citation_document(citation: Citation) -> str:
    """A JSON array of text, URL and verification."""
    return json.dumps(_citation_fields(citation))


def read_citation(document: str) -> Citation:
    """The inverse of `citation_document`."""
    return _citation(*json.loads(document))


def _citation_fields(citation: Citation) -> tuple[str, str, str]:
    return citation.text, citation.url, citation.verification.value


def _citation(text: str, url: str, verification: str) -> Citation:
    return Citation(text, url, Verification(verification))
