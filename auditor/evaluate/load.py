"""A policy pack's bytes to a `Policy`: strict, every fact cited, every doubt kept.

Must not know how a rule is judged (`rule_pass`). A kind that cannot be judged yet is
refused, not half-judged; a fact from memory never decides. Cross-checks are in
`pack_checks`, the format is described in docs/reference/policies.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from auditor.evaluate.examples import PackExample, read_examples
from auditor.evaluate.pack_checks import check_policy
from auditor.evaluate.toml_table import Table, nearest, one_of, parse_toml
from auditor.model.policy import (
    Citation,
    Milestone,
    Period,
    Policy,
    PolicyKind,
    PolicyStatus,
    Question,
    Rule,
    Severity,
    Verification,
)

PACK_KEYS = (
    "id", "title", "jurisdiction", "kind", "status", "issuer", "listed_wording", "notes",
    "needs_designations", "data_date", "citation", "question", "rule", "milestone", "example",
)  # fmt: skip
CITATION_KEYS = ("id", "text", "url", "verification")
QUESTION_KEYS = ("key", "topic", "text")
RULE_KEYS = (
    "id", "text", "severity", "vendors", "citation", "verification", "effective_from", "effective_to",
    "covers_parts", "covers_affiliates", "profiles", "activities", "purposes", "tags", "exceptions",
    "optic_exception", "undetermined_because",
)  # fmt: skip
MILESTONE_KEYS = ("on", "relative", "kind", "requirement", "citation", "verification", "vendors")

JUDGED_KINDS = (PolicyKind.NAMED_EXCLUSION, PolicyKind.CATEGORY, PolicyKind.CRITERIA)
"""The kinds the rule pass understands."""

TRUST = {
    Verification.MEMORY: 0,
    Verification.SECONDARY: 1,
    Verification.MEASURED: 2,
    Verification.OFFICIAL: 2,
    Verification.OPERATOR: 2,
}
"""A fact cannot be better verified than the source it was read in."""


def parse_pack(data: bytes, name: str, known_vendors: Iterable[str] | None = None) -> Policy:
    """The policy of a pack file; PackError names file, place, reason and remedy.

    `known_vendors` are the ids of the vendor registry; None leaves vendor ids unchecked.
    """
    pack = Table(parse_toml(data, name), PACK_KEYS, file=name)
    known = None if known_vendors is None else frozenset(known_vendors)
    citations = _read_citations(pack)
    policy = Policy(
        id=pack.text("id"),
        title=pack.text("title"),
        jurisdiction=pack.text("jurisdiction"),
        kind=_read_kind(pack),
        status=pack.choice("status", PolicyStatus),
        issuer=pack.text("issuer"),
        citations=tuple(citations.values()),
        rules=tuple(_read_rule(table, citations, known) for table in pack.tables("rule", RULE_KEYS)),
        data_date=pack.day("data_date"),
        digest=hashlib.sha256(data).hexdigest(),
        milestones=tuple(
            _read_milestone(table, citations, known) for table in pack.tables("milestone", MILESTONE_KEYS)
        ),
        questions=tuple(_read_question(table) for table in pack.tables("question", QUESTION_KEYS)),
        listed_wording=pack.text("listed_wording", "listed equipment"),
        notes=pack.text("notes", ""),
        needs_designations=pack.flag("needs_designations", False),
    )
    check_policy(policy, name)
    read_examples(pack, [rule.id for rule in policy.rules])
    return policy


def parse_examples(data: bytes, name: str) -> tuple[PackExample, ...]:
    """The examples of a pack file, in order; PackError as `parse_pack`."""
    pack = Table(parse_toml(data, name), PACK_KEYS, file=name)
    return read_examples(pack, [rule.id for rule in parse_pack(data, name).rules])


def _read_kind(pack: Table) -> PolicyKind:
    kind = pack.choice("kind", PolicyKind)
    if kind not in JUDGED_KINDS:
        reason = f"policies of kind {kind.value!r} cannot be judged by this version"
        raise pack.fault("kind", reason, one_of(known.value for known in JUDGED_KINDS))
    return kind


def _read_citations(pack: Table) -> dict[str, Citation]:
    citations: dict[str, Citation] = {}
    for table in pack.tables("citation", CITATION_KEYS):
        key = table.text("id")
        if key in citations:
            raise table.fault("id", f"{key!r} is used twice", "give each citation an id of its own")
        verification = table.choice("verification", Verification)
        citations[key] = Citation(table.text("text"), table.text("url", ""), verification)
    return citations


def _read_citation(table: Table, citations: Mapping[str, Citation]) -> Citation:
    """The citation a fact refers to, with the fact's own, never better, verification."""
    key = table.text("citation")
    if key not in citations:
        raise table.fault(
            "citation", f"there is no citation {key!r}", nearest(key, citations, "add [[citation]]")
        )
    cited = citations[key]
    verification = table.choice("verification", Verification, cited.verification)
    if TRUST[verification] > TRUST[cited.verification]:
        reason = f"{verification.value!r} claims more than its source, which is {cited.verification.value!r}"
        raise table.fault("verification", reason, "cite a better source")
    return Citation(cited.text, cited.url, verification)


def _read_vendors(table: Table, known: frozenset[str] | None) -> tuple[str, ...]:
    vendors = table.texts("vendors")
    for vendor in vendors:
        if known is not None and vendor not in known:
            remedy = nearest(vendor, known, "use an id of the vendor registry")
            raise table.fault("vendors", f"{vendor!r} is not a known vendor", remedy)
    return vendors


def _read_question(table: Table) -> Question:
    topic, topics = table.text("topic"), ("profile", "activity", "purpose")
    if topic not in topics:
        raise table.fault("topic", f"{topic!r} is not known", nearest(topic, topics, one_of(topics)))
    return Question(table.text("key"), table.text("text"), topic)


def _read_period(table: Table) -> Period:
    period = Period(table.day("effective_from"), table.day("effective_to"))
    if period.start and period.end and period.end <= period.start:
        raise table.fault(
            "effective_to", "is not after effective_from", "the end is the first day without effect"
        )
    return period


def _read_rule(table: Table, citations: Mapping[str, Citation], known: frozenset[str] | None) -> Rule:
    return Rule(
        id=table.text("id"),
        text=table.text("text"),
        severity=table.choice("severity", Severity),
        vendors=_read_vendors(table, known),
        citation=_read_citation(table, citations),
        effective=_read_period(table),
        covers_parts=table.flag("covers_parts", True),
        covers_affiliates=table.flag("covers_affiliates", True),
        profiles=table.texts("profiles"),
        activities=table.texts("activities"),
        purposes=table.texts("purposes"),
        tags=table.texts("tags"),
        exceptions=table.texts("exceptions"),
        optic_exception=table.text("optic_exception", ""),
        undetermined_because=table.text("undetermined_because", ""),
    )


def _read_milestone(
    table: Table, citations: Mapping[str, Citation], known: frozenset[str] | None
) -> Milestone:
    on, relative = table.day("on"), table.text("relative", "")
    if (on is None) == (relative == ""):
        raise table.fault(
            "on", "needs either a date or `relative`", 'write on = 2019-08-13 or relative = "list+36m"'
        )
    return Milestone(
        on=on,
        relative=relative,
        kind=table.text("kind"),
        requirement=table.text("requirement"),
        citation=_read_citation(table, citations),
        vendors=_read_vendors(table, known),
    )
