"""One device or part as a CycloneDX 1.6 component, with its parts nested in it.

A vendor is named only with the evidence for it: `group` and `manufacturer` are concluded
values, `evidence.identity` says by which methods and how sure. Nothing is guessed for a
part that states no maker.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from auditor.model.identity import TECHNIQUE_CLASS, EvidenceClass, EvidenceRole
from auditor.model.inventory import InventoryDevice, InventoryPart, PartEvidence
from auditor.report.escape import plain_text

Component = dict[str, object]
Words = Mapping[str, Mapping[str, str]]
"""By path of a part, properties that the audit adds to what was read of it."""

REF_DIGEST = 16
"""64 bits of sha256."""

MAX_VERSION_CHARACTERS = 1_024
"""The schema's limit for a version."""

METHODS: dict[EvidenceClass, str] = {
    EvidenceClass.HARDWARE_INVENTORY: "instrumentation",
    EvidenceClass.AGENT_IDENTITY: "instrumentation",
    EvidenceClass.MAC_REGISTRY: "other",
    EvidenceClass.CLAIM_BY_OTHERS: "other",
}
"""Techniques in CycloneDX's words, which know no SNMP: what the agent of the equipment itself
answers is instrumentation; a registry's or a neighbor's word is something other."""


def component_tree(device: InventoryDevice, vendor_names: Mapping[str, str], words: Words) -> Component:
    """The device with its parts nested as they are contained; without a reading, the device alone."""
    root = _never_read(device)
    places: dict[str, Component] = {}
    for part in device.parts:
        component = _component(device, part, vendor_names, words.get(part.path, {}))
        places[part.path] = component
        if not part.path:
            root = component
        else:
            inside = places.get(part.contained_in, root).setdefault("components", [])
            assert isinstance(inside, list)
            inside.append(component)
    return root


def properties(facts: Mapping[str, str]) -> list[dict[str, str]]:
    """The facts that are stated, as CycloneDX properties in their order."""
    return [{"name": name, "value": plain_text(value)} for name, value in facts.items() if value]


def _never_read(device: InventoryDevice) -> Component:
    """A target without a component of its own in the store."""
    facts = {"auditor:deviceId": device.device_id, "cdx:device:location": device.site}
    return {
        "type": "device",
        "bom-ref": _ref(device, ""),
        "name": plain_text(device.device_id),
        "properties": properties({**facts, "auditor:status": "not_checked"}),
    }


def _component(
    device: InventoryDevice, part: InventoryPart, vendor_names: Mapping[str, str], words: Mapping[str, str]
) -> Component:
    maker = plain_text(vendor_names.get(part.manufacturer, part.manufacturer))
    title = part.model_name or part.name or part.descr or (part.path or device.device_id)
    component: Component = {
        "type": "device",
        "bom-ref": _ref(device, part.path),
        "name": plain_text(title),
        "properties": properties({**_facts(device, part), **words}),
    }
    if maker:
        component |= {
            "group": maker,
            "manufacturer": {"name": maker},
            "evidence": {"identity": [_identity(part, maker)]},
        }
    if part.hardware_rev:
        component["version"] = plain_text(part.hardware_rev, MAX_VERSION_CHARACTERS)
    if part.descr:
        component["description"] = plain_text(part.descr)
    software = [_software(component, kind, text) for kind, text in _versions(part) if text]
    if software:
        component["components"] = software
    return component


def _facts(device: InventoryDevice, part: InventoryPart) -> dict[str, str]:
    own = not part.path
    return {
        "cdx:device:serialNumber": part.serial_num,
        "cdx:device:function": part.physical_class,
        "cdx:device:location": device.site if own else part.path,
        "auditor:deviceId": device.device_id if own else "",
        "auditor:sysName": device.name if own else "",
        "auditor:sysObjectId": device.sys_object_id if own else "",
        "auditor:readAt": device.read_at if own else "",
        "auditor:security": device.security if own else "",
        "auditor:statedManufacturer": part.mfg_name,
        "auditor:vendor": part.manufacturer,
        "auditor:brand": part.brand,
        "auditor:vendorType": part.vendor_type,
        "auditor:interface": part.interface,
        "auditor:isFru": "" if part.is_fru is None else str(part.is_fru).lower(),
        "auditor:status": part.status.value,
    }


def _versions(part: InventoryPart) -> tuple[tuple[str, str], ...]:
    return (("firmware", part.firmware_rev), ("software", part.software_rev))


def _software(holder: Component, kind: str, version: str) -> Component:
    """What runs on a part; the MIB states its version alone, so the part lends its name."""
    return {
        "type": "firmware",
        "bom-ref": f"{holder['bom-ref']}#{kind}",
        "name": f"{holder['name']} {kind}",
        "version": plain_text(version, MAX_VERSION_CHARACTERS),
    }


def _identity(part: InventoryPart, maker: str) -> Component:
    methods = [_method(one) for one in part.evidence if one.role is not EvidenceRole.LEAD]
    identity: Component = {
        "field": "group",
        "confidence": part.confidence / 100,
        "concludedValue": maker,
    }
    return {**identity, "methods": methods} if methods else identity


def _method(evidence: PartEvidence) -> Component:
    against = " (speaks against it)" if evidence.role is EvidenceRole.CONFLICTING else ""
    read = f"{evidence.technique.value}: {evidence.oid_or_line} = {evidence.matched_text}{against}"
    return {
        "technique": METHODS[TECHNIQUE_CLASS[evidence.technique]],
        "confidence": evidence.confidence / 100,
        "value": plain_text(read),
    }


def _ref(device: InventoryDevice, path: str) -> str:
    """Stable over runs: the target's id and the part's path, never a row id or ifIndex.

    Unlike texts that are shown alike stay unlike: a digest follows what is not shown as it is.
    """
    text = f"device:{device.device_id}/{path}".removesuffix("/")
    shown = plain_text(text)
    if shown == text:
        return text
    return f"{shown}~{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:REF_DIGEST]}"
