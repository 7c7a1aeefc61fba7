"""Signals of one subject to its identity: the concluded values and the beliefs.

The order of signals never matters, and contradiction never raises a confidence. Knows no
technique by name. Read `standing` for what a signal may do, `beliefs` for what rules see.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from auditor.identify.beliefs import find_beliefs
from auditor.identify.interface import Signal
from auditor.identify.standing import (
    CAPS,
    MAKER_CLAIMS,
    STATED_FROM,
    brand_and_owner,
    capped,
    class_of,
    compatible,
    counts,
    find_rivals,
    rank,
    settle,
    with_role,
)
from auditor.identify.vendors import VendorRegistry
from auditor.model.identity import (
    MEDIUM_FROM,
    STRONG_FROM,
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

__all__ = ["CAPS", "combine"]

CONFLICT_CONFIDENCE = MEDIUM_FROM - 1
"""A value contradicted by an equal class of claim stays below medium."""
LABEL_FROM = 70
"""The rank of a stated name that no registry knows: product codes rank below and name no label."""
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
    if len(signals) == 1 and _is_lone_lead(signals[0], vendors):
        return _combine_lead(kind, key, signals[0], structural=structural)
    told = (capped(part, vendors) for signal in signals for part in brand_and_owner(signal, vendors))
    ranked = sorted(set(told), key=rank)
    ordered = list({signal.evidence: signal for signal in ranked}.values())
    makers = settle([s for s in ordered if s.evidence.claim in MAKER_CLAIMS], vendors)
    brands = [s for s in ordered if s.evidence.claim is Claim.BRAND]
    rivals = find_rivals(makers, vendors)
    beliefs = find_beliefs(makers, brands, rivals, vendors)
    manufacturer = _manufacturer(makers, rivals, vendors)
    return SubjectIdentity(
        kind=kind,
        key=key,
        manufacturer=manufacturer,
        brand=_strongest(Field.BRAND, brands or _other_names(manufacturer, makers)),
        os_vendor=_strongest(
            Field.OS_VENDOR, [s for s in ordered if s.evidence.claim is Claim.AGENT_SOFTWARE]
        ),
        beliefs=beliefs,
        structural=structural and not beliefs,
    )


def _decides_alone(signal: Signal, vendors: VendorRegistry) -> bool:
    """Whether a signal has nothing to be weighed against: the case of most neighbors."""
    evidence = signal.evidence
    plain = not vendors.cap(evidence.vendor) and not vendors.brand_owner(evidence.vendor)
    return plain and evidence.claim in MAKER_CLAIMS and counts(signal)


def _is_lone_lead(signal: Signal, vendors: VendorRegistry) -> bool:
    evidence = signal.evidence
    holder = evidence.claim in MAKER_CLAIMS and not vendors.brand_owner(evidence.vendor)
    return holder and evidence.role is EvidenceRole.LEAD


def _combine_lone(kind: SubjectKind, key: str, signal: Signal) -> SubjectIdentity:
    """The same as the general way (a test holds them together), many times as fast."""
    evidence, cap = signal
    vendor, confidence = evidence.vendor, evidence.confidence
    identification = Identification(Field.MANUFACTURER, vendor, confidence, False, (evidence,))
    beliefs = _lone_beliefs(vendor, cap, confidence >= STRONG_FROM)
    return SubjectIdentity(kind, key, identification, _UNKNOWN_BRAND, _UNKNOWN_OS_VENDOR, beliefs, False)


def _combine_lead(kind: SubjectKind, key: str, signal: Signal, *, structural: bool) -> SubjectIdentity:
    """The same for a holder that is no vendor of ours: kept as evidence, nothing concluded."""
    nobody = Identification(Field.MANUFACTURER, None, 0, False, (signal.evidence,))
    return SubjectIdentity(kind, key, nobody, _UNKNOWN_BRAND, _UNKNOWN_OS_VENDOR, (), structural)


@lru_cache(maxsize=4096)
def _lone_beliefs(vendor: str, cap: str, strong: bool) -> tuple[Belief, ...]:
    if strong and not cap:
        return (Belief(vendor, Strength.ADEQUATE, "strong_evidence"),)
    return (Belief(vendor, Strength.REVIEW, cap or "single_medium"),)


def _manufacturer(makers: list[Signal], rivals: frozenset[str], vendors: VendorRegistry) -> Identification:
    if not makers:
        return UNKNOWN[Field.MANUFACTURER]
    votes = sorted(filter(counts, makers), key=_precedence)
    first = votes[0].evidence if votes else None
    value = first.vendor if first else None
    confidence = max((s.evidence.confidence for s in votes if s.evidence.vendor == value), default=0)
    if value in rivals:
        tied = any(_contradicts(s.evidence, confidence, value or "", vendors) for s in votes)
        value, confidence = (None, 0) if tied else (value, min(confidence, CONFLICT_CONFIDENCE))
    evidence = tuple(with_role(s, _final_role(s, first, value, vendors)).evidence for s in makers)
    return Identification(Field.MANUFACTURER, value, confidence, bool(rivals), evidence)


def _precedence(signal: Signal) -> int:
    """Who is asked first: a stated maker; the holder of the agent's number; a product code, or a
    name that no registry knows (the label on a device whose number a known maker holds); other
    holders."""
    evidence = signal.evidence
    if evidence.claim is Claim.MAKER:
        return 0 if evidence.confidence >= STATED_FROM else 2
    return 1 if class_of(signal) is EvidenceClass.AGENT_IDENTITY else 3


def _other_names(manufacturer: Identification, makers: list[Signal]) -> list[Signal]:
    """The label a device carries: the name that its agent or inventory states beside its maker's."""
    value = manufacturer.value
    if value is None or manufacturer.conflict:
        return []
    stated = [s for s in makers if counts(s) and s.evidence.claim is Claim.MAKER]
    names = [s for s in stated if s.evidence.confidence >= LABEL_FROM]
    return [s for s in names if s.evidence.vendor != value][:1]


