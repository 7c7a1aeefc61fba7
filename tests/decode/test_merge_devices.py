"""SNMP and SSH of one device: the same part once, another part twice, contradictions told."""

from __future__ import annotations

from dataclasses import replace

from builders import observed

from auditor.decode import merge_devices
from auditor.model.device import Component, Device, PartFunction, PhysicalClass
from auditor.model.recording import Reason

ROOT = Component("", None, PhysicalClass.CHASSIS, PartFunction.DEVICE, sources=("ENTITY-MIB",))


def part(path: str, model: str = "", serial: str = "", maker: str = "", **values: str) -> Component:
    return Component(
        path,
        path.rpartition("/")[0],
        PhysicalClass.MODULE,
        mfg_name=observed(maker) if maker else None,
        model_name=observed(model) if model else None,
        serial_num=observed(serial) if serial else None,
        **values,  # type: ignore[arg-type]
    )


def device(*parts: Component, root: Component = ROOT) -> Device:
    return Device("sw", "r", (root, *parts))


def told(merged: Device) -> list[tuple[str, str]]:
    return [(one.path, one.mfg_name.value if one.mfg_name else "") for one in merged.components[1:]]


def test_a_part_with_one_serial_number_and_model_is_one_and_completed() -> None:
    snmp = device(part("module:1", "X1", "SN-101"))
    ssh = device(part("slot:9", "x1", "SN101", maker="HUAWEI"))
    merged = merge_devices(snmp, ssh)
    assert (told(merged), merged.problems) == ([("module:1", "HUAWEI")], ())


def test_a_part_at_one_place_of_one_model_is_one() -> None:
    snmp = device(part("port:1", "SFP", interface="Te1/1/1"))
    ssh = device(part("optic:a", "SFP", "SN101", maker="OEM", interface="te1/1/1"))
    assert told(merge_devices(snmp, ssh)) == [("port:1", "OEM")]


def test_parts_at_one_place_whose_serial_numbers_differ_are_two() -> None:
    snmp = device(part("module:1", "SFP", "SN101"))
    ssh = device(part("module:1", "SFP", "SN102"))
    assert told(merge_devices(snmp, ssh)) == [("module:1", ""), ("ssh:module:1", "")]


def test_one_serial_number_of_two_makers_stays_two_and_is_said() -> None:
    snmp = device(part("module:1", "SFP", "SN101", maker="OEM"))
    ssh = device(part("module:7", "SFP", "SN101", maker="HUAWEI"))
    merged = merge_devices(snmp, ssh)
    assert told(merged) == [("module:1", "OEM"), ("module:7", "HUAWEI")]
    assert [(problem.reason, "maker" in problem.detail) for problem in merged.problems] == [
        (Reason.SUSPECTED_DUPLICATE, True)
    ]


def test_what_only_ssh_tells_keeps_its_place_below_what_it_is_in() -> None:
    snmp = device(part("module:1", "LC", "SN101"))
    ssh = device(part("slot:1", "LC", "SN101"), part("slot:1/optic:1", "SFP", "SN102"))
    merged = merge_devices(snmp, ssh)
    assert [(one.path, one.contained_in) for one in merged.components[1:]] == [
        ("module:1", ""),
        ("slot:1/optic:1", "module:1"),
    ]


def test_a_serial_number_that_two_parts_share_joins_one_of_them_only_once() -> None:
    snmp = device(part("module:1", "X", "SN101"))
    ssh = device(part("a:1", "X", "SN101"), part("a:2", "X", "SN101"))
    assert [one.path for one in merge_devices(snmp, ssh).components] == ["", "module:1", "a:2"]


def test_the_device_itself_is_completed() -> None:
    snmp = device(root=ROOT._replace(serial_num=observed("A")))
    ssh = device(root=ROOT._replace(serial_num=observed("A"), model_name=observed("C9300")))
    merged = merge_devices(snmp, ssh)
    root = merged.components[0]
    assert (root.serial_num, root.model_name, merged.problems) == (observed("A"), observed("C9300"), ())


