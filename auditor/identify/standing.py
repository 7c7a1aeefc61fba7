"""Where a signal stands among the others: its cap, its rank, its role before weighing.

Knows no technique by name. `combine` and `beliefs` ask here whether a signal counts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from auditor.identify.interface import Signal
from auditor.identify.vendors import UNLISTED, VendorRegistry
from auditor.model.identity import (
    MEDIUM_FROM,
    TECHNIQUE_CLASS,
    Claim,
    EvidenceClass,
    EvidenceRole,
)


class Cap(NamedTuple):
    """What a capped signal may still do: become adequate with a second class of evidence,
    and decide the concluded value."""

    lifted_by_second_class: bool
    concludes: bool
    gives_way: bool = False
    """Anything else that names a maker silences it."""
    stays: bool = False
    """A review whatever else is stated: the field it stands in states the maker."""


CAPS = {
    "": Cap(lifted_by_second_class=True, concludes=True),
    "oui_only": Cap(lifted_by_second_class=True, concludes=True),
    "claimed_by_protocol": Cap(lifted_by_second_class=True, concludes=True),
    "model_only": Cap(lifted_by_second_class=True, concludes=True),
    "grammar_only": Cap(lifted_by_second_class=False, concludes=True),
    "vendor_type_only": Cap(lifted_by_second_class=False, concludes=True),
    "optic_name_only": Cap(lifted_by_second_class=False, concludes=True),
    "optic_oui_only": Cap(lifted_by_second_class=False, concludes=True),
    "chip_mark": Cap(lifted_by_second_class=False, concludes=True),
    "odd_spelling": Cap(lifted_by_second_class=False, concludes=True),
    "unlisted_name": Cap(lifted_by_second_class=False, concludes=False, stays=True),
    "resembles_name": Cap(lifted_by_second_class=False, concludes=False, stays=True),
    "named_in_text": Cap(lifted_by_second_class=False, concludes=False),
    "described_as": Cap(lifted_by_second_class=False, concludes=False),
    "agent_default": Cap(lifted_by_second_class=False, concludes=False, gives_way=True),
}
"""Why a signal alone never suffices; the code becomes the belief's `because`."""

CLASS_ORDER = tuple(EvidenceClass)
"""Which class decides between equal confidences: the inventory before the agent's own name."""
STATED_FROM = 75
"""A maker stated by name; product codes and names that no registry knows rank below."""
MAKER_CLAIMS = frozenset({Claim.MAKER, Claim.ASSIGNEE})


def capped(signal: Signal, vendors: VendorRegistry) -> Signal:
    """A vendor whose marks are found inside others' products caps all its evidence."""
    cap = vendors.cap(signal.evidence.vendor)
    return Signal(signal.evidence, cap) if cap else signal


def brand_and_owner(signal: Signal, vendors: VendorRegistry) -> tuple[Signal, ...]:
    """A brand's own evidence names a brand, and the company whose brand it is as what it named before.

    Holding a number or a prefix is the weakest way to name a brand.
    """
    evidence = signal.evidence
    owner = vendors.brand_owner(evidence.vendor)
    if not owner or evidence.claim not in MAKER_CLAIMS:
        return (signal,)
    held = evidence.claim is Claim.ASSIGNEE
    rank_of_brand = min(evidence.confidence, MEDIUM_FROM) if held else evidence.confidence
    brand = replace(evidence, claim=Claim.BRAND, confidence=rank_of_brand)
    maker = replace(evidence, vendor=owner)
    return Signal(brand, signal.cap), Signal(maker, signal.cap)


def compatible(one: str, other: str, vendors: VendorRegistry) -> bool:
    """Whether two stated makers of a device do not contradict each other."""
    if vendors.related(one, other):
        return True
    return vendors.makes_for_others(one) or vendors.makes_for_others(other)


def rank(signal: Signal) -> tuple[object, ...]:
    """Sort key, strongest first; a total order, so that the order of signals cannot matter."""
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


def settle(makers: list[Signal], vendors: VendorRegistry) -> list[Signal]:
    """Roles before weighing: weak signals are leads, and a MAC prefix gives way to known names."""
    named: dict[EvidenceClass, set[str]] = {kind: set() for kind in EvidenceClass}
    for signal in filter(counts, makers):
        if not signal.evidence.vendor.startswith(UNLISTED):
            named[class_of(signal)].add(signal.evidence.vendor)
    own = named[EvidenceClass.HARDWARE_INVENTORY] | named[EvidenceClass.AGENT_IDENTITY]
    said = own | named[EvidenceClass.CLAIM_BY_OTHERS]
    return [with_role(signal, _early_role(signal, own, said, vendors)) for signal in makers]


def _early_role(signal: Signal, own: set[str], said: set[str], vendors: VendorRegistry) -> EvidenceRole:
    """A prefix is held by whoever registered it. Against the agent's or the inventory's own word
    it is a lead; where the holder has distinctive words it contradicts, because hardware under
    another label is what is looked for. It supports a vendor that its holder was tied to until
    some day (H3C kept 00E0FC of the joint venture with Huawei)."""
    evidence = signal.evidence
    if evidence.role is EvidenceRole.LEAD or evidence.confidence < MEDIUM_FROM:
        return EvidenceRole.LEAD
    if class_of(signal) is not EvidenceClass.MAC_REGISTRY or evidence.vendor in said:
        return EvidenceRole.PRIMARY
    if any(vendors.related(evidence.vendor, other) for other in said):
        return EvidenceRole.PRIMARY
    if any(vendors.related(evidence.vendor, other, ever=True) for other in said):
        return EvidenceRole.SUPPORTING
    if own and vendors.is_distinctive(evidence.vendor):
        return EvidenceRole.CONFLICTING
    return EvidenceRole.LEAD if own else EvidenceRole.PRIMARY


def counts(signal: Signal) -> bool:
    """Whether a settled signal decides the value: neither a lead nor a mere mention."""
    evidence = signal.evidence
    medium = evidence.role is EvidenceRole.PRIMARY and evidence.confidence >= MEDIUM_FROM
    return medium and CAPS[signal.cap].concludes


def find_rivals(makers: list[Signal], vendors: VendorRegistry) -> frozenset[str]:
    """Vendors that maker claims contradict each other about.

    The holder of a number or a prefix claims nothing, so it is no rival of a stated maker; and
    a product code or a name that no registry knows is no rival of a stated maker.
    """
    claims = [s.evidence for s in makers if counts(s) and s.evidence.claim is Claim.MAKER]
    stated = any(claim.confidence >= STATED_FROM for claim in claims)
    claimed = {c.vendor for c in claims if not (stated and c.confidence < STATED_FROM)}
    return frozenset(one for one in claimed if any(not compatible(one, other, vendors) for other in claimed))


def class_of(signal: Signal) -> EvidenceClass:
    """The independent kind of evidence a signal belongs to."""
    return TECHNIQUE_CLASS[signal.evidence.technique]


def with_role(signal: Signal, role: EvidenceRole) -> Signal:
    """The signal with another role of its evidence."""
    if signal.evidence.role is role:
        return signal
    return Signal(replace(signal.evidence, role=role), signal.cap)
