"""Parts that name a vendor in a text and state no maker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from identify.identify_builders import belief_about, component, device, part_of, root_of, transceiver

from auditor.model.device import Component, PartFunction, PhysicalClass
from auditor.model.identity import Belief, EvidenceRole, Strength

REVIEW = Strength.REVIEW
DESCRIBED = [
    ("huawei", component(descr="HUAWEI E3372 USB adapter")),
    ("zte", component(descr="LTE modem ZTE MF833")),
    ("zte", component(name="ZTE MF833")),
    ("huawei", component(model="Huawei R4850G2", physical_class=PhysicalClass.POWER_SUPPLY)),
    ("huawei", component(descr="AC power by HUAWEI", physical_class=PhysicalClass.POWER_SUPPLY)),
    ("zte", component(descr="ZTE/ZXSM chassis", physical_class=PhysicalClass.CHASSIS)),
    ("dahua", component(descr="Dahua PFS3010", physical_class=PhysicalClass.OTHER)),
    ("hikvision", component(descr="HIKVISION storage", physical_class=PhysicalClass.STORAGE_DRIVE)),
    ("huawei", component(descr="华为交换机")),
    ("huawei", component(model="Huawei ME936", function=PartFunction.MODEM)),
    ("zte", transceiver(mfg="", model="ZTE SFP LX")),
    ("zte", component(mfg="OEM", descr="LX optic of ZTE")),
    ("zte", component(mfg="Frobnicator", descr="LX optic of ZTE")),
]


@pytest.mark.parametrize(("vendor", "part"), DESCRIBED)
def test_a_part_described_as_a_vendors_is_judged_and_a_review(vendor: str, part: Component) -> None:
    identity = part_of(part)
    assert (Belief(vendor, REVIEW, "described_as"), False) == (
        belief_about(identity, vendor),
        identity.structural,
    )


OPERATORS_WORDS = [
    component(name="uplink to huawei-core", physical_class=PhysicalClass.PORT),
    component(name="huawei-core-1", physical_class=PhysicalClass.MODULE),
    component(descr="uplink to ZTE OLT", physical_class=PhysicalClass.PORT),
    component(descr="Slot for Huawei", physical_class=PhysicalClass.CONTAINER),
]


@pytest.mark.parametrize("part", OPERATORS_WORDS)
def test_operators_words_about_a_neighbor_are_a_lead(part: Component) -> None:
    identity = part_of(part)
    assert (identity.beliefs, identity.structural) == ((), True)
    assert [evidence.role for evidence in identity.manufacturer.evidence] == [EvidenceRole.LEAD]


OTHER_MAKERS = [
    "Module (not Huawei)",
    "Huawei compatible SFP",
    "Huawei-compatible SFP",
    "H3C interop license",
    "optic compatible with Huawei",
    "bracket for the ZTE",
]


@pytest.mark.parametrize("text", OTHER_MAKERS)
def test_a_text_that_says_the_vendor_is_not_the_maker_is_a_lead(text: str) -> None:
    identity = part_of(component(descr=text))
    assert identity.beliefs == ()
    assert [evidence.role for evidence in identity.manufacturer.evidence] == [EvidenceRole.LEAD]


def test_one_plain_mention_among_others_is_enough() -> None:
    identity = part_of(component(descr="Huawei card, Huawei compatible, for Huawei"))
    assert Belief("huawei", REVIEW, "described_as") == belief_about(identity, "huawei")


def test_a_stated_maker_goes_before_what_the_description_mentions() -> None:
    identity = part_of(component(mfg="Cisco Systems", descr="module for Huawei optics"))
    assert None is belief_about(identity, "huawei")


def test_the_description_of_the_chassis_is_evidence_about_the_device() -> None:
    root = component(
        "", descr="Huawei rack", function=PartFunction.DEVICE, physical_class=PhysicalClass.CHASSIS
    )
    found = replace(device(), components=(root,))
    assert Belief("huawei", REVIEW, "described_as") == belief_about(root_of(found), "huawei")