def test_a_contradicted_device_takes_nothing_and_both_stay() -> None:
    snmp = device(root=ROOT._replace(serial_num=observed("A"), model_name=observed("N9K")))
    ssh = device(root=ROOT._replace(mfg_name=observed("HUAWEI"), model_name=observed("S5700")))
    merged = merge_devices(snmp, replace(ssh, sys_descr=observed("HUAWEI")))
    assert (merged.components[0], merged.sys_descr) == (snmp.components[0], None)
    assert told(merged) == [("ssh:device", "HUAWEI")]
    assert [problem.unit for problem in merged.problems] == ["the device"]


def test_a_stack_whose_chassis_is_the_device_over_ssh_holds_it_once() -> None:
    stack = ROOT._replace(physical_class=PhysicalClass.STACK, model_name=observed("Stack"))
    member = part("chassis:1", "C9300", "SN101")._replace(physical_class=PhysicalClass.CHASSIS)
    ssh = ROOT._replace(serial_num=observed("SN101"), model_name=observed("C9300"))
    merged = merge_devices(device(member, root=stack), device(root=ssh))
    assert [one.path for one in merged.components] == ["", "chassis:1"]


def test_a_number_that_is_no_serial_number_joins_nothing() -> None:
    supply = part("psu:1", serial="1")._replace(physical_class=PhysicalClass.POWER_SUPPLY)
    merged = merge_devices(device(supply), device(part("optic:1", "P", "1", maker="ZTE")))
    assert (told(merged), merged.problems) == ([("psu:1", ""), ("optic:1", "ZTE")], ())


def test_a_serial_number_alone_joins_nothing_and_is_said() -> None:
    merged = merge_devices(
        device(part("module:1", "", "SN101")), device(part("b:2", "P", "SN101", maker="ZTE"))
    )
    assert told(merged) == [("module:1", ""), ("b:2", "ZTE")]
    assert [problem.detail for problem in merged.problems] == [
        "has the serial number of module:1 over SNMP, and is perhaps the same part"
    ]


def test_a_serial_number_at_one_place_joins_without_a_model() -> None:
    snmp = device(part("module:1", "", "SN101")._replace(name=observed("Ethernet1/1")))
    ssh = device(part("optic:1", "SFP", "SN101", maker="ZTE", interface="Ethernet1/1"))
    assert told(merge_devices(snmp, ssh)) == [("module:1", "ZTE")]


def test_a_power_supply_and_an_optic_are_two_whatever_they_share() -> None:
    supply = part("x:1", "M", "SN101")._replace(physical_class=PhysicalClass.POWER_SUPPLY)
    optic = part("x:1", "M", "SN101", maker="ZTE")._replace(function=PartFunction.TRANSCEIVER)
    merged = merge_devices(device(supply), device(optic))
    assert told(merged) == [("x:1", ""), ("ssh:x:1", "ZTE")]
    assert [problem.detail for problem in merged.problems] == [
        "has the serial number of x:1 over SNMP, but not its kind"
    ]


def test_what_either_source_calls_an_optic_is_one() -> None:
    snmp = part("module:1", "SFP", "SN101")
    ssh = part("optic:1", "SFP", "SN101", maker="HUAWEI")._replace(function=PartFunction.TRANSCEIVER)
    for one, other in ((snmp, ssh), (ssh, snmp)):
        merged = merge_devices(device(one), device(other))
        assert [one.function for one in merged.components[1:]] == [PartFunction.TRANSCEIVER]


def test_the_ends_of_a_cable_are_told_apart_by_place() -> None:
    ends = [part(f"port:{end}", "AOC", "SN101", interface=f"Ethernet1/{end}") for end in (1, 2)]
    shown = [
        part(f"o:{end}", "AOC", "SN101", maker=f"M{end}", interface=f"Ethernet1/{end}") for end in (2, 1)
    ]
    merged = merge_devices(device(*ends), device(*shown))
    assert (told(merged), merged.problems) == ([("port:1", "M1"), ("port:2", "M2")], ())


def test_an_end_of_a_cable_that_one_source_omits_stays() -> None:
    snmp = device(part("port:2", "AOC", "SN101", interface="Ethernet1/2"))
    ssh = device(*(part(f"o:{end}", "AOC", "SN101", interface=f"Ethernet1/{end}") for end in (1, 2)))
    assert [one.path for one in merge_devices(snmp, ssh).components[1:]] == ["port:2", "o:1"]
