"""Who made it, as belief with evidence. A vendor cannot be named without evidence.

Maker, brand, assignee and agent software are different claims: the holder of an
enterprise number may be neither. Confidence is a rank (0 to 100), never a probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from auditor.model.device import Reference

SHARED_BY_STATIONS = "\0stations"
"""The key of an identity that all stations (`device.NOTHING_STATED`) of an address block share. No neighbor
has such a key: keys hold no NUL. The text, octets and place of its evidence are each station's own MAC
address (`Neighbor.mac`); here they are empty."""


class SubjectKind(StrEnum):
    """What a rule judges."""

    COMPONENT = "component"
    NEIGHBOR = "neighbor"


class Technique(StrEnum):
    """How a vendor was read from an observation."""

    SYS_OBJECT_ID = "sys_object_id"
    SYS_DESCR = "sys_descr"
    PRIVATE_TREE = "private_tree"
    MFG_NAME = "mfg_name"
    VENDOR_TYPE = "vendor_type"
    PART_GRAMMAR = "part_grammar"
    TRANSCEIVER = "transceiver"
    MODEM = "modem"
    PCI_USB_ID = "pci_usb_id"
    ONU_VENDOR_ID = "onu_vendor_id"
    OUI = "oui"
    NEIGHBOR_CLAIM = "neighbor_claim"


class EvidenceClass(StrEnum):
    """Independent kinds of evidence: classes combine, within one the maximum counts."""

    HARDWARE_INVENTORY = "hardware_inventory"
    AGENT_IDENTITY = "agent_identity"
    MAC_REGISTRY = "mac_registry"
    CLAIM_BY_OTHERS = "claim_by_others"


TECHNIQUE_CLASS = {
    Technique.SYS_OBJECT_ID: EvidenceClass.AGENT_IDENTITY,
    Technique.SYS_DESCR: EvidenceClass.AGENT_IDENTITY,
    Technique.PRIVATE_TREE: EvidenceClass.AGENT_IDENTITY,
    Technique.MFG_NAME: EvidenceClass.HARDWARE_INVENTORY,
    Technique.VENDOR_TYPE: EvidenceClass.HARDWARE_INVENTORY,
    Technique.PART_GRAMMAR: EvidenceClass.HARDWARE_INVENTORY,
    Technique.TRANSCEIVER: EvidenceClass.HARDWARE_INVENTORY,
    Technique.MODEM: EvidenceClass.HARDWARE_INVENTORY,
    Technique.PCI_USB_ID: EvidenceClass.HARDWARE_INVENTORY,
    Technique.ONU_VENDOR_ID: EvidenceClass.CLAIM_BY_OTHERS,
    Technique.OUI: EvidenceClass.MAC_REGISTRY,
    Technique.NEIGHBOR_CLAIM: EvidenceClass.CLAIM_BY_OTHERS,
}


class Claim(StrEnum):
    """What an observation says of a vendor."""

    MAKER = "maker"
    BRAND = "brand"
    ASSIGNEE = "assignee"
    AGENT_SOFTWARE = "agent_software"


class EvidenceRole(StrEnum):
    """How an observation bears on the concluded value. A lead never changes it."""

    PRIMARY = "primary"
    SUPPORTING = "supporting"
    CONFLICTING = "conflicting"
    LEAD = "lead"


class Band(StrEnum):
    """Confidence for people."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


STRONG_FROM = 85
MEDIUM_FROM = 50


def band_of(confidence: int) -> Band:
    """The band of a confidence rank (0 to 100)."""
    if confidence >= STRONG_FROM:
        return Band.STRONG
    return Band.MEDIUM if confidence >= MEDIUM_FROM else Band.WEAK


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation read by one knowledge row. `matched_text` is decoded device text."""

    technique: Technique
    role: EvidenceRole
    claim: Claim
    vendor: str
    confidence: int
    matched_text: str
    knowledge_row: str
    reference: Reference
    raw: bytes
    registry_digest: str = ""


class Field(StrEnum):
    """What an identification is about."""

    MANUFACTURER = "manufacturer"
    BRAND = "brand"
    OS_VENDOR = "os_vendor"


@dataclass(frozen=True, slots=True)
class Identification:
    """Belief about one field of one subject; `value` is a vendor id or None (unknown)."""

    field: Field
    value: str | None
    confidence: int
    conflict: bool
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if self.value is not None and not self.evidence:
            raise ValueError("a vendor cannot be named without evidence")


class Strength(StrEnum):
    """How far the evidence for one vendor carries (architecture, chapter 4)."""

    ADEQUATE = "adequate"
    """One strong signal, or two independent classes."""
    REVIEW = "review"
    """A single medium signal, a name that compatibles also carry, a chip mark, an OUI alone."""


class Belief(NamedTuple):
    """One vendor that a rule must consider for a subject, and why it only may be."""

    vendor: str
    strength: Strength
    because: str
    """A short code such as "strong_evidence", "optic_name_only", "oui_only", "conflict"."""
    built: str = ""
    """Day of manufacture ("2019-05-06") where it bears on who owned the vendor, else ""."""


@dataclass(frozen=True, slots=True)
class SubjectIdentity:
    """Everything identified about one subject."""

    kind: SubjectKind
    key: str
    """Component path or neighbor key."""
    manufacturer: Identification
    brand: Identification
    os_vendor: Identification
    beliefs: tuple[Belief, ...]
    structural: bool
    """Sensors, containers, ports …: kept, not judged, because they state no maker."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A vendor's tie to another: subsidiary, brand, former unit. Dates are ISO or ""."""

    to: str
    relation: str
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    verification: str = "M"
    share_percent: float | None = None
    """How much of the vendor is held, where the relation is a holding."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """A canonical company of our registry. Aliases and registrants are exact, normalised."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    registrants: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    source: str = ""
