"""Grammars of sysDescr: every row's example fits it, every row's other text does not."""

from __future__ import annotations

import re

import pytest
from builders import observed
from hypothesis import given
from hypothesis import strategies as st

from auditor.decode.descr_patterns import DESCR_PATTERNS, DescrPattern
from auditor.decode.system_descr import MAX_VALUE_CHARACTERS, QUOTES, descr_statements
from auditor.model.device_objects.device_object import DeviceField


@pytest.mark.parametrize("row", DESCR_PATTERNS, ids=lambda row: row.what)
def test_each_grammar_fits_its_example_only(row: DescrPattern) -> None:
    assert (
        bool(re.match(row.pattern, row.example.strip(QUOTES))), bool(re.match(row.pattern, row.other)),
    ) == (True, False)  # fmt: skip


@pytest.mark.parametrize("unit", ["A1-", "A1 ", "Aa-1/", "1.1-", "A-1 "])
def test_a_description_made_to_exhaust_the_grammars_ends(unit: str) -> None:
    """Before hyphens were bounded, 255 octets of the first took 19 seconds and 504 never ended."""
    fitting = [row.what for row in DESCR_PATTERNS if re.match(row.pattern, (unit * 1400)[:4096])]
    assert "PRODUCT version N" not in fitting


@pytest.mark.parametrize("row", DESCR_PATTERNS, ids=lambda row: row.what)
def test_each_grammar_names_fields_of_the_root(row: DescrPattern) -> None:
    assert {DeviceField(name) for name in re.compile(row.pattern).groupindex} != set()


@pytest.mark.parametrize("row", DESCR_PATTERNS, ids=lambda row: row.what)
def test_each_grammar_states_what_it_captures(row: DescrPattern) -> None:
    stated = {one.field for one in descr_statements(observed(row.example))}
    captured = re.match(row.pattern, row.example.strip(QUOTES)).groupdict()
    assert {DeviceField(name) for name, text in captured.items() if text} - stated == set()


def stated(text: str) -> dict[str, str]:
    return {one.field.value: one.value.value for one in descr_statements(observed(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cisco IOS Software, C3560 Software (C3560-M), Version 15.0(2)SE11, RELEASE SOFTWARE (fc3)",
            {"software_rev": "15.0(2)SE11"},
        ),
        ("Linux server 3.10.0-693.el7.x86_64 #1 SMP Fri", {"software_rev": "3.10.0-693.el7.x86_64"}),
        ("Sitecom SX-24 v3.4.5", {"model_name": "Sitecom SX-24", "software_rev": "3.4.5"}),
        ("EDS-510E", {"model_name": "EDS-510E"}),
        ("Fibre Channel Switch.", {}),
        ("", {}),
    ],
)
def test_words_become_fields(text: str, expected: dict[str, str]) -> None:
    assert stated(text) == expected


def test_nothing_is_stated_without_sys_descr() -> None:
    assert descr_statements(None) == []


@given(st.text(max_size=3000))
def test_any_text_gives_bounded_values(text: str) -> None:
    assert all(0 < len(one.value.value) <= MAX_VALUE_CHARACTERS for one in descr_statements(observed(text)))


@pytest.mark.parametrize("unit", ["A1 ", "A", "1.", "Cisco ", "SW: 1, ", "Model: ", "\n", "(", "a-1-"])
def test_a_repetitive_text_is_searched_in_bounded_steps(unit: str) -> None:
    assert isinstance(descr_statements(observed((unit * 2000)[:4096])), list)
