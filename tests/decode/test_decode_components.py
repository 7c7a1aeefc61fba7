"""The component tree: root, repair, paths."""

from __future__ import annotations

from builders import text_row
from decode.table_rows import (
    CHASSIS,
    CONTAINER,
    MODULE,
    PORT,
    POWER_SUPPLY,
    STACK,
    alias,
    component,
    device,
    entity,
    interface,
    paths,
)

from auditor.model.device import PartFunction, PhysicalClass
from auditor.model.limits import MAX_TREE_DEPTH
from auditor.model.recording import Reason


def test_the_only_chassis_on_top_is_the_root() -> None:
    decoded = device(
        entity(7, physical_class=CHASSIS, contained_in=0, model="M-1", serial="S-1", mfg="Acme", fru=1),
        entity(8, physical_class=POWER_SUPPLY, contained_in=7, position=1),
    )
    root = component(decoded, "")
    assert paths(decoded) == ["", "powerSupply:1"]
    assert tuple(one.value for one in (root.model_name, root.serial_num, root.mfg_name, root.is_fru)) == (
        "M-1",
        "S-1",
        "Acme",
        True,
    )
    assert (root.function, root.sources) == (PartFunction.DEVICE, ("ENTITY-MIB",))
    assert component(decoded, "powerSupply:1").contained_in == ""


def test_a_stack_on_top_is_the_root_and_its_members_keep_their_serials() -> None:
    decoded = device(
        entity(1, physical_class=STACK, contained_in=0),
        entity(1000, physical_class=CHASSIS, contained_in=1, position=1, serial="S-1"),
        entity(2000, physical_class=CHASSIS, contained_in=1, position=2, serial="S-2"),
    )
    assert component(decoded, "").physical_class == PhysicalClass.STACK
    assert [component(decoded, f"chassis:{n}").serial_num.value for n in (1, 2)] == ["S-1", "S-2"]


def test_several_chassis_on_top_are_members_of_a_stack_that_has_no_row() -> None:
    decoded = device(*(entity(n, physical_class=CHASSIS, contained_in=0, position=n) for n in (1, 2)))
    assert paths(decoded) == ["", "chassis:1", "chassis:2"]
    assert (decoded.components[0].physical_class, decoded.components[0].sources) == (PhysicalClass.STACK, ())


def test_parts_on_top_beside_the_only_chassis_are_inside_it() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=MODULE, contained_in=0, position=3),
    )
    assert [(one.path, one.contained_in) for one in decoded.components] == [("", None), ("module:3", "")]


def test_a_nested_chassis_is_a_component_of_its_own() -> None:
    decoded = device(
        entity(1, physical_class=1, contained_in=0),
        entity(2, physical_class=CHASSIS, contained_in=1, serial="S-2"),
    )
    assert paths(decoded) == ["", "chassis:1"]


def test_a_lone_port_on_top_is_not_the_device() -> None:
    decoded = device(entity(1, physical_class=PORT, contained_in=0, position=1))
    assert paths(decoded) == ["", "port:1"]


def test_a_lone_module_on_top_is_a_part_and_the_device_does_not_take_its_maker() -> None:
    stick = entity(5, physical_class=MODULE, contained_in=0, mfg="HUAWEI", model="E3372", serial="S-5")
    decoded = device(stick, text_row("1.3.6.1.2.1.1.1.0", "Acme OS 7.1 on router R-7"))
    root = component(decoded, "")
    assert (root.mfg_name, root.serial_num) == (None, None)
    assert component(decoded, "module:1").mfg_name.value == "HUAWEI"


def test_a_lone_module_that_sys_descr_names_as_the_device_is_the_root() -> None:
    rows = entity(5, physical_class=MODULE, contained_in=0, mfg="Acme", model="R-7000", serial="S-5")
    decoded = device(rows, text_row("1.3.6.1.2.1.1.1.0", "Acme OS 7.1 on R-7000"))
    assert (paths(decoded), component(decoded, "").serial_num.value) == ([""], "S-5")


def test_a_lone_other_row_of_a_maker_that_sys_descr_does_not_name_is_a_part() -> None:
    rows = entity(1, physical_class=1, contained_in=0, mfg="ZTE", model="MF833", serial="S-1")
    decoded = device(rows, text_row("1.3.6.1.2.1.1.1.0", "RouterOS RB750"))
    assert (component(decoded, "").mfg_name, paths(decoded)) == (None, ["", "other:1"])


def test_a_lone_other_row_that_states_no_maker_is_the_root() -> None:
    rows = entity(1, physical_class=1, contained_in=0, model="One300", serial="S-1")
    decoded = device(rows, text_row("1.3.6.1.2.1.1.1.0", "ONEOS5"))
    assert (paths(decoded), component(decoded, "").model_name.value) == ([""], "One300")


def test_a_missing_parent_puts_the_part_under_the_root_with_a_problem() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=MODULE, contained_in=99, position=1),
    )
    assert paths(decoded) == ["", "module:1"]
    assert [(one.reason, one.unit) for one in decoded.problems] == [
        (Reason.TREE_REPAIRED, "entPhysicalIndex 2")
    ]


def test_every_member_of_a_loop_is_placed_under_the_root_and_keeps_its_contents() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=MODULE, contained_in=3, position=2),
        entity(3, physical_class=MODULE, contained_in=2, position=3),
        entity(4, physical_class=PORT, contained_in=3, position=1),
    )
    assert paths(decoded) == ["", "module:2", "module:3", "module:3/port:1"]
    assert [one.reason for one in decoded.problems] == [Reason.TREE_REPAIRED] * 2


