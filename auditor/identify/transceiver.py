"""Optics: name, part number, serial number and OUI of the EEPROM (SFF-8472 A0h).

The name says who coded the EEPROM; compatibles carry others' names. So the name alone
asks for a review, and a part or serial number in the maker's own grammar, or the maker's
OUI, makes it adequate.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.identify.interface import Knowledge, Row, Signal, signal_of
from auditor.identify.mfg_name import name_signals
from auditor.identify.normalise import normalise_name
from auditor.identify.pattern_groups import match_rows
from auditor.identify.vendors import UNLISTED
from auditor.model.device import Component, Observed
from auditor.model.identity import Claim, EvidenceRole, Technique

NAME_CONFIDENCE = 75
AGREED_CONFIDENCE = 90
OUI_CONFIDENCE = 50
NAME_CAP = "optic_name_only"
OUI_CAP = "optic_oui_only"


def transceiver_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """Signals of an optic; the name's are raised where another field agrees."""
    named = name_signals(Technique.TRANSCEIVER, component.mfg_name, knowledge, confidence=NAME_CONFIDENCE)
    others = [
        *grammar_signals(component, knowledge, "model_name"),
        *grammar_signals(component, knowledge, "serial_num"),
        *text_signals(component, knowledge),
        *_oui_signals(component.vendor_oui, knowledge),
    ]
    confirmed = {signal.evidence.vendor for signal in others}
    return [_confirm(signal, confirmed) for signal in named] + others


def text_signals(component: Component, knowledge: Knowledge) -> list[Signal]:
    """An optic's inventory text put into the name or description of a part."""
    signals = grammar_signals(component, knowledge, "name", "text")
    return signals or grammar_signals(component, knowledge, "descr", "text")


def grammar_signals(
    component: Component, knowledge: Knowledge, component_field: str, row_field: str = ""
) -> list[Signal]:
    """Rows of `row_field` (else `component_field`) that match a field of the component."""
    observed: Observed[str] | None = getattr(component, component_field)
    if observed is None:
        return []
    groups = knowledge.optic_groups.get(row_field or component_field, ())
    return [
        signal_of(Technique.TRANSCEIVER, row.row, observed, cap=NAME_CAP)
        for row, _ in match_rows(groups, observed.value.strip(" \0"))
    ]


def _confirm(signal: Signal, confirmed: set[str]) -> Signal:
    evidence = signal.evidence
    if signal.cap:
        return signal
    if evidence.claim is Claim.MAKER and evidence.vendor in confirmed:
        return Signal(replace(evidence, confidence=AGREED_CONFIDENCE))
    return Signal(evidence, NAME_CAP)


def _oui_signals(observed: Observed[int] | None, knowledge: Knowledge) -> list[Signal]:
    """The registrant of a non-zero EEPROM OUI (bytes 37 to 39)."""
    if observed is None or not 0 < observed.value < 1 << 24:
        return []
    registrant = knowledge.oui.find_prefix(f"{observed.value:06X}")
    if registrant is None:
        return []
    vendor = knowledge.vendors.by_registrant(registrant.name)
    vendor_id = vendor.id if vendor else UNLISTED + normalise_name(registrant.name)
    row = Row(
        f"oui/{registrant.block} {registrant.name}", Claim.ASSIGNEE, vendor_id, OUI_CONFIDENCE, "", "", (), ()
    )
    matched = f"{observed.value:06x}"
    digest = knowledge.oui.digest
    role = EvidenceRole.PRIMARY if vendor else EvidenceRole.LEAD
    technique = Technique.TRANSCEIVER
    return [signal_of(technique, row, observed, matched, cap=OUI_CAP, role=role, registry_digest=digest)]
