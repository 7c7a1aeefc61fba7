"""Transceivers and modems that only vendor tables tell of."""

from __future__ import annotations

import pytest
from builders import integer_row, text_row
from decode.table_rows import CHASSIS, MODULE, PORT, alias, component, device, entity, interface, paths

from auditor.decode.modems import MODEM_TABLES
from auditor.decode.transceivers import OPTIC_TABLES, IndexedBy, OpticTable
from auditor.model.device import PartFunction
from auditor.model.oid import oid_text

HUAWEI, H3C = OPTIC_TABLES[0], OPTIC_TABLES[1]
TELTONIKA = MODEM_TABLES[0]


def optic(
    table: OpticTable, index: int, name: str = "", part: str = "", serial: str = "", oui: bytes = b""
) -> list:
    root = oid_text(table.root)
    columns = (
        (table.mfg_name, name),
        (table.part_number, part),
        (table.serial_num, serial),
        (table.vendor_oui, oui),
    )
    kind = [integer_row(f"{root}.{table.kind[0]}.{index}", table.kind[1])] if table.kind else []
    return kind + [text_row(f"{root}.{column}.{index}", value) for column, value in columns if column]


def chassis_with_port(*, mfg: str = "", serial: str = "") -> list:
    return [
        *entity(1, physical_class=CHASSIS, contained_in=0, mfg="Acme"),
        *entity(20, physical_class=PORT, contained_in=1, position=3, name="GE0/0/3", mfg=mfg, serial=serial),
        *alias(20, 103),
        *interface(103, "GE0/0/3"),
    ]


@pytest.mark.parametrize("table", [one for one in OPTIC_TABLES if one.indexed_by is IndexedBy.IF_INDEX])
def test_an_optic_of_an_interface_is_a_part_of_its_port(table: OpticTable) -> None:
    decoded = device(chassis_with_port(), optic(table, 103, "HUAWEI          ", "02310MNW", "S1X"))
    found = component(decoded, "port:3/transceiver:GE0_0_3")
    assert (found.mfg_name.value if table.mfg_name else "HUAWEI", found.serial_num.value) == ("HUAWEI", "S1X")
    assert (PartFunction.TRANSCEIVER, "GE0/0/3", (table.source,), "port:3") == (
        found.function, found.interface, found.sources, found.contained_in,
    )  # fmt: skip


def test_an_optic_of_an_entity_completes_that_row() -> None:
    decoded = device(
        chassis_with_port(), optic(HUAWEI, 20, "FINISAR", "FTLX", "S1X", bytes.fromhex("009065"))
    )
    found = component(decoded, "port:3")
    assert paths(decoded) == ["", "port:3"]
    assert tuple(
        one.value for one in (found.mfg_name, found.model_name, found.serial_num, found.vendor_oui)
    ) == ("FINISAR", "FTLX", "S1X", 0x009065)
    assert (PartFunction.TRANSCEIVER, ("ENTITY-MIB", HUAWEI.source)) == (found.function, found.sources)


def test_what_the_entity_states_stays_when_both_agree() -> None:
    decoded = device(
        chassis_with_port(mfg="Finisar Corp"), optic(HUAWEI, 20, "FINISAR CORP.   ", serial="S1X")
    )
    found = component(decoded, "port:3")
    assert (
        found.mfg_name.value,
        found.serial_num.value,
        len(decoded.components),
    ) == ("Finisar Corp", "S1X", 2)


def test_makers_that_differ_are_kept_apart_as_a_part_below() -> None:
    decoded = device(chassis_with_port(mfg="Acme"), optic(HUAWEI, 20, "HUAWEI"))
    assert [component(decoded, path).mfg_name.value for path in ("port:3", "port:3/optic")] == [
        "Acme",
        "HUAWEI",
    ]


