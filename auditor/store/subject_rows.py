"""Components and evidence as rows of their tables, without the keys history gives them.

Must not know what is stored already; that is `history`'s. Column order is that of the
statements in `history`. Next: `neighbor_rows`.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.device import Component, Device
from auditor.model.finding import JudgementClass
from auditor.model.identity import Evidence, EvidenceRole, Identification, SubjectIdentity
from auditor.model.recording import Recording
from auditor.store.interning import ClaimValue, Keys
from auditor.store.text import OUI_LIMIT, bounded, clean, clean_observed, distinct

MAX_LEADS = 20
"""Leads kept of one device, for people to read."""

SectionKeys = dict[tuple[str, int], int]
"""Keys of sections by recording id and ordinal: a device may be told of over two transports."""
Cell = str | int | bytes | None
EvidenceRow = tuple[int, int, int | None, int, str]
"""(ordinal, claim key, section key, row, OID or line)."""


class Derived(NamedTuple):
    """What a recording was derived to; identities and classes hold the components in order,
    then the neighbors."""

    device: Device
    identities: tuple[SubjectIdentity, ...]
    classes: tuple[JudgementClass, ...]
    recording: Recording


class Interned(NamedTuple):
    """Where keys come from, the section keys, and the key of the subject's class."""

    keys: Keys
    sections: SectionKeys
    class_key: int


class ComponentRow(NamedTuple):
    """A component; `cells` are the columns of `component` from physical_class to class_key."""

    path: str
    contained_in: str | None
    model_name: str | None
    serial_num: str | None
    mfg_name: str | None
    manufacturer_key: int | None
    class_key: int
    cells: tuple[Cell, ...]
    evidence: tuple[EvidenceRow, ...]


def component_rows(derived: Derived, keys: Keys, sections: SectionKeys) -> list[ComponentRow]:
    """One row for each component, in the device's order. `sections`: where their evidence is."""
    components = derived.device.components
    paths = distinct(component.path for component in components)
    subjects = zip(paths, components, derived.identities, derived.classes, strict=False)
    return [
        _component_row(path, component, identity, Interned(keys, sections, keys.judgement_class(judgement)))
        for path, component, identity, judgement in subjects
    ]


def _component_row(
    path: str, component: Component, identity: SubjectIdentity, interned: Interned
) -> ComponentRow:
    keys, sections, class_key = interned
    contained_in = component.contained_in
    model_name, serial_num = clean_observed(component.model_name), clean_observed(component.serial_num)
    mfg_name = clean_observed(component.mfg_name)
    manufacturer_key = keys.vendor(identity.manufacturer.value)
    cells: tuple[Cell, ...] = (
        int(component.physical_class),
        str(component.function),
        clean_observed(component.name),
        clean_observed(component.descr),
        mfg_name,
        model_name,
        serial_num,
        clean_observed(component.vendor_type),
        clean_observed(component.hardware_rev),
        clean_observed(component.firmware_rev),
        clean_observed(component.software_rev),
        bounded(component.vendor_oui, OUI_LIMIT),
        bool(component.is_fru.value) if component.is_fru is not None else None,
        clean_observed(component.mfg_date),
        clean(component.interface),
        clean(",".join(component.sources)),
        manufacturer_key,
        keys.vendor(identity.brand.value),
        identity.manufacturer.confidence,
        class_key,
    )
    evidence = evidence_rows(identity, keys, sections)
    parent = None if contained_in is None else clean(contained_in)
    return ComponentRow(
        path, parent, model_name, serial_num, mfg_name, manufacturer_key, class_key, cells, evidence
    )


def evidence_rows(identity: SubjectIdentity, keys: Keys, sections: SectionKeys) -> tuple[EvidenceRow, ...]:
    """The evidence of all fields of an identity, in the order it was weighed."""
    if not any(field.evidence for field in _fields(identity)):
        return ()
    references = (evidence.reference for field in _fields(identity) for evidence in field.evidence)
    return tuple(
        (number, claim, sections.get((at.recording_id, at.section)), at.row, at.oid_or_line)
        for number, (claim, at) in enumerate(zip(claim_keys(identity, keys), references, strict=True))
    )


def claim_keys(identity: SubjectIdentity, keys: Keys) -> tuple[int, ...]:
    """The keys of what the evidence of all fields claims, in the same order."""
    return tuple(
        keys.claim(_claim_value(field.field.value, evidence))
        for field in _fields(identity)
        for evidence in field.evidence
    )


def _fields(identity: SubjectIdentity) -> tuple[Identification, ...]:
    return identity.manufacturer, identity.brand, identity.os_vendor


def _claim_value(field: str, evidence: Evidence) -> ClaimValue:
    text = clean(evidence.matched_text)
    return ClaimValue(
        field,
        evidence.technique.value,
        evidence.claim.value,
        evidence.role.value,
        evidence.vendor,
        evidence.confidence,
        text,
        None if evidence.raw == text.encode() else evidence.raw,
        clean(evidence.knowledge_row),
        evidence.registry_digest,
    )


def leads_of(identities: tuple[SubjectIdentity, ...]) -> tuple[str, ...]:
    """What the device said of a vendor without it bearing on a concluded value: "vendor: text"."""
    leads = {
        f"{evidence.vendor}: {clean(evidence.matched_text)}"
        for identity in identities
        for field in _fields(identity)
        for evidence in field.evidence
        if evidence.role is EvidenceRole.LEAD
    }
    return tuple(sorted(leads)[:MAX_LEADS])
