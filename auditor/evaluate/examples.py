"""A pack's own examples: evidence and answers in, the status the pack promises out.

Must not know the real inventory. Examples are run as tests, and by whoever writes a pack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from auditor.evaluate.affiliations import Affiliations
from auditor.evaluate.rule_pass import judge
from auditor.evaluate.toml_table import Table, nearest
from auditor.model.finding import JudgementClass, Status
from auditor.model.identity import Belief, Strength, SubjectKind
from auditor.model.policy import Policy, Profile

EXAMPLE_KEYS = (
    "rule", "manufacturer", "strength", "because", "part", "neighbor", "contains", "contains_because",
    "as_of", "affirmed", "denied", "tags", "expect",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackExample:
    """One subject, one date, one profile and the status a rule must give."""

    rule_id: str
    judgement: JudgementClass
    as_of: date
    profile: Profile
    expect: Status


def read_examples(pack: Table, rules: Collection[str]) -> tuple[PackExample, ...]:
    """The examples of a pack with these rule ids, in order; PackError for a bad one."""
    return tuple(_read_example(table, rules) for table in pack.tables("example", EXAMPLE_KEYS))


def _read_example(table: Table, rules: Collection[str]) -> PackExample:
    rule, as_of = table.text("rule"), table.day("as_of")
    if rule not in rules:
        raise table.fault(
            "rule", f"there is no rule {rule!r}", nearest(rule, rules, "name a rule of this pack")
        )
    if as_of is None:
        raise table.fault("as_of", "is missing", "write as_of = 2026-11-22")
    profile = Profile(table.texts("affirmed"), table.texts("denied"))
    return PackExample(rule, _read_class(table), as_of, profile, table.choice("expect", Status))


def _read_class(table: Table) -> JudgementClass:
    manufacturer, contained = table.text("manufacturer", ""), table.text("contains", "")
    contained_because = table.text("contains_because", "strong_evidence")
    strength = table.choice("strength", Strength, Strength.ADEQUATE)
    because = table.text("because", "strong_evidence" if strength is Strength.ADEQUATE else "single_medium")
    belief = Belief(manufacturer, strength, because)
    kind = SubjectKind.NEIGHBOR if table.flag("neighbor", False) else SubjectKind.COMPONENT
    return JudgementClass(
        kind=kind,
        is_root=kind is SubjectKind.COMPONENT and not table.flag("part", False),
        ever_read=True,
        structural=False,
        in_scope=True,
        manufacturer=manufacturer if strength is Strength.ADEQUATE else "",
        brand="",
        conflict=False,
        beliefs=(belief,) if manufacturer else (),
        contains=(Belief(contained, Strength.ADEQUATE, contained_because),) if contained else (),
        tags=table.texts("tags"),
    )


def failed_examples(
    policy: Policy, examples: Iterable[PackExample], affiliations: Affiliations
) -> tuple[str, ...]:
    """One sentence per example whose rule gives another status than it promises."""
    failed = []
    for number, example in enumerate(examples, start=1):
        verdicts = judge(example.judgement, (policy,), example.profile, example.as_of, affiliations)
        verdict = next(verdict for verdict in verdicts if verdict.rule_id == example.rule_id)
        if verdict.status is not example.expect:
            said = f"{verdict.status.value} ({verdict.because})"
            failed.append(f"example {number}: {example.rule_id} gives {said}, not {example.expect.value}")
    return tuple(failed)
