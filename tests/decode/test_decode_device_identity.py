"""What the root component takes from vendors' objects, members and the words of sysDescr."""

from __future__ import annotations

import itertools

import pytest
from builders import integer_row, oid_row, text_row
from decode.table_rows import CHASSIS, CONTAINER, MODULE, POWER_SUPPLY, STACK, component, device, entity

from auditor.collect.plan import DEFAULT_PLAN, within
from auditor.decode.device_lookups import HR_DEVICE_ENTRY, TMNX_CHASSIS_ENTRY, TMNX_CHASSIS_TYPE_ENTRY
from auditor.decode.juniper_contents import JNX_CONTAINERS_ENTRY, JNX_CONTENTS_ENTRY
from auditor.decode.modems import MODEM_TABLES
from auditor.decode.transceivers import OPTIC_TABLES
from auditor.decode.vendor_modules import MODULE_TABLES
from auditor.model.device import Component, Device
from auditor.model.device_objects import DEVICE_OBJECTS
from auditor.model.device_objects.device_object import DeviceField, DeviceObject, group
from auditor.model.oid import oid_text

SYS_DESCR, SYS_OBJECT_ID = "1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1.2.0"
MIKROTIK = "1.3.6.1.4.1.14988.1.1.7"
UPS_MODEL = "1.3.6.1.2.1.33.1.1.2.0"
SAMPLES = {
    DeviceField.SERIAL: "AB12CD34", DeviceField.MODEL: "SX-24", DeviceField.MFG: "Acme",
    DeviceField.HARDWARE: "1.02", DeviceField.FIRMWARE: "2.03", DeviceField.SOFTWARE: "3.04",
}  # fmt: skip
PATTERN_SAMPLES = {
    r"^\S+ (\S+)$": ("800770-00-06 1828N-40403", "1828N-40403"),
    r"^(\S+) version": ("RAX711 version A.02", "RAX711"),
    r"^(\S+) P\d": ("RAX711 P100R001", "RAX711"),
    r"^(\S+) v?\d": ("SX-24 v3.3.3,build", "SX-24"),
    r"^\S+ (v?\d.*)$": ("SX-24 v3.3.3,build", "v3.3.3,build"),
    r"^(TCW\S+)": ("TCW241 agent", "TCW241"),
    r"\(SN (\w+)\)": ("PDU System v1.05 (SN 1113016920004)", "1113016920004"),
}


def root(decoded: Device) -> Component:
    return decoded.components[0]


def value(part: Component, field: DeviceField) -> str | None:
    observed = getattr(part, field.value)
    return observed.value if observed else None


@pytest.mark.parametrize("stated", DEVICE_OBJECTS, ids=lambda one: f"{one.oid}-{one.field.value}")
def test_each_object_states_its_field(stated: DeviceObject) -> None:
    told, expected = PATTERN_SAMPLES.get(stated.pattern, (SAMPLES[stated.field], SAMPLES[stated.field]))
    decoded = device(text_row(f"{stated.oid}.{stated.instances or 0}", told))
    observed = getattr(root(decoded), stated.field.value)
    assert (expected, told.encode(), stated.oid) == (
        observed.value, observed.raw, oid_text(observed.reference.oid)[: len(stated.oid)],
    )  # fmt: skip
    assert stated.mib in root(decoded).sources


def test_no_object_is_above_another() -> None:
    oids = sorted({one.oid for one in DEVICE_OBJECTS})
    assert [(a, b) for a, b in itertools.pairwise(oids) if b.startswith(a + ".")] == []


def test_each_object_has_a_name_and_a_mib() -> None:
    assert [one for one in DEVICE_OBJECTS if not one.name.strip() or not one.mib.strip()] == []


def is_polled(oid: str) -> bool:
    return any(within(oid, plan_root.root) for plan_root in DEFAULT_PLAN.roots)


