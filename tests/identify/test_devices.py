"""What the root of a device is concluded to be, and what rules get to consider."""

from __future__ import annotations

import pytest
from identify.identify_builders import (
    CISCO_MAC,
    H3C_MAC,
    HUAWEI_MAC,
    SHARED_HUAWEI_H3C_MAC,
    belief_about,
    device,
    knowledge,
    root_of,
)

from auditor.identify import identify_device
from auditor.model.identity import Belief, Claim, EvidenceRole, Strength, Technique

ADEQUATE, REVIEW = Strength.ADEQUATE, Strength.REVIEW
HUAWEI_PRODUCT = "1.3.6.1.4.1.2011.2.23.95"


def test_a_device_that_states_nothing_is_unknown_and_not_structural() -> None:
    identity = root_of(device())
    assert (identity.manufacturer.value, identity.beliefs, identity.structural) == (None, (), False)


@pytest.mark.parametrize(
    ("object_id", "descr", "vendor"),
    [
        (HUAWEI_PRODUCT, "", "huawei"),
        ("1.3.6.1.4.1.3902.3.100.614", "", "zte"),
        ("", "ZTE ZXR10 2928-SI Software", "zte"),
        ("", '"Huawei Versatile Routing Platform Software', "huawei"),
        ("1.3.6.1.4.1.1004849.3.2.10", "", "dahua"),
        ("1.3.6.1.4.1.9.1.1208", "", "cisco"),
        ("1.3.6.1.4.1.2636.1.1.1.2.29", "", "juniper"),
        ("1.3.6.1.4.1.30065.1.3011.7050", "", "arista"),
        ("1.3.6.1.4.1.119.1.84.18", "", "nec"),
        ("1.3.6.1.4.1.1182.1.39", "", "yamaha"),
        ("1.3.6.1.4.1.207.1.14.78", "", "alliedtelesis"),
        ("", "FITELnet F220 Version 01.05", "furukawa"),
        ("1.3.6.1.4.1.48690.2", "", "teltonika"),
    ],
)
def test_one_strong_signal_is_adequate(object_id: str, descr: str, vendor: str) -> None:
    identity = root_of(device(object_id=object_id, descr=descr))
    assert vendor == identity.manufacturer.value
    assert Belief(vendor, ADEQUATE, "strong_evidence") == belief_about(identity, vendor)


def test_a_bare_enterprise_number_is_an_assignee_and_a_review() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.2011.999.1"))
    assert [evidence.claim for evidence in identity.manufacturer.evidence] == [Claim.ASSIGNEE]
    assert (Belief("huawei", REVIEW, "single_medium"),) == identity.beliefs


def test_an_enterprise_number_and_the_own_macs_are_two_classes() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.2011.999.1", macs=(HUAWEI_MAC, HUAWEI_MAC + 1)))
    assert (Belief("huawei", ADEQUATE, "independent_classes"),) == identity.beliefs


def test_a_holder_that_is_no_vendor_of_ours_is_a_lead() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.233.1"))
    assert [(e.vendor, e.role) for e in identity.manufacturer.evidence] == [
        ("name:netmanage", EvidenceRole.LEAD)
    ]
    assert (identity.manufacturer.value, identity.beliefs) == (None, ())


@pytest.mark.parametrize(
    "object_id",
    ["1.3.6.1.4.1.39165.1.6", "1.3.6.1.4.1.8072.3.2.10", "1.3.6.1.4.1.311.1.1.3", "1.3.6.1.4.1.26381.1"],
)
def test_numbers_that_others_use_accuse_nobody(object_id: str) -> None:
    listed = {"huawei", "zte", "hytera", "hikvision", "dahua"}
    assert not listed & {belief.vendor for belief in root_of(device(object_id=object_id)).beliefs}


def test_the_bare_number_of_hikvision_is_a_review_that_gives_way_to_any_name() -> None:
    alone = root_of(device(object_id="1.3.6.1.4.1.39165.1"))
    named = root_of(device(object_id="1.3.6.1.4.1.39165.1", descr="Cisco IOS Software, C3560 Software"))
    assert (alone.manufacturer.value, alone.beliefs) == (
        None,
        (Belief("hikvision", REVIEW, "agent_default"),),
    )
    assert None is belief_about(named, "hikvision")


