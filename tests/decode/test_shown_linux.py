"""Linux-based devices: many commands tell of one chip, and its number on the bus names its vendor."""

from __future__ import annotations

from builders import cli_recording
from decode.linux_samples import LSPCI, OUTPUTS, PCI_CARD

from auditor.decode import decode_recording
from auditor.identify import identify_device
from auditor.model.device import Component, Device, PartFunction
from auditor.model.identity import Technique
from auditor.resources import load_knowledge


def device() -> Device:
    return decode_recording(cli_recording("linux", OUTPUTS))


def part(told: Device, path: str) -> Component:
    return next(component for component in told.components if component.path == path)


def test_each_part_is_told_once() -> None:
    paths = [component.path for component in device().components]
    assert paths == [
        "",
        "cpu:1",
        "module:eth0",
        "pci:0000:00:1f",
        "pci:0000:02:00",
        "pci:0000:03:00",
        "pci:0000:04:00",
        "usb:1-1.2",
        "usb:1-1.3",
    ]


def test_a_modem_has_what_all_commands_tell_of_it() -> None:
    modem = part(device(), "usb:1-1.2")
    texts = (modem.vendor_type, modem.mfg_name)
    assert [text.value if text else "" for text in texts] == ["usb:12d1:14dc", "HUAWEI_MOBILE"]
    assert modem.sources == (
        "lshw -json -quiet",
        "grep -H . /sys/bus/usb/devices/*/idVendor",
        "grep -H . /sys/bus/usb/devices/*/manufacturer",
        "grep -H . /sys/bus/usb/devices/*/product",
        "lsusb",
    )
    serial = part(device(), "usb:1-1.3").serial_num
    assert (serial.value if serial else "") == "MF0000000042"


def test_the_board_is_the_device_and_its_firmware_is_nobodys_part() -> None:
    root = device().components[0]
    texts = (root.mfg_name, root.model_name, root.serial_num)
    assert [text.value if text else "" for text in texts] == ["PC Engines", "APU2", "1234502"]


def test_the_optic_is_that_of_the_interface_in_the_command() -> None:
    optic = part(device(), "module:eth0")
    assert (optic.function, optic.interface, optic.vendor_oui) == (PartFunction.TRANSCEIVER, "eth0", None)


def test_numbers_on_a_bus_name_makers_and_pci_12d1_is_not_huawei() -> None:
    told = device()
    makers = {
        identity.key: identity.manufacturer.value for identity in identify_device(told, load_knowledge())
    }
    assert {path: makers[path] for path in makers if path[:3] in ("pci", "usb", "cpu")} == {
        "cpu:1": "hisilicon",
        "pci:0000:00:1f": "intel",
        "pci:0000:02:00": "intel",
        "pci:0000:03:00": "huawei",
        "pci:0000:04:00": "name:psitech",
        "usb:1-1.2": "huawei",
        "usb:1-1.3": "zte",
    }


def test_the_evidence_of_a_number_leads_to_its_line() -> None:
    told = decode_recording(cli_recording("linux", {"lspci -Dvmmnn": LSPCI}))
    (evidence,) = (
        one
        for identity in identify_device(told, load_knowledge())
        if identity.key == "pci:0000:03:00"
        for one in identity.manufacturer.evidence
        if one.technique is Technique.PCI_USB_ID
    )
    line = LSPCI.splitlines()[evidence.reference.row - 1]
    assert (line, evidence.matched_text) == (b"Vendor:\tHuawei Technologies Co., Ltd. [19e5]", "pci:19e5")


def test_a_card_with_a_chip_of_another_maker_carries_the_brand_of_its_subsystem_vendor() -> None:
    told = device()
    card = part(told, "pci:0000:02:00")
    numbers = [number.value if number else "" for number in (card.vendor_type, card.subsystem)]
    brands = {one.key: one.brand.value for one in identify_device(told, load_knowledge())}
    assert (numbers, brands["pci:0000:02:00"]) == (["pci:8086", "pci:19e5"], "huawei")
    assert (brands["pci:0000:00:1f"], brands["pci:0000:04:00"]) == (None, None)


def test_sysfs_alone_tells_whose_card_it_is() -> None:
    command = "grep -H . /sys/bus/pci/devices/*/subsystem_vendor"
    told = decode_recording(cli_recording("linux", {command: PCI_CARD}))
    card = part(told, "pci:0000:02:00")
    assert card.subsystem is not None
    assert (card.subsystem.value, card.subsystem.reference.row, card.vendor_type) == ("pci:19e5", 2, None)
    brands = {one.key: one.brand.value for one in identify_device(told, load_knowledge())}
    assert brands["pci:0000:02:00"] == "huawei"
