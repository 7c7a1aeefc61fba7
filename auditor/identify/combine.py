"""Signals of one subject to its identity: one table of caps, one order of classes.

Within a class the strongest signal counts; one strong signal or two classes are adequate,
anything less is a review. Contradiction never raises a confidence, and the order of
signals never matters. Knows no technique by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from auditor.identify.interface import Signal
from auditor.identify.vendors import UNLISTED, VendorRegistry
from auditor.model.identity import (
    MEDIUM_FROM,
    STRONG_FROM,
    TECHNIQUE_CLASS,
    Belief,
    Claim,
    Evidence,
    EvidenceClass,
    EvidenceRole,
    Field,
    Identification,
    Strength,
    SubjectIdentity,
    SubjectKind,
)


class Cap(NamedTuple):
    """What a capped signal may still do: become adequate with a second class of evidence,
    and decide the concluded value."""

    lifted_by_second_class: bool
    concludes: bool


CAPS = {
    "": Cap(lifted_by_second_class=True, concludes=True),
    "oui_only": Cap(lifted_by_second_class=True, concludes=True),
    "claimed_by_protocol": Cap(lifted_by_second_class=True, concludes=True),
    "model_only": Cap(lifted_by_second_class=True, concludes=True),
    "optic_name_only": Cap(lifted_by_second_class=False, concludes=True),
    "optic_oui_only": Cap(lifted_by_second_class=False, concludes=True),
    "chip_mark": Cap(lifted_by_second_class=False, concludes=True),
    "odd_spelling": Cap(lifted_by_second_class=False, concludes=True),
    "unlisted_name": Cap(lifted_by_second_class=False, concludes=False),
    "named_in_text": Cap(lifted_by_second_class=False, concludes=False),
}
"""Why a signal alone never suffices; the code becomes the belief's `because`."""

CLASS_ORDER = tuple(EvidenceClass)
"""Which class decides between equal confidences: the inventory before the agent's own name."""
MAKER_CLAIMS = frozenset({Claim.MAKER, Claim.ASSIGNEE})
CONFLICT_CONFIDENCE = MEDIUM_FROM - 1
"""A value contradicted by an equal class of claim stays below medium."""
UNKNOWN = {field: Identification(field, None, 0, False, ()) for field in Field}
"""Shared by the many subjects that state nothing."""
_UNKNOWN_BRAND, _UNKNOWN_OS_VENDOR = UNKNOWN[Field.BRAND], UNKNOWN[Field.OS_VENDOR]


def combine(
    kind: SubjectKind,
    key: str,
    signals: Sequence[Signal],
    vendors: VendorRegistry,
    *,
    structural: bool = False,
) -> SubjectIdentity:
    """The identity of a subject. `structural` holds only where no signal names a vendor."""
    if len(signals) == 1 and _decides_alone(signals[0], vendors):
        return _combine_lone(kind, key, signals[0])
    ordered = sorted({_capped(signal, vendors) for signal in signals}, key=_rank)
    makers = _settle([s for s in ordered if s.evidence.claim in MAKER_CLAIMS], vendors)
    brands = [s for s in ordered if s.evidence.claim is Claim.BRAND]
    rivals = _rivals(makers, vendors)
    beliefs = _beliefs(makers, brands, rivals, vendors)
    return SubjectIdentity(
        kind=kind,
        key=key,
        manufacturer=_manufacturer(makers, rivals, vendors),
        brand=_first(Field.BRAND, brands),
        os_vendor=_first(Field.OS_VENDOR, [s for s in ordered if s.evidence.claim is Claim.AGENT_SOFTWARE]),
        beliefs=beliefs,
        structural=structural and not beliefs,
    )


def _decides_alone(signal: Signal, vendors: VendorRegistry) -> bool:
    """Whether a signal has nothing to be weighed against: the case of most neighbors."""
    evidence = signal.evidence
    return evidence.claim in MAKER_CLAIMS and _counts(signal) and not vendors.cap(evidence.vendor)


def _combine_lone(kind: SubjectKind, key: str, signal: Signal) -> SubjectIdentity:
    """The same as the general way (a test holds them together), many times as fast."""
    evidence, cap = signal
    vendor, confidence = evidence.vendor, evidence.confidence
    identification = Identification(Field.MANUFACTURER, vendor, confidence, False, (evidence,))
    beliefs = _lone_beliefs(vendor, cap, confidence >= STRONG_FROM)
    return SubjectIdentity(kind, key, identification, _UNKNOWN_BRAND, _UNKNOWN_OS_VENDOR, beliefs, False)


