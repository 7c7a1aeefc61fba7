"""Neighbors told by the kin of CDP and LLDP: FDP, ISDP, EDP, SONMP, LLDP-V2 and Nokia's LLDP."""

from __future__ import annotations

import pytest
from builders import integer_row, text_row
from decode.table_rows import device, interface, neighbor

from auditor.collect.plan import DEFAULT_PLAN, within
from auditor.decode.cdp import CACHE_TABLES, CacheTable
from auditor.decode.lldp import LATER_TABLES, RemoteTable
from auditor.decode.roots import EDP_ENTRY, SONMP_ENTRY
from auditor.model.oid import oid_text
from auditor.model.recording import Reason

MAC = "00e0fc010203"
KEY = f"mac:{MAC}"
PORT = interface(101, "Gi1")
EDP, SONMP = oid_text(EDP_ENTRY), oid_text(SONMP_ENTRY)


def seen(decoded, key: str = KEY) -> list[tuple[str, str]]:
    return [(one.protocol, one.local_interface) for one in neighbor(decoded, key).sightings]


@pytest.mark.parametrize("table", CACHE_TABLES, ids=lambda one: oid_text(one.root))
def test_a_cache_row_is_a_neighbor_with_name_platform_and_address(table: CacheTable) -> None:
    root = oid_text(table.root)
    decoded = device(
        PORT,
        text_row(f"{root}.{table.device_id}.101.1", "core-7"),
        text_row(f"{root}.{table.platform}.101.1", "SX-24"),
        text_row(f"{root}.{table.version}.101.1", "SX software 1.2"),
        text_row(f"{root}.{table.address}.101.1", bytes((10, 0, 0, 7))),
    )
    (found,) = decoded.neighbors
    assert (
        found.system_name.value,
        found.model_name.value,
        found.system_descr.value,
        found.addresses,
        [(one.protocol, one.local_interface) for one in found.sightings],
    ) == ("core-7", "SX-24", "SX software 1.2", ("10.0.0.7",), [(table.protocol, "Gi1")])


@pytest.mark.parametrize("table", CACHE_TABLES, ids=lambda one: oid_text(one.root))
def test_what_is_read_of_a_cache_is_asked_for(table: CacheTable) -> None:
    columns = (table.address, table.version, table.device_id, table.platform, table.capabilities)
    wanted = [f"{oid_text(table.root)}.{column}" for column in columns]
    assert [oid for oid in wanted if not any(within(oid, one.root) for one in DEFAULT_PLAN.roots)] == []


def remote(table: RemoteTable, index: str) -> list:
    root, shift = oid_text(table.root), table.shift
    return [
        integer_row(f"{root}.{4 + shift}.{index}", 4),
        text_row(f"{root}.{5 + shift}.{index}", bytes.fromhex(MAC)),
        text_row(f"{root}.{9 + shift}.{index}", "core-7"),
        text_row(f"{root}.{10 + shift}.{index}", "SX software 1.2"),
    ]


@pytest.mark.parametrize("table", LATER_TABLES, ids=lambda one: oid_text(one.root))
def test_a_remote_system_of_a_later_table_is_a_neighbor_on_its_interface(table: RemoteTable) -> None:
    address = integer_row(f"{oid_text(table.addresses)}.3.0.101.1.9.1.4.10.0.0.7", 2)
    decoded = device(PORT, remote(table, "0.101.1.9"), address)
    found = neighbor(decoded, KEY)
    assert (found.system_name.value, found.system_descr.value, found.addresses, seen(decoded)) == (
        "core-7", "SX software 1.2", ("10.0.0.7",), [("lldp", "Gi1")],
    )  # fmt: skip


@pytest.mark.parametrize("table", LATER_TABLES, ids=lambda one: oid_text(one.root))
def test_a_remote_system_with_another_index_is_kept_with_a_problem(table: RemoteTable) -> None:
    decoded = device(PORT, remote(table, "0.101.9"))
    assert (seen(decoded), {one.reason for one in decoded.problems}) == (
        [("lldp", "")],
        {Reason.ROW_UNDECODED},
    )


@pytest.mark.parametrize("table", LATER_TABLES, ids=lambda one: oid_text(one.root))
def test_the_later_tables_are_asked_for(table: RemoteTable) -> None:
    wanted = (f"{oid_text(table.root)}.5", oid_text(table.addresses))
    roots = [one.root for one in DEFAULT_PLAN.roots]
    assert [oid for oid in wanted if not any(within(oid, one) or within(one, oid) for one in roots)] == []


def test_edp_names_the_neighbor_and_its_address() -> None:
    index = "101.0.0." + ".".join(str(octet) for octet in bytes.fromhex(MAC))
    decoded = device(
        PORT,
        text_row(f"{EDP}.2.{index}", bytes(2) + bytes.fromhex(MAC)),
        text_row(f"{EDP}.3.{index}", "core-7"),
    )
    assert (seen(decoded), neighbor(decoded, KEY).system_name.value) == ([("edp", "Gi1")], "core-7")


def test_the_nortel_table_tells_of_neighbors_and_not_of_the_device_itself() -> None:
    own = [text_row(f"{SONMP}.5.0.0.10.0.0.1.0", bytes.fromhex("f4f5e8000001"))]
    decoded = device(
        own,
        text_row(f"{SONMP}.3.1.24.10.0.0.7.5", bytes((10, 0, 0, 7))),
        text_row(f"{SONMP}.5.1.24.10.0.0.7.5", bytes.fromhex(MAC)),
    )
    assert [one.key for one in decoded.neighbors] == [KEY]
    assert (seen(decoded), neighbor(decoded, KEY).addresses) == ([("sonmp", "1/24")], ("10.0.0.7",))
