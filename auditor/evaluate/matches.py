"""Whether the beliefs about a subject meet the vendors of a rule, and with which doubts.

Must not know policies' dates or profiles (`rule_pass` does). Each doubt turns "excluded"
into "review"; the worst match of a subject counts, its own before one through a part.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.evaluate.affiliations import Ground, Names, Tie, tie_to_listed
from auditor.evaluate.classify import CONFLICT, OPTIC, with_concluded
from auditor.model.finding import STATUS_ORDER, JudgementClass, Status
from auditor.model.identity import Band, Belief, Strength, SubjectKind
from auditor.model.policy import Rule

REVIEW_REASONS: dict[str, tuple[str, Band]] = {
    "single_medium": ("a single signal of medium strength says so", Band.MEDIUM),
    "brand_label": ("only a label says so, not the maker's own name", Band.MEDIUM),
    "model_only": ("only the model's name says so", Band.MEDIUM),
    "grammar_only": ("only the form of its part or serial number says so", Band.MEDIUM),
    "vendor_type_only": ("only the number of its type says so: the agent's author chose it", Band.MEDIUM),
    "odd_spelling": ("the name is spelled in an unusual way", Band.MEDIUM),
    "claimed_by_protocol": ("only a discovery protocol announcement says so", Band.MEDIUM),
    "optic_name_only": ("only the name in the optic's memory says so: possibly a compatible", Band.MEDIUM),
    "optic_oui_only": (
        "only the vendor number in the optic's memory says so: possibly a compatible",
        Band.WEAK,
    ),
    "oui_only": ("only a MAC address block registered to that company says so", Band.WEAK),
    "oui_conflict": (
        "most of its own MAC addresses are registered to that company, and it names another maker",
        Band.WEAK,
    ),
    "chip_mark": ("only the mark of a chip says so, and chips are in equipment of many makers", Band.WEAK),
    "unlisted_name": ("the name holds that of the company but is not one of its known names", Band.WEAK),
    "resembles_name": ("the name resembles that of the company but is not one of its known names", Band.WEAK),
    "described_as": ("only the part's description or model says so, not its stated maker", Band.WEAK),
    "named_in_text": ("only a mention in a text says so", Band.WEAK),
    "agent_default": (
        "only the default number of an agent's software says so, which its equipment is known to answer with",
        Band.WEAK,
    ),
    CONFLICT: ("the evidence disagrees about its maker", Band.MEDIUM),
}
"""Code of a belief that is only a review: its reason in words, and the confidence shown."""


LABEL = "brand_label"
"""The belief is in the vendor whose name or number a part carries, not in its maker."""
OPTIC_CODES = frozenset({OPTIC, "optic_name_only", "optic_oui_only"})
REPORTS = ("reports itself as", "may be")
CARRIES = ("carries the brand", "may carry the brand")
"""What is said of an adequate belief, and of one that is only a review."""


class Match(NamedTuple):
    """A listed vendor met by a subject: `clause` says what was seen, `doubts` why it may not be."""

    status: Status
    through_part: bool
    listed: str
    clause: str
    doubts: tuple[str, ...]
    band: Band


def best_match(judgement: JudgementClass, rule: Rule, ground: Ground) -> Match | None:
    """The worst match of the subject with the rule's vendors, or None."""
    own = [
        _own_match(judgement, belief, tie, rule, ground.names)
        for belief in with_concluded(judgement.beliefs, (judgement.manufacturer, judgement.brand))
        if (tie := tie_to_listed(belief.vendor, rule, ground, belief.built))
    ]
    parts = [
        _part_match(belief, tie, rule, ground.names)
        for belief in (judgement.contains if judgement.is_root and rule.covers_parts else ())
        if (tie := tie_to_listed(belief.vendor, rule, ground, belief.built))
    ]
    return min(own + parts, key=_worst_first, default=None)


def reason_words(code: str) -> tuple[str, Band]:
    """The reason of a review in words, and its confidence; an unknown code speaks for itself."""
    return REVIEW_REASONS.get(code, (code.replace("_", " "), Band.WEAK))


def _worst_first(match: Match) -> tuple[int, bool, int, Match]:
    return STATUS_ORDER.index(match.status), match.through_part, tuple(Band).index(match.band), match


def _own_match(judgement: JudgementClass, belief: Belief, tie: Tie, rule: Rule, names: Names) -> Match:
    doubts, band = _doubts(belief, tie, rule)
    disagreement, _ = REVIEW_REASONS[CONFLICT]
    if judgement.conflict and disagreement not in doubts:
        doubts, band = (disagreement, *doubts), max(band, Band.MEDIUM, key=tuple(Band).index)
    if judgement.kind is SubjectKind.COMPONENT and not judgement.is_root and not rule.covers_parts:
        doubts = (*doubts, "the rule does not say that it covers parts")
    carried = belief.vendor == judgement.brand and belief.vendor != judgement.manufacturer
    clause = _clause(belief, tie, names, CARRIES if carried else REPORTS)
    seen = "seen through the polled device: " if judgement.kind is SubjectKind.NEIGHBOR else ""
    return Match(_status(doubts), False, tie.listed, seen + clause, doubts, band)


def _part_match(belief: Belief, tie: Tie, rule: Rule, names: Names) -> Match:
    doubts, band = _doubts(belief, tie, rule)
    verbs = CARRIES if belief.because == LABEL else REPORTS
    clause = "contains a part that " + _clause(belief, tie, names, verbs)
    return Match(_status(doubts), True, tie.listed, clause, doubts, band)


def _clause(belief: Belief, tie: Tie, names: Names, verbs: tuple[str, str]) -> str:
    verb = verbs[0] if belief.strength is Strength.ADEQUATE else verbs[1]
    return f"{verb} {names.of(belief.vendor)}{tie.words}"


def _doubts(belief: Belief, tie: Tie, rule: Rule) -> tuple[tuple[str, ...], Band]:
    """Why the belief may not count, and how sure it is."""
    weak, band = ("", Band.STRONG) if belief.strength is Strength.ADEQUATE else reason_words(belief.because)
    optic = _optic_exception(rule) if belief.because in OPTIC_CODES else ""
    kind = _other_part(rule) if rule.parts_only and belief.because != rule.parts_only else ""
    return tuple(doubt for doubt in (weak, tie.doubt, optic, kind) if doubt), band


def _other_part(rule: Rule) -> str:
    return f"the rule is about parts of one kind ({rule.parts_only}), and whether this is one is not stated"


def _optic_exception(rule: Rule) -> str:
    label = rule.optic_exception
    text = next((text for text in rule.exceptions if label and text.startswith(label)), "")
    return f"exception {text!r} may apply to an optic" if text else ""


def _status(doubts: tuple[str, ...]) -> Status:
    return Status.REVIEW if doubts else Status.EXCLUDED
