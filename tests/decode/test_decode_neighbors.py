"""Neighbors: who they are, where they were seen, and what is one neighbor."""

from __future__ import annotations

import dataclasses

import pytest
from builders import integer_row, recording_of, text_row
from decode.table_rows import (
    ARP,
    CDP,
    FDB,
    FDB_Q,
    LLDP_MED,
    arp,
    base_port,
    device,
    dotted,
    fdb,
    interface,
    lldp,
    neighbor,
    recording,
)

from auditor.decode import decode_recording
from auditor.decode.cell_reader import CellReader
from auditor.decode.device import ROOTS
from auditor.decode.interfaces import decode_interfaces
from auditor.decode.macs import is_station
from auditor.decode.neighbors import decode_neighbors
from auditor.decode.problems import ProblemList
from auditor.decode.rows_index import index_rows
from auditor.model.recording import Reason
from auditor.model.sections import SectionKind

MAC, OTHER = "00e0fc010203", "f4f5e8000001"
KEY = f"mac:{MAC}"
PORTS = [base_port(1, 101), base_port(2, 102), *interface(101, "Gi1"), *interface(102, "Gi2")]


def seen(decoded, key: str = KEY) -> list[tuple[str, str, int]]:
    return [
        (one.protocol, one.local_interface, one.addresses_on_port) for one in neighbor(decoded, key).sightings
    ]


def test_one_station_in_three_tables_is_one_neighbor_nearest_sighting_first() -> None:
    decoded = device(
        PORTS,
        fdb(MAC, 2),
        fdb(OTHER, 2),
        fdb(OTHER, 1),
        arp(102, "10.0.0.7", MAC),
        lldp("0.101.1", mac=MAC, name="n1"),
    )
    assert seen(decoded) == [("lldp", "Gi1", 1), ("fdb", "Gi2", 2), ("arp", "Gi2", 2)]
    assert (
        neighbor(decoded, KEY).addresses,
        neighbor(decoded, KEY).system_name.value,
    ) == (("10.0.0.7",), "n1")


def test_of_two_ports_the_one_with_fewer_addresses_is_nearer() -> None:
    decoded = device(PORTS, fdb(MAC, 1), fdb(OTHER, 1), integer_row(f"{FDB_Q}.2.10.{dotted(MAC)}", 2))
    assert seen(decoded) == [("fdb", "Gi2", 1), ("fdb", "Gi1", 2)]


def test_an_entry_without_a_port_is_kept_without_an_interface() -> None:
    decoded = device(PORTS, fdb(MAC, 0), integer_row(f"{FDB}.3.{dotted(OTHER)}", 3))
    assert seen(decoded) == [("fdb", "", 2)]
    assert seen(decoded, f"mac:{OTHER}") == [("fdb", "", 2)]


def test_a_length_before_the_mac_in_an_index_is_skipped() -> None:
    assert seen(device(PORTS, integer_row(f"{FDB_Q}.2.10.6.{dotted(MAC)}", 1))) == [("fdb", "Gi1", 1)]


def test_the_port_map_of_the_same_context_counts() -> None:
    sections = [
        (SectionKind.SYSTEM, "1.3.6.1.2.1.1", [text_row("1.3.6.1.2.1.1.1.0", "x")]),
        (SectionKind.BRIDGE, "1.3.6.1.2.1.17.1.4", [*PORTS]),
        (SectionKind.BRIDGE, "1.3.6.1.2.1.17.1.4", [base_port(1, 102)]),
        (SectionKind.FDB, "1.3.6.1.2.1.17.4.3", [fdb(MAC, 1)]),
    ]
    recording = recording_of(*sections)
    in_vlan = [dataclasses.replace(one, context="vlan-10") for one in recording.sections[2:]]
    decoded = decode_recording(dataclasses.replace(recording, sections=(*recording.sections[:2], *in_vlan)))
    assert seen(decoded) == [("fdb", "Gi2", 1)]


