"""entPhysicalVendorType: a review for parts that state no maker, silent for all others."""

from __future__ import annotations

import pytest
from builders import observed
from identify.identify_builders import component, part_of

from auditor.model.device import PartFunction, PhysicalClass
from auditor.model.identity import Belief, Strength, Technique

HUAWEI_CARD = "1.3.6.1.4.1.2011.20021210.13.561830"


def test_a_card_without_a_maker_is_a_review_of_the_author_of_its_type() -> None:
    identity = part_of(component(model="CX68E4")._replace(vendor_type=observed(HUAWEI_CARD)))
    assert identity.manufacturer.value == "huawei"
    assert identity.beliefs == (Belief("huawei", Strength.REVIEW, "vendor_type_only"),)
    assert [one.technique for one in identity.manufacturer.evidence] == [Technique.VENDOR_TYPE]


def test_a_stated_maker_is_not_contradicted_by_the_type() -> None:
    identity = part_of(component(mfg="Delta", model="PS1")._replace(vendor_type=observed(HUAWEI_CARD)))
    assert (identity.manufacturer.value, identity.manufacturer.conflict) == ("delta", False)


@pytest.mark.parametrize("function", [PartFunction.TRANSCEIVER, PartFunction.MODEM])
def test_the_type_of_an_optic_or_modem_is_that_of_its_form(function: PartFunction) -> None:
    optic = component(model="X", function=function)._replace(vendor_type=observed(HUAWEI_CARD))
    assert part_of(optic).beliefs == ()


def test_structure_stays_structure() -> None:
    port = component(physical_class=PhysicalClass.PORT)._replace(vendor_type=observed(HUAWEI_CARD))
    assert (part_of(port).structural, part_of(port).beliefs) == (True, ())


@pytest.mark.parametrize(
    "vendor_type", ["1.3.6.1.4.1.2011", "1.3.6.1.4.1.2011.10.1", "0.0", "x", "1.3.6.1.4.1.6486.801.1"]
)
def test_other_numbers_say_nothing(vendor_type: str) -> None:
    assert part_of(component(model="X")._replace(vendor_type=observed(vendor_type))).beliefs == ()
