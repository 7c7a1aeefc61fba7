"""Decode never raises, is bounded, and depends on nothing but what was said."""

from __future__ import annotations

import dataclasses

from builders import recording_of
from decode.table_rows import alias, entity, interface, lldp
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.decode import decode_recording
from auditor.decode.device import ROOTS
from auditor.decode.problems import MAX_PROBLEMS_PER_REASON
from auditor.decode.roots import ENT_PHYSICAL_ENTRY, SYSTEM
from auditor.model.device import Component, Device, Observed
from auditor.model.limits import MAX_TREE_DEPTH
from auditor.model.oid import encode_sub_id
from auditor.model.recording import Reason, Recording, Section
from auditor.model.rows import Row, Tag, pack_rows
from auditor.model.sections import SectionKind

EXAMPLES = settings(max_examples=150, deadline=None)

sub_ids = st.one_of(st.integers(0, 30), st.integers(0, 2**32 - 1))
indices = st.lists(sub_ids, max_size=10).map(lambda values: b"".join(map(encode_sub_id, values)))
oids = st.one_of(
    st.binary(max_size=20),
    st.builds(
        lambda root, rest: root + rest, st.sampled_from(ROOTS), st.one_of(indices, st.binary(max_size=12))
    ),
)
tags = st.one_of(st.sampled_from([2, 4, 5, 6, 0x40, 0x42, 0x43, 0x46, 0x80]), st.integers(0, 255))
texts = st.sampled_from([b"Huawei\0\0", b"1000BASE-LX SFP", b"S1X", b"\xff\xfe", b"0:e0:fc:1:2:3", b"N/A"])
values = st.one_of(st.binary(max_size=24), texts, indices)
pointers = st.tuples(  # sysObjectID and entPhysicalVendorType: values that are read as object identifiers
    st.sampled_from([SYSTEM + b"\x02\x00", ENT_PHYSICAL_ENTRY + b"\x03\x01"]),
    st.just(int(Tag.OBJECT_IDENTIFIER)),
    st.one_of(indices, st.binary(max_size=24), st.just(b"+\xff\xff\xff\xff\xff\x7f\x01")),
)
rows = st.lists(st.one_of(st.tuples(oids, tags, values), pointers), max_size=60)


def recording(*sections: list[Row]) -> Recording:
    return recording_of(*((SectionKind.OTHER, f"1.3.{n}", one) for n, one in enumerate(sections)))


def check(device: Device) -> None:
    paths = [component.path for component in device.components]
    assert paths[0] == ""
    assert len(paths) == len(set(paths))
    assert len(device.neighbors) == len({neighbor.key for neighbor in device.neighbors})
    for component in device.components[1:]:
        assert component.contained_in in paths
        assert component.path.count("/") <= MAX_TREE_DEPTH + 1
    for observed in observed_texts(device):
        observed.encode("utf-8")
    assert len(device.problems) <= len(Reason) * (MAX_PROBLEMS_PER_REASON + 1)
    hash(device)


def observed_texts(device: Device) -> list[str]:
    found = [device.name, device.sys_descr, device.location]
    for component in device.components:
        found += [
            component.name,
            component.descr,
            component.mfg_name,
            component.model_name,
            component.serial_num,
        ]
    for neighbor in device.neighbors:
        found += [neighbor.system_name, neighbor.system_descr, neighbor.mfg_name]
    return [one.value for one in found if one]


@EXAMPLES
@given(rows)
def test_arbitrary_rows_never_raise_and_the_output_is_well_formed(given_rows: list[Row]) -> None:
    device = decode_recording(recording(given_rows))
    check(device)
    assert len(device.components) + len(device.neighbors) + len(device.interfaces) <= 1 + 2 * len(given_rows)


@EXAMPLES
@given(rows, st.integers(0, 200), st.binary(max_size=20))
def test_truncated_payloads_and_trailing_octets_never_raise(
    given_rows: list[Row], cut: int, tail: bytes
) -> None:
    whole = recording(given_rows)
    payload = pack_rows(given_rows)
    for octets in (payload[: max(0, len(payload) - cut)], payload + tail, tail):
        check(decode_recording(dataclasses.replace(whole, payloads=(Section.of(octets),))))


@EXAMPLES
@given(rows, rows, rows)
def test_the_order_of_sections_does_not_matter(one: list[Row], two: list[Row], three: list[Row]) -> None:
    forward = recording(one, two, three)
    backward = dataclasses.replace(forward, sections=forward.sections[::-1], payloads=forward.payloads[::-1])
    assert decode_recording(forward) == decode_recording(backward)


@st.composite
def entity_tables(draw: st.DrawFn) -> list[dict[str, str | int]]:
    """Rows of an entity table by index 1 …; parents may be missing, loop or be the row itself."""
    count = draw(st.integers(1, 12))
    names = st.sampled_from(["", "A", "B", "SFP 1"])
    return [
        {
            "contained_in": draw(st.integers(0, count + 1)),
            "physical_class": draw(st.sampled_from([1, 3, 5, 6, 9, 10, 11])),
            "position": draw(st.integers(-1, 2)),
            "name": draw(names),
            "descr": draw(st.sampled_from(["", "10GBASE-LR SFP+", "board"])),
            "serial": draw(st.sampled_from(["", "S1X", "S2X"])),
        }
        for _ in range(count)
    ]


def numbered(table: list[dict[str, str | int]], numbers: list[int]) -> Recording:
    """The table with the indices given; a parent outside of it gets a number outside of them."""
    missing = max(numbers) + 1
    found: list[Row] = []
    for number, row in zip(numbers, table, strict=True):
        parent = int(row["contained_in"])
        parent = 0 if parent == 0 else numbers[parent - 1] if parent <= len(numbers) else missing
        found += entity(number, **{**row, "contained_in": parent})
        found += alias(number, 100 + int(row["position"])) if row["physical_class"] == 10 else []
    return recording([*found, *interface(100, "Gi0"), *interface(101, "Gi1")])


def without_references(component: Component) -> tuple[object, ...]:
    return tuple(one[:2] if isinstance(one, Observed) else one for one in component)


@EXAMPLES
@given(st.data())
def test_paths_and_values_survive_renumbered_indices(data: st.DataObject) -> None:
    table = data.draw(entity_tables())
    count = len(table)
    numbers = data.draw(st.lists(st.integers(1, 2**31), min_size=count, max_size=count, unique=True))
    first = decode_recording(numbered(table, list(range(1, count + 1))))
    second = decode_recording(numbered(table, numbers))
    assert [without_references(one) for one in first.components] == [
        without_references(one) for one in second.components
    ]


@EXAMPLES
@given(entity_tables())
def test_every_entity_row_is_a_component(table: list[dict[str, str | int]]) -> None:
    components = decode_recording(numbered(table, list(range(1, len(table) + 1)))).components
    assert len(table) == sum("ENTITY-MIB" in component.sources for component in components)


@EXAMPLES
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.sampled_from(["", "00e0fc010203", "f4f5e8000001"]), texts), max_size=8
    )
)
def test_every_announcement_is_a_sighting_of_some_neighbor(announced: list[tuple[int, str, bytes]]) -> None:
    found = [
        row
        for number, (port, mac, name) in enumerate(announced)
        for row in lldp(f"0.{port}.{number}", mac=mac, name=name.decode("latin-1"))
    ]
    device = decode_recording(recording(found))
    ports = {f"ifIndex {port}" for port, _, _ in announced}
    assert ports == {one.local_interface for neighbor in device.neighbors for one in neighbor.sightings}
