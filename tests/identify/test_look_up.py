"""Offline lookups say what an audit would say, and why; what is not known is said too."""

from __future__ import annotations

import pytest
from identify.identify_builders import knowledge

from auditor.errors import UsageError
from auditor.identify.lookup import look_up
from auditor.identify.row_origins import GONE, Origins
from auditor.model.identity import Claim
from auditor.model.lookup import Answer, LookupKind

ORIGINS = Origins(knowledge())


def answer(kind: str, value: str) -> Answer:
    return look_up(LookupKind(kind), value, knowledge(), ORIGINS)


def said(kind: str, value: str) -> list[tuple[str, str, str]]:
    """(claim, vendor, cap) of the rows that apply."""
    return [(k.claim.value, k.vendor, k.cap) for k in answer(kind, value).known if k.applies]


def facts(kind: str, value: str) -> dict[str, str]:
    return dict(answer(kind, value).facts)


@pytest.mark.parametrize(
    "value",
    ["00:18:82:00:00:01", "00-18-82-00-00-01", "0018.8200.0001", "001882000001", "00:18:82", "0018820"],
)
def test_an_address_in_any_spelling_has_its_registrant(value: str) -> None:
    assert said("mac", value) == [("assignee", "huawei", "oui_only")]


def test_a_registrant_comes_with_block_source_and_data_date() -> None:
    told = facts("mac", "00:18:82:00:00:01")
    assert (told["registered to"], told["block"], told["vendor id"]) == (
        "HUAWEI TECHNOLOGIES CO.,LTD",
        "001882/24",
        "huawei",
    )
    assert told["registry"] != ""
    assert told["data date"] == knowledge().oui.data_date


def test_a_smaller_block_names_its_own_holder() -> None:
    assert facts("mac", "ac:64:dd:50:00:01")["block"] == "AC64DD5/28"


def test_a_prefix_that_is_split_names_nobody() -> None:
    """The zeros that complete the prefix would lie in the block of one of its holders."""
    assert (said("mac", "ac64dd"), "IEEE" in facts("mac", "ac64dd")["registered to"]) == ([], True)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("ff:ff:ff:ff:ff:ff", "broadcast"),
        ("01:00:5e:00:00:05", "IPv4 multicast"),
        ("33:33:00:00:00:01", "IPv6 multicast"),
        ("01:80:c2:00:00:0e", "LLDP"),
        ("01:80:c2:00:00:00", "IEEE 802.1 bridge group"),
        ("01:00:0c:cc:cc:cc", "CDP"),
        ("00:00:5e:00:01:0a", "VRRP for IPv4"),
        ("00:00:0c:07:ac:01", "HSRP"),
        ("02:18:82:00:00:01", "locally administered"),
        ("00:00:00:00:00:00", "all-zero"),
    ],
)
def test_a_special_address_names_nobody(value: str, words: str) -> None:
    assert (said("mac", value), words in facts("mac", value)["special"]) == ([], True)


@pytest.mark.parametrize(
    "value", ["", "zz", "00:18", "00:18:82:00:00:01:02", "0018820000010", "00:1g:82", "١٢:34:56"]
)
def test_what_is_no_address_is_refused_with_the_forms(value: str) -> None:
    with pytest.raises(UsageError, match="is no MAC address") as refused:
        answer("mac", value)
    assert "00-18-82" in refused.value.remedy


def test_an_object_identifier_has_its_number_holder_and_curated_sub_tree() -> None:
    told = facts("oid", ".1.3.6.1.4.1.2011.2.23.95")
    assert (told["enterprise number"], told["vendor id"]) == ("2011", "huawei")
    assert said("oid", "1.3.6.1.4.1.2011.2.23.95") == [("maker", "huawei", "")]


def test_a_longer_sub_tree_goes_before_a_shorter_one_which_is_shown_too() -> None:
    rows = [(known.row, known.applies) for known in answer("oid", "1.3.6.1.4.1.2011.2.235.1").known]
    assert rows == [("soi/huawei-ibmc", True), ("soi/huawei-products", False)]


@pytest.mark.parametrize("value", ["2011", "1.3.6.1.4.1.2011"])
def test_a_number_alone_names_its_holder(value: str) -> None:
    assert said("oid", value) == [("assignee", "huawei", "")] or facts("oid", value)["vendor id"] == "huawei"


