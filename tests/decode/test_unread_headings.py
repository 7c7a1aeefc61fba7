"""A heading in a form that is not known: the lines below it are not those of the part before."""

from __future__ import annotations

import pytest

from auditor.decode.problems import ProblemList
from auditor.decode.show_output import PARSERS
from auditor.decode.shown import ShownText
from auditor.model.recording import End, Reason

NUMBERED = "PID: PWR-1 , VID: V01 , SN: ABC12345\n"
FIRST = 'NAME: "slot 0", DESCR: "card"\nPID: CARD-1 , VID: V01 , SN: FOC11111\n'


def told(platform: str, command: str, text: str) -> tuple[list[tuple[str, str, str]], list[Reason]]:
    """Name, model (or maker) and serial number of each part; the problems."""
    problems = ProblemList()
    shown = ShownText("r", 0, platform, command, End.COMPLETE, text.encode(), problems)
    output = PARSERS[platform, command](shown)
    fields = [(part.name, part.mfg_name or part.model_name, part.serial_num) for part in output.parts]
    rows = [tuple(value.value if value else "" for value in row) for row in fields]
    assert output.device is None
    return [(name, what, serial) for name, what, serial in rows], [one.reason for one in problems.finish()]


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ('NAME: "slot 1, psu 2", DESCR: "supply"', "slot 1, psu 2"),
        ('   NAME: "psu 2", DESCR: "supply"', "psu 2"),
        ("NAME: psu 2 , DESCR: supply", "psu 2"),
    ],
)
def test_a_name_is_read_whole(heading: str, place: str) -> None:
    rows, problems = told("cisco_ios", "show inventory", f"{FIRST}{heading}\n{NUMBERED}")
    assert ([("slot 0", "CARD-1", "FOC11111"), (place, "PWR-1", "ABC12345")], []) == (rows, problems)


@pytest.mark.parametrize("place", ["mgmt0", "fc1/1", "port-channel12", "Ethernet1/1/4"])
def test_an_optic_of_any_interface_is_a_part_of_its_own(place: str) -> None:
    optic = f"NAME: {place}, DESCR: FINISAR CORP\nPID: SFP-10G-SR , VID: FTLX , SN: ABC12345\n"
    rows, problems = told("cisco_nxos", "show inventory", FIRST + optic)
    assert ([("slot 0", "CARD-1", "FOC11111"), (place, "FINISAR CORP", "ABC12345")], []) == (rows, problems)


@pytest.mark.parametrize("place", ["mgmt0", "fc1/1", "port-channel12"])
def test_the_optics_table_takes_any_interface(place: str) -> None:
    text = (
        f"Ethernet1/1\n    name is CISCO\n    serial number is S1111\n"
        f"{place}\n    name is HUAWEI\n    serial number is S2222\n"
    )
    rows, problems = told("cisco_nxos", "show interface transceiver", text)
    assert ([("Ethernet1/1", "CISCO", "S1111"), (place, "HUAWEI", "S2222")], []) == (rows, problems)


UNREAD = [
    ("cisco_ios", "show inventory", FIRST, f'NAME: "a "b" c", DESCR: "x"\n{NUMBERED}', "CARD-1"),
    ("cisco_nxos", "show inventory", FIRST, f'NAME: "a "b" c", DESCR: "x"\n{NUMBERED}', "CARD-1"),
    (
        *("cisco_nxos", "show interface transceiver"),
        "Ethernet1/1\n    name is CISCO\n    serial number is S1111\n",
        "some new ~ port\n    name is HUAWEI\n    serial number is S2222\n",
        "CISCO",
    ),
    (
        *("huawei_vrp", "display elabel"),
        "[Slot_1]\nBoardType=CARD-1\nBarCode=S11111\n",
        "[0~new]\nBoardType=CARD-2\nBarCode=S22222\n",
        "CARD-1",
    ),
    (
        *("huawei_vrp", "display transceiver verbose"),
        "XGE1/0/1 transceiver information:\n  Vendor Name : CISCO\n  Manu. Serial Number : S11111\n",
        "1/0/2 transceiver information:\n  Vendor Name : HUAWEI\n  Manu. Serial Number : S22222\n",
        "CISCO",
    ),
]


@pytest.mark.parametrize(("platform", "command", "first", "then", "what"), UNREAD)
def test_an_unread_heading_ends_the_part_before_and_is_a_problem(
    platform: str, command: str, first: str, then: str, what: str
) -> None:
    alone, _ = told(platform, command, first)
    rows, problems = told(platform, command, first + then)
    assert ([Reason.OUTPUT_UNDECODED], what) == (problems, rows[0][1])
    assert ("", 2, alone[0][0]) == (rows[1][0], len(rows), rows[0][0])
