"""The cast agrees with its recordings, its neighbours and the inventory of the repository."""

from __future__ import annotations

import tomllib
from collections import Counter
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from auditor.collect.cli_plan import find_platform
from auditor.collect.snmprec import read_snmprec
from auditor.demo.cast import (
    ENGINE_ID_OID,
    Behaviour,
    CastMember,
    designation_list,
    load_cast,
    make_agents,
    make_cli_devices,
    recorded_rows,
)
from auditor.model.finding import Status
from auditor.model.oid import encode_oid, oid_text, sub_ids
from auditor.model.recording import Reason
from auditor.model.rows import Row, Tag
from auditor.model.target import Transport

ROOT = Path(__file__).resolve().parents[2]
RECORDINGS = ROOT / "auditor" / "demo" / "recordings"
CAST = load_cast()
PLAYED = [member for member in CAST.members if member.recording]
SYS_NAME, SYS_DESCR = encode_oid("1.3.6.1.2.1.1.5.0"), encode_oid("1.3.6.1.2.1.1.1.0")
BRIDGE_ADDRESS = encode_oid("1.3.6.1.2.1.17.1.1.0")
LLDP_REMOTE = encode_oid("1.0.8802.1.1.2.1.4.1.1")
ENTITY = encode_oid("1.3.6.1.2.1.47.1.1.1.1")
IF_INDEX = encode_oid("1.3.6.1.2.1.2.2.1.1")
ALIAS = encode_oid("1.3.6.1.2.1.47.1.3.2.1.2")


def column(rows: list[Row], table: bytes, number: int) -> dict[tuple[int, ...], bytes]:
    prefix = table + bytes((number,))
    cut = len(sub_ids(prefix))
    return {sub_ids(oid)[cut:]: value for oid, _, value in rows if oid.startswith(prefix)}


def value_at(rows: list[Row], oid: bytes) -> bytes:
    return next(value for row_oid, _, value in rows if row_oid == oid)


@pytest.mark.parametrize("path", sorted(RECORDINGS.glob("*.snmprec")), ids=lambda path: path.name)
def test_recording_has_no_bad_line_and_a_player(path: Path) -> None:
    _, problems = read_snmprec(path.read_bytes(), path.name)
    assert problems == ()
    assert path.name.removesuffix(".snmprec").partition("@")[0] in {member.recording for member in PLAYED}


def test_names_addresses_and_engine_ids_are_unique_and_local() -> None:
    engines = [value_at(recorded_rows(member.recording)[""], ENGINE_ID_OID) for member in PLAYED]
    for values in ([m.name for m in CAST.members], [m.address for m in CAST.members], engines):
        assert [value for value, count in Counter(values).items() if count > 1] == []
    assert all(ip_address(member.address) in ip_network("127.0.0.0/8") for member in CAST.members)
    assert {"Tokyo", "Osaka", "Sapporo"} == {member.site for member in CAST.members}


def test_what_is_expected_is_said_in_the_products_words() -> None:
    statuses = {status.value for status in Status}
    for member in CAST.members:
        expected = {member.status, *(entry.status for entry in (*member.parts, *member.neighbors))}
        assert expected <= statuses, member.name
        assert set(member.coverage) <= {reason.value for reason in Reason}, member.name


def test_inventory_of_the_repository_lists_exactly_the_cast() -> None:
    targets = tomllib.loads((ROOT / "inventories" / "demo.toml").read_text("utf-8"))["targets"]
    both = ["demo", "demo-cli"]
    cast = [
        (
            m.name,
            m.address,
            m.site,
            list(m.tags),
            list(m.transports),
            both if Transport.SSH in m.transports else ["demo"],
        )
        for m in CAST.members
    ]
    assert cast == [
        (t["id"], t["address"], t["site"], t["tags"], t.get("transports", ["snmp"]), t["credentials"])
        for t in targets
    ]


def test_what_a_command_line_plays_is_in_the_catalogue_of_its_platform() -> None:
    devices = make_cli_devices(CAST)
    assert {m.address for m in CAST.members if Transport.SSH in m.transports} == set(devices)
    assert {path.name for path in RECORDINGS.iterdir() if path.is_dir()} == {d.host for d in devices.values()}
    for device in devices.values():
        platform = find_platform(device.platform)
        assert platform is not None
        assert set(device.outputs) <= {command.text for command in platform.commands}


def test_designation_list_is_marked_fictitious_and_hides_the_names() -> None:
    listed = tomllib.loads(designation_list().decode())
    assert listed["fictitious"] is True
    for entry in listed["designation"]:
        assert entry["vendor"] not in entry["id"].casefold()


@pytest.mark.parametrize("member", PLAYED, ids=lambda member: member.name)
def test_device_is_called_as_in_the_cast_and_its_tables_fit_together(member: CastMember) -> None:
    rows = recorded_rows(member.recording)[""]
    assert member.name == value_at(rows, SYS_NAME).decode()
    interfaces = set(column(rows, IF_INDEX[:-1], 1))
    parents = {int.from_bytes(value, "big") for value in column(rows, ENTITY, 4).values()}
    parts = {index[0] for index in column(rows, ENTITY, 5)}
    assert parents <= {0, *parts}
    for oid, tag, value in rows:
        if oid.startswith(ALIAS):
            assert tag == Tag.OBJECT_IDENTIFIER
            assert sub_ids(value)[-1:] in interfaces, oid_text(oid)


def test_neighbours_over_lldp_are_what_they_say_of_themselves() -> None:
    by_name = {member.name: recorded_rows(member.recording)[""] for member in PLAYED}
    strangers = []
    for name, rows in by_name.items():
        for index, neighbor in column(rows, LLDP_REMOTE, 9).items():
            seen = by_name.get(neighbor.decode())
            if seen is None:
                strangers.append((name, neighbor.decode()))
                continue
            assert value_at(seen, SYS_DESCR) == column(rows, LLDP_REMOTE, 10)[index]
            if any(oid == BRIDGE_ADDRESS for oid, _, _ in seen):
                assert value_at(seen, BRIDGE_ADDRESS) == column(rows, LLDP_REMOTE, 5)[index]
            assert name.encode() in column(seen, LLDP_REMOTE, 9).values()
    assert strangers == [("tokyo-dc-sw1", "tokyo-lab-rt9")]


def test_parts_that_can_be_bought_state_a_maker_where_clear_is_expected() -> None:
    for member in CAST.members:
        if member.status == "clear":
            rows = recorded_rows(member.recording)[""]
            makers = column(rows, ENTITY, 12)
            bought = [index for index, value in column(rows, ENTITY, 16).items() if value == b"\x01"]
            assert bought, member.name
            assert all(makers[index] for index in bought), member.name


def test_behaviours_reach_the_agents() -> None:
    agents = make_agents(CAST)
    for member in CAST.members:
        agent = agents[member.address]
        assert (member.behaviour is Behaviour.SILENT) == agent.silent
        assert (member.behaviour is Behaviour.STOPS) == (agent.stop_after is not None)
    stopping = next(member for member in CAST.members if member.behaviour is Behaviour.STOPS)
    makers = column(recorded_rows(stopping.recording)[""], ENTITY, 12)
    stop = agents[stopping.address].stop_after
    assert stop is not None
    assert 0 < len([index for index in makers if index <= stop[-1:]]) < len(makers)
