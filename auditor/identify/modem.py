"""Cellular and DSL modems inside routers: the module's own maker or model.

The model is that of the module (exact rows), never the router's; a model alone is a
review, because module models are short and get reused.
"""

from __future__ import annotations

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.identify.mfg_name import name_signals
from auditor.model.device import Component
from auditor.model.identity import Technique

MODEL_CAP = "model_only"


def modem_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """The stated maker, and the maker whose module has this model."""
    signals = name_signals(Technique.MODEM, component.mfg_name, knowledge)
    observed = component.model_name
    if observed is None:
        return signals
    text = observed.value.strip(" \0")
    cap = "" if signals else MODEL_CAP
    return signals + [
        signal_of(Technique.MODEM, row.row, observed, cap=cap)
        for row in knowledge.modems
        if row.pattern.match(text)
    ]
