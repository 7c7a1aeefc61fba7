"""Which vendors a rule must consider for a subject, and how far the evidence for each carries.

One strong signal or two classes are adequate; anything less, and all that is contradicted, is a
review. Reads settled signals (`standing`).
"""

from __future__ import annotations

from auditor.identify.interface import Signal
from auditor.identify.standing import CAPS, class_of, counts
from auditor.identify.vendors import VendorRegistry
from auditor.model.identity import STRONG_FROM, Belief, Claim, Evidence, EvidenceRole, Strength


def find_beliefs(
    makers: list[Signal], brands: list[Signal], rivals: frozenset[str], vendors: VendorRegistry
) -> tuple[Belief, ...]:
    """One belief for each vendor that a rule must consider."""
    others = frozenset(s.evidence.vendor for s in (*makers, *brands) if counts(s))
    stated = [s.evidence for s in makers if counts(s) and s.evidence.claim is Claim.MAKER]
    groups: dict[str, list[Signal]] = {}
    for signal in makers:
        if signal.evidence.role is EvidenceRole.PRIMARY and not _outweighed(signal, stated, others, vendors):
            groups.setdefault(signal.evidence.vendor, []).append(signal)
    found = {vendor: _weigh(vendor, group) for vendor, group in groups.items()}
    for vendor, group in groups.items():
        if vendor in rivals or _only_holder(group, stated, vendors):
            found[vendor] = Belief(vendor, Strength.REVIEW, "conflict")
    for signal in makers:
        if signal.evidence.role is EvidenceRole.CONFLICTING:
            found.setdefault(
                signal.evidence.vendor, Belief(signal.evidence.vendor, Strength.REVIEW, "oui_conflict")
            )
    for signal in filter(counts, brands):
        belief = _brand_belief(signal)
        known = found.get(belief.vendor)
        # A weak sign of the maker does not weaken the label; a contradiction does.
        if known is None or (known.because != "conflict" and known.strength is Strength.REVIEW):
            found[belief.vendor] = belief
    return tuple(sorted(found.values()))


def _outweighed(
    signal: Signal, stated: list[Evidence], others: frozenset[str], vendors: VendorRegistry
) -> bool:
    """A mere mention of one vendor beside a strong statement of another; `others`: all that counts."""
    cap = CAPS[signal.cap]
    if cap.concludes or cap.stays:
        return False
    if cap.gives_way and others:
        return True
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
    if len(group) > 1 and len({class_of(s) for s in group if CAPS[s.cap].lifted_by_second_class}) > 1:
        return Belief(vendor, Strength.ADEQUATE, "independent_classes")
    return Belief(vendor, Strength.REVIEW, group[0].cap or "single_medium")


def _brand_belief(signal: Signal) -> Belief:
    strong = not signal.cap and signal.evidence.confidence >= STRONG_FROM
    strength = Strength.ADEQUATE if strong else Strength.REVIEW
    return Belief(signal.evidence.vendor, strength, signal.cap or "brand_label")
