"""Published registry files: every form read, damaged and shrunken ones refused."""

from __future__ import annotations

import pytest

from auditor.errors import RegistryError
from auditor.identify.registries.enterprises import EnterpriseTable
from auditor.identify.registries.imports import (
    merge_enterprises,
    merge_oui,
    parse_registry_file,
)
from auditor.identify.registries.oui import OuiTable
from auditor.identify.registries.table_text import write_header

IEEE = b"""\xef\xbb\xbfRegistry,Assignment,Organization Name,Organization Address\r
MA-L,00000C,"Cisco Systems, Inc",170 WEST TASMAN DRIVE SAN JOSE US\r
MA-M,AC64DD5,"SHANGHAI ZTE
TECHNOLOGIES CO.,LTD","A
B"\r
MA-S,8C1F64AAA,Works,X\r
"""
MANUF = b"""# comment
00:00:0C         \tCisco       \tCisco Systems, Inc
AC:64:DD:50:00:00/28\tZTE\tShanghai ZTE
8C:1F:64:AA:A0:00/36\tW\tWorks
"""
PAIRS = b"00000C:Cisco Systems, Inc\n001882:HUAWEI TECHNOLOGIES CO.,LTD\n"
NUMBERS = (
    b"#\n# (last updated 2026-02-03)\n\n9\tciscoSystems\n78\tLogMatrix Inc\t# formerly 'OpenService Inc.'\n"
)
IANA = b"""PRIVATE ENTERPRISE NUMBERS

(last updated 2026-03-04)

Decimal
| Organization
| | Contact
| | | Email
0
  Reserved
    IANA
      iana&iana.org
9
  ciscoSystems
    Somebody
      someone&cisco.com
"""


@pytest.mark.parametrize(
    ("data", "registry", "rows", "data_date"),
    [
        (
            IEEE,
            "oui",
            (
                ("00000C", "Cisco Systems, Inc"),
                ("8C1F64AAA", "Works"),
                ("AC64DD5", "SHANGHAI ZTE TECHNOLOGIES CO.,LTD"),
            ),
            "",
        ),
        (
            MANUF,
            "oui",
            (("00000C", "Cisco Systems, Inc"), ("8C1F64AAA", "Works"), ("AC64DD5", "Shanghai ZTE")),
            "",
        ),
        (PAIRS, "oui", (("00000C", "Cisco Systems, Inc"), ("001882", "HUAWEI TECHNOLOGIES CO.,LTD")), ""),
        (NUMBERS, "enterprises", (("78", "LogMatrix Inc"), ("9", "ciscoSystems")), "2026-02-03"),
        (IANA, "enterprises", (("0", "Reserved"), ("9", "ciscoSystems")), "2026-03-04"),
    ],
    ids=["ieee", "manuf", "pairs", "enterprises", "iana"],
)
def test_every_published_form_is_read(
    data: bytes, registry: str, rows: tuple[tuple[str, str], ...], data_date: str
) -> None:
    found = parse_registry_file(data, "file")
    assert (registry, rows, 0, data_date) == (found.registry, found.rows, found.bad_lines, found.data_date)


@pytest.mark.parametrize("data", [b"", b"<html>503</html>", b"\x00\xff" * 100, b"Registry,Assignment,Org\n"])
def test_what_is_no_registry_is_refused_with_the_forms_that_are(data: bytes) -> None:
    with pytest.raises(RegistryError):
        parse_registry_file(data, "page.html")


def test_a_file_with_many_odd_lines_is_refused() -> None:
    data = PAIRS + b"not a prefix:x\n" * 5
    with pytest.raises(RegistryError, match="5 of 7 lines"):
        parse_registry_file(data, "mac-vendors.txt")


def oui_table(*prefixes: str) -> OuiTable:
    rows = "".join(f"{prefix}\t{len(prefix) * 4}\tOld Works\tw\n" for prefix in prefixes)
    return OuiTable.parse(write_header("oui", "2020-01-01", {"w": "old"}) + rows)


def test_an_import_replaces_its_prefix_lengths_and_keeps_the_others() -> None:
    text = merge_oui(oui_table("00000C", "AC64DD5"), parse_registry_file(PAIRS, "m"), "m", "2026-01-01")
    table = OuiTable.parse(text)
    assert (table.data_date, len(table)) == ("2026-01-01", 3)
    found = [table.lookup(mac) for mac in (0x00000C000001, 0xAC64DD500001)]
    assert [(one.name, one.source) for one in found if one] == [
        ("Cisco Systems, Inc", "mac-vendors.txt m (2026-01-01)"),
        ("Old Works", "old"),
    ]


def test_an_import_that_would_lose_rows_is_refused() -> None:
    current = oui_table(*(f"0000{n:02X}" for n in range(40)))
    with pytest.raises(RegistryError, match="2 24-bit prefixes where 40 are known"):
        merge_oui(current, parse_registry_file(PAIRS, "m"), "m", "")


def test_enterprise_numbers_are_replaced_whole_and_may_not_shrink() -> None:
    current = EnterpriseTable.parse(write_header("enterprises", "2020-01-01", {"p": "old"}) + "9\tcisco\n")
    text = merge_enterprises(current, parse_registry_file(IANA, "numbers"), "numbers", "2026-03-04")
    assert EnterpriseTable.parse(text).lookup(9) == "ciscoSystems"
    many = EnterpriseTable.parse(
        write_header("enterprises", "x", {}) + "".join(f"{n}\tx\n" for n in range(99))
    )
    with pytest.raises(RegistryError, match="2 enterprise numbers where 99 are known"):
        merge_enterprises(many, parse_registry_file(IANA, "numbers"), "numbers", "")


def test_a_hostile_name_stays_in_one_line() -> None:
    found = parse_registry_file(b"9\tcisco\r\n10\tA\x0bB\t\n", "numbers")
    assert all("\n" not in name and "\t" not in name for _, name in found.rows)
