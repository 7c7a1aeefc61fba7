"""What an attested maker means for a verdict: never a relief, at most a reason to look.

Attested to a listed vendor, or against what was observed, is a review; otherwise the verdict stays
what the observation makes it. Must not know the file. Next: `rule_pass`, which asks these cases.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.evaluate.affiliations import UNLISTED, Ground, Tie, tie_to_listed
from auditor.model.finding import JudgementClass
from auditor.model.identity import Strength
from auditor.model.policy import Rule

NOT_OBSERVED = "attested, not observed"
REPORTS = "reports itself as"


class Attested(NamedTuple):
    """What is attested of a subject, for one rule: a tie of an attested maker to a listed vendor
    with the claim, and what speaks against the attestation; "" for nothing."""

    makers: str = ""
    listed: Tie | None = None
    claim: str = ""
    against: str = ""


NOTHING = Attested()


def attested(judgement: JudgementClass, rule: Rule, ground: Ground) -> Attested:
    """What the attestations of a subject say of a rule; `NOTHING` where there are none."""
    if not judgement.attested:
        return NOTHING
    makers = " and as ".join(ground.names.of(maker) for maker in judgement.attested)
    ties = (
        (tie, f"attested as {ground.names.of(maker)}, a listed vendor{tie.words}")
        for maker in judgement.attested
        if (tie := tie_to_listed(maker, rule, ground))
    )
    listed, claim = min(ties, key=lambda found: (bool(found[0].doubt), found), default=(None, ""))
    return Attested(makers, listed, claim, _against(judgement, ground))


def _against(judgement: JudgementClass, ground: Ground) -> str:
    """What was observed or attested besides, where it is another maker."""
    if len(judgement.attested) > 1:
        return "the attestations disagree"
    if judgement.conflict:
        return "the evidence disagrees about its maker"
    seen = _seen(judgement)
    if not seen or any(_same(judgement.attested[0], vendor, ground) for vendor, _ in seen):
        return ""
    vendor, verb = min(seen, key=lambda one: (one[1] != REPORTS, one))
    return f"{verb} {ground.names.of(vendor)}"


def _seen(judgement: JudgementClass) -> set[tuple[str, str]]:
    """(vendor, verb) of what was observed, however weak: a concluded maker alone where there is one."""
    if judgement.manufacturer:
        own = {(judgement.manufacturer, REPORTS)}
        return own | ({(judgement.brand, "carries the brand")} if judgement.brand else set())
    return {
        (belief.vendor, REPORTS if belief.strength is Strength.ADEQUATE else "may be")
        for belief in judgement.beliefs
    }


def _same(one: str, other: str, ground: Ground) -> bool:
    """Whether two names do not contradict each other: equal, or one belongs to the other."""
    if one.removeprefix(UNLISTED).casefold() == other.removeprefix(UNLISTED).casefold():
        return True
    ties = {(vendor, tie.to) for vendor in (one, other) for tie in ground.affiliations.get(vendor, ())}
    return (one, other) in ties or (other, one) in ties
