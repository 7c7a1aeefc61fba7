"""What a neighbor announces of itself by LLDP, LLDP-MED or CDP.

A claim about the neighbor, never about the polled device, relayed by somebody else: medium
at best and a review alone; together with the neighbor's own MAC it is adequate.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.identify.mfg_name import name_signals
from auditor.identify.sys_descr import MAX_DESCR_CHARACTERS, mention_signals, sys_descr_signals
from auditor.model.device import Neighbor
from auditor.model.identity import Technique

CLAIM_CONFIDENCE = 75
CLAIM_CAP = "claimed_by_protocol"


def claim_signals(neighbor: Neighbor, knowledge: Knowledge) -> list[Signal]:
    """Signals of the announced maker, model (CDP platform) and description."""
    signals = name_signals(
        Technique.NEIGHBOR_CLAIM, neighbor.mfg_name, knowledge, confidence=CLAIM_CONFIDENCE
    )
    signals += _model_signals(neighbor, knowledge)
    signals += sys_descr_signals(neighbor.system_descr, knowledge)
    if not signals and neighbor.model_name:
        text = neighbor.model_name.value[:MAX_DESCR_CHARACTERS]
        signals += mention_signals(Technique.NEIGHBOR_CLAIM, neighbor.model_name, text, knowledge)
    return [_relayed(signal) for signal in signals]


def _model_signals(neighbor: Neighbor, knowledge: Knowledge) -> list[Signal]:
    observed = neighbor.model_name
    if observed is None:
        return []
    text = observed.value[:MAX_DESCR_CHARACTERS].strip(" \0\"'")
    return [
        signal_of(Technique.NEIGHBOR_CLAIM, row.row, observed)
        for row in knowledge.neighbor_models
        if row.pattern.match(text)
    ]


def _relayed(signal: Signal) -> Signal:
    """The same reading as somebody else's word."""
    evidence = signal.evidence
    relayed = replace(
        evidence,
        technique=Technique.NEIGHBOR_CLAIM,
        confidence=min(evidence.confidence, CLAIM_CONFIDENCE),
    )
    return Signal(relayed, signal.cap or CLAIM_CAP)
