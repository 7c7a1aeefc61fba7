"""The rule pass: one verdict per (judgement class, rule), by the first case that applies.

Read `CASES` from top to bottom: that order is the logic. Must not know subjects, stores
or bytes. A listed vendor is never cleared, and without adequate evidence nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from auditor.evaluate.affiliations import Affiliations, Ground, Names
from auditor.evaluate.allow_list import judge_allowed
from auditor.evaluate.attested import NOT_OBSERVED, attested
from auditor.evaluate.matches import Match, best_match, reason_words
from auditor.evaluate.matter import Answer, Case, Matter, denied_condition, open_conditions
from auditor.model.finding import JudgementClass, Status, Verdict
from auditor.model.identity import Band, Strength, SubjectKind
from auditor.model.policy import Policy, PolicyStatus, Profile, Rule

NOT_INSPECTED = "not physically inspected"
NAMES_NOBODY = "the policy names no vendor: only a private designation list can decide, and is judged apart"
NO_NAMES: Mapping[str, str] = {}


def judge(
    judgement: JudgementClass,
    policies: Sequence[Policy],
    profile: Profile,
    as_of: date,
    affiliations: Affiliations,
    *,
    names: Mapping[str, str] = NO_NAMES,
) -> tuple[Verdict, ...]:
    """One verdict per rule, in the order of the policies and of their rules.

    `affiliations` maps a vendor id to its ties, `names` a vendor id to its display name.
    """
    ground = Ground(as_of, affiliations, Names(names))
    return tuple(
        judge_rule(judgement, policy, rule, profile, ground) for policy in policies for rule in policy.rules
    )


def judge_rule(
    judgement: JudgementClass, policy: Policy, rule: Rule, profile: Profile, ground: Ground
) -> Verdict:
    """The verdict of the first case that applies."""
    match = best_match(judgement, rule, ground)
    said = attested(judgement, rule, ground)
    matter = Matter(judgement, policy, rule, profile, ground.as_of, match, ground.names, said)
    answer = next(answer for case in CASES if (answer := case(matter)))
    return Verdict(
        answer.status,
        policy.id,
        rule.id,
        answer.vendor,
        answer.confidence,
        answer.because,
        answer.through_part,
    )


def _out_of_scope(matter: Matter) -> Answer | None:
    if matter.judgement.in_scope:
        return None
    return Answer(Status.NOT_APPLICABLE, "the target list puts this device out of scope")


def _not_law(matter: Matter) -> Answer | None:
    if matter.policy.status in (PolicyStatus.PROPOSED, PolicyStatus.DRAFT):
        return Answer(
            Status.NOT_APPLICABLE, f"the policy is {matter.policy.status.value}: it is not in force"
        )
    if matter.policy.status is PolicyStatus.FUTURE and matter.rule.effective.start is None:
        return Answer(Status.NOT_APPLICABLE, "the policy is not yet in force, and its date is not known")
    return None


def _not_effective(matter: Matter) -> Answer | None:
    effective = matter.rule.effective
    if effective.contains(matter.as_of):
        return None
    if effective.start and matter.as_of < effective.start:
        return Answer(Status.NOT_APPLICABLE, f"takes effect on {effective.start}, after {matter.as_of}")
    return Answer(Status.NOT_APPLICABLE, f"ceased to have effect on {effective.end}")


def _other_tags(matter: Matter) -> Answer | None:
    tags = matter.rule.tags
    if not tags or set(tags) & set(matter.judgement.tags):
        return None
    return Answer(Status.NOT_APPLICABLE, "the target carries none of the tags: " + ", ".join(tags))


def _other_segment(matter: Matter) -> Answer | None:
    """The target says where it is, and that is not what the rule is about."""
    tags, segments = set(matter.judgement.tags), matter.rule.segments
    elsewhere = sorted(tags & set(matter.policy.segments))
    if not segments or tags & set(segments) or not elsewhere:
        return None
    because = f"the target is tagged {', '.join(elsewhere)}, the rule is about {', '.join(segments)}"
    return Answer(Status.NOT_APPLICABLE, because)


def _denied(matter: Matter) -> Answer | None:
    because = denied_condition(matter)
    return Answer(Status.NOT_APPLICABLE, because) if because else None


def _structural(matter: Matter) -> Answer | None:
    if not matter.judgement.structural or matter.judgement.is_root or matter.match or matter.attested.listed:
        return None
    return Answer(Status.NOT_APPLICABLE, "structural: it states no maker, and its kind is not judged")


def _never_read(matter: Matter) -> Answer | None:
    if matter.judgement.ever_read or matter.match:
        return None
    return Answer(Status.NOT_CHECKED, "the device has never been read")


def _undecidable(matter: Matter) -> Answer | None:
    if not matter.rule.undetermined_because:
        return None
    return Answer(Status.UNDETERMINED, matter.rule.undetermined_because)


def _names_nobody(matter: Matter) -> Answer | None:
    if matter.rule.vendors and not matter.policy.needs_designations:
        return None
    return Answer(Status.UNDETERMINED, NAMES_NOBODY)


def _matched(matter: Matter) -> Answer | None:
    match = matter.match
    if match is None:
        return None
    conditions, doubts = open_conditions(matter), (*match.doubts, *_remainders(matter.rule))
    if not doubts and not conditions:
        because = f"{match.clause}: {matter.policy.listed_wording}; {NOT_INSPECTED}"
        return _about(match, Status.EXCLUDED, because)
    applies = (f"listed vendor; applies only if {conditions}",) if conditions else ()
    because = "; ".join((f"{match.clause}: {'; '.join((*doubts, *applies))}", NOT_INSPECTED))
    return _about(match, Status.REVIEW, because)


def _remainders(rule: Rule) -> tuple[str, ...]:
    """What the rule lets stay, so that a match alone does not decide."""
    cap = (
        f"counts towards a cap of {rule.cap_percent} % of {rule.cap_of}, a share that is not polled"
        if rule.cap_percent
        else ""
    )
    before = rule.grandfathered_before
    older = f"equipment obtained before {before} is left alone, and that day is not polled" if before else ""
    return tuple(text for text in (rule.review_because, cap, older) if text)


def _about(match: Match, status: Status, because: str) -> Answer:
    return Answer(status, because, match.listed, match.band.value, match.through_part)


def _attested_listed(matter: Matter) -> Answer | None:
    """A supplier's word names a listed vendor: to be looked at, however little it is an observation."""
    tie = matter.attested.listed
    if tie is None:
        return None
    conditions = open_conditions(matter)
    applies = (f"applies only if {conditions}",) if conditions else ()
    doubts = "; ".join(("not observed", *filter(None, (tie.doubt, matter.attested.against)), *applies))
    because = f"{matter.attested.claim}: {doubts}; {NOT_INSPECTED}"
    return Answer(Status.REVIEW, because, tie.listed, Band.WEAK.value)


