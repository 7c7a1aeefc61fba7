"""Parts that only vendors' module and unit tables tell of."""

from __future__ import annotations

import pytest
from builders import integer_row, text_row
from decode.table_rows import CHASSIS, component, device, entity, paths

from auditor.decode.juniper_contents import JNX_CONTAINERS_ENTRY, JNX_CONTENTS_ENTRY
from auditor.decode.vendor_modules import MODULE_TABLES, ModuleTable
from auditor.model.device import PhysicalClass
from auditor.model.oid import oid_text
from auditor.model.recording import Reason

TIMOS = oid_text(MODULE_TABLES[0].root)
CONTAINERS, CONTENTS = oid_text(JNX_CONTAINERS_ENTRY), oid_text(JNX_CONTENTS_ENTRY)
SHELF, CARD, SUBCARD = 0x03000001, 0x08000001, 0x0B000101
CHASSIS_CLASS, CARD_CLASS, MDA_CLASS = 3, 8, 11


def hardware(index: int, kind: int, name: str, serial: str, inside: int) -> list:
    """A tmnxHwEntry."""
    return [
        integer_row(f"{TIMOS}.7.1.{index}", kind),
        text_row(f"{TIMOS}.8.1.{index}", name),
        text_row(f"{TIMOS}.5.1.{index}", serial),
        integer_row(f"{TIMOS}.13.1.{index}", inside),
    ]


def contents(index: str, descr: str, serial: str = "", model: str = "") -> list:
    return [
        text_row(f"{CONTENTS}.6.{index}", descr),
        text_row(f"{CONTENTS}.7.{index}", serial),
        text_row(f"{CONTENTS}.14.{index}", model),
    ]


def test_cards_hang_below_what_contains_them() -> None:
    decoded = device(
        hardware(SHELF, CHASSIS_CLASS, "chassis", "NS1", 0),
        hardware(CARD, CARD_CLASS, "Slot 1", "NS2", SHELF),
        hardware(SUBCARD, MDA_CLASS, "MDA 1/1", "NS3", CARD),
    )
    assert paths(decoded) == ["", "module:Slot_1", "module:Slot_1/module:MDA_1_1"]
    assert (component(decoded, "").serial_num.value, component(decoded, "module:Slot_1").sources) == (
        "NS1",
        ("TIMETRA-CHASSIS-MIB",),
    )


def test_cards_that_contain_each_other_are_kept_and_explained() -> None:
    decoded = device(
        hardware(CARD, CARD_CLASS, "A", "NS2", SUBCARD), hardware(SUBCARD, MDA_CLASS, "B", "NS3", CARD)
    )
    assert (paths(decoded), {problem.reason for problem in decoded.problems}) == (
        ["", "module:A", "module:B"],
        {Reason.TREE_REPAIRED},
    )


@pytest.mark.parametrize(
    "table",
    [one for one in MODULE_TABLES if one.physical_class is PhysicalClass.MODULE],
    ids=lambda one: one.source,
)
def test_each_row_of_a_module_table_is_a_part(table: ModuleTable) -> None:
    root = oid_text(table.root)
    decoded = device([text_row(f"{root}.{table.serial_num}.{index}", f"SER{index}00") for index in (1, 2)])
    serials = sorted(one.serial_num.value for one in decoded.components if one.path)
    assert (serials, {one.sources for one in decoded.components if one.path}) == (
        ["SER100", "SER200"],
        {(table.source,)},
    )


UNIT_TABLES = [one for one in MODULE_TABLES if one.physical_class is PhysicalClass.CHASSIS]


@pytest.mark.parametrize("table", UNIT_TABLES, ids=lambda one: one.source)
def test_several_units_are_members(table: ModuleTable) -> None:
    root = oid_text(table.root)
    decoded = device([text_row(f"{root}.{table.serial_num}.{index}", f"SER{index}00") for index in (1, 2)])
    assert [(one.path, one.serial_num.value) for one in decoded.components] == [
        ("", "SER100"), ("chassis:1", "SER100"), ("chassis:2", "SER200"),
    ]  # fmt: skip


@pytest.mark.parametrize("table", UNIT_TABLES, ids=lambda one: one.source)
def test_the_only_unit_is_the_device_itself(table: ModuleTable) -> None:
    decoded = device(text_row(f"{oid_text(table.root)}.{table.serial_num}.1", "SER100"))
    assert [(one.path, one.serial_num.value) for one in decoded.components] == [("", "SER100")]


def test_a_module_table_is_not_read_where_the_entity_table_names_parts() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0, serial="ENT1"),
        hardware(CARD, CARD_CLASS, "Slot 1", "NS2", SHELF),
    )
    assert paths(decoded) == [""]


def test_junos_cards_are_inside_the_row_that_shares_their_levels() -> None:
    decoded = device(
        integer_row(f"{CONTAINERS}.4.7", 1),
        integer_row(f"{CONTAINERS}.4.8", 7),
        contents("7.1.0.0", "FPC 0", "SER1"),
        contents("7.2.0.0", "FPC 1", "SER2"),
        contents("8.2.1.0", "PIC 0", "SER3", "XLM-24"),
        contents("2.1.0.0", "PEM 0"),
        contents("4.1.0.0", ""),
    )
    assert paths(decoded) == [
        "",
        "powerSupply:PEM_0",
        "module:FPC_0",
        "module:FPC_1",
        "module:FPC_1/module:PIC_0",
    ]
    assert component(decoded, "module:FPC_1/module:PIC_0").model_name.value == "XLM-24"


def test_a_junos_row_with_another_index_is_left_out() -> None:
    assert paths(device(contents("7.1", "FPC 0", "SER1"))) == [""]
