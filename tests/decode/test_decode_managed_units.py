"""ONUs and access points: listed by the device that manages them, and neighbors of it."""

from __future__ import annotations

import pytest
from builders import text_row
from decode.table_rows import device, interface

from auditor.collect.plan import DEFAULT_PLAN
from auditor.model.rows import Row
from auditor.model.unit_tables import PON_TABLES, UNIT_TABLES, WLAN_TABLES, UnitIndex, UnitTable

HUAWEI_SERIALS, HUAWEI_MODELS = PON_TABLES[0], PON_TABLES[1]
BDCOM_EPON = next(table for table in PON_TABLES if table.mib == "NMS-EPON-ONU-MIB")
CISCO, ARUBA = WLAN_TABLES[0], WLAN_TABLES[1]
SERIAL = bytes.fromhex("485754437c9a0a9b")
AP_INDEX = "0.11.134.1.2.3"


def unit(table: UnitTable, index: str, **columns: str | bytes) -> list[Row]:
    return [
        text_row(f"{table.root}.{getattr(table, name)}.{index}", value) for name, value in columns.items()
    ]


@pytest.mark.parametrize(
    "sent",
    [SERIAL, "HWTC7C9A0A9B", "485754437C9A0A9B", "HWTC-7c9a0a9b", "HWTC:7C9A0A9B", "0x485754437c9a0a9b"],
)
def test_a_pon_serial_number_reads_the_same_however_it_is_sent(sent: str | bytes) -> None:
    decoded = device(unit(HUAWEI_SERIALS, "4194304000.7", serial_num=sent))
    assert [one.serial_num.value for one in decoded.neighbors] == ["HWTC7C9A0A9B"]


def test_an_onu_is_a_neighbor_on_its_pon_port_with_the_model_of_the_other_table() -> None:
    decoded = device(
        unit(HUAWEI_SERIALS, "4194304000.7", serial_num=SERIAL),
        unit(HUAWEI_MODELS, "4194304000.7", model_name="HG8245H"),
        unit(HUAWEI_MODELS, "4194304000.8", model_name="HG8010H"),
        interface(4194304000, "GPON 0/1/0"),
    )
    [found] = decoded.neighbors
    assert (found.key, found.model_name.value) == ("serial:HWTC7C9A0A9B", "HG8245H")
    assert [(one.protocol, one.local_interface) for one in found.sightings] == [("pon", "GPON 0/1/0")]


def test_a_unit_that_states_neither_serial_nor_address_is_none() -> None:
    assert device(unit(HUAWEI_SERIALS, "4194304000.7", serial_num=bytes(8))).neighbors == ()


def test_an_epon_unit_is_known_by_its_address_and_keeps_the_stated_vendor_id() -> None:
    decoded = device(
        unit(BDCOM_EPON, "97", mac=bytes.fromhex("d05faf630f2f"), vendor_id="ZTEG", model_name="F601"),
        interface(97, "EPON0/1:3"),
    )
    [found] = decoded.neighbors
    assert (
        found.key, found.mfg_name.value, found.sightings[0].local_interface,
    ) == ("mac:d05faf630f2f", "ZTEG", "EPON0/1:3")  # fmt: skip


def test_an_access_point_is_known_by_its_serial_number_and_the_address_in_the_index() -> None:
    decoded = device(unit(ARUBA, AP_INDEX, name="ap-1", serial_num="CNDBJ0A001", model_name="325"))
    [found] = decoded.neighbors
    assert (
        found.key, found.mac.value, found.system_name.value, found.capabilities,
    ) == ("serial:CNDBJ0A001", 0x000B86010203, "ap-1", ("wlanAccessPoint",))  # fmt: skip


def test_the_address_of_the_wired_side_wins_over_the_radio_in_the_index() -> None:
    decoded = device(unit(CISCO, AP_INDEX, serial_num="FGL1A", mac=bytes.fromhex("00aabbccddee")))
    assert [one.mac.value for one in decoded.neighbors] == [0x00AABBCCDDEE]


def test_the_access_point_that_answers_for_its_cluster_is_no_neighbor_of_itself() -> None:
    decoded = device(
        unit(ARUBA, AP_INDEX, serial_num="CNDBJ0A001"), interface(1, "bond0", bytes.fromhex("000b86010203"))
    )
    assert decoded.neighbors == ()


@pytest.mark.parametrize("table", UNIT_TABLES, ids=lambda table: table.root)
def test_every_column_that_is_read_is_asked_for_and_no_other(table: UnitTable) -> None:
    asked = {root.root for root in DEFAULT_PLAN.roots if root.root.startswith(table.root + ".")}
    assert {f"{table.root}.{column}" for column in table.columns} == asked
    assert all(root.when == table.when for root in DEFAULT_PLAN.roots if root.root in asked)


@pytest.mark.parametrize("table", UNIT_TABLES, ids=lambda table: table.root)
def test_hostile_rows_of_a_table_are_survived(table: UnitTable) -> None:
    rows = [
        text_row(f"{table.root}.{column}.{index}", value)
        for column in table.columns
        for index in ("1", "4294967295.4294967295", "1.2.3.4.5.6.7.8.9", "300.300.300.300.300.300")
        for value in (b"", b"\xff" * 300, b"\0" * 8, "<script>")
    ]
    assert all(len(one.key) < 200 for one in device(rows).neighbors)


def test_only_access_points_have_their_address_in_the_index() -> None:
    assert {"wlan"} == {one.protocol for one in UNIT_TABLES if one.indexed_by is UnitIndex.MAC}
