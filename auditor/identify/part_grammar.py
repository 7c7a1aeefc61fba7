"""Part and serial numbers in the grammar of one maker, of parts and devices that state no maker.

Only grammars that no other maker's inventory was seen to use (the source of each row says on how
many parts). A number alone asks for a review. Optics have their own (`transceiver`).
"""

from __future__ import annotations

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.identify.pattern_groups import match_rows
from auditor.model.device import Component, Observed, PartFunction
from auditor.model.identity import Technique

NUMBERED = frozenset({PartFunction.PART, PartFunction.DEVICE})
"""Optics and modems have grammars of their own."""
MAX_NUMBER_CHARACTERS = 64
"""No part or serial number is longer."""


def part_number_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """Signals of the model and of the serial number."""
    if component.function not in NUMBERED:
        return []
    return [
        *_signals(component.model_name, "model_name", knowledge),
        *_signals(component.serial_num, "serial_num", knowledge),
    ]


def _signals(observed: Observed[str] | None, field: str, knowledge: Knowledge) -> list[Signal]:
    if observed is None or len(observed.value) > MAX_NUMBER_CHARACTERS:
        return []
    groups = knowledge.part_groups.get(field, ())
    return [
        signal_of(Technique.PART_GRAMMAR, row.row, observed)
        for row, _ in match_rows(groups, observed.value.strip(" \0"))
    ]