def test_each_object_that_is_decoded_is_also_asked_for() -> None:
    assert [one.oid for one in DEVICE_OBJECTS if not is_polled(one.oid)] == []


def columns_of(table: object) -> set[int]:
    fields = {name: getattr(table, name) for name in table._fields}  # type: ignore[attr-defined]
    return {number for name, number in fields.items() if type(number) is int and number}


@pytest.mark.parametrize("table", [*OPTIC_TABLES, *MODEM_TABLES, *MODULE_TABLES], ids=lambda one: one.source)
def test_each_column_that_is_decoded_is_also_asked_for(table: object) -> None:
    dotted = oid_text(table.root)  # type: ignore[attr-defined]
    assert [n for n in sorted(columns_of(table)) if not is_polled(f"{dotted}.{n}")] == []


@pytest.mark.parametrize(
    ("entry", "column"),
    [
        (TMNX_CHASSIS_ENTRY, 4),
        (TMNX_CHASSIS_TYPE_ENTRY, 2),
        (JNX_CONTAINERS_ENTRY, 4),
        (JNX_CONTENTS_ENTRY, 6),
        (HR_DEVICE_ENTRY, 2),
        (HR_DEVICE_ENTRY, 3),
    ],
)
def test_what_is_looked_up_is_also_asked_for(entry: bytes, column: int) -> None:
    assert is_polled(f"{oid_text(entry)}.{column}")


def test_a_device_is_asked_for_the_objects_of_its_own_enterprise_only() -> None:
    asked = [one.root for one in DEFAULT_PLAN.roots if one.applies_to("1.3.6.1.4.1.2636.1.1.1.2.29")]
    foreign = [one for one in asked if one.startswith("1.3.6.1.4.1.") and not within(one, "1.3.6.1.4.1.2636")]
    assert foreign == []


def test_the_entity_row_of_the_chassis_goes_before_a_vendor_object() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0, serial="ENT1", model="CHASSIS-1"),
        text_row(f"{MIKROTIK}.3.0", "VENDOR1"),
    )
    assert (value(root(decoded), DeviceField.SERIAL), "MIKROTIK-MIB" in root(decoded).sources) == (
        "ENT1",
        False,
    )


def test_a_placeholder_of_the_entity_row_is_filled_by_a_vendor_object() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0, serial="N/A"),
        text_row(f"{MIKROTIK}.3.0", "VENDOR1"),
    )
    assert value(root(decoded), DeviceField.SERIAL) == "VENDOR1"


def test_objects_of_the_own_enterprise_go_before_others() -> None:
    decoded = device(
        oid_row(SYS_OBJECT_ID, "1.3.6.1.4.1.48690.2"),
        text_row(f"{MIKROTIK}.3.0", "OTHER1"),
        text_row("1.3.6.1.4.1.48690.1.1.0", "OWN1"),
    )
    assert value(root(decoded), DeviceField.SERIAL) == "OWN1"


def test_vendors_objects_go_before_standard_ones() -> None:
    decoded = device(text_row(UPS_MODEL, "UPS-1"), text_row(f"{MIKROTIK}.9.0", "RB-1"))
    assert value(root(decoded), DeviceField.MODEL) == "RB-1"


def test_an_object_without_its_zero_instance_is_understood() -> None:
    assert value(root(device(text_row(f"{MIKROTIK}.3", "AB12"))), DeviceField.SERIAL) == "AB12"


def test_a_serial_number_sent_as_a_number_stands_for_itself() -> None:
    assert value(root(device(integer_row(f"{MIKROTIK}.3.0", 230794))), DeviceField.SERIAL) == "230794"


def test_quotation_marks_around_a_value_are_left_out() -> None:
    assert value(root(device(text_row(f"{MIKROTIK}.3.0", '"AB12"'))), DeviceField.SERIAL) == "AB12"