@lru_cache(maxsize=4096)
def _lone_beliefs(vendor: str, cap: str, strong: bool) -> tuple[Belief, ...]:
    if strong and not cap:
        return (Belief(vendor, Strength.ADEQUATE, "strong_evidence"),)
    return (Belief(vendor, Strength.REVIEW, cap or "single_medium"),)


def _capped(signal: Signal, vendors: VendorRegistry) -> Signal:
    """A vendor whose marks are found inside others' products caps all its evidence."""
    cap = vendors.cap(signal.evidence.vendor)
    return Signal(signal.evidence, cap) if cap else signal


def _rank(signal: Signal) -> tuple[object, ...]:
    evidence = signal.evidence
    order = CLASS_ORDER.index(TECHNIQUE_CLASS[evidence.technique])
    return (
        -evidence.confidence,
        evidence.claim is not Claim.MAKER,
        order,
        evidence.vendor,
        evidence.knowledge_row,
        evidence.reference,
        evidence.matched_text,
        evidence.raw,
        evidence.role,
        signal.cap,
    )


def _settle(makers: list[Signal], vendors: VendorRegistry) -> list[Signal]:
    """Roles before weighing: weak signals are leads, and so is a MAC prefix that disagrees.

    A prefix is held by whoever registered it (OEM boards and H3C's early 00E0FC blocks), so
    against the agent's or the inventory's word it supports a related vendor or is a lead.
    """
    spoken = {
        s.evidence.vendor
        for s in makers
        if _class(s) in {EvidenceClass.HARDWARE_INVENTORY, EvidenceClass.AGENT_IDENTITY} and _counts(s)
    }
    return [_with_role(s, _early_role(s, spoken, vendors)) for s in makers]


def _early_role(signal: Signal, spoken: set[str], vendors: VendorRegistry) -> EvidenceRole:
    evidence = signal.evidence
    if evidence.role is EvidenceRole.LEAD or evidence.confidence < MEDIUM_FROM:
        return EvidenceRole.LEAD
    if spoken and _class(signal) is EvidenceClass.MAC_REGISTRY and evidence.vendor not in spoken:
        related = any(vendors.related(evidence.vendor, other, ever=True) for other in spoken)
        return EvidenceRole.SUPPORTING if related else EvidenceRole.LEAD
    return EvidenceRole.PRIMARY


def _counts(signal: Signal) -> bool:
    """Whether a settled signal decides the value: neither a lead nor a mere mention."""
    evidence = signal.evidence
    medium = evidence.role is EvidenceRole.PRIMARY and evidence.confidence >= MEDIUM_FROM
    return medium and CAPS[signal.cap].concludes


def _rivals(makers: list[Signal], vendors: VendorRegistry) -> frozenset[str]:
    """Vendors that maker claims contradict each other about.

    The holder of a number or a prefix claims nothing, so it is no rival of a stated maker; and
    a name that no registry knows is no rival of strong evidence.
    """
    claims = [s.evidence for s in makers if _counts(s) and s.evidence.claim is Claim.MAKER]
    strong = any(claim.confidence >= STRONG_FROM for claim in claims)
    claimed = {c.vendor for c in claims if not (strong and c.vendor.startswith(UNLISTED))}
    return frozenset(one for one in claimed if any(not vendors.related(one, other) for other in claimed))


def _manufacturer(makers: list[Signal], rivals: frozenset[str], vendors: VendorRegistry) -> Identification:
    if not makers:
        return UNKNOWN[Field.MANUFACTURER]
    votes = sorted((s for s in makers if _counts(s)), key=lambda s: s.evidence.claim is not Claim.MAKER)
    first = votes[0].evidence if votes else None
    value = first.vendor if first else None
    confidence = max((s.evidence.confidence for s in votes if s.evidence.vendor == value), default=0)
    if value in rivals:
        tied = any(_contradicts(s.evidence, confidence, value or "", vendors) for s in votes)
        value, confidence = (None, 0) if tied else (value, min(confidence, CONFLICT_CONFIDENCE))
    evidence = tuple(_with_role(s, _final_role(s, first, value, vendors)).evidence for s in makers)
    return Identification(Field.MANUFACTURER, value, confidence, bool(rivals), evidence)


def _contradicts(evidence: Evidence, confidence: int, value: str, vendors: VendorRegistry) -> bool:
    """Another maker is claimed with the same rank as the value."""
    as_strong = evidence.claim is Claim.MAKER and evidence.confidence >= confidence
    return as_strong and not vendors.related(evidence.vendor, value)