@pytest.mark.parametrize(
    "mac", ["000000000000", "ffffffffffff", "01005e000001", "00005e000101", "00005e000203", "00000c07ac05",
            "00000c9ff123", "0007b4000102", "333300000001"]
)  # fmt: skip
def test_groups_and_virtual_routers_are_no_neighbors(mac: str) -> None:
    assert (is_station(int(mac, 16)), device(fdb(mac, 1), arp(1, "10.0.0.1", mac)).neighbors) == (False, ())


def test_a_locally_administered_station_is_a_neighbor() -> None:
    assert [one.key for one in device(fdb("02005e000101", 1)).neighbors] == ["mac:02005e000101"]


def test_own_addresses_are_no_neighbors() -> None:
    own = interface(101, "Gi1", bytes.fromhex(MAC))
    base = text_row("1.3.6.1.2.1.17.1.1.0", bytes.fromhex(OTHER))
    status_self = integer_row(f"{FDB}.3.{dotted('001b21000001')}", 4)
    decoded = device(
        own, base, fdb(MAC, 1), fdb(OTHER, 1), fdb("001b21000001", 1), status_self, lldp("0.1.1", mac=MAC)
    )
    assert ((), int(OTHER, 16)) == (decoded.neighbors, decoded.base_mac.value)


def test_invalid_and_local_arp_entries_are_no_neighbors() -> None:
    assert device(arp(1, "10.0.0.1", MAC), integer_row(f"{ARP}.4.1.10.0.0.1", 2)).neighbors == ()


def test_the_newer_arp_table_is_read_with_ipv6() -> None:
    row = text_row(
        f"1.3.6.1.2.1.4.35.1.4.5.2.16.{dotted('fe80000000000000021b21fffe000001')}", bytes.fromhex(MAC)
    )
    assert neighbor(device(row), KEY).addresses == ("fe80::21b:21ff:fe00:1",)


def test_med_inventory_names_maker_model_and_serial_and_the_serial_is_the_key() -> None:
    med = [
        text_row(f"{LLDP_MED}.{column}.0.101.1", text)
        for column, text in ((4, "S1X"), (5, "Huawei"), (6, "eSpace"))
    ]
    found = neighbor(
        device(PORTS, lldp("0.101.1", mac=MAC, name="phone", capabilities=b"\x24"), med), "serial:S1X"
    )
    assert tuple(one.value for one in (found.serial_num, found.mfg_name, found.model_name)) == (
        "S1X",
        "Huawei",
        "eSpace",
    )
    assert (("bridge", "telephone"), int(MAC, 16)) == (found.capabilities, found.mac.value)


def test_a_neighbor_on_two_ports_is_one_by_its_serial() -> None:
    med = [text_row(f"{LLDP_MED}.4.0.{port}.1", "S1X") for port in (101, 102)]
    decoded = device(PORTS, lldp("0.101.1", mac=MAC), lldp("0.102.1", mac=OTHER), med)
    assert seen(decoded, "serial:S1X") == [("lldp", "Gi1", 0), ("lldp", "Gi2", 0)]
    assert len(decoded.neighbors) == 1


def test_one_address_with_two_serials_is_two_neighbors() -> None:
    med = [text_row(f"{LLDP_MED}.4.0.{port}.1", f"S{port}X") for port in (101, 102)]
    decoded = device(PORTS, lldp("0.101.1", mac=MAC), lldp("0.102.1", mac=MAC), med)
    assert [one.key for one in decoded.neighbors] == ["serial:S101X", "serial:S102X"]


def test_two_neighbors_of_one_name_on_one_port_stay_two() -> None:
    decoded = device(
        PORTS, lldp("0.101.1", mac=MAC, name="Switch"), lldp("0.101.2", mac=OTHER, name="Switch")
    )
    assert [KEY, f"mac:{OTHER}"] == [one.key for one in decoded.neighbors]


def test_a_neighbor_without_management_address_or_mac_is_kept() -> None:
    decoded = device(PORTS, lldp("0.101.1", name="unmanaged", descr="Huawei Versatile Routing Platform"))
    assert [(one.system_name.value, one.system_descr.value, one.addresses) for one in decoded.neighbors] == [
        ("unmanaged", "Huawei Versatile Routing Platform", ())
    ]


