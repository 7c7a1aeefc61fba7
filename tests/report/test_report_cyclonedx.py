"""Bills of materials in CycloneDX 1.6, checked by the strict validator of its own library."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from report.audit_sample import empty_result, finding
from report.golden_files import golden_text
from report.inventory_sample import CHASSIS, NEVER_READ, VENDOR_NAMES, inventory_device, part

from auditor.model.finding import AuditResult
from auditor.model.identity import EvidenceClass
from auditor.model.inventory import InventoryDevice
from auditor.report.cyclonedx import device_boms, name_uuid, site_boms
from auditor.report.cyclonedx_component import METHODS

STRICT = JsonStrictValidator(SchemaVersion.V1_6)
FOUND = finding(device_id="tyo-core-01", subject_key="slot:1/port:49", subject="slot:1/port:49 SFP-10G-LR")


def bom(*devices: InventoryDevice, result: AuditResult | None = None) -> Any:
    (file,) = device_boms(result or empty_result(), devices or (inventory_device(),), VENDOR_NAMES)
    return json.loads(file.text)


def components(node: Any) -> Iterator[Any]:
    for component in node.get("components", ()):
        yield component
        yield from components(component)


def everything(document: Any) -> list[Any]:
    subject = document["metadata"].get("component")
    return [*([subject] if subject else []), *components(document)]


def facts(component: Any) -> dict[str, str]:
    return {item["name"]: item["value"] for item in component["properties"]}


def part_of(document: Any, ref: str) -> Any:
    return next(component for component in everything(document) if component["bom-ref"] == ref)


OPTIC_REF = "device:tyo-core-01/slot:1/port:49"


def test_a_bill_of_a_device_is_as_reviewed() -> None:
    (file,) = device_boms(replace(empty_result(), findings=(FOUND,)), [inventory_device()], VENDOR_NAMES)
    assert golden_text("device.cdx.json", file.text) == file.text


@pytest.mark.parametrize("device", [inventory_device(), NEVER_READ], ids=["read", "never read"])
def test_the_strict_validator_accepts_a_device(device: InventoryDevice) -> None:
    (file,) = device_boms(empty_result(), [device], VENDOR_NAMES)
    assert None is STRICT.validate_str(file.text)


def test_the_strict_validator_accepts_sites_and_would_refuse_a_slip() -> None:
    files = list(site_boms(empty_result(), [NEVER_READ, inventory_device()], VENDOR_NAMES))
    assert [None, None] == [STRICT.validate_str(file.text) for file in files]
    assert None is not STRICT.validate_str(files[0].text.replace('"device"', '"gadget"'))


def test_parts_are_nested_as_they_are_contained() -> None:
    (card,) = [one for one in bom()["components"] if one["type"] == "device"]
    (optic,) = card["components"]
    assert ("line card", "SFP-10G-LR") == (card["name"], optic["name"])
    assert ["firmware"] == [one["type"] for one in optic["components"]]


def test_a_part_states_serial_number_class_place_and_verdict() -> None:
    stated = facts(part_of(bom(result=replace(empty_result(), findings=(FOUND,))), OPTIC_REF))
    assert "SAMPLE1049" == stated["cdx:device:serialNumber"]
    assert "port" == stated["cdx:device:function"]
    assert "Te1/0/49" == stated["auditor:interface"]
    assert "excluded" == stated["auditor:status"]
    assert FOUND.fingerprint == stated["auditor:fingerprint"]


def test_a_maker_is_named_with_the_evidence_for_it() -> None:
    optic = part_of(bom(), OPTIC_REF)
    (identity,) = optic["evidence"]["identity"]
    assert ("ZTE", {"name": "ZTE"}) == (optic["group"], optic["manufacturer"])
    assert ("group", 0.9, "ZTE") == (identity["field"], identity["confidence"], identity["concludedValue"])
    read = "mfg_name: 1.3.6.1.2.1.47.1.1.1.1.12.1 = ZTE"
    assert [{"technique": "instrumentation", "confidence": 0.9, "value": read}] == identity["methods"]


def test_a_part_that_states_no_maker_gets_none() -> None:
    card = part_of(bom(), "device:tyo-core-01/slot:1")
    assert set() == {"group", "manufacturer", "evidence"} & set(card)
    assert "unknown" == facts(card)["auditor:status"]


def test_a_device_that_was_never_read_is_listed_as_not_checked() -> None:
    document = bom(NEVER_READ)
    assert "not_checked" == facts(document["metadata"]["component"])["auditor:status"]
    assert "incomplete" == document["compositions"][0]["aggregate"]


def test_no_bill_claims_to_be_complete() -> None:
    assert "unknown" == bom()["compositions"][0]["aggregate"]


def test_every_reference_is_unique_even_where_texts_are_shown_alike() -> None:
    alike = (CHASSIS, part("a\x1b"), part("a\\x1b"), part("x" * 3_000), part("x" * 3_001))
    refs = [component["bom-ref"] for component in everything(bom(inventory_device(*alike)))]
    assert len(refs) == len(set(refs))


def test_references_stay_and_serial_numbers_change_with_the_run() -> None:
    one, other = bom(), bom(result=replace(empty_result(), run_id="another"))
    assert [c["bom-ref"] for c in everything(one)] == [c["bom-ref"] for c in everything(other)]
    assert one["serialNumber"] != other["serialNumber"]
    assert bom() == one


def test_serial_numbers_are_name_based() -> None:
    assert (5, uuid.RFC_4122) == (uuid.UUID(name_uuid("a")).version, uuid.UUID(name_uuid("a")).variant)
    assert name_uuid("a", "b") != name_uuid("ab")


def test_a_site_holds_its_devices() -> None:
    names = [file.name for file in site_boms(empty_result(), [NEVER_READ, inventory_device()], VENDOR_NAMES)]
    assert ["osaka", "tokyo"] == [name.partition("-")[0] for name in names]
    assert all(name.endswith(".cdx.json") for name in names)


def test_a_neighbor_is_no_part_of_the_device() -> None:
    expected = ["", "#software", "/slot:1", "/slot:1/port:49", "/slot:1/port:49#firmware"]
    refs = [component["bom-ref"] for component in everything(bom())]
    assert [f"device:tyo-core-01{place}" for place in expected] == refs


def test_every_class_of_evidence_has_a_word_in_cyclonedx() -> None:
    assert set(EvidenceClass) == set(METHODS)