def test_a_standard_object_is_named_and_says_nothing_of_a_vendor() -> None:
    told = answer("oid", "1.3.6.1.2.1.47.1.1.1.1.12.7")
    assert (dict(told.facts), told.known) == ({"object": "ENTITY-MIB::entPhysicalMfgName.7"}, ())


@pytest.mark.parametrize("value", ["", "1..3", "1.3.x", "7.1", "1.3.4294967296", "1." * 200 + "1", "iso.org"])
def test_what_is_no_object_identifier_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="is no object identifier"):
        answer("oid", value)


def test_a_description_is_read_by_its_rows_with_source_and_date() -> None:
    known = next(k for k in answer("descr", "Huawei Versatile Routing Platform Software").known)
    assert (known.claim, known.vendor, known.source != "", known.date != "") == (
        Claim.MAKER,
        "huawei",
        True,
        True,
    )


def test_a_vendor_in_the_middle_of_a_description_is_a_mention() -> None:
    assert said("descr", "uplink to huawei core") == [("maker", "huawei", "named_in_text")]


@pytest.mark.parametrize(
    ("kind", "value", "cap"),
    [
        ("part", "02310MNW", "optic_name_only"),
        ("part", "ME909s-120", "model_only"),
        ("part", "Huawei S5735-L24T4S", "claimed_by_protocol"),
        ("serial", "022VLL10HB000282", "optic_name_only"),
    ],
)
def test_a_part_or_serial_number_alone_never_suffices(kind: str, value: str, cap: str) -> None:
    assert ("maker", "huawei", cap) in said(kind, value)


@pytest.mark.parametrize(("kind", "value"), [("part", "zzz-0"), ("serial", "QQ7"), ("descr", "Linux box")])
def test_nothing_known_is_an_answer(kind: str, value: str) -> None:
    assert [known for known in answer(kind, value).known if known.claim is Claim.MAKER] == []


def test_a_placeholder_is_called_one() -> None:
    assert "placeholder" in facts("serial", "12345678")


@pytest.mark.parametrize("kind", ["descr", "part", "serial"])
def test_an_empty_text_is_refused(kind: str) -> None:
    with pytest.raises(UsageError, match="is empty"):
        answer(kind, "  ")


@pytest.mark.parametrize("value", ["\x1b[2J", "\0" * 5000, "\u202eewauH", "a" * 100_000])
def test_hostile_values_are_looked_up_like_others(value: str) -> None:
    assert answer("part", value).value == value


def test_every_row_of_the_knowledge_has_its_origin() -> None:
    found = knowledge()
    patterns = (*found.sys_descrs, *found.optics, *found.modems, *found.neighbor_models)
    grouped = (*found.sys_object_ids.values(), *found.private_trees.values())
    rows = [row for rows in grouped for row in rows] + [p.row for p in patterns]
    origins = [ORIGINS.find(row.id) for row in rows]
    assert [(o.source, o.date, o.current) for o in origins] == [(r.source, r.date, True) for r in rows]


@pytest.mark.parametrize(
    ("row_id", "current"),
    [
        ("name/zte", True),
        ("unlisted/name:acme", True),
        ("oui/001882/24 HUAWEI TECHNOLOGIES CO.,LTD", True),
        ("oui/001882/24 HUAWEI TECHNOLOGIES CO.,LTD (3 of 4 own addresses)", True),
        ("oui/001882/24 Somebody else", False),
        ("enterprise-number/2011 HUAWEI Technology Co.,Ltd", True),
        ("enterprise-number/2011 Somebody else", False),
    ],
)
def test_a_row_made_of_a_registry_is_traced_to_it(row_id: str, current: bool) -> None:
    origin = ORIGINS.find(row_id)
    assert (origin.current, origin.source != "") == (current, True)


@pytest.mark.parametrize(
    "row_id", ["", "name", "name/nobody-we-know", "soi/removed", "oui/", "enterprise-number/x y"]
)
def test_a_row_that_is_not_known_today_says_so(row_id: str) -> None:
    assert ORIGINS.find(row_id) == GONE