def test_a_stack_of_one_chassis_takes_its_values() -> None:
    decoded = device(
        entity(1, physical_class=STACK, contained_in=0),
        entity(
            2, physical_class=CHASSIS, contained_in=1, position=1, serial="SER1", model="SX-24", mfg="Acme"
        ),
        text_row(f"{MIKROTIK}.3.0", "VENDOR1"),
    )
    told = root(decoded)
    assert (
        told.physical_class, told.serial_num.value, told.model_name.value, told.mfg_name.value,
    ) == (STACK, "SER1", "SX-24", "Acme")  # fmt: skip


def test_a_stack_takes_the_values_of_its_first_member_where_no_object_states_them() -> None:
    members = [
        row
        for index, position, serial in ((7, 2, "SER2"), (9, 1, "SER1"))
        for row in entity(
            index, physical_class=CHASSIS, contained_in=1, position=position, serial=serial, model="SX-24"
        )
    ]
    stack = entity(1, physical_class=STACK, contained_in=0)
    alone = device(stack, members)
    stated = device(stack, members, text_row(f"{MIKROTIK}.3.0", "MASTER"))
    assert [value(root(one), DeviceField.SERIAL) for one in (alone, stated)] == ["SER1", "MASTER"]


def test_the_units_of_a_stack_may_be_containers() -> None:
    decoded = device(
        entity(1, physical_class=STACK, contained_in=0),
        entity(2, physical_class=CONTAINER, contained_in=1, position=1, serial="SER1", model="SX-24"),
    )
    assert value(root(decoded), DeviceField.SERIAL) == "SER1"


def _stack_of(*makers: str) -> Device:
    members = [
        row
        for position, maker in enumerate(makers, 1)
        for row in entity(
            position + 1, physical_class=CHASSIS, contained_in=1, position=position, serial=f"SER{position}",
            mfg=maker, model="SX-24",
        )
    ]  # fmt: skip
    return device(entity(1, physical_class=STACK, contained_in=0), members)


def test_a_stack_takes_nothing_from_members_of_different_makers() -> None:
    told = root(_stack_of("HUAWEI", "Acme"))
    assert (told.mfg_name, told.model_name, told.serial_num) == (None, None, None)


def test_a_stack_takes_the_maker_that_all_its_members_state() -> None:
    told = root(_stack_of("Acme", "ACME"))
    assert (value(told, DeviceField.MFG), value(told, DeviceField.SERIAL)) == ("Acme", "SER1")


def test_a_stack_takes_nothing_from_a_module_or_power_supply() -> None:
    for part in (MODULE, POWER_SUPPLY):
        decoded = device(
            entity(1, physical_class=STACK, contained_in=0),
            entity(2, physical_class=part, contained_in=1, serial="SER1", mfg="ZTE", model="M-1"),
        )
        assert (root(decoded).mfg_name, root(decoded).serial_num) == (None, None)


def test_a_chassis_inside_a_member_says_nothing_of_the_stack() -> None:
    decoded = device(
        entity(1, physical_class=STACK, contained_in=0),
        entity(2, physical_class=CHASSIS, contained_in=1, serial="SER1", mfg="Acme"),
        entity(3, physical_class=CHASSIS, contained_in=2, serial="SER2", mfg="ZTE"),
    )
    assert value(root(decoded), DeviceField.MFG) == "Acme"


def test_a_table_without_classes_names_the_device_in_its_first_rows() -> None:
    decoded = device(
        entity(9, descr="fan tray", serial="FAN9"),
        entity(1, descr="stack of switches"),
        entity(2, descr="switch", serial="SER2", model="SX-24"),
    )
    assert (value(root(decoded), DeviceField.SERIAL), len(decoded.components)) == ("SER2", 4)


def test_a_later_row_of_a_table_without_classes_is_no_device() -> None:
    rows = [row for index in (1, 2) for row in entity(index, descr="slot")]
    assert value(root(device(rows, entity(3, serial="FAN9", model="F"))), DeviceField.SERIAL) is None


