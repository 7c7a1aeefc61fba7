"""Components and neighbors as rows of their tables, without the keys history gives them.

Must not know what is stored already; that is `history`'s. Column order is that of the
statements in `history`.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from auditor.model.device import Component, Device, Neighbor
from auditor.model.finding import JudgementClass
from auditor.model.identity import Evidence, EvidenceRole, SubjectIdentity
from auditor.model.recording import Recording
from auditor.model.sections import PERSONAL_DATA_KINDS
from auditor.store.interning import ClaimValue, Keys
from auditor.store.text import MAC_LIMIT, OUI_LIMIT, as_json, bounded, clean, clean_observed, distinct

MAX_LEADS = 20
"""Leads kept of one device, for people to read."""

SectionKeys = dict[tuple[str, int], int]
"""Keys of sections by recording id and ordinal: a device may be told of over two transports."""
PERSONAL_WORDS = frozenset(kind.value for kind in PERSONAL_DATA_KINDS)
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


class NeighborRow(NamedTuple):
    """A neighbor; `cells` are the columns of `neighbor` from key to class_key."""

    cells: tuple[Cell, ...]
    evidence: tuple[EvidenceRow, ...]

    @property
    def key(self) -> str:
        """The neighbor's key in its device."""
        return str(self.cells[0])


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
        component.function.value,
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
    evidence = _evidence_rows(identity, keys, sections)
    parent = None if contained_in is None else clean(contained_in)
    return ComponentRow(
        path, parent, model_name, serial_num, mfg_name, manufacturer_key, class_key, cells, evidence
    )


def neighbor_rows(derived: Derived, keys: Keys, sections: SectionKeys) -> list[NeighborRow]:
    """One row for each neighbor, in the device's order."""
    neighbors, first = derived.device.neighbors, len(derived.device.components)
    names = distinct(neighbor.key for neighbor in neighbors)
    personal = {part.ordinal for part in derived.recording.sections if part.kind in PERSONAL_DATA_KINDS}
    classes = derived.classes[first:]
    # Most neighbors share one class object: its key is looked up once, not hashed for each of them.
    distinct_classes = {id(judgement): judgement for judgement in classes}
    class_keys = {number: keys.judgement_class(found) for number, found in distinct_classes.items()}
    subjects = zip(names, neighbors, derived.identities[first:], classes, strict=True)
    return [
        NeighborRow(
            (
                key,
                *_sighting_cells(neighbor, personal),
                *_neighbor_cells(neighbor, identity, keys),
                class_keys[id(judgement)],
            ),
            _evidence_rows(identity, keys, sections),
        )
        for key, neighbor, identity, judgement in subjects
    ]


def _sighting_cells(neighbor: Neighbor, personal_sections: Collection[int]) -> tuple[Cell, ...]:
    """protocol, local_interface, sightings, personal."""
    nearest = neighbor.sightings[0] if neighbor.sightings else None
    return (
        clean(nearest.protocol) if nearest else "",
        clean(nearest.local_interface) if nearest else "",
        _further_sightings(neighbor),
        _is_personal(neighbor, personal_sections),
    )


def _neighbor_cells(neighbor: Neighbor, identity: SubjectIdentity, keys: Keys) -> tuple[Cell, ...]:
    """mac to confidence."""
    return (
        bounded(neighbor.mac, MAC_LIMIT),
        clean_observed(neighbor.system_name),
        clean_observed(neighbor.system_descr),
        clean_observed(neighbor.mfg_name),
        clean_observed(neighbor.model_name),
        clean_observed(neighbor.serial_num),
        as_json(neighbor.addresses) if neighbor.addresses else None,
        as_json(neighbor.capabilities) if neighbor.capabilities else None,
        keys.vendor(identity.manufacturer.value),
        keys.vendor(identity.brand.value),
        identity.manufacturer.confidence,
    )


def _further_sightings(neighbor: Neighbor) -> str | None:
    """[protocol, interface, addresses on the port] of all sightings where there are several."""
    if len(neighbor.sightings) < 2:
        return None
    rows = [
        (clean(sighting.protocol), clean(sighting.local_interface), sighting.addresses_on_port)
        for sighting in neighbor.sightings
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _is_personal(neighbor: Neighbor, personal_sections: Collection[int]) -> bool:
    """Whether only tables of subscribers' equipment show it, by section or by protocol."""
    return bool(neighbor.sightings) and all(
        sighting.reference.section in personal_sections or sighting.protocol.casefold() in PERSONAL_WORDS
        for sighting in neighbor.sightings
    )


def _evidence_rows(identity: SubjectIdentity, keys: Keys, sections: SectionKeys) -> tuple[EvidenceRow, ...]:
    fields = (identity.manufacturer, identity.brand, identity.os_vendor)
    rows: list[EvidenceRow] = []
    for field in fields:
        for evidence in field.evidence:
            reference, claim = evidence.reference, keys.claim(_claim_value(field.field.value, evidence))
            section = sections.get((reference.recording_id, reference.section))
            rows.append((len(rows), claim, section, reference.row, reference.oid_or_line))
    return tuple(rows)


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
        for field in (identity.manufacturer, identity.brand, identity.os_vendor)
        for evidence in field.evidence
        if evidence.role is EvidenceRole.LEAD
    }
    return tuple(sorted(leads)[:MAX_LEADS])
