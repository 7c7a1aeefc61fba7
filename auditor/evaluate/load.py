"""A policy pack's bytes to a `Policy`: strict, every fact cited, every doubt kept.

Must not know how a rule is judged (`rule_pass`). What cannot be judged is refused, not
half-judged; a fact from memory never decides. Rules are read in `pack_rules`, what must fit
together is in `pack_checks`, the format is described in docs/reference/policies.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from auditor.evaluate.examples import PackExample, read_examples
from auditor.evaluate.pack_checks import check_policy
from auditor.evaluate.pack_rules import MILESTONE_KEYS, RULE_KEYS, read_milestone, read_rule
from auditor.evaluate.toml_table import Table, nearest, one_of, parse_toml
from auditor.model.policy import Citation, Policy, PolicyKind, PolicyStatus, Question, Verification

PACK_KEYS = (
    "id", "title", "jurisdiction", "kind", "status", "issuer", "listed_wording", "notes",
    "needs_designations", "data_date", "segments", "disabled_because", "citation", "question", "rule",
    "milestone", "example",
)  # fmt: skip
CITATION_KEYS = ("id", "text", "url", "verification")
QUESTION_KEYS = ("key", "topic", "text")


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
        kind=pack.choice("kind", PolicyKind),
        status=pack.choice("status", PolicyStatus),
        issuer=pack.text("issuer"),
        citations=tuple(citations.values()),
        rules=tuple(read_rule(table, citations, known) for table in pack.tables("rule", RULE_KEYS)),
        data_date=pack.day("data_date"),
        digest=hashlib.sha256(data).hexdigest(),
        milestones=tuple(
            read_milestone(table, citations, known) for table in pack.tables("milestone", MILESTONE_KEYS)
        ),
        questions=tuple(_read_question(table) for table in pack.tables("question", QUESTION_KEYS)),
        listed_wording=pack.text("listed_wording", "listed equipment"),
        notes=pack.text("notes", ""),
        needs_designations=pack.flag("needs_designations", False),
        segments=pack.texts("segments"),
        disabled_because=pack.text("disabled_because", ""),
    )
    check_policy(policy, name)
    read_examples(pack, [rule.id for rule in policy.rules])
    return policy


def parse_examples(data: bytes, name: str) -> tuple[PackExample, ...]:
    """The examples of a pack file, in order; PackError as `parse_pack`."""
    pack = Table(parse_toml(data, name), PACK_KEYS, file=name)
    return read_examples(pack, [rule.id for rule in parse_pack(data, name).rules])


def _read_citations(pack: Table) -> dict[str, Citation]:
    citations: dict[str, Citation] = {}
    for table in pack.tables("citation", CITATION_KEYS):
        key = table.text("id")
        if key in citations:
            raise table.fault("id", f"{key!r} is used twice", "give each citation an id of its own")
        verification = table.choice("verification", Verification)
        citations[key] = Citation(table.text("text"), table.text("url", ""), verification)
    return citations


def _read_question(table: Table) -> Question:
    topic, topics = table.text("topic"), ("profile", "activity", "purpose")
    if topic not in topics:
        raise table.fault("topic", f"{topic!r} is not known", nearest(topic, topics, one_of(topics)))
    return Question(table.text("key"), table.text("text"), topic)
