"""Hardware bills of materials in CycloneDX 1.6 JSON: one for each device, or for each site.

A part's maker stands with the evidence it was concluded from, or not at all; what a verdict
says is a property, because CycloneDX has no field for it. The mapping is in
docs/reference/formats.md. Next: `cyclonedx_component`, one part.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple, TypeVar

from auditor.model.attestations import AttestedSubject
from auditor.model.finding import AuditResult, Finding
from auditor.model.identity import SubjectKind
from auditor.model.inventory import InventoryDevice
from auditor.report import grouping, wording
from auditor.report.cyclonedx_component import Component, Words, component_tree, properties
from auditor.report.folder import File, file_name
from auditor.report.human_words import attestation_text

SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
SUFFIX = ".cdx.json"
NAMESPACE = bytes.fromhex("8f0c2d5e6b7a5c41a3d29e14b7c05f68")
"""Namespace of our serial numbers (RFC 9562 5.5), drawn once for this format."""
NO_SITE = "no-site"
Said = TypeVar("Said", Finding, AttestedSubject)


class Bom(NamedTuple):
    """What one file is about: `subject` is its metadata component, None for a site."""

    identity: str
    timestamp: str
    subject: Component | None
    components: list[Component]
    complete: bool
    refs: list[str]


def device_boms(
    result: AuditResult, devices: Iterable[InventoryDevice], vendor_names: Mapping[str, str]
) -> Iterator[File]:
    """A bill for every listed device; one that was never read has no components and says so."""
    words = said_of_parts(result)
    for device in devices:
        tree = component_tree(device, vendor_names, words.get(device.device_id, {}))
        inside = tree.pop("components", [])
        assert isinstance(inside, list)
        bom = Bom(
            f"device\0{device.device_id}", device.read_at, tree, inside, bool(device.read_at), [_ref(tree)]
        )
        yield File(file_name(device.device_id, SUFFIX), _bom_text(result, bom))


def site_boms(
    result: AuditResult, devices: Iterable[InventoryDevice], vendor_names: Mapping[str, str]
) -> Iterator[File]:
    """A bill for every site, its devices as components; devices come ordered by site."""
    words = said_of_parts(result)
    for site, group in groupby(devices, key=lambda device: device.site):
        there = list(group)
        trees = [component_tree(device, vendor_names, words.get(device.device_id, {})) for device in there]
        latest = max(device.read_at for device in there)
        complete = all(device.read_at for device in there)
        bom = Bom(f"site\0{site}", latest, None, trees, complete, [_ref(tree) for tree in trees])
        yield File(file_name(site or NO_SITE, SUFFIX), _bom_text(result, bom, site))


def said_of_parts(result: AuditResult) -> dict[str, Words]:
    """By device and path, the fingerprints of findings and what suppliers attest, never as observed."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for (device_id, path), findings in _about_parts(
        grouping.sorted_findings(result).of_kind(SubjectKind.COMPONENT)
    ):
        prints = sorted(finding.fingerprint for finding in findings)
        found[device_id][path]["auditor:fingerprint"] = " ".join(prints)
    for (device_id, path), subjects in _about_parts(result.attested):
        texts = (attestation_text(one) for subject in subjects for one in subject.attestations)
        found[device_id][path]["auditor:attestation"] = "; ".join(texts)
    return {device_id: dict(parts) for device_id, parts in found.items()}


def _about_parts(told: Iterable[Said]) -> Iterator[tuple[tuple[str, str], list[Said]]]:
    """What is told of components, by device and path."""
    by_part: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in told:
        if one.subject_kind is SubjectKind.COMPONENT:
            by_part[one.device_id, one.subject_key].append(one)
    yield from by_part.items()


def _bom_text(result: AuditResult, bom: Bom, site: str = "") -> str:
    document = {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{name_uuid(result.run_id, bom.identity)}",
        "version": 1,
        "metadata": _metadata(result, bom, site),
        "components": bom.components,
        # Parts without electronics never answer, so not even a full reading is a complete bill.
        "compositions": [{"aggregate": "unknown" if bom.complete else "incomplete", "assemblies": bom.refs}],
    }
    return json.dumps(document, ensure_ascii=True, indent=1) + "\n"


def _metadata(result: AuditResult, bom: Bom, site: str) -> Component:
    tool = {"type": "application", "name": "network-asset-auditor", "version": result.product_version}
    facts = {
        "auditor:runId": result.run_id,
        "auditor:asOf": result.as_of.isoformat(),
        "auditor:site": site,
        "auditor:note": wording.FINDING_NOTE,
    }
    return {
        "timestamp": bom.timestamp or result.finished_at,
        "lifecycles": [{"phase": "discovery"}],
        "tools": {"components": [tool]},
        **({"component": bom.subject} if bom.subject else {}),
        "properties": properties(facts),
    }


def _ref(component: Component) -> str:
    return str(component["bom-ref"])


def name_uuid(*names: str) -> str:
    """The UUID of names in our namespace, version 5 (RFC 9562 5.5): the same for the same names."""
    named = NAMESPACE + "\0".join(names).encode("utf-8", "surrogatepass")
    octets = bytearray(hashlib.sha1(named, usedforsecurity=False).digest()[:16])
    octets[6] = octets[6] & 0x0F | 0x50
    octets[8] = octets[8] & 0x3F | 0x80
    text = octets.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
