"""ONUs: the vendor id in the serial number, a review alone, adequate with an address of the maker."""

from __future__ import annotations

import pytest
from builders import observed
from identify.identify_builders import HUAWEI_MAC, knowledge, neighbor_of, observed_mac

from auditor.identify.onu_vendor_id import vendor_id_signals
from auditor.model.device import Neighbor, Reference, Sighting
from auditor.model.identity import Belief, Strength, Technique

ADEQUATE, REVIEW = Strength.ADEQUATE, Strength.REVIEW


def onu(*, serial: str = "", mfg: str = "", model: str = "", mac: int = 0, protocol: str = "pon") -> Neighbor:
    return Neighbor(
        key="onu",
        sightings=(Sighting(protocol, "GPON 0/1/0", Reference("recording-0", 3, 0)),),
        mac=observed_mac(mac) if mac else None,
        serial_num=observed(serial) if serial else None,
        mfg_name=observed(mfg) if mfg else None,
        model_name=observed(model) if model else None,
    )


@pytest.mark.parametrize(
    ("serial", "vendor"), [("HWTC7C9A0A9B", "huawei"), ("ZTEGC0FFEE01", "zte"), ("ALCLF1234567", "nokia")]
)
def test_the_vendor_id_alone_asks_for_a_review(serial: str, vendor: str) -> None:
    identity = neighbor_of(onu(serial=serial))
    assert (vendor, (Belief(vendor, REVIEW, "claimed_by_protocol"),)) == (
        identity.manufacturer.value, identity.beliefs,
    )  # fmt: skip
    assert [one.technique for one in identity.manufacturer.evidence] == [Technique.ONU_VENDOR_ID]


def test_with_an_address_of_the_maker_it_is_adequate() -> None:
    identity = neighbor_of(onu(serial="HWTC7C9A0A9B", mac=HUAWEI_MAC))
    assert (Belief("huawei", ADEQUATE, "independent_classes"),) == identity.beliefs


def test_a_model_of_the_maker_says_the_same_thing_twice_and_stays_a_review() -> None:
    identity = neighbor_of(onu(serial="HWTC7C9A0A9B", model="HG8245H"))
    assert (Belief("huawei", REVIEW, "claimed_by_protocol"),) == identity.beliefs


def test_where_model_and_vendor_id_differ_both_ask_for_a_review() -> None:
    identity = neighbor_of(onu(serial="ALCLF1234567", model="HG8245H"))
    assert [(one.vendor, one.strength) for one in identity.beliefs] == [("huawei", REVIEW), ("nokia", REVIEW)]


def test_a_vendor_id_that_is_stated_alone_is_no_company_name() -> None:
    assert neighbor_of(onu(mfg="ZTEG", mac=0x020000000001)).manufacturer.value == "zte"


@pytest.mark.parametrize(
    "serial", ["GPON12345678", "RTKG12345678", "HWTC", "HWTC7C9A0A9BX", "210231A0LSX10B000123"]
)
def test_ids_of_nobody_and_other_serial_numbers_name_nobody(serial: str) -> None:
    assert vendor_id_signals(observed(serial), knowledge()) == []


def test_the_serial_number_of_another_neighbor_is_not_read_as_an_onus() -> None:
    assert None is neighbor_of(onu(serial="HWTC7C9A0A9B", protocol="lldp")).manufacturer.value