def _contradicts(evidence: Evidence, confidence: int, value: str, vendors: VendorRegistry) -> bool:
    """Another maker is claimed with the same rank as the value."""
    as_strong = evidence.claim is Claim.MAKER and evidence.confidence >= confidence
    return as_strong and not compatible(evidence.vendor, value, vendors)


def _final_role(
    signal: Signal, first: Evidence | None, value: str | None, vendors: VendorRegistry
) -> EvidenceRole:
    """How a settled signal bears on the concluded value."""
    evidence = signal.evidence
    if evidence.role is not EvidenceRole.PRIMARY:
        return evidence.role
    if not counts(signal):
        return EvidenceRole.LEAD
    if value is None or not compatible(evidence.vendor, value, vendors):
        return EvidenceRole.CONFLICTING
    return EvidenceRole.PRIMARY if evidence == first else EvidenceRole.SUPPORTING


def _strongest(field: Field, ordered: list[Signal]) -> Identification:
    """A field without rival kinds of claim: the strongest counting signal names the value."""
    if not ordered:
        return UNKNOWN[field]
    first = next((signal.evidence for signal in ordered if counts(signal)), None)
    roles = [_plain_role(signal, first) for signal in ordered]
    conflict = EvidenceRole.CONFLICTING in roles
    evidence = tuple(with_role(s, role).evidence for s, role in zip(ordered, roles, strict=True))
    if first is None:
        return Identification(field, None, 0, False, evidence)
    confidence = min(first.confidence, CONFLICT_CONFIDENCE) if conflict else first.confidence
    return Identification(field, first.vendor, confidence, conflict, evidence)


def _plain_role(signal: Signal, first: Evidence | None) -> EvidenceRole:
    evidence = signal.evidence
    if first is None or not counts(signal):
        return EvidenceRole.LEAD
    if evidence.vendor != first.vendor:
        return EvidenceRole.CONFLICTING
    return EvidenceRole.PRIMARY if evidence == first else EvidenceRole.SUPPORTING
