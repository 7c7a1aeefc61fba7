"""Rules and milestones of a pack: strict reading of one table each, with the citation it rests on.

Must not know the pack around them; what must fit together is in `pack_checks`. A fact is
never better verified than the source it was read in. Next: `load`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.evaluate.toml_table import Table, nearest
from auditor.model.policy import AllowList, Citation, Milestone, Period, Rule, Severity, Verification

RULE_KEYS = (
    "id", "text", "severity", "vendors", "citation", "verification", "effective_from", "effective_to",
    "covers_parts", "covers_affiliates", "affiliate_over_percent", "profiles", "activities", "purposes",
    "tags", "segments", "parts_only", "exceptions", "optic_exception", "cap_percent", "cap_of",
    "grandfathered_before", "grandfathering", "approved_tags", "connected_before_tags",
    "connected_since_tags", "undetermined_because", "review_because",
)  # fmt: skip
MILESTONE_KEYS = ("on", "relative", "kind", "requirement", "citation", "verification", "vendors", "rules")

RELATIVE = re.compile(r"annual-\d\d-\d\d|[a-z][a-z0-9_]*\+[1-9]\d{0,3}[dmy]")
"""What a date without a calendar day looks like: a day of every year, or so long after an event."""
PART_KINDS = ("modem",)
"""Functions of parts that polling tells apart and a rule may be about."""
TRUST = {
    Verification.MEMORY: 0,
    Verification.SECONDARY: 1,
    Verification.MEASURED: 2,
    Verification.OFFICIAL: 2,
    Verification.OPERATOR: 2,
}
"""A fact cannot be better verified than the source it was read in."""


def read_citation(table: Table, citations: Mapping[str, Citation]) -> Citation:
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
            remedy = nearest(vendor, known, "find its id with: auditor policy vendors WORD")
            raise table.fault("vendors", f"{vendor!r} is not a known vendor", remedy)
    return vendors


def _read_period(table: Table) -> Period:
    period = Period(table.day("effective_from"), table.day("effective_to"))
    if period.start and period.end and period.end <= period.start:
        raise table.fault(
            "effective_to", "is not after effective_from", "the end is the first day without effect"
        )
    return period


def read_rule(table: Table, citations: Mapping[str, Citation], known: frozenset[str] | None) -> Rule:
    """The rule of a [[rule]] table; PackError as `parse_pack`."""
    return Rule(
        id=table.text("id"),
        text=table.text("text"),
        severity=table.choice("severity", Severity),
        vendors=_read_vendors(table, known),
        citation=read_citation(table, citations),
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
        review_because=table.text("review_because", ""),
        segments=table.texts("segments"),
        parts_only=_read_part_kind(table),
        cap_percent=table.percent("cap_percent") or 0,
        cap_of=table.text("cap_of", ""),
        grandfathered_before=table.day("grandfathered_before"),
        grandfathering=table.text("grandfathering", ""),
        affiliate_over_percent=table.percent("affiliate_over_percent"),
        allow_list=_read_allow_list(table),
    )


def _read_part_kind(table: Table) -> str:
    kind = table.text("parts_only", "")
    if kind and kind not in PART_KINDS:
        reason = f"{kind!r} is no kind of part that polling tells apart"
        raise table.fault("parts_only", reason, nearest(kind, PART_KINDS, "one of: " + ", ".join(PART_KINDS)))
    return kind


def _read_allow_list(table: Table) -> AllowList | None:
    allowed = AllowList(
        table.texts("approved_tags"),
        table.texts("connected_before_tags"),
        table.texts("connected_since_tags"),
    )
    return allowed if allowed != AllowList((), (), ()) else None


def read_milestone(
    table: Table, citations: Mapping[str, Citation], known: frozenset[str] | None
) -> Milestone:
    """The milestone of a [[milestone]] table; PackError as `parse_pack`."""
    on, relative = table.day("on"), table.text("relative", "")
    if (on is None) == (relative == ""):
        raise table.fault(
            "on", "needs either a date or `relative`", 'write on = 2019-08-13 or relative = "list+36m"'
        )
    if relative and not RELATIVE.fullmatch(relative):
        raise table.fault("relative", f"{relative!r} is not understood", 'write "list+36m" or "annual-03-31"')
    return Milestone(
        on=on,
        relative=relative,
        kind=table.text("kind"),
        requirement=table.text("requirement"),
        citation=read_citation(table, citations),
        vendors=_read_vendors(table, known),
        rules=table.texts("rules"),
    )
