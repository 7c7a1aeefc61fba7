"""Thousands of parts that share what tells parts apart: each is kept, none is compared with all others.

Comparing each with each took minutes for a few thousand rows. The numbers of rows here would take that
long again; nothing measures time.
"""

from __future__ import annotations

import re

from builders import cli_recording, text_row
from decode.table_rows import CHASSIS, PORT, device, entity, interface

from auditor.decode import decode_recording, merge_devices
from auditor.model.device import Device
from auditor.model.recording import Reason

ROWS = 4_000
LTE_MODEM, WIRELESS_CARD = "1.3.6.1.4.1.14988.1.1.16.1.1", "1.3.6.1.4.1.25506.2.98.1.1.1.1"
RUIJIE_FIBER = "1.3.6.1.4.1.4881.1.1.10.2.105.1.1.1"


def suspected(found: Device) -> list[str]:
    return [one.unit for one in found.problems if one.reason is Reason.SUSPECTED_DUPLICATE]


def inventory(place: str, serial: str) -> bytes:
    """`show inventory` with ROWS parts; "%d" stands for the number of each."""
    rows = (
        f'NAME: "{place}", DESCR: "card"\nPID: X1 , VID: V01 , SN: {serial}\n\n'.replace("%d", str(number))
        for number in range(ROWS)
    )
    return "".join(rows).encode()


def test_optics_that_all_name_one_crowded_port_stay_parts() -> None:
    ports = [
        row
        for index in range(2, ROWS)
        for row in entity(index, physical_class=PORT, contained_in=1, position=index, name="Te1")
    ]
    optics = [
        text_row(f"{RUIJIE_FIBER}.{column}.{index}", value)
        for index in range(ROWS)
        for column, value in ((2, "Te1"), (16, f"S{index}"))
    ]
    chassis = entity(1, physical_class=CHASSIS, contained_in=0)
    found = device(*chassis, *interface(7, "Te1"), *ports, *optics)
    serials = {part.serial_num.value for part in found.components if part.serial_num}
    assert (len(serials), suspected(found)) == (ROWS, ["ifIndex 7"])


def test_modems_with_a_row_each_are_parts_each() -> None:
    rows = [text_row(f"{LTE_MODEM}.11.{index}", f"{index:015}") for index in range(1, ROWS)]
    assert (len(device(*rows).components), suspected(device(*rows))) == (ROWS, [])


def test_modems_that_share_a_serial_number_are_parts_each_and_are_said() -> None:
    rows = [text_row(f"{WIRELESS_CARD}.5.{index}", "A1B2C3") for index in range(1, ROWS)]
    maker = [text_row(f"{WIRELESS_CARD}.3.{index}", f"Maker {index}") for index in range(1, ROWS)]
    found = device(*rows, *maker)
    assert (len(found.components), suspected(found)) == (ROWS, ["serial number of modems"])


def test_two_outputs_with_one_place_for_all_parts_join_none_of_them() -> None:
    found = decode_recording(
        cli_recording(
            "cisco_xr",
            {
                "show inventory": inventory("slot", "ABC%d00"),
                "admin show inventory": inventory("slot", "DEF%d00"),
            },
        )
    )
    assert (len(found.components), suspected(found)) == (1 + 2 * ROWS, ["place slot"])


def test_one_output_with_one_place_for_all_parts_is_nothing_to_say() -> None:
    found = decode_recording(cli_recording("cisco_xr", {"show inventory": inventory("slot", "ABC%d00")}))
    assert (len(found.components), suspected(found)) == (1 + ROWS, [])


def test_one_serial_number_for_all_parts_of_both_transports_joins_none_of_them() -> None:
    rows = [row for index in range(1, ROWS) for row in entity(index, serial="ABC12345", model="X2")]
    over_ssh = decode_recording(
        cli_recording("cisco_xr", {"show inventory": inventory("slot %d", "ABC12345")})
    )
    merged = merge_devices(device(*rows), over_ssh)
    assert (len(merged.components), suspected(merged)) == (2 * ROWS, ["parts"])


def test_a_crowd_is_said_before_doubts_of_which_only_some_are_listed() -> None:
    lone = [row for index in range(2, 100) for row in entity(index, serial=f"LONE{index:04}", model="X2")]
    crowd = [row for index in range(100, 300) for row in entity(index, serial="ABC12345", model="X2")]
    shown = inventory("slot %d", "LONE%d") + inventory("bay %d", "ABC12345")
    shown = re.sub(rb"LONE(\d+)", lambda found: b"LONE%04d" % int(found[1]), shown)
    over_ssh = decode_recording(cli_recording("cisco_xr", {"show inventory": shown}))
    units = suspected(merge_devices(device(*lone, *crowd), over_ssh))
    assert (len(units) > 40, units[0], units[-1]) == (True, "parts", "device")


def test_one_place_for_all_parts_of_both_transports_joins_none_of_them() -> None:
    rows = [row for index in range(1, ROWS) for row in entity(index, name="slot", model="X1")]
    over_ssh = decode_recording(cli_recording("cisco_xr", {"show inventory": inventory("slot", "ABC%d00")}))
    merged = merge_devices(device(*rows), over_ssh)
    assert (len(merged.components), suspected(merged)) == (2 * ROWS, ["parts"])