def test_a_chassis_never_takes_the_values_of_a_card() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=MODULE, contained_in=1, serial="CARD1", model="LC-1"),
    )
    assert value(root(decoded), DeviceField.SERIAL) is None


def test_the_model_of_a_chassis_type_is_looked_up() -> None:
    decoded = device(
        integer_row(f"{oid_text(TMNX_CHASSIS_ENTRY)}.4.1", 26),
        text_row(f"{oid_text(TMNX_CHASSIS_TYPE_ENTRY)}.2.25", "7750 SR-7"),
        text_row(f"{oid_text(TMNX_CHASSIS_TYPE_ENTRY)}.2.26", "7210 SAS-R6"),
    )
    assert value(root(decoded), DeviceField.MODEL) == "7210 SAS-R6"


def printer(index: int, name: str) -> list:
    entry = oid_text(HR_DEVICE_ENTRY)
    return [
        oid_row(f"{entry}.2.{index}", "1.3.6.1.2.1.25.3.1.5"),
        text_row(f"{entry}.3.{index}", name),
        oid_row(f"{entry}.2.{index + 100}", "1.3.6.1.2.1.25.3.1.3"),
        text_row(f"{entry}.3.{index + 100}", "a processor"),
    ]


def test_the_only_printer_among_the_devices_names_the_model() -> None:
    assert value(root(device(printer(1, "LaserPrint 9"))), DeviceField.MODEL) == "LaserPrint 9"


def test_several_printers_name_no_model() -> None:
    assert (
        value(root(device(printer(1, "LaserPrint 9"), printer(2, "InkPrint 3"))), DeviceField.MODEL) is None
    )


def test_sys_descr_fills_only_what_nothing_else_states() -> None:
    descr = text_row(SYS_DESCR, "GenieATM 6705 version: 7.2.1 built: today")
    alone, stated = device(descr), device(descr, text_row(f"{MIKROTIK}.9.0", "RB-1"))
    fields = (DeviceField.MODEL, DeviceField.SOFTWARE)
    assert [[value(root(one), field) for field in fields] for one in (alone, stated)] == [
        ["GenieATM 6705", "7.2.1"],
        ["RB-1", "7.2.1"],
    ]


def test_a_value_from_sys_descr_refers_to_it() -> None:
    observed = root(device(text_row(SYS_DESCR, "VyOS 1.2.0"))).software_rev
    assert (observed.value, observed.raw, observed.reference.oid_or_line) == (
        "1.2.0",
        b"VyOS 1.2.0",
        SYS_DESCR,
    )


def test_a_vendor_object_completes_a_device_whatever_its_parts() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0, name="chassis"), text_row(f"{MIKROTIK}.3.0", "V1")
    )
    assert component(decoded, "").serial_num.value == "V1"


def test_a_group_is_below_enterprises_unless_it_names_another_tree() -> None:
    row = ("1", DeviceField.SERIAL, "serial")
    assert [one.oid for one in (*group("M", "9.5", row), *group("M", "1.3.6.1.2.1.33", row))] == [
        "1.3.6.1.4.1.9.5.1",
        "1.3.6.1.2.1.33.1",
    ]


@pytest.mark.parametrize(
    ("descr", "expected"),
    [
        ("VSP-8608 (6.2.0.2)", "VSP-8608"),
        ("VSP-7432CQ (8.0.5.0)", "8608"),
        ("8608 (6.2.0.2)", "8608"),
        ("rack 12, VSP-8608", "8608"),
    ],
)
def test_a_model_told_as_a_number_gets_its_series_from_the_description(descr: str, expected: str) -> None:
    chassis = entity(1, physical_class=CHASSIS, contained_in=0, model="8608")
    decoded = device([text_row(SYS_DESCR, descr)], chassis)
    assert expected == value(root(decoded), DeviceField.MODEL)
