"""What the store holds of one device, for reports by device: parts, their makers, neighbors.

Texts are as the device stated them, unescaped, and "" where it stated none. Vendors are ids.
Next: `store.read_inventory`, which reads it, and the folder formats of `report.interface`.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.finding import Status
from auditor.model.identity import Claim, EvidenceRole, Technique
from auditor.model.recording import Instant


class PartEvidence(NamedTuple):
    """One observation about who made a part. `confidence` is a rank from 0 to 100;
    `section_digest` is the sha256 of the recorded section that it was read from, in hex."""

    technique: Technique
    claim: Claim
    role: EvidenceRole
    vendor: str
    confidence: int
    oid_or_line: str
    matched_text: str
    knowledge_row: str
    section_digest: str = ""


class InventoryPart(NamedTuple):
    """A current component. The device itself has path "" and comes first; every other one
    comes after the part it is contained in. `status` is the worst of its verdicts."""

    path: str
    contained_in: str
    """Path of the part around it; "" for the device itself and for what it holds directly."""
    physical_class: str
    """The MIB's spelling, such as "powerSupply"."""
    function: str
    name: str
    descr: str
    mfg_name: str
    model_name: str
    serial_num: str
    vendor_type: str
    hardware_rev: str
    firmware_rev: str
    software_rev: str
    is_fru: bool | None
    interface: str
    manufacturer: str
    brand: str
    confidence: int
    status: Status
    evidence: tuple[PartEvidence, ...]


class InventoryNeighbor(NamedTuple):
    """What is seen beyond a port; it is no part of the device. `mac` is "aa:bb:…" or ""."""

    key: str
    interface: str
    protocol: str
    mac: str
    system_name: str
    system_descr: str
    mfg_name: str
    model_name: str
    serial_num: str
    manufacturer: str
    confidence: int
    status: Status


class InventoryDevice(NamedTuple):
    """A listed target with what was read of it last, also where a later attempt failed.

    `read_at` and `recording_id` are "" and `parts` has only the device itself, or nothing,
    while it was never read. `security` is such as "v2c" or "v3 authPriv sha256/aes256".
    """

    device_id: str
    site: str
    addresses: tuple[str, ...]
    name: str
    sys_descr: str
    sys_object_id: str
    location: str
    os_vendor: str
    read_at: Instant
    recording_id: str
    security: str
    authenticated: bool
    parts: tuple[InventoryPart, ...]
    neighbors: tuple[InventoryNeighbor, ...]
