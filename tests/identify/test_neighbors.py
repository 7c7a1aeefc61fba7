"""Neighbors: known by their MAC, by what they announce, or by both; never about the polled device."""

from __future__ import annotations

import pytest
from identify.identify_builders import (
    CISCO_MAC,
    HUAWEI_MAC,
    SHARED_HUAWEI_H3C_MAC,
    belief_about,
    device,
    knowledge,
    neighbor,
    neighbor_of,
)

from auditor.identify import identify_device
from auditor.model.identity import Belief, EvidenceRole, Strength, SubjectKind

ADEQUATE, REVIEW = Strength.ADEQUATE, Strength.REVIEW


def test_a_mac_alone_is_a_review_and_concludes_the_registrant() -> None:
    identity = neighbor_of(neighbor(HUAWEI_MAC))
    assert SubjectKind.NEIGHBOR is identity.kind
    assert (identity.manufacturer.value, identity.manufacturer.confidence) == ("huawei", 60)
    assert (Belief("huawei", REVIEW, "oui_only"),) == identity.beliefs


def test_a_registrant_outside_the_vendor_registry_is_a_lead() -> None:
    identity = neighbor_of(neighbor(0x00000A000001))
    assert [(e.vendor, e.role.value) for e in identity.manufacturer.evidence] == [
        ("name:omron tateisi electronics", "lead")
    ]
    assert (identity.manufacturer.value, identity.beliefs) == (None, ())


@pytest.mark.parametrize("mac", [0x021882000001, 0x011882000001, 0, 0x00005E000101, 0xFFFFFFFFFFFF])
def test_special_addresses_name_nobody(mac: int) -> None:
    assert None is neighbor_of(neighbor(mac)).manufacturer.value


@pytest.mark.parametrize(
    "fields",
    [{"mfg": "Huawei"}, {"model": "Huawei S5735-L24T4S"}, {"descr": "Huawei Versatile Routing Platform"}],
)
def test_a_claim_alone_is_a_review(fields: dict[str, str]) -> None:
    identity = neighbor_of(neighbor(**fields))
    assert (Belief("huawei", REVIEW, "claimed_by_protocol"),) == identity.beliefs


def test_a_claim_and_the_mac_together_are_adequate() -> None:
    identity = neighbor_of(neighbor(HUAWEI_MAC, mfg="Huawei"))
    assert (Belief("huawei", ADEQUATE, "independent_classes"),) == identity.beliefs


def test_a_mac_that_contradicts_the_claim_stays_a_review() -> None:
    identity = neighbor_of(neighbor(HUAWEI_MAC, model="cisco WS-C2960X-24TS-L"))
    assert identity.manufacturer.value == "cisco"
    assert Belief("huawei", REVIEW, "conflict") == belief_about(identity, "huawei")


def test_an_early_h3c_mac_of_huawei_on_a_neighbor_that_says_h3c_is_no_review() -> None:
    identity = neighbor_of(neighbor(SHARED_HUAWEI_H3C_MAC, descr="HPE Comware Platform Software"))
    assert not {"huawei"} & {belief.vendor for belief in identity.beliefs}
    roles = {e.role for e in identity.manufacturer.evidence if e.vendor == "huawei"}
    assert {EvidenceRole.SUPPORTING} == roles


def test_a_word_in_the_announced_platform_is_a_review() -> None:
    identity = neighbor_of(neighbor(model="OEM Huawei box"))
    assert (Belief("huawei", REVIEW, "named_in_text"),) == identity.beliefs


def test_a_neighbor_says_nothing_of_the_polled_device() -> None:
    found = device(mfg="Cisco Systems", neighbors=(neighbor(HUAWEI_MAC, mfg="Huawei"),))
    root = identify_device(found, knowledge())[0]
    assert [belief.vendor for belief in root.beliefs] == ["cisco"]


def test_a_neighbor_that_states_nothing_is_unknown_and_judged() -> None:
    identity = neighbor_of(neighbor())
    assert (identity.manufacturer.value, identity.beliefs, identity.structural) == (None, (), False)


def test_a_hisilicon_mac_is_capped_by_its_mark() -> None:
    assert (Belief("hisilicon", REVIEW, "chip_mark"),) == neighbor_of(neighbor(0x848A59000001)).beliefs


def test_stations_of_an_address_block_share_one_identity() -> None:
    one, other = neighbor(HUAWEI_MAC), neighbor(HUAWEI_MAC + 1)
    _, shared, again = identify_device(device(neighbors=(one, other)), knowledge())
    assert shared is again
    assert [(said.matched_text, said.raw) for said in shared.manufacturer.evidence] == [("", b"")]


def test_evidence_of_a_mac_names_block_and_registrant() -> None:
    (evidence,) = neighbor_of(neighbor(CISCO_MAC)).manufacturer.evidence
    assert evidence.knowledge_row == "oui/00000C/24 Cisco Systems, Inc"
    assert (evidence.role, evidence.matched_text) == (EvidenceRole.PRIMARY, "00:00:0c:10:00:00")
    assert knowledge().oui.digest == evidence.registry_digest
