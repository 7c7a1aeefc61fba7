"""Label and maker as separate facts: brands, contract makers, adapters, and who gives way to whom."""

from __future__ import annotations

import pytest
from identify.identify_builders import HUAWEI_MAC, belief_about, device, neighbor, neighbor_of, root_of

from auditor.model.identity import Belief, Strength

ADEQUATE, REVIEW = Strength.ADEQUATE, Strength.REVIEW


@pytest.mark.parametrize(
    ("object_id", "descr", "maker", "brand"),
    [
        ("1.3.6.1.4.1.367.1.1", "LANIER MP C3501 / LANIER Network Printer C model", "ricoh", "lanier"),
        ("1.3.6.1.4.1.18334.1.2.1.2.1.50.2.2", "Develop ineo 280", "konica", "develop"),
        ("1.3.6.1.4.1.1347.41", "TA_UTAX Printing System", "kyocera", "utax"),
        ("1.3.6.1.4.1.3955.6.1.2048.1", "48-Port Gigabit Switch", "linksys", "cisco"),
        ("1.3.6.1.4.1.10418.26.1.1", "Avocent ACS 8000", "vertiv", "avocent"),
        ("1.3.6.1.4.1.10418.18.21.17", "2162DS *46", "vertiv", "dell"),
        ("1.3.6.1.4.1.45.3.52.1", "ERS 5510-24T", "nortel", "extreme"),
        ("1.3.6.1.4.1.2544.1.14", "Access Link Monitor", "adtran", "adva"),
    ],
)
def test_the_maker_and_the_label_are_both_named(object_id: str, descr: str, maker: str, brand: str) -> None:
    identity = root_of(device(object_id=object_id, descr=descr))
    assert (maker, brand) == (identity.manufacturer.value, identity.brand.value)


def test_a_contract_maker_in_the_inventory_does_not_contradict_the_brand_of_the_agent() -> None:
    identity = root_of(device(mfg="Sanmina", descr="FSP150CC-XG116PRO"))
    assert (identity.manufacturer.value, identity.brand.value) == ("sanmina", "adva")
    assert not identity.manufacturer.conflict


def test_a_brand_made_by_a_contract_maker_is_still_adequate_for_rules() -> None:
    identity = root_of(device(mfg="Foxconn", object_id="1.3.6.1.4.1.2011.2.23.95"))
    assert Belief("huawei", ADEQUATE, "strong_evidence") == belief_about(identity, "huawei")


def test_a_stated_name_that_no_registry_knows_is_the_label_on_a_known_makers_device() -> None:
    identity = root_of(device(mfg="Minuteman", object_id="1.3.6.1.4.1.2254.2.4"))
    assert (identity.manufacturer.value, identity.brand.value) == ("delta", "name:minuteman")


def test_a_stated_name_that_no_registry_knows_outranks_a_prefix() -> None:
    identity = root_of(device(mfg="Acme Works", macs=(HUAWEI_MAC, HUAWEI_MAC + 1)))
    assert identity.manufacturer.value == "name:acme works"
    assert REVIEW is (belief_about(identity, "huawei") or Belief("", ADEQUATE, "")).strength


def test_an_adapter_is_named_beside_the_supply_it_speaks_for() -> None:
    identity = root_of(device(mfg="Rittal", object_id="1.3.6.1.2.1.33", descr="CS121 v 4.26.14"))
    assert (identity.manufacturer.value, identity.brand.value) == ("rittal", "generex-ups")
    assert not identity.manufacturer.conflict


def test_the_number_of_adapters_inside_many_brands_names_no_maker() -> None:
    assert None is root_of(device(object_id="1.3.6.1.4.1.935.10.1")).manufacturer.value


def test_a_registered_name_at_the_beginning_of_a_description_is_medium() -> None:
    identity = root_of(device(descr="Netentsec NGFW"))
    assert (identity.manufacturer.value, identity.manufacturer.confidence) == ("netentsec", 75)


@pytest.mark.parametrize(
    "descr", ["Delta controls room 3", "Intel(R) Xeon(R) CPU", "uplink to Netentsec", "Alpha test"]
)
def test_common_words_chips_and_names_inside_a_text_name_nobody(descr: str) -> None:
    assert None is root_of(device(descr=descr)).manufacturer.value


def test_the_name_of_an_operating_system_is_no_maker() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.850.1.1.1", descr="Ubuntu 16.04.4 LTS Linux 4.4.31"))
    assert (identity.manufacturer.value, identity.os_vendor.value) == ("tripplite", "canonical")


def test_a_product_code_gives_way_to_the_holder_of_the_number() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.4756.116.24.1", descr="GSW-3424M1 GigaBit Switch"))
    assert (identity.manufacturer.value, identity.brand.value) == ("ctcu", None)


def test_a_compound_name_is_a_seller_and_a_maker_on_parts_only() -> None:
    identity = root_of(device(mfg="CISCO-AVAGO", object_id="1.3.6.1.4.1.2011.2.23.95"))
    assert identity.manufacturer.value == "huawei"
    assert not identity.manufacturer.conflict


def test_the_number_of_lwip_is_a_weak_review_for_repeaters_and_concludes_nothing() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.26381"))
    assert (Belief("hytera", REVIEW, "agent_default"),) == identity.beliefs
    assert (identity.manufacturer.value, identity.os_vendor.value) == (None, "lwip")


@pytest.mark.parametrize(
    "other",
    [{"mfg": "Vertiv"}, {"descr": "Netentsec NGFW"}, {"macs": (HUAWEI_MAC,)}, {"trees": (13400,)}],
)
def test_the_number_of_lwip_gives_way_to_any_other_word(other: dict[str, object]) -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.26381", **other))  # type: ignore[arg-type]
    assert None is belief_about(identity, "hytera")


def test_a_neighbor_of_comware_with_an_early_address_of_huawei_is_no_review() -> None:
    identity = neighbor_of(neighbor(0x00E0FC000001, descr="HPE Comware Platform Software, Version 7.1.070"))
    assert None is belief_about(identity, "huawei")
    assert {"h3c", "hpe"} == {belief.vendor for belief in identity.beliefs}
