"""Names of OIDs and quotes taken apart."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import re

import pytest
from report.audit_builders import MFG_NAME, finding

from auditor.model.mib_names import OBJECT_NAMES, name_oid
from auditor.report.observations import (
    MAX_QUOTE_CHARACTERS,
    evidence_text,
    object_names,
    observation_of,
    observations_of,
)


@pytest.mark.parametrize(
    ("oid", "name", "instance"),
    [
        ("1.3.6.1.2.1.1.1.0", "sysDescr", "0"),
        ("1.3.6.1.2.1.1.2.0", "sysObjectID", "0"),
        ("1.3.6.1.2.1.2.2.1.6.101", "ifPhysAddress", "101"),
        ("1.3.6.1.2.1.47.1.1.1.1.12.1213", "entPhysicalMfgName", "1213"),
        ("1.3.6.1.2.1.47.1.1.1.1.13", "entPhysicalModelName", ""),
        ("1.3.6.1.2.1.17.1.1.0", "dot1dBaseBridgeAddress", "0"),
        ("1.3.6.1.2.1.17.4.3.1.2.68.25.182.12.126.81", "dot1dTpFdbPort", "68.25.182.12.126.81"),
        ("1.3.6.1.2.1.17.7.1.2.2.1.2.1.0.0.0.0.0.1", "dot1qTpFdbPort", "1.0.0.0.0.0.1"),
        ("1.3.6.1.2.1.4.22.1.2.1.192.0.2.1", "ipNetToMediaPhysAddress", "1.192.0.2.1"),
        ("1.0.8802.1.1.2.1.4.1.1.10.0.24.1", "lldpRemSysDesc", "0.24.1"),
        ("1.0.8802.1.1.2.1.5.4795.1.3.3.1.5.0.24.1", "lldpXMedRemMfgName", "0.24.1"),
        ("1.3.6.1.4.1.9.9.23.1.2.1.1.8.10101.1", "cdpCachePlatform", "10101.1"),
        ("1.3.6.1.4.1.48690.2.2.1.5.1", "mManufacturer", "1"),
    ],
)
def test_well_known_oids_have_the_name_of_their_mib(oid: str, name: str, instance: str) -> None:
    assert (name, instance) == name_oid(oid)


@pytest.mark.parametrize("oid", ["1.3.6.1.2.1.1.10.0", "1.3.6.1.4.1.99999.4.1", "1.3", "", "x"])
def test_an_unknown_oid_stays_as_it_is(oid: str) -> None:
    assert ("", oid) == name_oid(oid)


def test_a_name_is_given_to_one_oid_only_and_no_oid_has_two() -> None:
    assert all(re.fullmatch(r"[0-9]+(\.[0-9]+)+", oid) for oid in OBJECT_NAMES)
    names = [name.rpartition("::")[2] for name in OBJECT_NAMES.values()]
    twice = sorted(name for name in names if names.count(name) > 1)
    assert ["hh3cTransceiverSerialNumber"] * 2 + ["hh3cTransceiverVendorName"] * 2 == twice


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("1.3.6.1 = a = b", ("1.3.6.1", "", "1.3.6.1", "a = b")),
        ("line 4 = x", ("", "", "", "line 4 = x")),
        ("1.3 = two\nlines", ("1.3", "", "1.3", "two\nlines")),
        ("1.3.6.1.2.1.1.1.0 = ", ("1.3.6.1.2.1.1.1.0", "sysDescr", "0", "")),
    ],
)
def test_a_quote_is_taken_apart_only_at_an_oid(quote: str, expected: tuple[str, ...]) -> None:
    assert expected == tuple(observation_of(quote))


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        (f"{MFG_NAME}.7 = x", "entPhysicalMfgName.7"),
        ("1.3.6.1.4.1.99999.1 = x", "1.3.6.1.4.1.99999.1"),
        ("x", ""),
    ],
)
def test_a_label_is_the_name_with_its_instance_or_the_oid(quote: str, label: str) -> None:
    assert label == observation_of(quote).label


@pytest.mark.parametrize(
    ("observed", "text"),
    [
        ((), ""),
        ((f"{MFG_NAME}.7 = HUAWEI",), 'entPhysicalMfgName "HUAWEI"'),
        (("1.3.6.1.4.1.99999.1.7 = ZTE",), '1.3.6.1.4.1.99999.1.7 "ZTE"'),
        (("Manufacturer: ZTE",), '"Manufacturer: ZTE"'),
        (
            (f"{MFG_NAME}.7 = A", f"{MFG_NAME}.8 = B", "1.3.6.1.2.1.1.1.0 = C", "1.3.6.1.2.1.1.2.0 = D"),
            'entPhysicalMfgName "A", also sysDescr, sysObjectID',
        ),
    ],
)
def test_evidence_is_the_first_quote_and_the_names_of_the_others(
    observed: tuple[str, ...], text: str
) -> None:
    assert text == evidence_text(finding(observed=observed))


def test_a_long_quote_is_cut_with_its_length() -> None:
    text = evidence_text(finding(observed=(f"{MFG_NAME}.7 = {'x' * 500}",)))
    assert f'entPhysicalMfgName "{"x" * MAX_QUOTE_CHARACTERS}… (cut, 500 characters)"' == text


def test_further_objects_are_counted() -> None:
    seen = [observation_of(f"1.3.6.1.4.1.99999.{number} = x") for number in range(5)]
    assert "1.3.6.1.4.1.99999.0, 1.3.6.1.4.1.99999.1, 1.3.6.1.4.1.99999.2, 2 more" == object_names(seen)


def test_every_quote_of_a_finding_is_kept() -> None:
    one = finding()
    assert len(one.observed) == len(observations_of(one))
