"""Names as keys, and look-alikes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from identify.identify_builders import knowledge

from auditor.identify.normalise import fold_lookalikes, normalise_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HUAWEI TECHNOLOGIES CO.,LTD", "huawei technologies"),
        ("Huawei Technologies Co., Ltd.\0\0", "huawei technologies"),
        ("  zte   corporation  ", "zte"),
        ("Teltronic S.A.U.", "teltronic"),
        ("TP-LINK", "tp link"),
        ("ＺＴＥ", "zte"),
        ('"Cisco Systems, Inc."', "cisco systems"),
        ("SIAE Microelettronica S.p.A.", "siae microelettronica"),
        ("Co., Ltd.", "co"),
        ("RITTAL GmbH & Co. KG", "rittal"),
        ("", ""),
        ("\0\0", ""),
        ("华为技术有限公司", "华为技术有限公司"),
    ],
)
def test_a_name_is_folded_and_loses_its_legal_suffixes(text: str, name: str) -> None:
    assert name == normalise_name(text)


@given(st.text())
def test_a_normalised_name_is_its_own_normal_form_or_loses_only_suffixes(text: str) -> None:
    once = normalise_name(text)
    assert len(normalise_name(once)) <= len(once) or not once.isascii()


@pytest.mark.parametrize(
    ("text", "plain"), [("HUАWEI", "huawei"), ("Z\u200bTE", "zte"), ("Ηuawei", "huawei")]
)
def test_lookalikes_fold_to_latin(text: str, plain: str) -> None:
    assert plain == fold_lookalikes(text)


@pytest.mark.parametrize(
    ("word", "vendor"),
    [
        ("huawei", "huawei"),
        ("HUAWEI", "huawei"),
        ("Huawei Technologies Co., Ltd.", "huawei"),
        ("tp-link", "tplink"),
    ],
)
def test_an_operator_may_name_a_vendor_by_id_or_name(word: str, vendor: str) -> None:
    found = knowledge().vendors.resolve(word)
    assert found is not None
    assert vendor == found.id
    assert found.id in knowledge().vendors.words().values()


def test_an_unknown_word_resolves_to_nobody() -> None:
    assert None is knowledge().vendors.resolve("huawai")


def test_companies_that_differ_in_the_suffix_only_are_told_apart() -> None:
    vendors = knowledge().vendors
    found = vendors.by_registrant("Teltronic S.A.U.")
    assert found is not None
    assert found.id == "teltronic"
    assert None is vendors.by_registrant("Teltronic AG")


def test_ties_tell_a_family_from_a_contradiction() -> None:
    vendors = knowledge().vendors
    assert vendors.related("hisilicon", "huawei")
    assert not vendors.related("h3c", "huawei")
    assert vendors.related("h3c", "huawei", ever=True)
    assert vendors.related("name:acme", "name:acme works")
    assert not vendors.related("cisco", "huawei")


def test_every_tie_has_a_source_and_a_mark_of_verification() -> None:
    for vendor in knowledge().vendors.all():
        for tie in vendor.affiliations:
            assert tie.source, vendor.id
            assert tie.verification in {"P", "S", "X", "M"}


def test_the_registry_covers_more_than_the_listed_vendors() -> None:
    assert len(knowledge().vendors.ids()) >= 400