def test_a_malformed_lldp_index_keeps_the_neighbor_and_is_a_problem() -> None:
    decoded = device(lldp("8", mac=MAC))
    assert seen(decoded) == [("lldp", "", 0)]
    assert [one.reason for one in decoded.problems] == [Reason.ROW_UNDECODED]


def test_management_addresses_come_from_the_index() -> None:
    row = integer_row("1.0.8802.1.1.2.1.4.2.1.3.0.101.1.1.4.10.0.0.9", 2)
    assert neighbor(device(PORTS, lldp("0.101.1", mac=MAC), row), KEY).addresses == ("10.0.0.9",)


@pytest.mark.parametrize(
    ("local_port", "label"),
    [
        ([text_row("1.0.8802.1.1.2.1.3.7.1.3.7", "Gi2")], "Gi2"),
        ([text_row("1.0.8802.1.1.2.1.3.7.1.4.7", "Gi2")], "Gi2"),
        ([text_row("1.0.8802.1.1.2.1.3.7.1.4.7", "wan port")], "wan port"),
        ([], "ifIndex 7"),
    ],
)
def test_the_local_port_of_lldp_is_named_as_the_interface(local_port: list, label: str) -> None:
    assert [("lldp", label, 0)] == seen(device(PORTS, local_port, lldp("0.7.1", mac=MAC)))


def cdp(
    index: str, device_id: str, platform: str = "", address: bytes = b"", capabilities: bytes = b""
) -> list:
    columns = ((4, address), (6, device_id), (8, platform), (9, capabilities))
    return [text_row(f"{CDP}.{column}.{index}", value) for column, value in columns if value]


def test_a_cdp_neighbor_has_name_model_address_and_capabilities() -> None:
    decoded = device(PORTS, cdp("101.3", "sw-7", "cisco WS-C2960", bytes((10, 0, 0, 9)), b"\0\0\0\x29"))
    found = decoded.neighbors[0]
    assert (found.system_name.value, found.model_name.value) == ("sw-7", "cisco WS-C2960")
    assert (found.addresses, found.capabilities) == (("10.0.0.9",), ("router", "bridge"))


def test_a_serial_in_a_cdp_device_id_is_the_key() -> None:
    found = neighbor(device(PORTS, cdp("101.3", "nexus(FOX1234ABCD)")), "serial:FOX1234ABCD")
    assert found.system_name.value == "nexus"


def test_a_mac_as_cdp_device_id_is_the_neighbors_mac() -> None:
    assert [one.key for one in device(PORTS, cdp("101.3", "00E0FC010203")).neighbors] == [KEY]


def test_lldp_and_cdp_of_one_name_on_one_port_are_one_neighbor() -> None:
    decoded = device(PORTS, lldp("0.101.1", mac=MAC, name="SW-7"), cdp("101.3", "sw-7", "cisco WS-C2960"))
    assert sorted(seen(decoded)) == [("cdp", "Gi1", 0), ("lldp", "Gi1", 0)]
    assert neighbor(decoded, KEY).model_name.value == "cisco WS-C2960"


def test_one_cdp_neighbor_on_two_ports_is_one() -> None:
    decoded = device(PORTS, cdp("101.3", "sw-7", "cisco X"), cdp("102.4", "sw-7", "cisco X"))
    assert [len(one.sightings) for one in decoded.neighbors] == [2]


def test_an_index_without_mac_is_a_problem_unless_the_address_column_has_it() -> None:
    decoded = device(
        PORTS,
        integer_row(f"{FDB}.2.5", 1),
        text_row(f"{FDB}.1.5", bytes.fromhex(MAC)),
        integer_row(f"{FDB}.2.6", 1),
    )
    assert seen(decoded) == [("fdb", "Gi1", 1)]
    assert [f"{FDB}.2.6"] == [one.unit for one in decoded.problems]


def test_neighbors_above_the_limit_are_counted_in_a_problem() -> None:

    problems = ProblemList()
    reader = CellReader("r", problems)
    rows = index_rows(recording(fdb(MAC, 1), fdb(OTHER, 1)), ROOTS, problems)
    assert len(decode_neighbors(rows, reader, decode_interfaces(rows, reader), None, limit=1)) == 1
    assert [one.reason for one in problems.finish()] == [Reason.ROW_CAP]