UNSEEN = [
    ("huawei", "", "MA5800V100R019C12"),
    ("huawei", "", "USG6370E V600R007C20SPC100"),
    ("huawei", "", "NE8000 M14 Huawei Versatile Routing Platform Software"),
    ("huawei", "1.3.6.1.4.1.2011.6.6.1", ""),
    ("zte", "1.3.6.1.4.1.3902.1015.320", ""),
    ("zte", "", "C320 Version V2.1.0 Software, Copyright (c) by ZTE Corporation Compiled"),
    ("zte", "", "ZXMW NR8250"),
    ("hikvision", "", "DS-2CD2385FWD-I"),
    ("hikvision", "", "DS-7616NI-I2/16P"),
    ("hikvision", "", "HiLook IPC-B140H"),
    ("dahua", "", "DH-IPC-HFW4431R-Z"),
    ("dahua", "1.3.6.1.4.1.8072.3.2.10", "IPC-HFW5442E-ZE"),
    ("hytera", "1.3.6.1.4.1.40297.1.2.4", ""),
    ("hytera", "", "RD982S-U1"),
]


@pytest.mark.parametrize(("vendor", "object_id", "descr"), UNSEEN)
def test_models_never_seen_are_found_by_their_grammar(vendor: str, object_id: str, descr: str) -> None:
    assert None is not belief_about(root_of(device(object_id=object_id, descr=descr)), vendor)


def test_a_recorder_on_somebody_elses_number_is_a_review_until_its_text_agrees() -> None:
    alone = root_of(device(object_id="1.3.6.1.4.1.50001"))
    assert (Belief("hikvision", REVIEW, "single_medium"),) == alone.beliefs
    agreed = root_of(device(object_id="1.3.6.1.4.1.50001", descr="Hikvision company products"))
    assert (Belief("hikvision", ADEQUATE, "strong_evidence"),) == agreed.beliefs


def test_a_generic_agent_names_the_software_and_no_maker() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.8072.3.2.10", descr="Linux router 5.4.0"))
    assert (identity.manufacturer.value, identity.os_vendor.value) == (None, "netsnmp")


def test_h3c_is_not_huawei() -> None:
    identity = root_of(
        device(object_id="1.3.6.1.4.1.25506.1.244", descr="H3C Comware Platform Software", macs=(H3C_MAC,))
    )
    assert identity.manufacturer.value == "h3c"
    assert [belief.vendor for belief in identity.beliefs] == ["h3c"]


def test_the_former_number_of_h3c_is_not_huawei_either() -> None:
    identity = root_of(
        device(object_id="1.3.6.1.4.1.2011.10.1.33", descr="Huawei-3Com Versatile Routing Platform")
    )
    assert [belief.vendor for belief in identity.beliefs] == ["h3c"]


def test_an_early_h3c_mac_of_huawei_supports_h3c_and_is_no_review() -> None:
    macs = tuple(SHARED_HUAWEI_H3C_MAC + n for n in range(4))
    identity = root_of(device(object_id="1.3.6.1.4.1.25506.1.244", macs=macs))
    assert [
        (evidence.technique, evidence.role)
        for evidence in identity.manufacturer.evidence
        if evidence.vendor == "huawei"
    ] == [(Technique.OUI, EvidenceRole.SUPPORTING)]
    assert [belief.vendor for belief in identity.beliefs] == ["h3c"]


def test_a_huawei_mac_on_an_hpe_comware_switch_is_no_review() -> None:
    identity = root_of(
        device(
            mfg="HPE",
            object_id="1.3.6.1.4.1.25506.11.1.101",
            descr="HPE Comware",
            base_mac=SHARED_HUAWEI_H3C_MAC,
        )
    )
    assert (identity.manufacturer.value, identity.brand.value) == ("hpe", "hpe")
    assert {"hpe", "h3c"} == {belief.vendor for belief in identity.beliefs}
    assert not identity.manufacturer.conflict


def test_the_mac_of_a_vendor_that_is_tied_today_is_considered_too() -> None:
    identity = root_of(device(mfg="HPE", macs=(H3C_MAC, H3C_MAC + 1)))
    assert identity.manufacturer.value == "hpe"
    assert Belief("h3c", REVIEW, "oui_only") == belief_about(identity, "h3c")


def test_contradicting_makers_leave_a_review_for_both() -> None:
    identity = root_of(device(mfg="HP", object_id=HUAWEI_PRODUCT))
    assert (identity.manufacturer.conflict, identity.manufacturer.value) == (True, None)
    assert (Belief("hpe", REVIEW, "conflict"), Belief("huawei", REVIEW, "conflict")) == identity.beliefs