def test_an_optic_joins_the_transceiver_row_of_its_interface() -> None:
    sfp = entity(
        30, physical_class=MODULE, contained_in=20, position=0, descr="10GBASE-SR SFP+", serial="S1X"
    )
    decoded = device(chassis_with_port(), sfp, optic(H3C, 103, "OEM", "PN-1", "S1X"))
    found = component(decoded, "port:3/module:0")
    assert (len(decoded.components), found.mfg_name.value, found.model_name.value) == (3, "OEM", "PN-1")


def test_an_optic_without_any_row_goes_under_the_root() -> None:
    decoded = device(optic(H3C, 7, "OEM"), interface(7, "Te1/1"))
    assert paths(decoded) == ["", "transceiver:Te1_1"]


def test_an_empty_cage_is_not_a_part() -> None:
    assert len(device(optic(H3C, 7, "                ", "\0\0\0", "N/A", bytes(3))).components) == 1


def test_an_optic_that_states_only_its_type_is_kept() -> None:
    decoded = device(text_row(f"{oid_text(H3C.root)}.{H3C.descr}.7", "1000_BASE_LX_SFP"))
    assert paths(decoded) == ["", "transceiver:ifIndex_7"]


def test_a_modem_of_another_maker_is_a_part_of_the_router() -> None:
    root = oid_text(TELTONIKA.root)
    decoded = device(
        text_row(f"{root}.{TELTONIKA.mfg_name}.1", "ZTE Corporation"),
        text_row(f"{root}.{TELTONIKA.model_name}.1", "MF283"),
    )
    found = component(decoded, "modem:1")
    assert (
        found.function, found.mfg_name.value, found.model_name.value,
    ) == (PartFunction.MODEM, "ZTE Corporation", "MF283")  # fmt: skip


def test_an_empty_modem_slot_is_not_a_part() -> None:
    assert (
        len(device(text_row(f"{oid_text(TELTONIKA.root)}.{TELTONIKA.model_name}.1", "N/A")).components) == 1
    )


def test_a_modem_told_by_two_tables_is_one_part() -> None:
    root = oid_text(TELTONIKA.root)
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=MODULE, contained_in=1, position=1, descr="LTE modem", serial="S1X"),
        text_row(f"{root}.{TELTONIKA.mfg_name}.1", "Quectel"),
        text_row(f"{root}.{TELTONIKA.serial_num}.1", "S1X"),
    )
    assert (paths(decoded), component(decoded, "module:1").mfg_name.value) == (["", "module:1"], "Quectel")


def test_every_vendor_table_has_a_root_of_its_own() -> None:
    roots = [table.root for table in (*OPTIC_TABLES, *MODEM_TABLES)]
    assert len(roots) == len(set(roots))


@pytest.mark.parametrize(
    "table", [one for one in OPTIC_TABLES if one.indexed_by is IndexedBy.OWN], ids=lambda one: one.source
)
def test_an_optic_with_an_index_of_its_own_is_below_the_device(table: OpticTable) -> None:
    decoded = device([*optic(table, 7, "Acme", "PN-1", "S1X")])
    found = component(decoded, "transceiver:7")
    assert (found.serial_num.value if found.serial_num else "S1X", found.sources) == ("S1X", (table.source,))


def test_a_row_of_another_kind_is_no_optic() -> None:
    table = next(one for one in OPTIC_TABLES if one.source == "RADLAN-RLINVENTORYENT-MIB")
    root = oid_text(table.root)
    unit = [
        integer_row(f"{root}.1.0.1", 0),
        text_row(f"{root}.4.0.1", "SX-24"),
        text_row(f"{root}.7.0.1", "S1X"),
    ]
    assert paths(device(unit)) == [""]


def test_an_optic_that_names_its_port_is_a_part_of_it() -> None:
    table = next(one for one in OPTIC_TABLES if one.source == "TIMETRA-PORT-MIB")
    root = oid_text(table.root)
    decoded = device(
        chassis_with_port(),
        text_row(f"{root}.{table.port_name}.1.35684352", "GE0/0/3"),
        text_row(f"{root}.{table.serial_num}.1.35684352", "S1X"),
    )
    assert component(decoded, "port:3/transceiver:GE0_0_3").interface == "GE0/0/3"
