"""ONUs behind a line terminal: the maker's four letters in the serial number, and the model.

ITU-T G.984.3 begins every serial number with the vendor id of the maker. Operators can set it
and clones are sold with others' ids, so alone it asks for a review. Model codes are read as
those of any neighbor (`neighbor_claim`).
"""

from __future__ import annotations

import re

from auditor.identify.interface import Knowledge, Signal, signal_of
from auditor.identify.neighbor_claim import CLAIM_CAP, claim_signals
from auditor.model.device import Neighbor, Observed
from auditor.model.identity import Technique
from auditor.model.unit_tables import PON

SERIAL = re.compile(r"\s*([A-Za-z0-9]{4})[:\- ]?[0-9A-Fa-f]{8}\s*")
VENDOR_ID = re.compile(r"\s*([A-Za-z0-9]{4})\s*")


def is_onu(neighbor: Neighbor) -> bool:
    """Whether a line terminal's own table shows it."""
    return any(sighting.protocol == PON for sighting in neighbor.sightings)


def onu_signals(neighbor: Neighbor, knowledge: Knowledge) -> list[Signal]:
    """Signals of the vendor id, from the serial number, else stated alone, and of the model."""
    found = vendor_id_signals(neighbor.serial_num, knowledge)
    found = found or _rows(neighbor.mfg_name, VENDOR_ID, knowledge)
    claimed = neighbor._replace(mfg_name=None) if found else neighbor
    return found + claim_signals(claimed, knowledge)


def vendor_id_signals(serial_num: Observed[str] | None, knowledge: Knowledge) -> list[Signal]:
    """Signals of a serial number in the form of G.984.3; none for others."""
    return _rows(serial_num, SERIAL, knowledge)


def _rows(observed: Observed[str] | None, form: re.Pattern[str], knowledge: Knowledge) -> list[Signal]:
    match = form.fullmatch(observed.value) if observed else None
    if observed is None or match is None:
        return []
    return [
        signal_of(Technique.ONU_VENDOR_ID, row, observed, cap=CLAIM_CAP)
        for row in knowledge.onu_vendor_ids.get(match[1].upper(), ())
    ]