def test_the_holder_of_a_number_does_not_unseat_a_stated_maker() -> None:
    identity = root_of(device(mfg="ZTE", object_id="1.3.6.1.4.1.2011.999.1"))
    assert (
        identity.manufacturer.value,
        identity.manufacturer.confidence,
        identity.manufacturer.conflict,
    ) == ("zte", 90, False)
    assert Belief("zte", ADEQUATE, "strong_evidence") == belief_about(identity, "zte")
    assert Belief("huawei", REVIEW, "conflict") == belief_about(identity, "huawei")


def test_own_macs_alone_are_a_review() -> None:
    identity = root_of(device(macs=(HUAWEI_MAC, HUAWEI_MAC + 1)))
    assert (Belief("huawei", REVIEW, "oui_only"),) == identity.beliefs


def test_one_odd_port_is_a_lead_with_its_own_evidence() -> None:
    macs = (*(CISCO_MAC + n for n in range(9)), HUAWEI_MAC)
    identity = root_of(device(mfg="Cisco Systems", macs=macs))
    odd = next(evidence for evidence in identity.manufacturer.evidence if evidence.vendor == "huawei")
    assert (odd.role, odd.confidence, odd.matched_text) == (EvidenceRole.LEAD, 10, "00:18:82:00:00:00")
    assert "(1 of 10 own addresses)" in odd.knowledge_row
    assert [belief.vendor for belief in identity.beliefs] == ["cisco"]


def test_two_registrants_without_a_majority_are_leads() -> None:
    identity = root_of(device(macs=(CISCO_MAC, CISCO_MAC + 1, HUAWEI_MAC, HUAWEI_MAC + 1)))
    assert (identity.manufacturer.value, identity.beliefs) == (None, ())


def test_the_mac_of_a_network_controller_says_nothing_of_the_device() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.8072.3.2.10", macs=(0x005056000001,)))
    assert None is identity.manufacturer.value


def test_a_name_in_the_middle_of_the_text_is_a_review() -> None:
    identity = root_of(device(descr="MAS 2.0 Copyright Huawei Technologies Co., Ltd on Windows"))
    assert (None, (Belief("huawei", REVIEW, "named_in_text"),)) == (
        identity.manufacturer.value,
        identity.beliefs,
    )


def test_a_mention_beside_a_strong_statement_is_nothing() -> None:
    identity = root_of(device(mfg="Cisco Systems", descr="core switch, uplink to Huawei"))
    assert [belief.vendor for belief in identity.beliefs] == ["cisco"]


def test_evidence_points_at_what_was_read() -> None:
    found = device(mfg="ZTE", object_id="1.3.6.1.4.1.3902.3.1", macs=(0x0015EB000001,))
    known = {value.reference for value in (found.components[0].mfg_name, found.sys_object_id) if value}
    known |= {interface.mac.reference for interface in found.interfaces if interface.mac}
    told = root_of(found).manufacturer.evidence
    assert {evidence.reference for evidence in told} == known
    for evidence in told:
        assert evidence.raw
        assert evidence.knowledge_row


def test_identities_come_in_the_order_of_components_then_neighbors() -> None:
    found = device()
    assert [identity.key for identity in identify_device(found, knowledge())] == [""]


def test_ports_of_a_distinctive_vendor_under_anothers_number_are_a_review() -> None:
    macs = tuple(HUAWEI_MAC + n for n in range(24))
    identity = root_of(device(object_id="1.3.6.1.4.1.9.1.1208", macs=macs, base_mac=HUAWEI_MAC))
    assert Belief("huawei", REVIEW, "oui_conflict") == belief_about(identity, "huawei")
    assert (identity.manufacturer.value, identity.manufacturer.conflict) == ("cisco", False)


def test_an_odd_port_of_a_distinctive_vendor_stays_a_lead() -> None:
    macs = (HUAWEI_MAC, *(CISCO_MAC + n for n in range(24)))
    identity = root_of(device(object_id="1.3.6.1.4.1.9.1.1208", macs=macs, base_mac=CISCO_MAC))
    assert None is belief_about(identity, "huawei")


def test_h3c_with_the_prefix_of_the_former_joint_venture_is_no_review() -> None:
    macs = tuple(SHARED_HUAWEI_H3C_MAC + n for n in range(24))
    identity = root_of(device(object_id="1.3.6.1.4.1.25506.11.1.62", macs=macs))
    assert None is belief_about(identity, "huawei")
