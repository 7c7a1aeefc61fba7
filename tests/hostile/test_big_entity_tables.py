"""Entity tables as large as they may be: what a row costs does not grow with the rows.

Costs are counted as calls of functions, which no clock and no other process can change.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from builders import integer_row, text_row
from decode.table_rows import ENTITY, MODULE, PORT, recording

from auditor.decode import decode_recording
from auditor.identify import identify_device
from auditor.model.rows import Row
from auditor.resources import load_knowledge

KNOWLEDGE = load_knowledge()
FEW, MANY = 200, 1_000
MAX_CALLS = 600
"""Calls for one part, decoded and identified, whatever it states."""
GROWTH = 1.2
"""Of the calls for a part, where there are five times as many: sorting and searching may grow a little."""

Shape = Callable[[int, int], list[Row]]


def named(index: int, _: int) -> list[Row]:
    return [text_row(f"{ENTITY}.7.{index}", f"Port {index}")]


def alike(index: int, _: int) -> list[Row]:
    return [text_row(f"{ENTITY}.7.{index}", "Port"), integer_row(f"{ENTITY}.5.{index}", PORT)]


def chained(index: int, _: int) -> list[Row]:
    return [integer_row(f"{ENTITY}.4.{index}", index - 1)]


def chained_backwards(index: int, count: int) -> list[Row]:
    return [integer_row(f"{ENTITY}.4.{index}", (index + 1) % (count + 1))]


def looped(index: int, count: int) -> list[Row]:
    return [integer_row(f"{ENTITY}.4.{index}", index % count + 1)]


def orphaned(index: int, count: int) -> list[Row]:
    return [integer_row(f"{ENTITY}.4.{index}", count + index)]


def wordy(index: int, _: int) -> list[Row]:
    text = f"{index} " + "1x1 base 1 ports1 1 g " * 11
    return [text_row(f"{ENTITY}.2.{index}", text), integer_row(f"{ENTITY}.5.{index}", MODULE)]


def made_up(index: int, _: int) -> list[Row]:
    return [text_row(f"{ENTITY}.12.{index}", f"Hua wei {index} Co Ltd")]


def chinese(index: int, _: int) -> list[Row]:
    return [text_row(f"{ENTITY}.7.{index}", "深圳" * 40 + str(index))]


SHAPES = (named, alike, chained, chained_backwards, looped, orphaned, wordy, made_up, chinese)


def calls_per_part(shape: Shape, count: int) -> float:
    """Calls that decoding and identifying `count` parts take, for each of them."""
    table = recording([row for index in range(1, count + 1) for row in shape(index, count)])
    calls = 0

    def count_call(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count_call)
    try:
        device = decode_recording(table)
        identities = identify_device(device, KNOWLEDGE)
    finally:
        sys.setprofile(before)
    assert len(device.components) == len(identities) >= count
    return calls / count


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_part_costs_as_much_among_many_as_among_few(shape: Shape) -> None:
    calls_per_part(shape, 10)  # what is made once, such as patterns, is made
    few, many = calls_per_part(shape, FEW), calls_per_part(shape, MANY)
    assert few < MAX_CALLS
    assert many < few * GROWTH, (few, many)