def _attested_otherwise(matter: Matter) -> Answer | None:
    """A supplier's word and what was observed are not the same: both sides are shown, none is believed."""
    said = matter.attested
    if not said.against:
        return None
    because = f"attested as {said.makers}, and {said.against}: the maker is in doubt; {NOT_INSPECTED}"
    return Answer(Status.REVIEW, because, confidence=Band.WEAK.value)


def _other_maker(matter: Matter) -> Answer | None:
    """A maker was concluded without contradiction, and no listed vendor is in play: clear."""
    judgement = matter.judgement
    if not judgement.manufacturer or judgement.conflict or _by_address_alone(judgement):
        return None
    adequate = any(
        belief.vendor == judgement.manufacturer and belief.strength is Strength.ADEQUATE
        for belief in judgement.beliefs
    )
    name = matter.names.of(judgement.manufacturer)
    seen = "seen through the polled device: " if judgement.kind is SubjectKind.NEIGHBOR else ""
    built = next(
        (belief.built for belief in judgement.beliefs if belief.vendor == judgement.manufacturer), ""
    )
    when = f" and as built on {built}" if built else ""
    because = f"{seen}reports itself as {name}{when}, which this rule does not list; {NOT_INSPECTED}"
    return Answer(Status.CLEAR, because, confidence=(Band.STRONG if adequate else Band.MEDIUM).value)


def _by_address_alone(judgement: JudgementClass) -> bool:
    """Whether only a MAC block names the maker: who holds it need not have made what carries it."""
    own = [belief.because for belief in judgement.beliefs if belief.vendor == judgement.manufacturer]
    return bool(own) and set(own) == {"oui_only"}


def _no_evidence(matter: Matter) -> Answer:
    answer, said = _unknown(matter), matter.attested.makers
    return answer._replace(because=f"{answer.because}; {NOT_OBSERVED}: {said}") if said else answer


def _unknown(matter: Matter) -> Answer:
    if matter.judgement.conflict:
        return Answer(Status.UNKNOWN, "the evidence disagrees about its maker")
    if matter.judgement.beliefs:
        reason, _ = reason_words(min(matter.judgement.beliefs).because)
        return Answer(Status.UNKNOWN, f"no adequate evidence of its maker: {reason}")
    return Answer(Status.UNKNOWN, "no adequate evidence of its maker")


CASES: tuple[Case, ...] = (
    _out_of_scope,
    _not_effective,
    _not_law,
    _other_tags,
    _other_segment,
    _denied,
    _structural,
    _never_read,
    _undecidable,
    judge_allowed,
    _names_nobody,
    _matched,
    _attested_listed,
    _attested_otherwise,
    _other_maker,
    _no_evidence,
)
"""The logic: the first case with an answer decides; the last one always has one."""
