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
    snmp = device(part("module:1", "X1", "S-1"))
    ssh = device(part("slot:9", "x1", "S1", maker="HUAWEI"))
    merged = merge_devices(snmp, ssh)
    assert (told(merged), merged.problems) == ([("module:1", "HUAWEI")], ())


def test_a_part_at_one_place_of_one_model_is_one() -> None:
    snmp = device(part("port:1", "SFP", interface="Te1/1/1"))
    ssh = device(part("optic:a", "SFP", "S1", maker="OEM", interface="te1/1/1"))
    assert told(merge_devices(snmp, ssh)) == [("port:1", "OEM")]


def test_parts_at_one_place_whose_serial_numbers_differ_are_two() -> None:
    snmp = device(part("module:1", "SFP", "S1"))
    ssh = device(part("module:1", "SFP", "S2"))
    assert told(merge_devices(snmp, ssh)) == [("module:1", ""), ("ssh:module:1", "")]


def test_one_serial_number_of_two_makers_stays_two_and_is_said() -> None:
    snmp = device(part("module:1", "SFP", "S1", maker="OEM"))
    ssh = device(part("module:7", "SFP", "S1", maker="HUAWEI"))
    merged = merge_devices(snmp, ssh)
    assert told(merged) == [("module:1", "OEM"), ("module:7", "HUAWEI")]
    assert [(problem.reason, "maker" in problem.detail) for problem in merged.problems] == [
        (Reason.SUSPECTED_DUPLICATE, True)
    ]


def test_what_only_ssh_tells_keeps_its_place_below_what_it_is_in() -> None:
    snmp = device(part("module:1", "LC", "S1"))
    ssh = device(part("slot:1", "LC", "S1"), part("slot:1/optic:1", "SFP", "S2"))
    merged = merge_devices(snmp, ssh)
    assert [(one.path, one.contained_in) for one in merged.components[1:]] == [
        ("module:1", ""),
        ("slot:1/optic:1", "module:1"),
    ]


def test_a_serial_number_that_two_parts_share_joins_one_of_them_only_once() -> None:
    snmp = device(part("module:1", "X", "S1"))
    ssh = device(part("a:1", "X", "S1"), part("a:2", "X", "S1"))
    assert [one.path for one in merge_devices(snmp, ssh).components] == ["", "module:1", "a:2"]


def test_the_device_itself_is_completed_and_a_contradiction_is_told() -> None:
    snmp = device(root=replace(ROOT, serial_num=observed("A")))
    ssh = device(root=replace(ROOT, serial_num=observed("B"), model_name=observed("C9300")))
    merged = merge_devices(snmp, ssh)
    root = merged.components[0]
    assert (root.serial_num, root.model_name) == (observed("A"), observed("C9300"))
    assert [problem.unit for problem in merged.problems] == ["the device"]
