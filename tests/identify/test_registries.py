"""Registry tables: longest prefix, special addresses, newer rows, damaged text."""

from __future__ import annotations

import pytest
from identify.identify_builders import knowledge

from auditor.errors import RegistryError
from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.oui import OuiTable, Registrant, mac_text, special_mac

HEADER = (
    "# registry: oui\n# data-date: 2026-01-02\n# source w: test\n# columns: prefix bits registrant source\n"
)
TABLE = (
    HEADER
    + "AC64DD\t24\tIEEE Registration Authority\tw\n"
    + "AC64DD5\t28\tSHANGHAI ZTE TECHNOLOGIES CO.,LTD\tw\n"
    + "AC64DD5AB\t36\tSmall Works\tw\n"
    + "00000C\t24\tCisco Systems, Inc\tw\n"
    + "001122\t24\tPrivate\tw\n"
)


@pytest.mark.parametrize(
    ("mac", "name", "block"),
    [
        (0xAC64DD500000, "SHANGHAI ZTE TECHNOLOGIES CO.,LTD", "AC64DD5/28"),
        (0xAC64DD5AB000, "Small Works", "AC64DD5AB/36"),
        (0x00000C123456, "Cisco Systems, Inc", "00000C/24"),
    ],
)
def test_the_longest_prefix_wins(mac: int, name: str, block: str) -> None:
    found = OuiTable.parse(TABLE).lookup(mac)
    assert found is not None
    assert (name, block, "test") == (found.name, found.block, found.source)


@pytest.mark.parametrize("mac", [0xAC64DD100000, 0x001122000001, 0x00AABB000001])
def test_the_authority_private_entries_and_unregistered_blocks_name_nobody(mac: int) -> None:
    assert None is OuiTable.parse(TABLE).lookup(mac)


@pytest.mark.parametrize(
    ("mac", "why"),
    [
        (0, "placeholder"),
        (0x000000000001, "placeholder"),
        (0xFFFFFFFFFFFF, "group"),
        (0x01000C000001, "group"),
        (0x021882000001, "locally"),
        (0x00005E000101, "VRRP"),
        (0x00000C07AC01, "HSRP"),
        (0x00000C9FF001, "HSRP"),
        (0x000573A00001, "HSRP"),
        (0x0007B4000101, "GLBP"),
        (1 << 48, "48-bit"),
        (-1, "48-bit"),
    ],
)
def test_special_addresses_are_told_with_their_reason(mac: int, why: str) -> None:
    assert why in special_mac(mac)
    assert None is knowledge().oui.lookup(mac)


def test_an_ordinary_address_next_to_special_ones_is_not_special() -> None:
    assert [special_mac(0x00000C07AB01), special_mac(0x0007B4010101)] == ["", ""]


def test_newer_rows_are_taken_only_where_ours_has_none() -> None:
    table = OuiTable.parse(TABLE, {"00000C": "Somebody else", "F00DF0": "Newcomer"}, "bundle 1")
    assert Registrant("Newcomer", "F00DF0", "bundle 1") == table.lookup(0xF00DF0000001 & ~(3 << 40))
    found = table.lookup(0x00000C000001)
    assert found is not None
    assert found.name == "Cisco Systems, Inc"
    assert "1 newer prefixes from bundle 1" in table.data_source().source
    assert OuiTable.parse(TABLE).digest != table.digest


def test_addresses_with_one_cache_key_have_one_registrant() -> None:
    table = OuiTable.parse(TABLE)
    assert table.cache_key(0x00AABB000001) == table.cache_key(0x00AABB999999)
    assert table.cache_key(0xAC64DD500001) != table.cache_key(0xAC64DD5AB001)
    assert table.cache_key(0x0007B4000101) != table.cache_key(0x0007B4010101)


def test_the_data_source_states_date_rows_and_digest() -> None:
    source = OuiTable.parse(TABLE).data_source()
    assert (source.name, source.data_date, source.rows, len(source.digest)) == ("oui", "2026-01-02", 5, 64)


def test_another_file_is_refused() -> None:
    with pytest.raises(RegistryError, match="is not our oui table"):
        OuiTable.parse("prefix,name\n")
    with pytest.raises(RegistryError, match="is not our enterprises table"):
        EnterpriseTable.parse(TABLE)


def test_lines_of_another_form_are_left_out() -> None:
    assert len(OuiTable.parse(HEADER + "\nnonsense\nA\tB\n00000C\t24\tCisco\tw\n")) == 1


def test_a_number_left_out_is_the_previous_one_plus_one() -> None:
    rows = "9\tciscoSystems\nNSC\n11\tHewlett-Packard\n13\tU\n42\n"
    table = EnterpriseTable.parse(f"# registry: enterprises\n# data-date: 2026-01-02\n{rows}")
    assert [table.lookup(n) for n in range(9, 15)] == [
        "ciscoSystems",
        "NSC",
        "Hewlett-Packard",
        None,
        "U",
        "42",
    ]


@pytest.mark.parametrize("name", ["Reserved", "none", "Unassigned", ""])
def test_entries_that_stand_for_nobody_hold_nothing(name: str) -> None:
    assert None is EnterpriseTable.parse(f"# registry: enterprises\n# data-date: x\n7\t{name}\n").lookup(7)


@pytest.mark.parametrize(
    ("number", "organisation"),
    [
        (2011, "HUAWEI Technology Co.,Ltd"),
        (3902, "Zhongxing Telecom Co.,ltd. (abbr. ZTE)"),
        (50001, "Scildon"),
    ],
)
def test_the_shipped_numbers_are_ianas(number: int, organisation: str) -> None:
    assert organisation == knowledge().enterprises.lookup(number)


def test_an_address_is_shown_in_lower_case_with_colons() -> None:
    assert mac_text(0xAC64DD500001) == "ac:64:dd:50:00:01"


def test_the_shipped_registries_state_their_dates() -> None:
    dates = {source.name: source.data_date for source in knowledge().sources}
    assert {k: dates[k] for k in ("oui", "enterprises")} == {"oui": "2026-10-24", "enterprises": "2024-08-23"}
