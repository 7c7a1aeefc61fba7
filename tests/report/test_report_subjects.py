"""Subjects taken apart: paths, models, ports and names."""

# ruff: noqa: SIM300 - assert expected == actual, literals too
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.audit_builders import finding, neighbor, part

from auditor.model.identity import SubjectKind
from auditor.report.subjects import (
    by_port,
    device_model,
    is_whole_device,
    key_text,
    natural_key,
    neighbor_name,
    part_name,
)


@pytest.mark.parametrize(
    ("key", "subject", "name"),
    [
        ("modem:1", "modem:1 ZM8620", ("modem:1", "ZM8620")),
        ("fan:1", "fan:1", ("fan:1", "")),
        ("slot:1/port:2", "port 2 of slot 1", ("port 2 of slot 1", "")),
    ],
)
def test_a_part_is_its_path_and_what_it_calls_itself(key: str, subject: str, name: tuple[str, str]) -> None:
    assert name == part_name(finding(subject_key=key, subject=subject))


@pytest.mark.parametrize(
    ("subject", "model"), [("device S5735", "S5735"), ("device", ""), ("S5735", "S5735")]
)
def test_a_device_is_called_by_its_model(subject: str, model: str) -> None:
    assert model == device_model(finding(subject=subject))


def test_only_a_component_without_a_path_is_the_device_itself() -> None:
    assert is_whole_device(finding())
    assert not is_whole_device(part("fan:1", "FAN"))
    assert not is_whole_device(finding(subject_kind=SubjectKind.NEIGHBOR))


@pytest.mark.parametrize(
    ("key", "subject", "name"),
    [
        ("mac:4419b6000001", "mac:4419b6000001 on Gi1/0/7", ("Gi1/0/7", "MAC 44:19:b6:00:00:01")),
        ("mac:4419b6000001", "mac:4419b6000001", ("", "MAC 44:19:b6:00:00:01")),
        ("mac:4419b6000001#2", "cam on Gi1", ("Gi1", "cam, MAC 44:19:b6:00:00:01")),
        (
            "mac:4419b6000001",
            "sw on RMON Port 1 on Unit 1",
            ("RMON Port 1 on Unit 1", "sw, MAC 44:19:b6:00:00:01"),
        ),
        ("serial:SAMPLE1", "sw-7 on Gi0/1", ("Gi0/1", "sw-7, serial number SAMPLE1")),
        ("sw-7", "sw-7 on Gi0/1", ("Gi0/1", "sw-7")),
        ("sw_7", "sw 7", ("", "sw 7, sw_7")),
    ],
)
def test_a_neighbor_is_its_port_and_its_names(key: str, subject: str, name: tuple[str, str]) -> None:
    seen = finding(subject_kind=SubjectKind.NEIGHBOR, subject_key=key, subject=subject)
    assert name == neighbor_name(seen)


@pytest.mark.parametrize("key", ["mac:xyz", "mac:", "serial:", "mac:4419B6000001", ""])
def test_a_key_in_another_form_is_shown_as_it_is(key: str) -> None:
    assert key == key_text(key)


def test_neighbors_are_listed_under_their_port_in_the_order_given() -> None:
    seen = (neighbor(1, 1), neighbor(2, 1), neighbor(1, 2))
    told = (
        ("Gi1/0/1", ("MAC 00:00:01:00:00:01", "MAC 00:00:01:00:00:02")),
        ("Gi1/0/2", ("MAC 00:00:02:00:00:01",)),
    )
    assert told == by_port(seen)


def test_numbers_in_names_sort_by_their_value() -> None:
    assert ["Gi1/0/2", "Gi1/0/10", "Gi2/0/1"] == sorted(["Gi2/0/1", "Gi1/0/10", "Gi1/0/2"], key=natural_key)


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=12), max_size=6))
def test_any_names_can_be_sorted_the_same_way_whatever_their_order(names: list[str]) -> None:
    turned = names[::-1]
    assert sorted(names, key=natural_key) == sorted(turned, key=natural_key)


def test_a_number_of_any_length_sorts() -> None:
    assert natural_key("9" * 10_000) != natural_key("8" * 10_000)
