"""What a part does is read from its class and its own words."""

from __future__ import annotations

import pytest
from decode.table_rows import CHASSIS, CONTAINER, MODULE, PORT, component, device, entity

from auditor.model.device import PartFunction

T, M, P = PartFunction.TRANSCEIVER, PartFunction.MODEM, PartFunction.PART


@pytest.mark.parametrize(
    ("physical_class", "descr", "serial", "function"),
    [
        (MODULE, "1000BASE-LX SFP transceiver", "", T),
        (MODULE, "SFP-10GBase-SR", "S1X", T),
        (MODULE, "QSFP28 100GE LR4", "S1X", T),
        (MODULE, "XFP", "S1X", T),
        (MODULE, "10G AOC2M", "S1X", T),
        (MODULE, "QSFP 4X10GE LR", "S1X", T),
        (PORT, "10GBASE-LR", "S1X", T),
        (PORT, "SFP+ 10GBASE-SR", "", P),
        (PORT, "10/100/1000BASE-T", "", P),
        (MODULE, "SFP slot 1", "", P),
        (MODULE, "SFP cage (empty)", "", P),
        (MODULE, "40G QSFP+ port", "", P),
        (CONTAINER, "SFP container", "S1X", P),
        (MODULE, "24-port SFP+ line card", "S1X", P),
        (MODULE, "32X400G-QSFP-DD", "S1X", P),
        (MODULE, "SFP+ Uplink Module", "S1X", P),
        (MODULE, "SFP transceiver temperature sensor", "", P),
        (MODULE, "Sierra Wireless LTE modem", "S1X", M),
        (MODULE, "5G WWAN card", "", M),
        (PORT, "10300Mb/s-1310nm-LC-10km(0.009mm)", "AD13", T),
        (PORT, "LTE 0/1/0", "", P),
        (MODULE, "Filter board", "S1X", P),
    ],
)
def test_words_and_class_decide_the_function(
    physical_class: int, descr: str, serial: str, function: PartFunction
) -> None:
    part = entity(2, physical_class=physical_class, contained_in=1, position=1, descr=descr, serial=serial)
    decoded = device(entity(1, physical_class=CHASSIS, contained_in=0), part)
    assert function == decoded.components[1].function


def test_a_module_that_holds_modules_or_cages_is_not_a_transceiver() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=MODULE, contained_in=1, position=1, descr="SFP+ mezzanine", serial="S1X"),
        entity(3, physical_class=CONTAINER, contained_in=2, position=1, descr="SFP cage"),
    )
    assert component(decoded, "module:1").function == P


def test_an_optic_that_holds_the_controller_of_itself_is_still_an_optic() -> None:
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=MODULE, contained_in=1, position=1, descr="Cisco SFP+ 10G LR", serial="S1X"),
        entity(3, physical_class=MODULE, contained_in=2, position=1, name="Optics0/0/0/3"),
    )
    assert component(decoded, "module:1").function == T


@pytest.mark.parametrize(("serial", "function"), [("PV109QL", T), ("", P)])
def test_an_optic_may_be_named_after_its_slot_and_an_empty_slot_is_none(serial: str, function: str) -> None:
    slot = entity(
        2, physical_class=MODULE, contained_in=1, position=1, name="1/SLOT-1 TRANSCEIVER-1", serial=serial
    )
    decoded = device(entity(1, physical_class=CHASSIS, contained_in=0), slot)
    assert component(decoded, "module:1").function == function


def test_a_container_with_model_and_serial_number_is_the_optic_inside() -> None:
    cage = entity(
        2, physical_class=CONTAINER, contained_in=1, position=1, descr="Xcvr for Ethernet2", model="SFP-1G-T",
        serial="XMD14475233E",
    )  # fmt: skip
    decoded = device(entity(1, physical_class=CHASSIS, contained_in=0), cage)
    assert component(decoded, "container:1").function == T


def test_a_module_with_more_ports_than_lanes_is_not_a_transceiver() -> None:
    ports = [entity(10 + n, physical_class=PORT, contained_in=2, position=n) for n in range(9)]
    decoded = device(
        entity(1, physical_class=CHASSIS, contained_in=0),
        entity(2, physical_class=MODULE, contained_in=1, position=1, descr="SFP+ mezzanine", serial="S1X"),
        *ports,
    )
    assert component(decoded, "module:1").function == P


def test_the_device_itself_is_never_a_transceiver() -> None:
    decoded = device(entity(1, physical_class=MODULE, contained_in=0, descr="28 SFP switch", serial="S1X"))
    assert decoded.components[0].function == PartFunction.DEVICE