def _final_role(
    signal: Signal, first: Evidence | None, value: str | None, vendors: VendorRegistry
) -> EvidenceRole:
    """How a settled signal bears on the concluded value."""
    evidence = signal.evidence
    if evidence.role is not EvidenceRole.PRIMARY:
        return evidence.role
    if not _counts(signal):
        return EvidenceRole.LEAD
    if value is None or not vendors.related(evidence.vendor, value):
        return EvidenceRole.CONFLICTING
    return EvidenceRole.PRIMARY if evidence == first else EvidenceRole.SUPPORTING


def _beliefs(
    makers: list[Signal], brands: list[Signal], rivals: frozenset[str], vendors: VendorRegistry
) -> tuple[Belief, ...]:
    """One belief for each vendor that a rule must consider."""
    stated = [s.evidence for s in makers if _counts(s) and s.evidence.claim is Claim.MAKER]
    groups: dict[str, list[Signal]] = {}
    for signal in makers:
        if signal.evidence.role is EvidenceRole.PRIMARY and not _outweighed(signal, stated, vendors):
            groups.setdefault(signal.evidence.vendor, []).append(signal)
    found = {vendor: _weigh(vendor, group) for vendor, group in groups.items()}
    for vendor, group in groups.items():
        if vendor in rivals or _only_holder(group, stated, vendors):
            found[vendor] = Belief(vendor, Strength.REVIEW, "conflict")
    for signal in brands:
        belief = _brand_belief(signal)
        if belief.vendor not in found:
            found[belief.vendor] = belief
    return tuple(sorted(found.values()))


def _outweighed(signal: Signal, stated: list[Evidence], vendors: VendorRegistry) -> bool:
    """A mere mention of one vendor beside a strong statement of another."""
    if CAPS[signal.cap].concludes:
        return False
    strong = (evidence.vendor for evidence in stated if evidence.confidence >= STRONG_FROM)
    return any(not vendors.related(signal.evidence.vendor, vendor) for vendor in strong)


def _only_holder(group: list[Signal], stated: list[Evidence], vendors: VendorRegistry) -> bool:
    """Numbers and prefixes point to this vendor, but somebody unrelated is stated as the maker."""
    if any(signal.evidence.claim is Claim.MAKER for signal in group):
        return False
    vendor = group[0].evidence.vendor
    return any(not vendors.related(vendor, evidence.vendor) for evidence in stated)


def _weigh(vendor: str, group: list[Signal]) -> Belief:
    """Strength of the evidence for one vendor; `group` is not empty and in rank order."""
    for signal in group:
        if not signal.cap and signal.evidence.confidence >= STRONG_FROM:
            return Belief(vendor, Strength.ADEQUATE, "strong_evidence")
    if len(group) > 1 and len({_class(s) for s in group if CAPS[s.cap].lifted_by_second_class}) > 1:
        return Belief(vendor, Strength.ADEQUATE, "independent_classes")
    return Belief(vendor, Strength.REVIEW, group[0].cap or "single_medium")


def _brand_belief(signal: Signal) -> Belief:
    strong = not signal.cap and signal.evidence.confidence >= STRONG_FROM
    strength = Strength.ADEQUATE if strong else Strength.REVIEW
    return Belief(signal.evidence.vendor, strength, signal.cap or "brand_label")


def _first(field: Field, ordered: list[Signal]) -> Identification:
    """The value of a field that has no rival kinds of claim: the strongest wins."""
    if not ordered:
        return UNKNOWN[field]
    value = ordered[0].evidence.vendor
    evidence = tuple(
        _with_role(s, EvidenceRole.SUPPORTING if position else EvidenceRole.PRIMARY).evidence
        for position, s in enumerate(ordered)
        if s.evidence.vendor == value
    )
    others = tuple(
        _with_role(s, EvidenceRole.CONFLICTING).evidence for s in ordered if s.evidence.vendor != value
    )
    confidence = CONFLICT_CONFIDENCE if others else ordered[0].evidence.confidence
    return Identification(
        field, value, min(confidence, ordered[0].evidence.confidence), bool(others), evidence + others
    )


def _class(signal: Signal) -> EvidenceClass:
    return TECHNIQUE_CLASS[signal.evidence.technique]


def _with_role(signal: Signal, role: EvidenceRole) -> Signal:
    if signal.evidence.role is role:
        return signal
    return Signal(replace(signal.evidence, role=role), signal.cap)
