"""Rows below a vendor's number on agents that state a generic one, or none."""

from __future__ import annotations

import pytest
from identify.identify_builders import HUAWEI_MAC, device, root_of

from auditor.model.identity import Belief, EvidenceRole, Strength, Technique

NET_SNMP = "1.3.6.1.4.1.8072.3.2.10"


@pytest.mark.parametrize("object_id", [NET_SNMP, "1.3.6.1.4.1.2021.250.10", "1.3.6.1.4.1.26381", "0.0", ""])
def test_a_generic_agent_that_serves_a_vendors_rows_is_a_review(object_id: str) -> None:
    identity = root_of(device(object_id=object_id, trees=(2011, 8072)))
    assert identity.manufacturer.value == "huawei"
    assert (Belief("huawei", Strength.REVIEW, "single_medium"),) == identity.beliefs


def test_rows_and_own_addresses_are_two_classes() -> None:
    identity = root_of(device(object_id=NET_SNMP, trees=(2011,), macs=(HUAWEI_MAC, HUAWEI_MAC + 1)))
    assert (Belief("huawei", Strength.ADEQUATE, "independent_classes"),) == identity.beliefs


def test_a_stated_number_silences_the_rows() -> None:
    identity = root_of(device(object_id="1.3.6.1.4.1.9.1.1208", trees=(2011,)))
    assert [belief.vendor for belief in identity.beliefs] == ["cisco"]


def test_a_holder_that_is_no_vendor_of_ours_does_not_silence_the_rows() -> None:
    assert root_of(device(object_id="1.3.6.1.4.1.14851", trees=(2,))).manufacturer.value == "ibm"


def test_rows_of_unrelated_vendors_side_by_side_are_leads() -> None:
    identity = root_of(device(object_id=NET_SNMP, trees=(674, 2011)))
    roles = {evidence.role for evidence in identity.manufacturer.evidence}
    assert {EvidenceRole.LEAD} == roles
    assert (identity.manufacturer.value, identity.beliefs) == (None, ())


def test_rows_that_any_agent_may_serve_say_nothing() -> None:
    identity = root_of(device(object_id=NET_SNMP, trees=(9, 311, 2021, 8072)))
    found = [e for e in identity.manufacturer.evidence if e.technique is Technique.PRIVATE_TREE]
    assert found == []
