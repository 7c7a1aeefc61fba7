"""Names of what is asked for."""

from __future__ import annotations

import pytest

from auditor.collect.plan import DEFAULT_PLAN
from auditor.model.mib_names import MIB_NAMES, mib_name
from auditor.model.oid import encode_oid


@pytest.mark.parametrize(
    ("dotted", "expected"),
    [
        ("1.3.6.1.2.1.47.1.1.1.1.12.1213", "ENTITY-MIB::entPhysicalMfgName.1213"),
        (".1.3.6.1.2.1.1.1.0", "SNMPv2-MIB::sysDescr.0"),
        ("1.3.6.1.2.1.17.1.4.1.2.5", "BRIDGE-MIB::dot1dBasePortIfIndex.5"),
        ("1.3.6.1.2.1.17.1.1.0", "BRIDGE-MIB::dot1dBaseBridgeAddress.0"),
        ("1.3.6.1.4.1.48690.2.2.1.5.1", "TELTONIKA-RUTX-MIB::mManufacturer.1"),
        ("1.3.6.1.4.1.48690.2.2.1.9.1", "TELTONIKA-RUTX-MIB::modemEntry.9.1"),
        ("1.3.6.1.2.1.1.10.0", ""),
        ("line 3", ""),
        ("", ""),
    ],
)
def test_the_longest_known_name_is_taken_with_the_rest(dotted: str, expected: str) -> None:
    assert mib_name(dotted) == expected


def test_every_named_object_is_an_object_identifier() -> None:
    assert [encode_oid(dotted) != b"" for dotted in MIB_NAMES] == [True] * len(MIB_NAMES)


def test_what_identifies_a_device_in_the_plan_has_a_name() -> None:
    standard = [
        root.root for root in DEFAULT_PLAN.roots if root.kind.value in ("system", "interfaces", "arp")
    ]
    assert [root for root in standard if not mib_name(root)] == []