def test_a_part_contained_in_itself_is_placed_on_top() -> None:
    decoded = device(entity(5, physical_class=CHASSIS, contained_in=5, model="M"))
    assert (decoded.components[0].model_name.value, len(decoded.problems)) == ("M", 1)


def test_nesting_deeper_than_the_limit_is_cut() -> None:
    chain = [entity(n, physical_class=CONTAINER, contained_in=n - 1, position=0) for n in range(2, 200)]
    decoded = device(entity(1, physical_class=CHASSIS, contained_in=0), *chain)
    assert len(decoded.components) == 199
    assert max(path.count("/") + 1 for path in paths(decoded) if path) <= MAX_TREE_DEPTH
    assert {Reason.TREE_REPAIRED} == {one.reason for one in decoded.problems}


def test_an_unknown_class_is_kept_as_unknown_with_a_problem() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0), entity(2, physical_class=77, contained_in=1)
    )
    assert component(decoded, "unknown:1").physical_class == PhysicalClass.UNKNOWN
    assert [one.reason for one in decoded.problems] == [Reason.ROW_UNDECODED]


def test_a_row_of_which_only_an_unread_column_is_known_is_a_component() -> None:
    uris = text_row("1.3.6.1.2.1.47.1.1.1.1.18.9", "urn:x")
    assert len(device(entity(1, physical_class=CHASSIS, contained_in=0), uris).components) == 2


def test_a_segment_takes_the_name_where_positions_repeat_and_the_rank_where_names_are_missing() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=PORT, contained_in=1, position=1, name="Gi0/1"),
        entity(3, physical_class=PORT, contained_in=1, position=1, name="Gi0/2"),
        entity(4, physical_class=MODULE, contained_in=1, position=-1),
        entity(5, physical_class=MODULE, contained_in=1, position=-1),
    )
    assert paths(decoded) == ["", "port:Gi0_1", "port:Gi0_2", "module:1", "module:2"]


def test_equal_names_get_a_number() -> None:
    twins = [entity(n, physical_class=MODULE, contained_in=1, name="Fan") for n in (2, 3, 4)]
    decoded = device(entity(1, physical_class=CHASSIS, contained_in=0), *twins)
    assert paths(decoded) == ["", "module:Fan", "module:Fan#2", "module:Fan#3"]


def test_a_long_name_is_cut_to_a_bounded_segment_that_still_tells_names_apart() -> None:
    names = ["n" * 4000 + end for end in "ab"]
    parts = [entity(n, physical_class=MODULE, contained_in=1, name=name) for n, name in enumerate(names, 2)]
    first, second = paths(device(entity(1, physical_class=CHASSIS, contained_in=0), *parts))[1:]
    assert first != second
    assert max(len(first), len(second)) <= 60


def test_the_path_of_a_part_below_many_long_names_is_bounded_and_its_parent_is_known() -> None:
    rows = [
        entity(n, physical_class=CONTAINER, contained_in=n - 1, name=f"{n}" * 48)
        for n in range(1, MAX_TREE_DEPTH)
    ]
    found = {part.path: part for part in device(*rows).components}
    assert len(found) == MAX_TREE_DEPTH
    assert max(map(len, found)) < 400
    assert all(part.contained_in in found for part in found.values() if part.path)


def test_placeholders_are_not_stated() -> None:
    root = device(entity(1, physical_class=CHASSIS, serial="0000", model="N/A", mfg="unknown")).components[0]
    assert (root.serial_num, root.model_name, root.mfg_name) == (None, None, None)


def test_the_interface_comes_from_the_alias_mapping_of_the_port_above_or_below() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=PORT, contained_in=1, position=1),
        entity(3, physical_class=MODULE, contained_in=2, position=0, descr="1000BASE-SX SFP", serial="S1X"),
        entity(4, physical_class=MODULE, contained_in=1, position=4, descr="10GBASE-LR SFP+", serial="S2X"),
        entity(5, physical_class=PORT, contained_in=4, position=0),
        alias(2, 101),
        alias(5, 102),
        interface(101, "Gi1/0/1"),
        interface(102, "Te1/0/2"),
    )
    assert [one.interface for one in decoded.components] == ["", "Gi1/0/1", "Gi1/0/1", "Te1/0/2", "Te1/0/2"]


def test_a_port_named_like_an_interface_is_that_interface() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=PORT, contained_in=1, position=1, name="Gi1/0/1"),
        interface(9, "Gi1/0/1"),
    )
    assert component(decoded, "port:1").interface == "Gi1/0/1"


def test_the_day_of_manufacture_is_read_with_where_it_was_stated() -> None:
    oid = "1.3.6.1.2.1.47.1.1.1.1.17.7"
    decoded = device(
        entity(7, physical_class=CHASSIS, contained_in=0), text_row(oid, bytes.fromhex("07e3050610000000"))
    )
    stated = component(decoded, "").mfg_date
    assert stated is not None
    assert (stated.value, stated.reference.oid_or_line) == ("2019-05-06", oid)


def test_a_day_of_manufacture_that_says_nothing_is_no_problem() -> None:
    oid = "1.3.6.1.2.1.47.1.1.1.1.17.7"
    decoded = device(entity(7, physical_class=CHASSIS, contained_in=0), text_row(oid, bytes(8)))
    assert (component(decoded, "").mfg_date, decoded.problems) == (None, ())
